"""The ways to see a folder, and the tree of each."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from noteviewer.gui.library_pane.filtering import Filterable, filter_notes, make_filterable
from noteviewer.gui.library_pane.folders import build_folders
from noteviewer.gui.library_pane.tags import build_tags
from noteviewer.gui.library_pane.timeline import build_timeline
from noteviewer.gui.library_pane.topics import SeriesByKey, build_topics, find_series
from noteviewer.gui.library_pane.visits import build_visits
from noteviewer.gui.tree.parts import Elsewhere, find_elsewhere
from noteviewer.gui.tree.sections import NOWHERE

if TYPE_CHECKING:
    from noteviewer.gui.reading import Reading
    from noteviewer.gui.tree.node import Node
    from noteviewer.library.rows import NoteRow


class Mode(StrEnum):
    """How the notes are grouped."""

    TOPICS = "topics"
    FOLDERS = "folders"
    TAGS = "tags"
    TIMELINE = "timeline"
    RECENT = "recent"


@dataclass(frozen=True, slots=True)
class Shelf:
    """All notes of a folder, ready to be filtered and grouped again and again."""

    notes: tuple[Filterable, ...] = ()
    recent: tuple[str, ...] = ()
    """Paths of notes opened last."""
    most_read: tuple[str, ...] = ()
    """Paths of notes opened most often."""
    series: SeriesByKey = field(default_factory=dict)
    elsewhere: Elsewhere = NOWHERE

    @property
    def has_categories(self) -> bool:
        """Whether the tree of topics says more than the tree of folders.

        In a vault of loose notes some have a category by chance; of posts most have one.
        """
        grouped = sum(bool(item.note.category or item.note.series) for item in self.notes)
        return grouped * 2 >= len(self.notes)


def read_shelf(
    catalog: "Reading",
    recent: tuple[str, ...],
    most_read: tuple[str, ...],
    before: Shelf,
    *,
    with_topics: bool = True,
) -> Shelf:
    """Read the rows of all notes, taking over what is known of those that are as before.

    For a worker thread. Where topics are carried on is taken over as a whole without
    `with_topics`: for that the headings of all notes are read, which takes longer than the rest.
    """
    notes = catalog.notes()
    known = {item.note.path: item for item in before.notes}
    return Shelf(
        tuple(_filterable(note, known.get(note.path)) for note in notes),
        recent,
        most_read,
        find_series(notes),
        find_elsewhere(catalog.topics(), notes) if with_topics else before.elsewhere,
    )


def _filterable(note: "NoteRow", known: Filterable | None) -> Filterable:
    return known if known is not None and known.note == note else make_filterable(note)


def build_tree(shelf: Shelf, mode: Mode, typed: str = "") -> "Node":
    """The tree of one mode, of the notes that match what was typed."""
    notes = filter_notes(shelf.notes, typed)
    match mode:
        case Mode.TOPICS:
            elsewhere = NOWHERE if typed else shelf.elsewhere
            return build_topics(notes, shelf.series, elsewhere, shows_gaps=not typed)
        case Mode.FOLDERS:
            return build_folders(notes)
        case Mode.TAGS:
            return build_tags(notes)
        case Mode.TIMELINE:
            return build_timeline(notes)
        case Mode.RECENT:
            return build_visits(notes, shelf.recent, shelf.most_read)
