"""Which notes cite the same things: read from the whole index, kept for the panes that tell it."""

import logging
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, QTimer, Signal

from noteviewer.gui.failures import log_failure
from noteviewer.gui.queries import Queries
from noteviewer.gui.reading import Reading
from noteviewer.notes.canonical import reference_key

logger = logging.getLogger(__name__)

PAUSE_MS = 700
"""The index is read as a whole only when it has been still for so long."""


@dataclass(frozen=True, slots=True)
class CitingNote:
    """A note that cites something."""

    path: str
    title: str


@dataclass(frozen=True, slots=True)
class Citations:
    """What two or more notes cite, by key of the reference."""

    notes: Mapping[str, tuple[CitingNote, ...]] = field(default_factory=dict)

    def others(self, key: str, path: str) -> tuple[CitingNote, ...]:
        """The notes besides `path` that cite a thing."""
        return tuple(note for note in self.notes.get(key, ()) if note.path != path)

    def shared_with(self, path: str) -> list[tuple[CitingNote, int]]:
        """Notes that cite some of the same things as `path`, those with the most first."""
        counts: Counter[CitingNote] = Counter()
        for notes in self.notes.values():
            if any(note.path == path for note in notes):
                counts.update(note for note in notes if note.path != path)
        return sorted(counts.items(), key=lambda item: (-item[1], item[0].path))


def read_citations(catalog: Reading) -> Citations:
    """Gather what is cited in several notes; reads every reference of the folder."""
    citing: defaultdict[str, dict[str, CitingNote]] = defaultdict(dict)
    for row in catalog.all_references():
        key = reference_key(row.url, row.title)
        if row.path not in citing[key]:
            citing[key][row.path] = CitingNote(row.path, row.note_title)
    return Citations({key: tuple(by.values()) for key, by in citing.items() if len(by) > 1})


class CitationService(QObject):
    """The citations of the open folder, read again after the index has changed."""

    changed = Signal()
    """`citations` is new."""

    def __init__(self, queries: Queries[Reading], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.citations = Citations()
        self._lane = queries.lane(self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._read)

    def set_folder(self, _folder: str) -> None:
        """Another folder: nothing is known of it yet."""
        self._lane.cancel()
        self._take(Citations())
        self.refresh()

    def refresh(self) -> None:
        """The index changed: read it when it is still."""
        self._pause.start()

    def _read(self) -> None:
        self._lane.ask(read_citations, self._take, self._not_read)

    def _take(self, citations: Citations) -> None:
        self.citations = citations
        self.changed.emit()

    def _not_read(self, error: Exception) -> None:
        log_failure(logger, "cannot read what notes cite together", error)
