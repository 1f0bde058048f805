"""The filter above the tree: which notes match what was typed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from noteviewer.library.pinyin import sound_key, sounds
from noteviewer.notes.text import fold

if TYPE_CHECKING:
    from noteviewer.library.rows import NoteRow


@dataclass(frozen=True, slots=True)
class Filterable:
    """A note with what it is found by."""

    note: "NoteRow"
    text: str
    """Title, category, tags and file name, folded, one a line."""
    sound: str
    """The same as pinyin (`noteviewer.library.pinyin.sound_key`)."""


def make_filterable(note: "NoteRow") -> Filterable:
    """Fold the names of a note once, so that each letter typed costs little."""
    names = "\n".join((note.title, note.category or "", *note.tags, note.path))
    text = fold(names)
    return Filterable(note, text, "" if text.isascii() else sound_key(text))


def filter_notes(notes: Iterable[Filterable], typed: str) -> list["NoteRow"]:
    """Notes in which every typed word occurs, as text or as pinyin."""
    words = fold(typed).split()
    return [item.note for item in notes if _matches(item, words)]


def _matches(item: Filterable, words: Sequence[str]) -> bool:
    return all(word in item.text or sounds(item.sound, word) for word in words)
