"""The grammar of references: which line is the title of which address.

``syntax.md``, section 10. Notes write three habits: pairs (an address alone in a paragraph, its
title alone in the next), links whose text is the title, and addresses with something beside them
on the line. Each address of the text becomes one reference; what differs is where its title is.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from noteviewer.notes.document import Block, BlockKind, Document
from noteviewer.notes.marks import Mark, MarkKind, find_marks
from noteviewer.notes.model import Reference, ReferenceKind, Section
from noteviewer.notes.references import wording
from noteviewer.notes.references.beside import title_beside
from noteviewer.notes.references.papers import paper_title
from noteviewer.notes.references.units import Line, Units, is_bare, points_outside
from noteviewer.notes.urls import is_document_url

_QUOTE_MARK = re.compile(r"[ \t>]+")
_COMMENT_LENGTH = 500
_FARTHEST = 3
"""Lines between an address and the short line before it that can be its name."""


@dataclass(frozen=True, slots=True)
class Label:
    """What introduces an address."""

    text: str
    line: int
    is_item: bool
    """It announces one thing (官网：), not a list of pairs (参考：)."""


def find_references(
    document: Document,
    sections: Sequence[Section],
    marks: Sequence[Mark] | None = None,
) -> tuple[Reference, ...]:
    """Find every reference of a note, in order.

    Args:
        document: The scanned note.
        sections: Its outline.
        marks: Its marks, where the caller has them already.
    """
    marks = find_marks(document) if marks is None else marks
    finder = _Finder(document, sections, Units(document, marks))
    return finder.find()


class _Finder:
    """Walks the blocks once."""

    def __init__(self, document: Document, sections: Sequence[Section], units: Units) -> None:
        self.document = document
        self.units = units
        self.sections = sections
        self.section_lines = [section.line for section in sections]
        self.found: list[Reference] = []
        self.label: Label | None = None
        self.title_block = -1
        """Index of the block that is the title of the address before it."""
        self.habit = _has_pair_habit(units)

    def find(self) -> tuple[Reference, ...]:
        for index, block in enumerate(self.units.blocks):
            self._read_block(index, block)
        return tuple(self.found)

    def _read_block(self, index: int, block: Block) -> None:
        if block.kind in (BlockKind.FENCE, BlockKind.INDENTED, BlockKind.MATH, BlockKind.RULE):
            self.label = None
            return
        line = self.units.only_line(block)
        if line is None:
            self._read_lines(index, block)
            return
        mark = line.alone
        if mark is not None:
            self._read_lone(index, line, mark)
        elif line.marks:
            self._read_lines(index, block)
        elif index != self.title_block:
            self._read_text(line)

    def _read_text(self, line: Line) -> None:
        """A paragraph of one line without links: a label, a paper, or prose."""
        text = wording.clean(line.text)
        label = self.label.text if self.label else None
        section = self._section(line.number)
        heading = self.sections[section].title if self.sections else ""
        title = paper_title(text, heading=heading, label=label)
        if title is not None:
            self.found.append(
                Reference(None, title, section, line.number, ReferenceKind.PAPER, label)
            )
            return
        self.label = _label_of(text, line.number)

    def _read_lone(self, index: int, line: Line, mark: Mark) -> None:
        """An address alone in its paragraph."""
        following = self._following_title(index, mark)
        label = self.label
        comment = self._comment_after(index + 1 if following is None else index + 2)
        reference = self._reference(mark, line.number, label=label, comment=comment)
        name = self._label_title(index, label, mark, paired=following is not None)
        if following is not None:
            title, title_line = following
            if self.habit:
                self.title_block = index + 1
                reference = replace(reference, title=title, title_line=title_line)
                if label is not None and label.is_item:
                    self.label = None
                self.found.append(reference)
                return
            reference = replace(reference, following=title, following_line=title_line)
        if name is not None:
            reference = replace(reference, title=name.text, title_line=name.line)
        self.found.append(reference)

    def _following_title(self, index: int, mark: Mark) -> tuple[str, int] | None:
        if mark.kind is MarkKind.LINK:
            return None
        return _following_title(
            self.units, index, after_item_label=self.label is not None and self.label.is_item
        )

    def _label_title(
        self, index: int, label: Label | None, mark: Mark, *, paired: bool
    ) -> Label | None:
        """The label, or the short line before the address, where it names the address."""
        if label is not None:
            return label if wording.is_specific(label.text) else None
        if paired or index == 0 or index - 1 == self.title_block:
            return None
        before = self.units.only_line(self.units.blocks[index - 1])
        if before is None or self.units.blocks[index].start - before.number > _FARTHEST:
            return None
        if before.marks or not self.units.has_prose(before.number):
            return None
        text = wording.clean(before.text)
        named = mark.kind is MarkKind.LINK and wording.is_short_name(text)
        return Label(text, before.number, is_item=True) if named else None

    def _comment_after(self, index: int) -> str | None:
        """The quotation that stands at ``index``, without the addresses in it."""
        blocks = self.units.blocks
        if index >= len(blocks) or blocks[index].kind is not BlockKind.QUOTE:
            return None
        block = blocks[index]
        lines = (self.document.lines[number] for number in range(block.start, block.end))
        text = " ".join(wording.clean(_QUOTE_MARK.sub("", line, count=1)) for line in lines)
        return text.strip()[:_COMMENT_LENGTH] or None

    def _read_lines(self, index: int, block: Block) -> None:
        """Any other block: each address has its title on its line or near it."""
        last = None
        for number in range(block.start, block.end):
            line = self.units.line(number)
            for mark in line.marks:
                if points_outside(mark):
                    self._read_beside(index, block, line, mark)
            last = line
        self.label = None
        if block.kind is BlockKind.PARAGRAPH and last is not None and not last.marks:
            self.label = _label_of(wording.clean(last.text), last.number)

    def _read_beside(self, index: int, block: Block, line: Line, mark: Mark) -> None:
        if not is_bare(mark):
            title = _link_title(mark)
            self.found.append(self._reference(mark, line.number, title=title))
            return
        found = title_beside(self.units, index, line, mark)
        reference = self._reference(mark, line.number, title=found.title)
        label = found.label
        if label is None and self.label is not None and line.number == block.start:
            label = self.label.text
        self.found.append(
            replace(reference, label=label, comment=found.note, title_line=found.title_line)
        )

    def _reference(
        self,
        mark: Mark,
        line: int,
        *,
        title: str | None = None,
        label: Label | None = None,
        comment: str | None = None,
    ) -> Reference:
        kind = ReferenceKind.FILE if is_document_url(mark.target) else ReferenceKind.PAGE
        return Reference(
            mark.target,
            title,
            self._section(line),
            line,
            kind,
            label.text if label else None,
            comment,
        )

    def _section(self, line: int) -> int:
        return max(0, bisect_right(self.section_lines, line) - 1)


def _label_of(text: str, line: int) -> Label | None:
    if not wording.is_label(text):
        return None
    label = wording.last_clause(text.rstrip("：: "))
    return Label(label, line, is_item=not wording.is_list_label(label))


def _link_title(mark: Mark) -> str | None:
    text = wording.clean(mark.text)
    return text or None


def _following_title(units: Units, index: int, *, after_item_label: bool) -> tuple[str, int] | None:
    """The next block, where it can be the title of an address alone in block ``index``."""
    if index + 1 >= len(units.blocks):
        return None
    line = units.only_line(units.blocks[index + 1])
    if line is None or line.marks or not units.has_prose(line.number):
        return None
    text = wording.clean(line.text)
    if after_item_label and "`" in line.text:
        return None
    if not wording.is_title(text, after_item_label=after_item_label):
        return None
    return text, line.number


_FEWEST_PAIRS = 3


def _has_pair_habit(units: Units) -> bool:
    """Whether the note writes pairs: three of them one after the other."""
    run = index = 0
    blocks = units.blocks
    while index < len(blocks):
        line = units.only_line(blocks[index])
        mark = line.alone if line else None
        if mark is None or mark.kind is MarkKind.LINK:
            run = 0
            index += 1
            continue
        if _following_title(units, index, after_item_label=False) is None:
            run = 0
            index += 1
            continue
        run += 1
        if run >= _FEWEST_PAIRS:
            return True
        index += 2
    return False
