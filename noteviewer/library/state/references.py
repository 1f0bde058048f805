"""What the user did with references: read, starred, commented, opened."""

from collections.abc import Iterable

from noteviewer.library.state.store import StateStore
from noteviewer.library.state.values import ReferenceState

_COLUMNS = "key, is_read, is_starred, comment, opened"


class ReferenceStates:
    """States of references by key, across all folders."""

    def __init__(self, store: StateStore) -> None:
        self._store = store

    def all(self) -> dict[str, ReferenceState]:
        """Every reference that has a state; all others are unread."""
        rows = self._store.rows(f"SELECT {_COLUMNS} FROM reference_state")  # noqa: S608  (a constant)
        return {row[0]: _state(*row) for row in rows}

    def get(self, key: str) -> ReferenceState:
        """The state of one reference, unread where nothing is known of it."""
        rows = self._store.rows(
            f"SELECT {_COLUMNS} FROM reference_state WHERE key = ?",  # noqa: S608  (a constant)
            (key,),
        )
        return _state(*rows[0]) if rows else ReferenceState(key)

    def mark_read(self, keys: Iterable[str], is_read: bool = True) -> None:
        """Mark as read, or as unread again."""
        self._set("is_read", keys, int(is_read))

    def star(self, keys: Iterable[str], is_starred: bool = True) -> None:
        """Star, or take the star away."""
        self._set("is_starred", keys, int(is_starred))

    def comment(self, key: str, text: str) -> None:
        """Keep the user's comment; an empty text removes it."""
        self._set("comment", (key,), text.strip())

    def opened(self, key: str) -> None:
        """Remember that the reference was opened just now."""
        self._set("opened", (key,), self._store.clock())

    def _set(self, column: str, keys: Iterable[str], value: str | float) -> None:
        now = self._store.clock()
        self._store.write_many(
            f"INSERT INTO reference_state (key, {column}, changed) VALUES (?, ?, ?)"  # noqa: S608  (names a column of ours)
            f" ON CONFLICT (key) DO UPDATE SET {column} = excluded.{column},"
            " changed = excluded.changed",
            ((key, value, now) for key in keys),
        )


def _state(
    key: str, is_read: int, is_starred: int, comment: str, opened: float | None
) -> ReferenceState:
    return ReferenceState(key, bool(is_read), bool(is_starred), comment, opened)
