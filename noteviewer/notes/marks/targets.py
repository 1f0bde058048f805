"""Targets of Markdown links: ``(destination)``, ``[identifier]``, and their definitions."""

import html
import re
from dataclasses import dataclass

_DESTINATION = re.compile(
    r"\([ \t]*+\n?[ \t]*+(?:<([^<>\n]*+)>"
    r"|((?>(?:[^()\n\\]|\\.|\((?>(?:[^()\n\\]|\\.|\((?>(?:[^()\n\\]|\\.)*)\))*)\))*)))"
    r"(?:[ \t]*+\n?[ \t]*+(\"[^\"]*+\"|'[^']*+'))?[ \t]*+\n?[ \t]*+\)"
)
"""Blanks belong to the destination, as writers who name files so expect."""
_TITLE = re.compile(r"""\s+(?:"[^"]*+"|'[^']*+'|“[^”]*+”)\s*\Z""")
_SIZE = re.compile(r"\s+=\d*x\d*\s*\Z")
_IDENTIFIER = re.compile(r"[ \t]?\[([^\[\]\n]{0,200}+)\]")
_DEFINITION = re.compile(
    r"^ {0,3}\[([^\[\]\n^][^\[\]\n]{0,200}+)\]:[ \t]*+(?:<([^<>\n]++)>|(\S++))[^\n]*+$",
    re.MULTILINE,
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
"""Only with its semicolon: ``&copy=1`` is a parameter, not a sign."""
_DEEPEST_INDENT = 3


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link leads, and where it ends."""

    written: str
    """As written, character references decoded."""
    end: int
    """Offset after the closing bracket."""


def destination_at(text: str, masked: str, start: int) -> Target | None:
    """Read ``(destination "title")`` at an offset; the title is left out."""
    match = _DESTINATION.match(masked, start)
    if match is None:
        return None
    if match[1] is not None:
        return Target(_decode(text[match.start(1) : match.end(1)].strip()), match.end())
    written = _SIZE.sub("", _TITLE.sub("", text[match.start(2) : match.end(2)]))
    if written.startswith("(") and written.endswith(")"):
        written = written[1:-1]
    return Target(_decode(written.strip()), match.end())


class Definitions:
    """Link definitions of a text: ``[id]: target``."""

    def __init__(self, masked: str) -> None:
        self._masked = masked
        self._targets: dict[str, str] = {}
        self._ends: dict[int, int] = {}
        if "]:" in masked:
            for match in _DEFINITION.finditer(masked):
                self._targets.setdefault(_fold(match[1]), _decode(match[2] or match[3]))
                self._ends[match.start()] = match.end()

    def end_at(self, bracket: int) -> int | None:
        """End of the definition whose opening bracket stands at an offset."""
        if not self._ends:
            return None
        start = bracket
        while bracket - start < _DEEPEST_INDENT and self._masked[start - 1 : start] == " ":
            start -= 1
        return self._ends.get(start)

    def target(self, start: int, close: int) -> Target | None:
        """Target of ``[text][id]``, ``[text][]`` or ``[text]``.

        Args:
            start: Offset of the text.
            close: Offset of the bracket that ends it.
        """
        if not self._targets:
            return None
        following = _IDENTIFIER.match(self._masked, close + 1)
        if following and following[1]:
            written = self._targets.get(_fold(following[1]))
            if written is not None:
                return Target(written, following.end())
        written = self._targets.get(_fold(self._masked[start:close]))
        if written is None:
            return None
        is_collapsed = following is not None and not following[1]
        return Target(written, following.end() if following and is_collapsed else close + 1)


def _decode(target: str) -> str:
    """Character references as the signs that they stand for: ``&amp;`` is ``&``."""
    if "&" not in target:
        return target
    return _ENTITY.sub(lambda match: html.unescape(match[0]), target)


def _fold(identifier: str) -> str:
    return " ".join(identifier.split()).casefold()
