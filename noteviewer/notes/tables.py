"""Tables: with a separator row as in GFM, or rows between ``|`` alone (``syntax.md``, 8)."""

import re
from collections.abc import Sequence

from noteviewer.notes.lines import unquoted

_SEPARATOR = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")


def find_table(lines: Sequence[str], start: int, end: int) -> tuple[int, int] | None:
    """Find the first table among the lines of a block: its first line, and the line after it.

    A line that starts and ends with ``|`` is a row without any separator; a ``|`` elsewhere
    in prose is text.
    """
    for number in range(start, end):
        if "|" not in lines[number]:
            continue
        row = unquoted(lines[number]).strip()
        is_row = len(row) > 1 and row[0] == row[-1] == "|"
        if is_row or (number + 1 < end and _is_separator(lines[number + 1])):
            last = number + 1
            while last < end and "|" in lines[last]:
                last += 1
            return number, last
    return None


def _is_separator(line: str) -> bool:
    return "|" in line and _SEPARATOR.match(unquoted(line)) is not None
