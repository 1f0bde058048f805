"""The rows of quick open as plain values, without Qt."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from noteviewer.library.location import Location
from noteviewer.library.rows import NoteRow, QuickKind, QuickMatch
from noteviewer.library.search.snippets import phrase_query


@dataclass(frozen=True, slots=True)
class QuickRow:
    """One thing to go to."""

    match: QuickMatch
    has_twin: bool = False
    """Whether another row has the same name in a note of the same title."""
    is_header: bool = False

    @property
    def key(self) -> tuple[str, str, str, int]:
        """Identity in the list."""
        match = self.match
        return (match.kind, match.path, match.anchor, match.line)

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


def _as_match(note: NoteRow) -> QuickMatch:
    return QuickMatch(QuickKind.NOTE, note.title, note.path, note.title, "", 0, 0.0)
