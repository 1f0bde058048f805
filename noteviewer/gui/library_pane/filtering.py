"""The filter above the tree: which notes match what was typed."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from noteviewer.gui.searchable import Searchable, typed_words

if TYPE_CHECKING:
    from noteviewer.library.rows import NoteRow


@dataclass(frozen=True, slots=True)
class Filterable:
    """A note with what it is found by: title, category, tags and path."""

    note: "NoteRow"
    names: Searchable


def make_filterable(note: "NoteRow") -> Filterable:
    """Fold the names of a note."""
    names = Searchable.of((note.title, note.category, *note.tags, note.path))
    return Filterable(note, names)


def filter_notes(notes: Iterable[Filterable], typed: str) -> list["NoteRow"]:
    """Notes in which every typed word occurs, as text or as pinyin."""
    words = typed_words(typed)
    return [item.note for item in notes if item.names.matches(words)]
