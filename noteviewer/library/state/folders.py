"""What the user decided for a folder, and how it was left."""

from noteviewer.library.state.store import StateStore

KIND = "kind"
"""Option: the kind of folder (`FolderKind` value) that the user set against recognition."""


class Folders:
    """Recent folders, their sessions and their options."""

    def __init__(self, store: StateStore) -> None:
        self._store = store

    def remember(self, folder: str) -> None:
        """Put a folder at the top of the recent ones."""
        self._store.write(
            "INSERT INTO folder (path, opened) VALUES (?, ?)"
            " ON CONFLICT (path) DO UPDATE SET opened = excluded.opened",
            (folder, self._store.clock()),
        )

    def forget(self, folder: str) -> None:
        """Take a folder off the recent ones, with its session; all else about it stays."""
        self._store.write("DELETE FROM folder WHERE path = ?", (folder,))

    def recent(self, limit: int = 20) -> list[str]:
        """Folders that were opened, the last one first."""
        rows = self._store.rows(
            "SELECT path FROM folder WHERE opened > 0 ORDER BY opened DESC, path LIMIT ?", (limit,)
        )
        return [path for (path,) in rows]

    def session(self, folder: str) -> str | None:
        """The text that `set_session` kept for a folder."""
        rows = self._store.rows("SELECT session FROM folder WHERE path = ?", (folder,))
        return rows[0][0] if rows else None

    def set_session(self, folder: str, session: str) -> None:
        """Keep the tabs, places and layout of a folder, written as JSON by the window."""
        self._store.write(
            "INSERT INTO folder (path, opened, session) VALUES (?, 0, ?)"
            " ON CONFLICT (path) DO UPDATE SET session = excluded.session",
            (folder, session),
        )

    def option(self, folder: str, name: str) -> str | None:
        """A choice made for a folder, such as `KIND`; None where the user made none."""
        rows = self._store.rows(
            "SELECT value FROM folder_option WHERE folder = ? AND name = ?", (folder, name)
        )
        return rows[0][0] if rows else None

    def set_option(self, folder: str, name: str, value: str | None) -> None:
        """Make a choice for a folder; None takes it back."""
        if value is None:
            self._store.write(
                "DELETE FROM folder_option WHERE folder = ? AND name = ?", (folder, name)
            )
            return
        self._store.write(
            "INSERT OR REPLACE INTO folder_option VALUES (?, ?, ?)", (folder, name, value)
        )

    def encodings(self, folder: str) -> dict[str, str]:
        """Encodings that the user chose, by path of the note."""
        rows = self._store.rows(
            "SELECT note, encoding FROM encoding_override WHERE folder = ?", (folder,)
        )
        return dict(rows)

    def set_encoding(self, folder: str, note: str, encoding: str | None) -> None:
        """Choose the encoding of a note; None goes back to recognition."""
        if encoding is None:
            self._store.write(
                "DELETE FROM encoding_override WHERE folder = ? AND note = ?", (folder, note)
            )
            return
        self._store.write(
            "INSERT OR REPLACE INTO encoding_override VALUES (?, ?, ?)", (folder, note, encoding)
        )

    def image_hosts(self, folder: str) -> frozenset[str]:
        """Hosts whose images the user allowed for good, for the notes of this folder.

        Allowed by folder, not for all: a folder from elsewhere must not profit from it.
        """
        rows = self._store.rows("SELECT host FROM image_host WHERE folder = ?", (folder,))
        return frozenset(host for (host,) in rows)

    def allow_image_host(self, folder: str, host: str, is_allowed: bool = True) -> None:
        """Allow the images of a host in a folder for good, or no longer."""
        self._store.write(
            "INSERT OR IGNORE INTO image_host VALUES (?, ?)"
            if is_allowed
            else "DELETE FROM image_host WHERE folder = ? AND host = ?",
            (folder, host.lower()),
        )
