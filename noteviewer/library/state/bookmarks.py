"""Places that the user keeps."""

from noteviewer.library.location import Location
from noteviewer.library.state.store import StateStore
from noteviewer.library.state.values import Bookmark


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
