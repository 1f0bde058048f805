"""The form of a rule that says which part of a URL names the page."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

_SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class PageRule:
    """What identifies a page of one site, and how the same page is written elsewhere.

    Hosts are without ``www.``, paths without a trailing slash, percent-encoding normalised.
    """

    source: str
    """Where the rule comes from: a document, or what can be seen at the site."""
    hosts: tuple[str, ...]
    """Hosts for which the rule is tried; ``.example.org`` means every host below that one."""
    pattern: re.Pattern[str]
    """Must match ``host/path`` completely."""
    to: str = ""
    """The canonical ``host/path[?query]``, with ``{name}`` for a group of the pattern or a query
    parameter; empty leaves host and path as they are."""
    keep: tuple[str, ...] | None = ()
    """Query parameters that belong to the identity; None keeps all but the tracking ones."""
    needs: tuple[str, ...] = ()
    """Query parameters without which the rule does not hold."""
    drop: tuple[str, ...] = ()
    """``name=value`` pairs that say the same as their absence."""
    lower: tuple[str, ...] = ()
    """Groups whose case the site ignores."""
    upper: tuple[str, ...] = ()
    """The same, where capitals are the usual form."""
    capital: tuple[str, ...] = ()
    """Groups whose first letter is a capital whatever was written."""

    def rewrite(self, match: re.Match[str], parameters: Mapping[str, str]) -> str:
        """Build the canonical ``host/path[?query]`` from what matched."""
        if not self.to:
            return match.string
        values = {**parameters, **{key: value or "" for key, value in match.groupdict().items()}}
        for name in self.lower:
            values[name] = values[name].lower()
        for name in self.upper:
            values[name] = values[name].upper()
        for name in self.capital:
            values[name] = values[name][:1].upper() + values[name][1:]
        return _SLOT.sub(lambda slot: values[slot[1]], self.to)


def rule(source: str, hosts: str, pattern: str, to: str = "", **options: object) -> PageRule:
    """Write a `PageRule` shortly, for the tables: words for tuples, text for the pattern."""
    split = {
        name: tuple(value.split()) if isinstance(value, str) else value
        for name, value in options.items()
    }
    return PageRule(source, tuple(hosts.split()), re.compile(pattern), to, **split)  # type: ignore[arg-type]  # the tables are checked by their tests
