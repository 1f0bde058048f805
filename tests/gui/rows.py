"""Rows of our own making for tests of the panes."""

from noteviewer.library.rows import Hit, NoteRow, ReferenceRow
from noteviewer.notes.model import NoteForm, NoteTitle, ReferenceKind, Section, TitlePart


def make_note(path: str, title: str = "", *series: tuple[str, int], **values: object) -> NoteRow:
    """A note; its title is taken apart as the pairs say."""
    parts = tuple(TitlePart(name, number) for name, number in series)
    fields: dict[str, object] = {
        "path": path,
        "title": title or path,
        "title_parts": NoteTitle(parts or (TitlePart(title or path),)),
        "date": None,
        "category": None,
        "tags": (),
        "sections": 0,
        "references": 0,
        "problems": 0,
        "size": 10,
        "mtime_ns": 1,
        "encoding": "utf-8",
        "form": NoteForm.NOTE,
    }
    return NoteRow(**(fields | values))  # type: ignore[arg-type]


def make_section(title: str, level: int, parent: int | None = None) -> Section:
    """A heading whose anchor is its title."""
    return Section(title, level, line=0, end=1, anchor=title, parent=parent)


def make_reference(url: str | None, title: str | None = None, **values: object) -> ReferenceRow:
    """A reference of the note ``a.md``."""
    fields: dict[str, object] = {
        "path": "a.md",
        "note_title": "A",
        "category": None,
        "date": None,
        "section": 0,
        "section_title": "",
        "anchor": "",
        "line": 1,
        "url": url,
        "title": title,
        "host": (url or "").partition("://")[2].partition("/")[0],
        "kind": ReferenceKind.PAGE if url else ReferenceKind.PAPER,
    }
    return ReferenceRow(**(fields | values))  # type: ignore[arg-type]


def make_hit(path: str, section: int, snippet: str = "") -> Hit:
    """A hit in a section whose anchor is ``s`` and its number."""
    return Hit(
        path=path,
        note_title=path,
        anchor=f"s{section}",
        title=f"Section {section}",
        heading_path=(),
        line=section,
        snippet=snippet,
        marks=(),
        section=section,
    )
