"""The folder that is open: its indexer, and the questions that can be asked of its index."""

import logging
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from noteviewer.gui.indexer_process import IndexerProcess
from noteviewer.gui.queries import Queries
from noteviewer.gui.tasks import Tasks
from noteviewer.gui.witness import Witness
from noteviewer.library.catalog import Catalog
from noteviewer.library.index_events import IndexEvent, IndexIdle, IndexPlace, IndexUpdate
from noteviewer.library.kept import KeptOfFolder
from noteviewer.library.location import Location
from noteviewer.paths import index_path

logger = logging.getLogger(__name__)

INDEXER_DELAY_MS = 700


class FolderService(QObject):
    """Opens one folder at a time and tells what its indexer says."""

    folder_changed = Signal(str)
    """Path of the folder that is open now; empty for none."""
    event_received = Signal(object)
    """An `IndexEvent`."""
    index_idle = Signal()
    """The index agrees with the folder."""
    index_updated = Signal(object)
    """An `IndexUpdate`: whatever reads the index should read again."""

    def __init__(self, tasks: Tasks, witness: Witness, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._witness = witness
        self._indexer: IndexerProcess | None = None
        self.folder = ""
        self._index = Path()
        self._kept = KeptOfFolder()
        self.queries: Queries[Catalog] = Queries(tasks, self._open)

    def open(self, folder: str) -> None:
        """Open a folder, leaving the one before."""
        if folder == self.folder:
            return
        self.close()
        self.folder = folder
        self._index = index_path(Path(folder))
        self._kept = KeptOfFolder()
        self._witness.watch_folder(Path(folder))
        self.queries.reopen()
        self._indexer = IndexerProcess(Path(folder), self)
        self._indexer.event_received.connect(self._take)
        # The index as it was left is read at once; the first page has the processor to itself.
        delay = INDEXER_DELAY_MS if self._index.is_file() else 0
        QTimer.singleShot(delay, self._indexer, self._indexer.start)
        self.folder_changed.emit(folder)

    def close(self) -> None:
        """Leave the folder and end its indexer."""
        if self._indexer is not None:
            self._indexer.stop()
            self._indexer.deleteLater()
            self._indexer = None
        self.folder = ""

    def rescan(self) -> None:
        """Compare the index with the folder now."""
        if self._indexer is not None:
            self._indexer.send("rescan")

    def cancel(self) -> None:
        """Stop indexing; what is indexed stays usable."""
        if self._indexer is not None:
            self._indexer.send("cancel")

    def want_first(self, place: Location) -> None:
        """Index the note that is read now before the others."""
        if self._indexer is not None and place.note:
            self._indexer.send(f"first {place.note}")

    def _take(self, event: IndexEvent) -> None:
        if isinstance(event, IndexPlace) and event.path != str(self._index):
            self._index = Path(event.path)
            self.queries.reopen()
        self.event_received.emit(event)
        if isinstance(event, IndexUpdate):
            self.index_updated.emit(event)
        elif isinstance(event, IndexIdle):
            self.index_idle.emit()

    def open_catalog(self) -> Catalog:
        """The catalog of the calling worker thread.

        Raises:
            IndexUnavailableError: there is no index yet.
        """
        return self.queries.source()

    def _open(self) -> Catalog:
        return Catalog(self._index, self._kept)
