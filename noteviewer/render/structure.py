"""What the scan knows of a note's lines, in the form that `canonical.py` asks for."""

import itertools
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from html import escape

from noteviewer.notes.document import BlockKind, Document
from noteviewer.notes.model import Section
from noteviewer.render.cut import Line
from noteviewer.render.folding import Fold
from noteviewer.render.surroundings import Dialect
from noteviewer.render.tokens import Tokens

_TOC_TITLES = frozenset({"目录", "目錄", "文章目录", "table of contents", "contents", "toc"})


@dataclass(frozen=True, slots=True)
class HeadingMark:
    """A heading of the page."""

    level: int
    end: int
    """One past its last line."""
    mark: str
    """Token that carries the anchor into the page."""


@dataclass(frozen=True, slots=True)
class ReferenceRow:
    """A bare URL and its title as one row of a list to read."""

    title_line: int | None
    opening: str
    """Token that opens the row."""
    closing: str


@dataclass(frozen=True, slots=True)
class Structure:
    """What the scan knows of lines, for this pass."""

    headings: Mapping[int, HeadingMark] = field(default_factory=dict)
    rows: Mapping[int, ReferenceRow] = field(default_factory=dict)
    row_titles: Mapping[int | None, str] = field(default_factory=dict)
    """Text of the title lines of rows."""
    tables: Mapping[int, int] = field(default_factory=dict)
    """First line of a table to one past its last."""
    items: AbstractSet[int] = frozenset()
    """Lines that begin an item of a list, however far they are indented."""
    skipped: AbstractSet[int | None] = frozenset()
    """Lines that are shown elsewhere or not at all: titles of rows, link definitions."""
    folds: Sequence[Fold] = ()
    dialect: Dialect = Dialect.GFM
    keeps_line_ends: bool = False
    """Whether a line end in a paragraph is one on the page."""


def heading_marks(
    document: Document, sections: Sequence[Section], tokens: Tokens
) -> dict[int, HeadingMark]:
    """The headings by line, each with the anchor that the outline gives it."""
    anchors = {section.line: section.anchor for section in sections if section.level}
    headings = {}
    for heading in document.headings:
        anchor = anchors.get(heading.line, "")
        name = f' id="{escape(anchor)}"' if anchor else ""
        mark = tokens.final(f'<nv-heading data-line="{heading.line}"{name}>')
        headings[heading.line] = HeadingMark(heading.level, heading.end, mark)
    return headings


def row_titles(rows: Mapping[int, ReferenceRow], lines: Sequence[Line]) -> dict[int | None, str]:
    """Text of the lines that are titles of rows, by line."""
    wanted = {row.title_line for row in rows.values() if row.title_line is not None}
    return {line.number: line.text.strip() for line in lines if line.number in wanted}


def silent_lines(document: Document) -> set[int]:
    """Lines that a page leaves out: titles of hidden lists, and what the head card says."""
    return _toc_titles(document) | _dump_title(document)


def _toc_titles(document: Document) -> set[int]:
    """Lines that only announce a table of contents, which is not shown."""
    titles = set()
    for before, block in itertools.pairwise(document.blocks):
        if block.kind is BlockKind.TOC and before.kind is BlockKind.PARAGRAPH:
            text = document.lines[before.start].strip(" *:：").lower()
            if before.end == before.start + 1 and text in _TOC_TITLES:
                titles.add(before.start)
    return titles


def _dump_title(document: Document) -> set[int]:
    """Where a saved web page says its own title, which stands in the head card."""
    title = document.dump.title if document.dump else ""
    lines = enumerate(document.lines)
    found = next((i for i, line in lines if title and line.strip() == title), None)
    return {found} if found is not None else set()
