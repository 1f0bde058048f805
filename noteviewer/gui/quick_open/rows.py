"""What quick open lists as plain values, and how it is found. No Qt here."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from noteviewer.gui.core.index_reader import IndexReader
from noteviewer.library.location import Location
from noteviewer.library.names.fuzzy import find_among
from noteviewer.library.rows import NoteRow, QuickKind, QuickMatch
from noteviewer.library.search.query import Field
from noteviewer.library.search.snippets import phrase_query


class Prefix(StrEnum):
    """What is typed first to look for names of one kind only."""

    COMMAND = ">"
    TAG = "#"
    HEADING = "@"
    """Of the note that is read."""
    FOLDER = "/"


def take_apart(typed: str) -> tuple[Prefix | None, str]:
    """What was typed as its prefix, if it has one, and the rest."""
    text = typed.strip()
    prefix = next((one for one in Prefix if text.startswith(one)), None)
    return prefix, text[1:].strip() if prefix else text


@dataclass(frozen=True, slots=True)
class QuickRow:
    """One thing to go to."""

    match: QuickMatch
    has_twin: bool = False
    """Whether another row has the same name in a note of the same title."""
    notes: int = 0
    """Of a tag or folder: how many notes it has."""
    is_header: bool = False

    @property
    def key(self) -> tuple[str, str, str, int]:
        """Identity in the list."""
        match = self.match
        return (match.kind, match.path or match.text, match.anchor, match.line)

    def place(self, folder: str) -> Location:
        """Where it leads; a reference is looked for by its title in its section."""
        match = self.match
        is_reference = match.kind is QuickKind.REFERENCE
        query = phrase_query(match.text, match.url or "") if is_reference else ""
        return Location(folder, match.path, match.anchor, query)


def recent_rows(notes: Iterable[NoteRow], recent: Sequence[str], limit: int) -> list[QuickRow]:
    """What is offered before anything is typed: notes read last, then the newest ones."""
    by_path = {note.path: note for note in notes}
    paths = [path for path in recent if path in by_path]
    newest = sorted(by_path.values(), key=lambda note: note.date or "", reverse=True)
    paths += [note.path for note in newest[:limit] if note.path not in set(paths)]
    return make_rows([_as_match(by_path[path]) for path in paths[:limit]])


def make_rows(matches: Sequence[QuickMatch]) -> list[QuickRow]:
    """Rows that know whether their names tell them apart."""
    names = Counter((match.kind, match.text, match.note_title) for match in matches)
    return [
        QuickRow(match, has_twin=names[match.kind, match.text, match.note_title] > 1)
        for match in matches
    ]


def group_rows(catalog: IndexReader, kind: QuickKind, query: str, limit: int) -> list[QuickRow]:
    """Tags or folders that answer, with their numbers of notes."""
    field = Field.TAG if kind is QuickKind.TAG else Field.PATH
    groups = [(name.rstrip("/"), notes) for name, notes in catalog.field_values(field)]
    found = find_among([name for name, _ in groups], query)[:limit]
    return [
        QuickRow(
            QuickMatch(kind, groups[one.index][0], "", "", "", 0, 0.0, marks=one.marks),
            notes=groups[one.index][1],
        )
        for one in found
    ]


def heading_rows(catalog: IndexReader, path: str, query: str, limit: int) -> list[QuickRow]:
    """Headings of a note that answer, in the order of the note where nothing is asked."""
    note = catalog.note(path) if path else None
    if note is None:
        return []
    sections = [section for section in catalog.sections(path) if section.level]
    found = find_among([section.title for section in sections], query)[:limit]
    chosen = [(sections[one.index], one.marks) for one in found]
    return [
        QuickRow(
            QuickMatch(
                kind=QuickKind.HEADING,
                text=section.title,
                path=path,
                note_title=note.title,
                anchor=section.anchor,
                line=section.line,
                score=0.0,
                marks=marks,
            )
        )
        for section, marks in chosen
    ]


def _as_match(note: NoteRow) -> QuickMatch:
    return QuickMatch(QuickKind.NOTE, note.title, note.path, note.title, "", 0, 0.0)
