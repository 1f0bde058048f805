"""The grammar of references: which line is the title of which address.

Notes write three habits: pairs (an address alone in a paragraph, its
title alone in the next), links whose text is the title, and addresses with something beside them
on the line. Each address of the text becomes one reference; what differs is where its title is.
"""

from bisect import bisect_right
from collections.abc import Sequence

from noteviewer.notes.model import Reference, ReferenceKind, Section
from noteviewer.notes.references import pairs, wording
from noteviewer.notes.references.beside import title_beside
from noteviewer.notes.references.papers import paper_title
from noteviewer.notes.references.units import Line, Units, Words, is_bare, points_outside
from noteviewer.notes.syntax.document import Document, Passage
from noteviewer.notes.syntax.marks import Mark, MarkKind, find_marks
from noteviewer.notes.syntax.tree import BlockKind
from noteviewer.notes.urls import is_document_url

_PARAGRAPH = BlockKind.PARAGRAPH
_SILENT = frozenset(
    (BlockKind.FENCE, BlockKind.INDENTED, BlockKind.MATH, BlockKind.RULE, BlockKind.TOC)
)
"""Blocks without references, which also end what a label introduces."""


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
    if "《" not in document.text and not any(map(points_outside, marks)):
        return ()
    return _Finder(sections, Units(document, marks)).find()


class _Finder:
    """Walks the blocks once; knows what introduces the next address."""

    def __init__(self, sections: Sequence[Section], units: Units) -> None:
        self.units = units
        self.sections = sections
        self.section_lines = [section.line for section in sections]
        self.found: list[Reference] = []
        self.label: pairs.Label | None = None
        self.title_block = -1
        """Index of the last block that is the title of the address before it."""
        self.has_habit = pairs.has_pair_habit(units)

    def find(self) -> tuple[Reference, ...]:
        for index, block in enumerate(self.units.blocks):
            if block.kind in _SILENT:
                self.label = None
            elif index != self.title_block:
                self._read_block(index, block)
        return tuple(self.found)

    def _read_block(self, index: int, block: Passage) -> None:
        mark = self.units.lone(index)
        if mark is not None:
            self._read_lone(index, mark)
        elif self.units.has_marks(block):
            self._read_lines(index, block)
        elif block.kind is _PARAGRAPH and self.units.may_introduce(block):
            self._read_text(block)
        else:
            self.label = None

    def _read_text(self, block: Passage) -> None:
        """A paragraph without links that is a paper, or ends in a label."""
        line = self.units.line(block.end - 1)
        if block.end - block.start == 1:
            label = self.label.text if self.label else None
            section = self._section(line.number)
            heading = self.sections[section].title if self.sections else ""
            title = paper_title(line.words, heading=heading, label=label)
            if title is not None:
                kind = ReferenceKind.PAPER
                self.found.append(Reference(None, title, section, line.number, kind, label))
                return
        self.label = pairs.read_label(line.words, line.number)

    def _read_lone(self, index: int, mark: Mark) -> None:
        """An address alone in its paragraph."""
        after = self._title_after(index, mark)
        if after is None or not self.has_habit:
            name = self._name(index, mark, is_followed=after is not None)
            self._add_lone(mark, name, after, comment=index + 1)
            return
        self._add_lone(mark, after, None, comment=index + 2)
        self.title_block = index + 1
        if self.label is not None and self.label.is_item:
            self.label = None

    def _title_after(self, index: int, mark: Mark) -> Words | None:
        if not pairs.is_pairable(mark):
            return None
        return pairs.title_after(
            self.units,
            index,
            after_item_label=self.label is not None and self.label.is_item,
            in_run=index - 1 == self.title_block or self.units.lone(index + 2) is not None,
        )

    def _name(self, index: int, mark: Mark, *, is_followed: bool) -> Words | None:
        """The label, or the short line before the address, where it names the address."""
        if self.label is not None:
            return self.label.name
        if is_followed or mark.kind is not MarkKind.LINK or index - 1 == self.title_block:
            return None
        return pairs.name_before(self.units, index)

    def _add_lone(
        self, mark: Mark, title: Words | None, following: Words | None, *, comment: int
    ) -> None:
        self.found.append(
            Reference(
                url=mark.target,
                title=title.text if title else None,
                section=self._section(mark.line),
                line=mark.line,
                kind=_kind(mark),
                label=self.label.text if self.label else None,
                comment=pairs.comment_at(self.units, comment),
                title_line=title.line if title else None,
                following=following.text if following else None,
                following_line=following.line if following else None,
            )
        )

    def _read_lines(self, index: int, block: Passage) -> None:
        """Any other block: each address has its title on its line or near it."""
        for line in self.units.lines(block):
            for position, mark in enumerate(line.marks):
                if points_outside(mark):
                    self.found.append(self._read_beside(index, line, position))
        self.label = None
        last = self.units.line(block.end - 1)
        if block.kind is _PARAGRAPH and not last.marks:
            self.label = pairs.read_label(last.words, last.number)

    def _read_beside(self, index: int, line: Line, position: int) -> Reference:
        mark = line.marks[position]
        section, kind = self._section(line.number), _kind(mark)
        if not is_bare(mark):
            title = wording.clean(mark.text) or None
            return Reference(mark.target, title, section, line.number, kind)
        found = title_beside(self.units, index, line, position)
        label = found.label
        if (
            label is None
            and self.label is not None
            and line.number == self.units.blocks[index].start
        ):
            label = self.label.text
        return Reference(
            url=mark.target,
            title=found.title,
            section=section,
            line=line.number,
            kind=kind,
            label=label,
            comment=found.note,
            title_line=found.title_line,
        )

    def _section(self, line: int) -> int:
        return max(0, bisect_right(self.section_lines, line) - 1)


def _kind(mark: Mark) -> ReferenceKind:
    return ReferenceKind.FILE if is_document_url(mark.target) else ReferenceKind.PAGE
