"""What the reader marked in notes, and said of it."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from noteviewer.library.annotations.model import Color, Highlight, Selectors
from noteviewer.library.state.database import Parameters, StateStore

_COLUMNS = (
    "id, folder, note, exact, prefix, suffix, first, last, section, block, number, count, "
    "rival, color, comment, created, changed, is_lost"
)
_KEEP = f"INSERT OR REPLACE INTO highlight ({_COLUMNS}) VALUES ({', '.join('?' * 18)})"  # noqa: S608  (constants)


class Highlights:
    """Highlights by folder and note; a change that was returned from outlives a kill."""

    def __init__(self, store: StateStore) -> None:
        self._store = store

    def of_folder(self, folder: str) -> list[Highlight]:
        """All of a folder, by note and place."""
        return self._list("folder = ?", (folder,))

    def of_note(self, folder: str, note: str) -> list[Highlight]:
        """Those of a note, by place."""
        return self._list("folder = ? AND note = ?", (folder, note))

    def get(self, highlight_id: str) -> Highlight | None:
        """One of them; None where there is no such."""
        found = self._list("id = ?", (highlight_id,))
        return found[0] if found else None

    def sections(self, folder: str) -> list[tuple[str, str]]:
        """Path and anchor of every section with a highlight that is not lost."""
        rows = self._store.rows(
            "SELECT DISTINCT note, section FROM highlight WHERE folder = ? AND NOT is_lost",
            (folder,),
        )
        return [(note, section) for note, section in rows]

    def count(self, folder: str) -> int:
        """How many a folder has."""
        rows = self._store.rows("SELECT count(*) FROM highlight WHERE folder = ?", (folder,))
        return int(rows[0][0])

    def keep(self, highlights: Iterable[Highlight]) -> None:
        """Keep new ones, and others in place of those with the same id."""
        self._store.write_many(_KEEP, map(_row, highlights))

    def keep_places(self, places: Iterable[tuple[Highlight, Highlight]]) -> None:
        """Keep where passages stand now; what the reader made of them meanwhile stays.

        Args:
            places: Highlights as they were and as they are; one that is in another note by now is
                left alone, for it was found there.
        """
        self._store.write_many(
            "UPDATE highlight SET note = ?, exact = ?, prefix = ?, suffix = ?, first = ?, last = ?,"
            " section = ?, block = ?, number = ?, count = ?, rival = ?, is_lost = ?"
            " WHERE id = ? AND note = ?",
            (
                (*_row(after)[2:13], int(after.is_lost), before.id, before.note)
                for before, after in places
            ),
        )

    def change(
        self, highlight_id: str, *, color: Color | None = None, comment: str | None = None
    ) -> Highlight | None:
        """Give one another colour or comment; None where there is no such.

        Returns:
            The highlight as it is now.
        """
        found = self.get(highlight_id)
        if found is None:
            return None
        found = replace(
            found,
            color=found.color if color is None else color,
            comment=found.comment if comment is None else comment.strip(),
            changed=self._store.clock(),
        )
        self.keep([found])
        return found

    def remove(self, ids: Iterable[str]) -> None:
        """Forget some."""
        self._store.write_many("DELETE FROM highlight WHERE id = ?", ((one,) for one in ids))

    def merge(self, highlights: Iterable[Highlight]) -> int:
        """Take in highlights from elsewhere; of two with one id the one changed last is kept.

        Returns:
            How many were new or newer.
        """
        taken = []
        for one in highlights:
            known = self.get(one.id)
            if known is None or known.changed < one.changed:
                taken.append(one)
        self.keep(taken)
        return len(taken)

    def _list(self, condition: str, values: Parameters) -> list[Highlight]:
        rows = self._store.rows(
            f"SELECT {_COLUMNS} FROM highlight WHERE {condition} ORDER BY note, first, created, id",  # noqa: S608  (conditions of ours; values are bound)
            values,
        )
        return [_highlight(row) for row in rows]


def _row(one: Highlight) -> Parameters:
    at = one.selectors
    return (
        one.id, one.folder, one.note, at.exact, at.prefix, at.suffix, at.start, at.end, at.section,
        at.block, at.number, at.count, at.rival, one.color, one.comment, one.created,
        one.changed, int(one.is_lost),
    )  # fmt: skip


def _highlight(row: tuple[Any, ...]) -> Highlight:
    highlight_id, folder, note = row[:3]
    exact, prefix, suffix, start, end, section, block, number, count, rival = row[3:13]
    color, comment, created, changed, is_lost = row[13:]
    return Highlight(
        highlight_id,
        folder,
        note,
        Selectors(exact, prefix, suffix, start, end, section, block, number, count, rival),
        Color(color) if color in set(Color) else Color.YELLOW,
        comment,
        created=created,
        changed=changed,
        is_lost=bool(is_lost),
    )
