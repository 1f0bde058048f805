"""The text as the reference grammar sees it: paragraphs, lines, and the addresses on them."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from noteviewer.notes.document import Block, BlockKind, Document
from noteviewer.notes.marks import Mark, MarkKind
from noteviewer.notes.references.wording import clean
from noteviewer.notes.urls import is_web_url

_RAW = (MarkKind.URL, MarkKind.AUTOLINK)
_INVISIBLE_BLOCKS = (BlockKind.COMMENT, BlockKind.TOC, BlockKind.DEFINITION)
_LONGEST_TAIL = 4
"""Characters that may stick to the end of an address that stands alone (...看破)."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line with a reason to look at it."""

    number: int
    text: str
    """As written, from the first to the last visible character."""
    start: int
    """Offset of ``text``."""
    marks: tuple[Mark, ...]
    """Everything that links or shows an image on it."""

    @property
    def urls(self) -> tuple[Mark, ...]:
        """The marks that point out of the folder."""
        return tuple(mark for mark in self.marks if points_outside(mark))

    @property
    def alone(self) -> Mark | None:
        """The address, where the line holds nothing else."""
        if not self.marks:
            return None
        mark = self.marks[0]
        end = self.start + len(self.text)
        if mark.start > self.start or not points_outside(mark) or not is_bare(mark):
            return None
        rest = self.text[mark.end - self.start :].strip()
        if len(self.marks) == 1 and (
            not rest or (len(rest) <= _LONGEST_TAIL and mark.end < end and rest[0] != "-")
        ):
            return mark
        return None


def points_outside(mark: Mark) -> bool:
    """Whether the mark is an occurrence of a web address."""
    return mark.kind in (*_RAW, MarkKind.LINK) and is_web_url(mark.target)


def is_bare(mark: Mark) -> bool:
    """Whether the address itself is what a reader sees."""
    return mark.kind in _RAW or is_web_url(clean(mark.text))


class Units:
    """Blocks and lines of a document, with their marks at hand."""

    def __init__(self, document: Document, marks: Iterable[Mark]) -> None:
        self.document = document
        self.blocks = tuple(b for b in document.blocks if b.kind not in _INVISIBLE_BLOCKS)
        self._starts = [block.start for block in self.blocks]
        self._by_line: dict[int, list[Mark]] = {}
        for mark in marks:
            self._by_line.setdefault(mark.line, []).append(mark)

    def block_index(self, line: int) -> int | None:
        """Index of the block in which a line lies."""
        index = bisect_right(self._starts, line) - 1
        return index if index >= 0 and line < self.blocks[index].end else None

    def line(self, number: int, marker: int = 0) -> Line:
        """One line, without ``marker`` characters at its start."""
        written = self.document.lines[number]
        body = written[marker:]
        text = body.strip()
        lead = len(body) - len(body.lstrip())
        start = self.document.line_starts[number] + marker + lead
        return Line(number, text, start, tuple(self._by_line.get(number, ())))

    def only_line(self, block: Block) -> Line | None:
        """The line of a paragraph that has one."""
        if block.kind is not BlockKind.PARAGRAPH or block.end - block.start != 1:
            return None
        return self.line(block.start)

    def has_prose(self, number: int) -> bool:
        """Whether anything but code and formulas stands on the line."""
        return bool(self.document.masked_line(number).strip())
