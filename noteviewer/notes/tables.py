"""Tables: with a separator row as in GFM, or rows between ``|`` alone (``syntax.md``, 8)."""

import re
from collections.abc import Sequence

from noteviewer.notes.lines import unquoted

_SEPARATOR = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_IMAGES = re.compile(r"(?:!\[[^\]\n]*\]\([^()\s]*\)[ \t]*(?:\|[ \t]*(?=!)|$))+$")


def find_table(lines: Sequence[str], start: int, end: int) -> tuple[int, int] | None:
    """Find the first table among the lines of a block: its first line, and the line after it.

    A line that starts and ends with ``|`` and has one between is a row without any separator, and
    so is one of images alone; a ``|`` elsewhere in prose is text.
    """
    for number in range(start, end):
        if "|" not in lines[number]:
            continue
        if _is_row(unquoted(lines[number]).strip()) or (
            number + 1 < end and _is_separator(lines[number + 1])
        ):
            last = number + 1
            while last < end and "|" in lines[last]:
                last += 1
            return number, last
    return None


def _is_row(line: str) -> bool:
    if line[0] == line[-1] == "|" and line.count("|") > 2:
        return True
    return line[0] == "!" and _IMAGES.match(line) is not None


def _is_separator(line: str) -> bool:
    return "|" in line and _SEPARATOR.match(unquoted(line)) is not None
