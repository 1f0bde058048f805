"""What is new in a folder since the reader was there: notes changed, new, and not read yet."""

from dataclasses import dataclass

from noteviewer.library.catalog.catalog import Catalog
from noteviewer.library.state import UserState

_SINCE = "known-since"
"""Option of a folder: when it was opened first, in Unix seconds; notes that came later are new."""
_SECOND_NS = 1_000_000_000


@dataclass(frozen=True, slots=True)
class FolderNews:
    """Paths of notes, those changed last first."""

    changed: tuple[str, ...] = ()
    """Read before, and changed since."""
    new: tuple[str, ...] = ()
    """Came after the folder was opened first, and were not read yet."""
    unread: tuple[str, ...] = ()
    """All others that were not read yet."""


def read_news(state: UserState, catalog: Catalog, folder: str) -> FolderNews:
    """Compare what was read with what there is.

    Args:
        state: What was read.
        catalog: The index of the folder.
        folder: The folder, as its choices are kept (`noteviewer.library.folder.options`).
    """
    since = _known_since(state, folder) * _SECOND_NS
    read = {note: one.digest for note, one in state.readings.of_folder(folder).items()}
    notes = sorted(catalog.digests().items(), key=lambda item: (-item[1][1], item[0]))
    groups: dict[str, list[str]] = {"changed": [], "new": [], "unread": []}
    for path, (digest, mtime_ns) in notes:
        known = read.get(path, "")
        if not known:
            groups["new" if mtime_ns > since else "unread"].append(path)
        elif known != digest:
            groups["changed"].append(path)
    return FolderNews(**{name: tuple(paths) for name, paths in groups.items()})


def _known_since(state: UserState, folder: str) -> float:
    """When the folder was opened first; now, where it is opened for the first time."""
    written = state.folders.option(folder, _SINCE)
    try:
        return float(written or "")
    except ValueError:
        now = state.clock()
        state.folders.set_option(folder, _SINCE, str(now))
        return now
