"""What the user did with references: read, starred, commented, opened."""

from collections.abc import Iterable

from noteviewer.library.location import Location
from noteviewer.library.state.database import StateStore
from noteviewer.library.state.models import Bookmark, LinkOutcome, LinkVerdict, ReferenceState

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


class Bookmarks:
    """Bookmarked notes and sections, by folder."""

    def __init__(self, store: StateStore) -> None:
        self._store = store

    def of_folder(self, folder: str) -> list[Bookmark]:
        """The bookmarks of a folder, newest first."""
        rows = self._store.rows(
            "SELECT note, anchor, title, created FROM bookmark WHERE folder = ?"
            " ORDER BY created DESC, id DESC",
            (folder,),
        )
        return [
            Bookmark(Location(folder, note, anchor), title, created)
            for note, anchor, title, created in rows
        ]

    def add(self, location: Location, title: str) -> None:
        """Keep a note or section; keeping it again renames it and leaves its date."""
        self._store.write(
            "INSERT INTO bookmark (folder, note, anchor, title, created) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (folder, note, anchor) DO UPDATE SET title = excluded.title",
            (location.folder, location.note, location.anchor, title, self._store.clock()),
        )

    def remove(self, location: Location) -> None:
        """Forget the bookmark of a note or section, if there is one."""
        self._store.write(
            "DELETE FROM bookmark WHERE folder = ? AND note = ? AND anchor = ?",
            (location.folder, location.note, location.anchor),
        )

    def has(self, location: Location) -> bool:
        """Whether this very note or section is kept."""
        return bool(
            self._store.rows(
                "SELECT 1 FROM bookmark WHERE folder = ? AND note = ? AND anchor = ?",
                (location.folder, location.note, location.anchor),
            )
        )


class LinkVerdicts:
    """The last verdict on each URL that was ever checked."""

    def __init__(self, store: StateStore) -> None:
        self._store = store

    def all(self) -> dict[str, LinkVerdict]:
        """Every verdict, by URL as it was checked."""
        rows = self._store.rows(
            "SELECT url, outcome, checked, status, target, detail FROM link_verdict"
        )
        return {
            url: LinkVerdict(url, LinkOutcome(outcome), checked, status, target, detail)
            for url, outcome, checked, status, target, detail in rows
        }

    def keep(self, verdicts: Iterable[LinkVerdict]) -> None:
        """Keep new verdicts in place of older ones."""
        self._store.write_many(
            "INSERT OR REPLACE INTO link_verdict (url, outcome, checked, status, target, detail)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (
                (one.url, one.outcome, one.checked, one.status, one.target, one.detail)
                for one in verdicts
            ),
        )
