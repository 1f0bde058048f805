"""What the pass over the lines of a note gathers."""

from typing import NamedTuple

from noteviewer.notes.document import Block, BlockKind, Heading
from noteviewer.notes.fences import language
from noteviewer.notes.model import CodeBlock, Problem
from noteviewer.notes.tables import find_table

_MARKS = "`$<%\\"
"""With what formulas, code spans, comments and tags begin."""
_PARAGRAPH = BlockKind.PARAGRAPH


class Region(NamedTuple):
    """Text in which code spans and formulas may stand; neither crosses its ends."""

    start: int
    end: int
    is_quoted: bool = False


class OpenBlock(NamedTuple):
    """A block of running text that may go on in the next line."""

    kind: BlockKind
    start: int
    level: int
    info: str
    offset: int
    """Where its text starts."""


class Blocks:
    """Blocks, headings and code in order, and the offsets of what is not prose."""

    __slots__ = (
        "_lines",
        "_marks",
        "_starts",
        "_text",
        "blocks",
        "code",
        "comments",
        "headings",
        "hidden",
        "problems",
        "regions",
    )

    def __init__(self, text: str, lines: tuple[str, ...], starts: tuple[int, ...]) -> None:
        self._text = text
        self._lines = lines
        self._starts = starts
        self._marks = [mark for mark in _MARKS if mark in text]
        self.blocks: list[Block] = []
        self.headings: list[Heading] = []
        self.code: list[CodeBlock] = []
        self.regions: list[Region] = []
        self.comments: list[tuple[int, int]] = []
        self.hidden: list[tuple[int, int]] = []
        self.problems: list[Problem] = []

    def add(self, kind: BlockKind, start: int, end: int, level: int, info: str = "") -> None:
        """Add a block that holds no running text."""
        self.blocks.append(Block(kind, start, end, level, info))

    def add_line(self, number: int, line: str) -> None:
        """Add a paragraph of one line without a table; most hold no mark and need no region."""
        self.blocks.append(Block(_PARAGRAPH, number, number + 1))
        for mark in self._marks:
            if mark in line:
                start = self._starts[number]
                self.regions.append(Region(start, start + len(line)))
                return

    def add_text(self, opened: OpenBlock, end: int) -> None:
        """Add a block of running text; a table in it becomes a block of its own.

        Formulas and code spans stay within the block, and within the row of a table. A quotation
        that holds a table stays one block.
        """
        kind, start, level, info, offset = opened
        has_bar = kind is not BlockKind.MATH and "|" in self._text[offset : self._starts[end]]
        while start < end:
            table = find_table(self._lines, start, end) if has_bar else None
            if table is None or kind is BlockKind.QUOTE:
                self.blocks.append(Block(kind, start, end, level, info))
                if table is None:
                    last = self._starts[end - 1] + len(self._lines[end - 1])
                    self.regions.append(Region(offset, last, kind is BlockKind.QUOTE))
                else:
                    self._add_rows(start, end, is_quoted=True)
                return
            first, last = table
            if first > start:
                self.blocks.append(Block(kind, start, first, level, info))
                self.regions.append(Region(offset, self._starts[first]))
            self.blocks.append(Block(BlockKind.TABLE, first, last, level))
            self._add_rows(first, last, is_quoted=False)
            kind, start, info, offset = BlockKind.PARAGRAPH, last, "", self._starts[last]

    def _add_rows(self, start: int, end: int, *, is_quoted: bool) -> None:
        self.regions += (
            Region(self._starts[number], self._starts[number + 1], is_quoted)
            for number in range(start, end)
        )

    def add_region(self, start: int, end: int) -> None:
        """Add text that belongs to a block added by itself."""
        self.regions.append(Region(start, end))

    def add_heading(self, start: int, end: int, level: int, title: str, offset: int) -> None:
        """Add a heading whose text starts at an offset."""
        self.blocks.append(Block(BlockKind.HEADING, start, end, level))
        self.headings.append(Heading(start, end, level, title, offset))
        self.regions.append(Region(offset, offset + len(title)))

    def add_code(self, start: int, end: int, level: int, info: str) -> None:
        """Add a fence."""
        self.blocks.append(Block(BlockKind.FENCE, start, end, level, info))
        self.code.append(CodeBlock(language(info), start, end))
        self.hide(start, end)

    def add_comment(self, number: int) -> None:
        """Say that a line of a block is not shown, though the block goes on after it.

        The line end before it goes with it, or a blank line would stay in its place.
        """
        start = self._starts[number]
        self.comments.append((max(0, start - 1), start + len(self._lines[number])))
        self.hide(number, number + 1)

    def hide(self, start: int, end: int) -> None:
        """Say that whole lines are not prose."""
        self.hidden.append((self._starts[start], self._starts[end]))
