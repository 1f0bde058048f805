"""Which notes the user reads."""

from noteviewer.library.state.store import StateStore
from noteviewer.library.state.values import Visit


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
