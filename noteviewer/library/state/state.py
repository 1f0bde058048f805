"""All of the user's own state behind one door."""

import logging
import time
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from noteviewer.errors import StateUnavailableError
from noteviewer.library.state.database import Clock, StateStore
from noteviewer.library.state.folders import Folders, Searches, Visits
from noteviewer.library.state.references import Bookmarks, LinkVerdicts, ReferenceStates

if TYPE_CHECKING:
    from noteviewer.library.state.highlights import Highlights
    from noteviewer.library.state.read_texts import ReadTexts
    from noteviewer.library.state.reading import Readings

logger = logging.getLogger(__name__)

_TABLES_OF_NOTES = ("bookmark", "encoding_override", "visit", "highlight", "reading")


class UserState:
    """What the user made: never a cache, never dropped, never in the folder of notes.

    Safe from any thread and beside other programs. Every method may raise
    `StateUnavailableError` (disk full, locked for long); nothing is then half done.
    """

    def __init__(self, path: Path | None, clock: Clock = time.time) -> None:
        """Open the state, made or migrated where needed.

        Args:
            path: `noteviewer.paths.state_path()`; None keeps everything in memory only, for when
                the file is unavailable.
            clock: gives the present in Unix seconds.

        Raises:
            StateUnavailableError: the file cannot be used; it is left as it is.
        """
        self.problem = ""
        """Why nothing is kept beyond this run of the program; empty where all is well."""
        self.clock = clock
        self._store = StateStore(path, clock)
        self.references = ReferenceStates(self._store)
        self.bookmarks = Bookmarks(self._store)
        self.folders = Folders(self._store)
        self.searches = Searches(self._store)
        self.visits = Visits(self._store)
        self.verdicts = LinkVerdicts(self._store)
        self._path = path

    @classmethod
    def open(cls, path: Path) -> "UserState":
        """Open the file, or keep everything in memory and say why: reading goes on in any case."""
        try:
            return cls(path)
        except StateUnavailableError as error:
            logger.warning("%s", error)
            state = cls(None)
            state.problem = str(error)
            return state

    # What the window does not need before it is shown is loaded when it is asked for.

    @cached_property
    def highlights(self) -> "Highlights":
        """What the reader marked in notes."""
        from noteviewer.library.state.highlights import Highlights

        return Highlights(self._store)

    @cached_property
    def readings(self) -> "Readings":
        """Which notes were read, and how far."""
        from noteviewer.library.state.reading import Readings

        return Readings(self._store)

    @cached_property
    def read_texts(self) -> "ReadTexts":
        """The texts of notes as they were read."""
        from noteviewer.library.state.read_texts import ReadTexts

        texts = None if self._path is None else self._path.with_name("read-texts.sqlite")
        return ReadTexts(texts, self.clock)

    def close(self) -> None:
        """Close the file; nothing may be asked afterwards."""
        if "read_texts" in self.__dict__:
            self.read_texts.close()
        self._store.close()

    def note_moved(self, folder: str, old: str, new: str) -> None:
        """Carry what is known of a note to its new path; what the new path has already wins."""
        with self._store.transaction() as connection:
            for table in _TABLES_OF_NOTES:
                connection.execute(
                    f"UPDATE OR IGNORE {table} SET note = ? WHERE folder = ? AND note = ?",  # noqa: S608  (tables of ours)
                    (new, folder, old),
                )
                connection.execute(
                    f"DELETE FROM {table} WHERE folder = ? AND note = ?",  # noqa: S608  (tables of ours)
                    (folder, old),
                )
        self.read_texts.move(folder, old, new)
