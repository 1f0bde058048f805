"""Formulas over several lines, in which nothing is a block (``syntax.md``, section 7)."""

import re
from collections.abc import Sequence
from typing import Final

from noteviewer.notes.lines import is_blank, unquoted

_MARKS: Final = (("$$", "$$"), ("`\\[", "\\]`"), ("`$$", "$$`"), ("\\\\[", "\\\\]"))
_BEGIN = re.compile(r"`?\\begin\{([A-Za-z]+\*?)\}")
_LONGEST: Final = 400
"""Lines; keeps the search for the closing mark linear."""


def find_formula_end(lines: Sequence[str], number: int, position: int, *, is_quoted: bool) -> int:
    """Find the line after a formula that starts a line and ends on another.

    Returns:
        0 where no such formula starts here: it ends on its own line, or a blank line comes first.
    """
    line = lines[number]
    closing = _closing_mark(line, position)
    if closing is None or closing in line[position + len(closing) :]:
        return 0
    for end in range(number + 1, min(len(lines), number + _LONGEST)):
        content = unquoted(lines[end]) if is_quoted else lines[end]
        if is_blank(content):
            return 0
        if closing in content:
            return end + 1
    return 0


def _closing_mark(line: str, position: int) -> str | None:
    for opening, closing in _MARKS:
        if line.startswith(opening, position):
            return closing
    match = _BEGIN.match(line, position)
    if match is None:
        return None
    return f"\\end{{{match[1]}}}" + ("`" if match[0][0] == "`" else "")
