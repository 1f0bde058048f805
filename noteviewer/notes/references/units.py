"""The text as the reference grammar sees it: blocks, lines, and the addresses on them."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from noteviewer.notes.references.wording import clean
from noteviewer.notes.syntax.document import Document, Passage
from noteviewer.notes.syntax.marks import Mark, MarkKind
from noteviewer.notes.syntax.tree import BlockKind
from noteviewer.notes.urls import is_web_url

_RAW = frozenset((MarkKind.URL, MarkKind.AUTOLINK))
_LINK = MarkKind.LINK
_PARAGRAPH = BlockKind.PARAGRAPH
_INVISIBLE_BLOCKS = frozenset((BlockKind.COMMENT, BlockKind.DEFINITION))
_LONGEST_TAIL = 4
"""Characters that may stick to the end of an address that stands alone (...看破)."""
_MARKER = re.compile(
    r"(?>(?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])|\[[ xX]\](?=[ \t])"
    r"|\[\^[^\]\s]{1,50}+\]:))*)[ \t\u3000]*+"
    r"(?>(?:<(?!https?:|ftp:)/?[A-Za-z][^<>]*+>\s*+)*)"
)
"""Quote, list and footnote marks and HTML tags before the text of a line."""
_MARKER_STARTS = frozenset(" \t\u3000>-*+0123456789[<")
_CELL = re.compile(r"\s*<(?:td|th|tr|li|p|div|dd|dt)\b", re.IGNORECASE)
_PUNCTUATION = "。，,.;；:：)） "
_INTRODUCING = frozenset("：:》")
_LINE_EDGES = " \t\\*_>\u200b\u3000"
_TAG = re.compile(r"<(?!https?:|ftp:)/?[A-Za-z][^<>]{0,200}>")


class Line(NamedTuple):
    """One line with a reason to look at it; a tuple, as one is made for most lines of a note."""

    number: int
    text: str
    """As written, without list and quote marks before and without tags around it."""
    start: int
    """Offset of ``text``."""
    marks: tuple[Mark, ...]
    """Everything that links or shows an image on it."""
    alone: Mark | None
    """The address, where the line holds nothing else."""
    url_count: int
    """How many of the marks point out of the folder."""

    @property
    def words(self) -> str:
        """The text as a reader sees it."""
        return clean(self.text)


class Words(NamedTuple):
    """Words that name an address, and where they stand."""

    text: str
    line: int


def points_outside(mark: Mark) -> bool:
    """Whether the mark is an occurrence of a web address."""
    return mark.kind in _RAW or (mark.kind is _LINK and is_web_url(mark.target))


def is_bare(mark: Mark) -> bool:
    """Whether the address itself is what a reader sees."""
    if mark.kind in _RAW:
        return True
    text = clean(mark.text)
    if is_web_url(text):
        return True
    # The bare name of a host (xip.io) is how people call a site; a path is an address.
    is_path = text.startswith("www.") or "/" in text
    return is_path and text.rstrip("/") == mark.target.partition("://")[2].rstrip("/")


class Units:
    """Blocks and lines of a document, with their marks at hand."""

    def __init__(self, document: Document, marks: Iterable[Mark]) -> None:
        self.document = document
        self.blocks = tuple(
            passage for passage in document.passages() if passage.kind not in _INVISIBLE_BLOCKS
        )
        self._by_line: dict[int, list[Mark]] = {}
        for mark in marks:
            self._by_line.setdefault(mark.line, []).append(mark)
        self._lines: dict[int, Line] = {}
        self._order: dict[int, frozenset[int]] = {}
        self._lone = [self._find_lone(block) for block in self.blocks]

    def line(self, number: int) -> Line:
        """One line."""
        line = self._lines.get(number)
        if line is None:
            line = self._lines[number] = self._read(number)
        return line

    def _read(self, number: int) -> Line:
        written = self.document.lines[number]
        lead = 0
        if written[:1] in _MARKER_STARTS and (marker := _MARKER.match(written)):
            lead = marker.end()
        text = _without_tail(written[lead:].rstrip())
        start = self.document.line_starts[number] + lead
        if number not in self._by_line:
            return Line(number, text, start, (), None, 0)
        marks = tuple(self._by_line[number])
        url_count = sum(map(points_outside, marks))
        return Line(number, text, start, marks, _alone(text, start, marks), url_count)

    def lines(self, block: Passage) -> Iterator[Line]:
        """The lines of a block."""
        return map(self.line, range(block.start, block.end))

    def only_line(self, block: Passage) -> Line | None:
        """The line of a paragraph that has one."""
        if block.kind is not _PARAGRAPH or block.end - block.start != 1:
            return None
        return self.line(block.start)

    def has_marks(self, block: Passage) -> bool:
        """Whether anything links or shows an image in a block."""
        if block.end - block.start == 1:
            return block.start in self._by_line
        return any(number in self._by_line for number in range(block.start, block.end))

    def may_introduce(self, block: Passage) -> bool:
        """Whether the last line of a paragraph can be a label or a paper; a cheap first look."""
        last = self.document.lines[block.end - 1].rstrip(_LINE_EDGES)
        return last[-1:] in _INTRODUCING

    def lone(self, index: int) -> Mark | None:
        """The address that is all of a block."""
        return self._lone[index] if index < len(self._lone) else None

    def _find_lone(self, block: Passage) -> Mark | None:
        if block.start not in self._by_line:
            return None
        line = self.only_line(block)
        return line.alone if line else None

    def line_above(self, number: int) -> int | None:
        """The nearest line above that is not blank."""
        while number > 0:
            number -= 1
            if self.document.lines[number].strip():
                return number
        return None

    def title_follows(self, block: Passage, number: int) -> bool:
        """Whether around a line the order is address, title, address, title; not the other way.

        The first line of a paragraph, a cell, or whatever a label introduces, decides.
        """
        if block.start not in self._order:
            self._order[block.start] = frozenset(self._address_first(block))
        return number in self._order[block.start]

    def _address_first(self, block: Passage) -> Iterator[int]:
        address_first: bool | None = None
        for line in self.lines(block):
            if _CELL.match(self.document.lines[line.number]):
                address_first = None
            if not line.text:
                continue
            if line.text.rstrip(_LINE_EDGES).endswith(("：", ":")):
                address_first = None
                continue
            if address_first is None:
                address_first = line.alone is not None
            if address_first:
                yield line.number

    def is_item(self, block: Passage, number: int) -> bool:
        """Whether a line is of a list item or a footnote: all on it is about its address."""
        return block.kind is BlockKind.LIST or self.document.lines[number].startswith("[^")

    def has_prose(self, number: int) -> bool:
        """Whether anything but code and formulas stands on the line."""
        return self.document.has_prose(number)


def _alone(text: str, start: int, marks: tuple[Mark, ...]) -> Mark | None:
    if len(marks) != 1:
        return None
    mark = marks[0]
    if mark.start > start or not points_outside(mark) or not is_bare(mark):
        return None
    rest = text[mark.end - start :]
    is_glued = len(rest) <= _LONGEST_TAIL and rest.isalpha()
    return mark if is_glued or not rest.strip(_PUNCTUATION) else None


def _without_tail(text: str) -> str:
    """The text without the tags, blanks and backslashes at its end."""
    while text[-1:] in {">", "\\"}:
        start = len(text) - 1 if text[-1] == "\\" else text.rfind("<")
        if start < 0 or (text[-1] == ">" and not _TAG.fullmatch(text, start)):
            break
        text = text[:start].rstrip()
    return text
