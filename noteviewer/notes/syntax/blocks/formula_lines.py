"""Formulas over several lines, in which nothing is a block."""

import re
from collections.abc import Sequence
from typing import Final

from noteviewer.notes.syntax.blocks.lines import is_blank, unquoted

_MARKS: Final = (("$$", "$$"), ("`\\[", "\\]`"), ("`$$", "$$`"), ("\\\\[", "\\\\]"))
_BRACKETS: Final = (("\\[", "\\]"),)
_OPENING = re.compile(r"\$\$\s*(?:\\begin\{|$)")
_NO_FORMULA = re.compile(r"#{1,6} |[-*+] |\d+\. |>|```|!?\[[^\]]*\]\(|[^\\{}]*[\u3400-\u9fff]{6}")
"""A line of Markdown or of prose."""
_TEX_SIGN = re.compile(r"\\[A-Za-z]|[_^=]")
_ENVIRONMENT_END = re.compile(r"\\end\{[A-Za-z]+\*?\}\s*$")
_LONGEST: Final = 100
"""Lines of a formula with blank lines inside."""
_BEGIN = re.compile(r"`?\\begin\{([A-Za-z]+(?:\\?\*)?)\}")


class FormulaLines:
    """Finds where formulas end; how far a closing mark is absent is looked up once."""

    __slots__ = ("_absent", "_lines", "_marks")

    def __init__(self, lines: Sequence[str], *, has_brackets: bool = False) -> None:
        self._lines = lines
        self._marks = _MARKS + _BRACKETS if has_brackets else _MARKS
        self._absent: dict[str, int] = {}
        """For a closing mark, the line before which it does not occur."""

    def find_end(self, number: int, position: int, *, is_quoted: bool) -> int:
        """Find the line after a formula that starts a line and ends on another.

        Returns:
            0 where no such formula starts here: it ends on its own line, or a blank line comes
            first. Only an environment between ``$$`` may hold blank lines, as in kramdown.
        """
        line = self._lines[number]
        closing = _closing_mark(line, position, self._marks)
        if closing is None or closing in line[position + len(closing) :]:
            return 0
        end = self._find(closing, number + 1, is_quoted=is_quoted)
        if not end and not is_quoted and _OPENING.match(line, position):
            end = self._find_over_blanks(number, position)
            if not end and line.strip() == "$$":
                end = self._find_lone_end(number)
        return end

    def _find_lone_end(self, number: int) -> int:
        """Find the line after a ``$$`` that stands alone as the opening one does.

        Blank lines may lie between where all the lines could be LaTeX and none is of Markdown.
        """
        is_tex = False
        for end in range(number + 1, min(number + _LONGEST, len(self._lines))):
            line = self._lines[end].strip()
            if line == "$$":
                return end + 1 if is_tex else 0
            if "$$" in line or _NO_FORMULA.match(line):
                return 0
            is_tex = is_tex or _TEX_SIGN.search(line) is not None
        return 0

    def _find_over_blanks(self, number: int, position: int) -> int:
        """Find the line after an environment between ``$$`` with blank lines inside."""
        first = self._lines[number][position + 2 :].strip()
        last = ""
        for end in range(number + 1, min(number + _LONGEST, len(self._lines))):
            line = self._lines[end].strip()
            first = first or line
            if not first.startswith("\\begin{"):
                return 0
            before, mark, after = line.partition("$$")
            if mark:
                is_end = not after and _ENVIRONMENT_END.search(before or last)
                return end + 1 if is_end else 0
            last = line or last
        return 0

    def is_open(self, before: str, number: int, *, is_quoted: bool) -> bool:
        """Whether a ``$$`` in the text before a line is closed in it or in a later one."""
        if before.count("$$") % 2 == 0:
            return False
        return self._find("$$", number, is_quoted=is_quoted) > 0

    def _find(self, closing: str, number: int, *, is_quoted: bool) -> int:
        """Find the line after a closing mark; 0 where a blank line comes first."""
        if number < self._absent.get(closing, 0):
            return 0
        end = number
        while end < len(self._lines):
            content = unquoted(self._lines[end]) if is_quoted else self._lines[end]
            if is_blank(content):
                break
            if closing in content:
                return end + 1
            end += 1
        self._absent[closing] = end
        return 0


def _closing_mark(line: str, position: int, marks: Sequence[tuple[str, str]]) -> str | None:
    for opening, closing in marks:
        if line.startswith(opening, position):
            return closing
    match = _BEGIN.match(line, position)
    if match is None:
        return None
    return f"\\end{{{match[1]}}}" + ("`" if match[0][0] == "`" else "")
