"""Names of emoji as notes use them: ``:smile:``."""

import re
from functools import lru_cache

_NAME = re.compile(r"(?<![A-Za-z0-9:]):((?:[A-Za-z0-9_+-]|\\_){1,60}):(?![A-Za-z0-9:])")
_ICON = re.compile(r"(?:material|fontawesome|octicons|simple|twemoji|far|fas|fab|mdi)-[\w-]+")
_PROJECTS = frozenset({"octocat", "shipit", "trollface", "atom", "electron", "basecamp", "bowtie"})
"""Pictures of GitHub's that are no characters."""


def emoji_at(text: str, start: int, end: int) -> tuple[str | None, int] | None:
    """Read the name at an offset.

    Returns:
        The sign, or None for an icon of a theme, and the offset behind the name; None for others.
    """
    found = _NAME.match(text, start, end)
    if found is None:
        return None
    name = found[1].replace("\\", "")
    if sign := _emoji(name.lower()):
        return sign, found.end()
    is_icon = _ICON.match(name) or name.lower() in _PROJECTS
    return (None, found.end()) if is_icon else None


@lru_cache(maxsize=1024)
def _emoji(name: str) -> str:
    """The character of a name; empty where it has none."""
    from emoji import emojize  # loaded by the few notes that name one

    written = f":{name}:"
    sign = emojize(written, language="alias")
    return "" if sign == written else sign
