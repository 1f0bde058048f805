"""The ways to see a folder, and the tree of each."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from noteviewer.gui.panes.library.groupings import (
    add_saved,
    build_folders,
    build_tags,
    build_timeline,
    build_visits,
)
from noteviewer.gui.panes.library.topics import SeriesByKey, build_topics, find_series
from noteviewer.gui.tree.node import NO_CONTINUATIONS, Continuations, find_continuations
from noteviewer.gui.widgets.name_filter import Searchable, typed_words
from noteviewer.library.state import SavedSearch

if TYPE_CHECKING:
    from noteviewer.gui.core.index_reader import IndexReader
    from noteviewer.gui.tree.node import Node
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


class Mode(StrEnum):
    """How the notes are grouped."""

    TOPICS = "topics"
    FOLDERS = "folders"
    TAGS = "tags"
    TIMELINE = "timeline"
    RECENT = "recent"


@dataclass(frozen=True, slots=True)
class LibraryContent:
    """All notes of a folder, ready to be filtered and grouped again and again."""

    notes: tuple[Filterable, ...] = ()
    recent: tuple[str, ...] = ()
    """Paths of notes opened last."""
    most_read: tuple[str, ...] = ()
    """Paths of notes opened most often."""
    saved: tuple[SavedSearch, ...] = ()
    series: SeriesByKey = field(default_factory=dict)
    continuations: Continuations = NO_CONTINUATIONS

    @property
    def has_categories(self) -> bool:
        """Whether the tree of topics says more than the tree of folders.

        In a vault of loose notes some have a category by chance; of posts most have one.
        """
        grouped = sum(bool(item.note.category or item.note.series) for item in self.notes)
        return grouped * 2 >= len(self.notes)


def read_content(
    catalog: "IndexReader",
    recent: tuple[str, ...],
    most_read: tuple[str, ...],
    before: LibraryContent,
    *,
    saved: tuple[SavedSearch, ...] = (),
    with_topics: bool = True,
) -> LibraryContent:
    """Read the rows of all notes, taking over what is known of those that are as before.

    For a worker thread. Where topics are carried on is taken over as a whole without
    `with_topics`: for that the headings of all notes are read, which takes longer than the rest.
    """
    notes = catalog.notes()
    known = {item.note.path: item for item in before.notes}
    return LibraryContent(
        tuple(_filterable(note, known.get(note.path)) for note in notes),
        recent,
        most_read,
        saved,
        find_series(notes),
        find_continuations(catalog.topics(), notes) if with_topics else before.continuations,
    )


def _filterable(note: "NoteRow", known: Filterable | None) -> Filterable:
    return known if known is not None and known.note == note else make_filterable(note)


def build_tree(content: LibraryContent, mode: Mode, typed: str = "") -> "Node":
    """The tree of one mode, of the notes that match what was typed; saved searches first."""
    root = _build_notes(content, mode, typed)
    add_saved(root, content.saved, typed)
    return root


def _build_notes(content: LibraryContent, mode: Mode, typed: str) -> "Node":
    notes = filter_notes(content.notes, typed)
    match mode:
        case Mode.TOPICS:
            continuations = NO_CONTINUATIONS if typed else content.continuations
            return build_topics(notes, content.series, continuations, shows_gaps=not typed)
        case Mode.FOLDERS:
            return build_folders(notes)
        case Mode.TAGS:
            return build_tags(notes)
        case Mode.TIMELINE:
            return build_timeline(notes)
        case Mode.RECENT:
            return build_visits(notes, content.recent, content.most_read)
