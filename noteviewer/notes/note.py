"""A whole note from its text and its path."""

from dataclasses import dataclass
from typing import Self

from noteviewer.notes.fields import (
    find_aliases,
    find_category,
    find_date,
    find_tags,
    find_title,
    first_line_of,
    is_template,
    name_of,
)
from noteviewer.notes.formats.parsing import parse_text
from noteviewer.notes.images import find_images
from noteviewer.notes.links import find_links
from noteviewer.notes.model import DecodedText, Note, NoteForm
from noteviewer.notes.outline import outline
from noteviewer.notes.places import find_places
from noteviewer.notes.references import find_references
from noteviewer.notes.relations.titles import parse_title
from noteviewer.notes.site.kinds import FolderKind
from noteviewer.notes.site.layout import Part
from noteviewer.notes.syntax.dialect import Dialect
from noteviewer.notes.syntax.document import Document
from noteviewer.notes.syntax.marks import find_marks


@dataclass(frozen=True, slots=True)
class NotePlace:
    """What the folder of a note says of it."""

    kind: FolderKind = FolderKind.PLAIN
    title: str = ""
    """By which its table of contents calls it."""
    dialect: str = FolderKind.PLAIN.row.dialect
    """Whose Markdown it is."""
    has_bracket_formulas: bool = False
    """Whether the configuration of its site says so (`Rules.has_bracket_formulas`)."""

    @classmethod
    def of_part(cls, part: Part, path: str, title: str = "") -> Self:
        """What a part of a folder says of a note in it."""
        return cls(part.kind, title, dialect_of(part.kind, path), part.has_bracket_formulas)


_BY_ENDING = {".qmd": FolderKind.QUARTO, ".rmd": FolderKind.BOOKDOWN, ".mdx": FolderKind.DOCUSAURUS}
"""Endings that say whose Markdown it is where the folder does not."""


def dialect_of(kind: FolderKind, path: str) -> str:
    """The dialect of a note: that of its folder, or in a plain one that of its ending."""
    if kind is FolderKind.PLAIN:
        kind = _BY_ENDING.get(path[path.rfind(".") :].lower(), kind)
    return kind.row.dialect


LONE = NotePlace()
"""A note that stands alone."""


def parse_note(path: str, decoded: DecodedText, place: NotePlace = LONE) -> Note:
    """Read everything that one note says by itself; never fails."""
    return read_document(path, decoded, parse_placed(path, decoded.text, place), place)


def parse_placed(path: str, text: str, place: NotePlace) -> Document:
    """Parse the text of a note by its ending, Markdown as that of its folder."""
    dialect = Dialect(place.dialect)
    return parse_text(path, text, dialect, has_bracket_formulas=place.has_bracket_formulas)


def read_document(
    path: str, decoded: DecodedText, document: Document, place: NotePlace = LONE
) -> Note:
    """Read a note whose text is parsed already."""
    kind = place.kind.row
    values = document.front_matter.values
    dump = document.saved_page
    sections = outline(document)
    marks = find_marks(document)
    title = (
        (dump.title if dump else "")
        or find_title(
            values,
            sections,
            document.lines_above_title,
            has_chapters=place.kind is FolderKind.PLAIN,
        )
        or place.title
        or first_line_of(path, document.lines)
        or name_of(path, is_readable=kind.reads_names)
    )
    return Note(
        path=path,
        title=title,
        title_parts=parse_title(title),
        date=(dump.date if dump else None) or find_date(path, values),
        category=(dump.category if dump else None) or find_category(values),
        tags=find_tags(values, splits=kind.splits_tags),
        aliases=find_aliases(values),
        front_matter=document.front_matter,
        form=_find_form(path, document),
        sections=sections,
        references=find_references(document, sections, marks),
        links=find_links(document, marks),
        images=find_images(document, marks),
        math=document.math(),
        code=document.code,
        encoding=decoded.encoding,
        problems=(*decoded.problems, *document.problems),
        places=find_places(document),
    )


def _find_form(path: str, document: Document) -> NoteForm:
    if document.saved_page:
        return NoteForm.PAGE_DUMP
    if is_template(path, document.front_matter.values):
        return NoteForm.TEMPLATE
    return NoteForm.NOTE
