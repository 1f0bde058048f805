"""The blocks of a note: one pass over its lines, container by container.

Follows CommonMark where writers do, and kramdown, GFM and Obsidian where real notes need it
(``syntax.md``, sections 5, 7 and 8).
"""

import re
from typing import Final

from noteviewer.notes.document import BlockKind
from noteviewer.notes.fences import match_fence
from noteviewer.notes.gathered import Blocks, OpenBlock
from noteviewer.notes.leaves import ATX, RULE, LeafReader
from noteviewer.notes.lines import QUOTE, is_blank, reads_as_prose, skip_blanks

_SPECIAL: Final = frozenset(" \t>#`~<-*+_=$|0123456789\\{[@%\u200b\ufeff")
"""A line that starts with none of these is prose wherever it stands."""

_LONGEST_FORMULA: Final = 50
"""Lines of a formula that starts within a line."""
_DEEPEST: Final = 20
"""List markers that are read on one line."""

_MARKER = re.compile(r"([-*+]|\d{1,9}[.)])(?:([ \t]+)(?=\S)|[ \t]*$)")
LOGSEQ_PROPERTY = re.compile(
    r"(?:id|collapsed|heading|background-color|(?:created|updated)[-_]at|(?:logseq\.|query-|card-)[\w.-]+)"
    r"::(?=\s|$)"
)
"""What Logseq keeps about a block in a line of the block."""


def find_blocks(text: str, lines: tuple[str, ...], starts: tuple[int, ...], first: int) -> Blocks:
    """Find the blocks from line ``first`` on."""
    scanner = _Scanner(text, lines, starts)
    number = first
    while number < len(lines):
        number = scanner.skip_plain(number)
        if number < len(lines):
            number = scanner.step(number)
    scanner.close(len(lines))
    return scanner.found


class _Scanner(LeafReader):
    """Walks the lines: which block is open, and which list items are around it."""

    __slots__ = ()

    def skip_plain(self, number: int) -> int:
        """Read blank lines and paragraphs of one plain line, which are most; return the next."""
        if self.opened is not None or self.items:
            return number
        lines, special, add_line = self.lines, _SPECIAL, self.found.add_line
        last = len(lines) - 1
        while number < last:
            if line := lines[number]:
                if line[0] in special or lines[number + 1] or "|" in line or line.isspace():
                    return number
                add_line(number, line)
            number += 1
        return number

    def step(self, number: int) -> int:
        """Read one line, or the whole construct that starts there; return the next line."""
        line = self.lines[number]
        if not line or line.isspace():
            self.close(number)
            return number + 1
        if line[0] in _SPECIAL or (self.items and self.opened is None):
            return self._step_special(number, line)
        if "::" in line and LOGSEQ_PROPERTY.match(line):
            self.found.add_comment(number)
            return number + 1
        self._add_text(number, 0, 0)
        return number + 1

    def _step_special(self, number: int, line: str) -> int:
        depth = 0
        column, position = skip_blanks(line)
        quote = QUOTE.match(line) if line[position] == ">" else None
        if quote and column < 4 + (self.items[-1] if self.items else 0):
            if self.opened is None:
                self._leave_items(column, ">")
            depth = quote[0].count(">")
            column, position = skip_blanks(line, quote.end())
            if position == len(line) or is_blank(line[position:]):
                self.close(number)
                return number + 1
        rest = line[position:]
        if "::" in rest and LOGSEQ_PROPERTY.match(rest):
            self.found.add_comment(number)
            return number + 1
        if self._is_in_formula(number, depth):
            return number + 1
        if not depth:
            self._leave_items(column, rest)
            if column - (self.items[-1] if self.items else 0) >= 4:
                return self._read_deep(number, position, column)
        if after := self.read_leaf(number, position, depth):
            return after
        for _ in range(_DEEPEST):
            marker = self._match_marker(rest, number)
            if marker is None:
                break
            position, column = self._enter_item(number, position, column, depth, marker)
            rest = line[position:]
            if after := self.read_leaf(number, position, depth):
                return after
        self._add_text(number, position, depth)
        return number + 1

    def _is_in_formula(self, number: int, depth: int) -> bool:
        """Whether the open block has a formula that goes on in this line."""
        opened = self.opened
        if opened is None or not 0 < number - opened.start < _LONGEST_FORMULA:
            return False
        before = self.text[opened.offset : self.starts[number]]
        return "$$" in before and self.formulas.is_open(before, number, is_quoted=bool(depth))

    def _leave_items(self, column: int, rest: str) -> None:
        """Close the list items that a line at this column cannot belong to."""
        is_lazy = self.opened is not None and not (
            _MARKER.match(rest) or ATX.match(rest) or match_fence(rest)
        )
        while self.items and column < self.items[-1] and not is_lazy:
            self.items.pop()

    def _read_deep(self, number: int, position: int, column: int) -> int:
        """A line four or more columns to the right of where it could start: code or more text."""
        line = self.lines[number]
        is_marker = bool(_MARKER.match(line, position))
        if (self.items and (is_marker or match_fence(line, position))) or (
            is_marker and self._is_below_heading(number)
        ):
            return self._read_misplaced(number, position, column)
        if self.opened is None:
            if reads_as_prose(self.lines, number):
                return self._read_misplaced(number, position, column)
            return self.read_indented(number)
        if match_fence(line, position) and (after := self.read_fence(number, position, 0)):
            return after
        self._add_text(number, position, 0)
        return number + 1

    def _is_below_heading(self, number: int) -> bool:
        """Whether the line above is a heading: outliners indent what lies below one."""
        headings = self.found.headings
        return self.opened is None and bool(headings) and headings[-1].end == number

    def _read_misplaced(self, number: int, position: int, column: int) -> int:
        """A list item or a fence deeper in a list than CommonMark allows, which is common."""
        if marker := self._match_marker(self.lines[number][position:], number):
            position, column = self._enter_item(number, position, column, 0, marker)
        if after := self.read_leaf(number, position, 0):
            return after
        self._add_text(number, position, 0)
        return number + 1

    def _match_marker(self, rest: str, number: int) -> re.Match[str] | None:
        marker = _MARKER.match(rest)
        if marker is None or RULE.match(rest):
            return None
        opened = self.opened
        if opened is None or opened.start == number or self.items:
            return marker
        interrupts = marker[1] in {"-", "*", "+", "1.", "1)"} and marker.end() < len(rest)
        return marker if interrupts or opened.kind is not BlockKind.PARAGRAPH else None

    def _enter_item(
        self, number: int, position: int, column: int, depth: int, marker: re.Match[str]
    ) -> tuple[int, int]:
        self.close(number)
        width = len(marker[0].expandtabs(4)) if marker[2] else len(marker[1]) + 1
        if width > len(marker[1]) + 4:
            width = len(marker[1]) + 1
        if depth:
            kind, level = BlockKind.QUOTE, depth
        else:
            self.items.append(column + width)
            kind, level = BlockKind.LIST, len(self.items)
        position += marker.end()
        self.opened = OpenBlock(kind, number, level, marker[1], self.starts[number] + position)
        return position, column + width

    def _add_text(self, number: int, position: int, depth: int) -> None:
        opened = self.opened
        if opened is not None and (
            not depth or (opened.kind is BlockKind.QUOTE and opened.level == depth)
        ):
            return
        self.close(number)
        if depth:
            kind, level = BlockKind.QUOTE, depth
        else:
            if self.items and not position:
                self.items.clear()
            kind, level = BlockKind.PARAGRAPH, len(self.items)
        self.opened = OpenBlock(kind, number, level, "", self.starts[number] + position)
