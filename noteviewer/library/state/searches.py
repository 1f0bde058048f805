"""Searches that were made, and those that were given a name."""

from noteviewer.library.state.store import StateStore
from noteviewer.library.state.values import SavedSearch

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
