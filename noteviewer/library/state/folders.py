"""What the user decided for a folder, and how it was left."""

from noteviewer.library.state.database import StateStore
from noteviewer.library.state.models import SavedSearch, Visit

KIND = "kind"
"""Option: the kind of folder (`FolderKind` value) that the user set against recognition."""


PDFS = "pdfs"
"""Name of the choice whether PDFs are read; made for all folders, under an empty path."""


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


class Visits:
    """How often and when last each note was read, by folder."""

    def __init__(self, store: StateStore) -> None:
        self._store = store

    def record(self, folder: str, note: str) -> None:
        """Count a visit to a note."""
        self._store.write(
            "INSERT INTO visit VALUES (?, ?, 1, ?) ON CONFLICT (folder, note)"
            " DO UPDATE SET visits = visits + 1, visited = excluded.visited",
            (folder, note, self._store.clock()),
        )

    def recent(self, folder: str, limit: int = 50) -> list[Visit]:
        """The notes read last."""
        return self._list("visited DESC, note", folder, limit)

    def most_read(self, folder: str, limit: int = 50) -> list[Visit]:
        """The notes read most often."""
        return self._list("visits DESC, visited DESC, note", folder, limit)

    def _list(self, order: str, folder: str, limit: int) -> list[Visit]:
        rows = self._store.rows(
            f"SELECT note, visits, visited FROM visit WHERE folder = ? ORDER BY {order} LIMIT ?",  # noqa: S608  (names columns of ours)
            (folder, limit),
        )
        return [Visit(*row) for row in rows]


_KEPT = 200


class Searches:
    """Search history and saved searches, by folder."""

    def __init__(self, store: StateStore) -> None:
        self._store = store

    def history(self, folder: str, limit: int = 50) -> list[str]:
        """Queries made in a folder, the last one first, each once."""
        rows = self._store.rows(
            "SELECT query FROM searched WHERE folder = ? ORDER BY used DESC, query LIMIT ?",
            (folder, limit),
        )
        return [query for (query,) in rows]

    def remember(self, folder: str, query: str) -> None:
        """Add to the history; blank queries and all but the newest 200 are not kept."""
        query = query.strip()
        if not query:
            return
        with self._store.transaction() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO searched VALUES (?, ?, ?)",
                (folder, query, self._store.clock()),
            )
            connection.execute(
                "DELETE FROM searched WHERE folder = ?1 AND query IN (SELECT query FROM searched"
                " WHERE folder = ?1 ORDER BY used DESC, query LIMIT -1 OFFSET ?2)",
                (folder, _KEPT),
            )

    def saved(self, folder: str) -> list[SavedSearch]:
        """Saved searches of a folder, by name."""
        rows = self._store.rows(
            "SELECT name, query FROM saved_search WHERE folder = ? ORDER BY name", (folder,)
        )
        return [SavedSearch(name, query) for name, query in rows]

    def save(self, folder: str, name: str, query: str) -> None:
        """Keep a search under a name; the name's earlier search is replaced."""
        self._store.write(
            "INSERT OR REPLACE INTO saved_search VALUES (?, ?, ?)", (folder, name, query)
        )

    def delete(self, folder: str, name: str) -> None:
        """Delete a saved search."""
        self._store.write("DELETE FROM saved_search WHERE folder = ? AND name = ?", (folder, name))
