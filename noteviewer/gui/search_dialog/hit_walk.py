"""The way from hit to hit through the notes, after a search led into one of them; without Qt."""

from collections.abc import Iterable
from dataclasses import dataclass

from noteviewer.gui.search_dialog.rows import HitRow, Row


@dataclass(frozen=True, slots=True)
class HitPlace:
    """Which of the notes with hits one has come to."""

    row: HitRow
    """Of its hits, the one that comes first on the way."""
    number: int
    """Of the note, from one, in the order of the answer."""
    of: int
    has_begun_again: bool = False
    """Whether the way led over the end of the answer."""


@dataclass(frozen=True, slots=True)
class HitWalk:
    """The notes of an answer in their order, each with its hits in the order of its text."""

    query: str = ""
    """What is marked in the pages."""
    notes: tuple[tuple[HitRow, ...], ...] = ()

    @classmethod
    def through(cls, query: str, rows: Iterable[Row]) -> "HitWalk":
        """The way through the rows of an answer."""
        notes: dict[str, list[HitRow]] = {}
        for row in rows:
            if isinstance(row, HitRow):
                notes.setdefault(row.hit.path, []).append(row)
        ordered = (sorted(hits, key=lambda row: row.hit.section) for hits in notes.values())
        return cls(query, tuple(map(tuple, ordered)))

    def place(self, note: str) -> HitPlace | None:
        """Where one is in a note; None where it has no hits."""
        for index, hits in enumerate(self.notes):
            if hits[0].hit.path == note:
                return HitPlace(hits[0], index + 1, len(self.notes))
        return None

    def step(self, note: str, steps: int) -> HitPlace | None:
        """The note after (1) or before (-1) one, and from the last the first.

        Returns:
            None where there is no other note, or this one has no hits.
        """
        here = self.place(note)
        if here is None or here.of < 2:
            return None
        index = here.number - 1 + steps
        hits = self.notes[index % here.of]
        row = hits[0] if steps > 0 else hits[-1]
        return HitPlace(row, index % here.of + 1, here.of, not 0 <= index < here.of)
