"""How each note was when the reader last read it, and how far he has come."""

from collections.abc import Iterable
from dataclasses import dataclass

from noteviewer.library.state.database import StateStore

_FINISHED = 0.98


@dataclass(frozen=True, slots=True)
class ReadNote:
    """What is known of the reading of a note."""

    note: str
    seen: float
    """When it was left last, in Unix seconds; 0 where it was opened only."""
    digest: str
    """Of the file as it was read; empty where it was opened only."""
    anchor: str
    """Section that the reader was at."""
    scroll: float
    """How far the page was scrolled, in CSS pixels."""
    progress: float
    """How far down the note the reader has come, from 0 to 1."""

    @property
    def is_finished(self) -> bool:
        """Whether its end was on the screen."""
        return self.progress >= _FINISHED


class Readings:
    """The reading of notes, by folder."""

    def __init__(self, store: StateStore) -> None:
        self._store = store

    def of_folder(self, folder: str) -> dict[str, ReadNote]:
        """All notes of a folder that were read, by path."""
        return {one.note: one for one in self._list("folder = ?", (folder,))}

    def get(self, folder: str, note: str) -> ReadNote | None:
        """One note; None where it was never read."""
        found = self._list("folder = ? AND note = ?", (folder, note))
        return found[0] if found else None

    def keep_read(self, folder: str, note: str, digest: str) -> None:
        """Take a note for read as it is now.

        Args:
            folder: The folder of notes.
            note: Path of the note.
            digest: Of the content of its file.
        """
        self._store.write(
            "INSERT INTO reading (folder, note, seen, digest) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (folder, note) DO UPDATE SET seen = excluded.seen,"
            " digest = excluded.digest",
            (folder, note, self._store.clock(), digest),
        )

    def keep_place(
        self, folder: str, note: str, anchor: str, scroll: float, progress: float
    ) -> None:
        """Remember where the reader is in a note that was opened, and how far he has come."""
        self._store.write(
            "INSERT INTO reading (folder, note, anchor, scroll, progress) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (folder, note) DO UPDATE SET anchor = excluded.anchor,"
            " scroll = excluded.scroll, progress = max(progress, excluded.progress)",
            (folder, note, anchor, scroll, min(max(progress, 0.0), 1.0)),
        )

    def forget(self, folder: str, notes: Iterable[str]) -> None:
        """Take notes for unread."""
        self._store.write_many(
            "DELETE FROM reading WHERE folder = ? AND note = ?", ((folder, note) for note in notes)
        )

    def _list(self, condition: str, values: tuple[str | float | None, ...]) -> list[ReadNote]:
        rows = self._store.rows(
            "SELECT note, seen, digest, anchor, scroll, progress FROM reading WHERE "  # noqa: S608  (conditions of ours; values are bound)
            + condition,
            values,
        )
        return [ReadNote(*row) for row in rows]
