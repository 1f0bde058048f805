"""What has changed in a folder since its index was last brought up to date.

The stat scan decides, by the time of the last change too, which no program can set back as
``touch -r`` does with that of the last writing. A file changed in the last moments before it was
read may be changed again without its stat showing it (the clock of a file system is coarse), so
such a note stays unsettled, and its content is compared at the next update.
"""

import sqlite3
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from noteviewer.library.folder.scan import FileStat, FolderScan, digest_of
from noteviewer.library.index.records import Reading
from noteviewer.library.index.serialization import place_to_text
from noteviewer.notes.file_types import stem
from noteviewer.notes.model import ProblemKind
from noteviewer.notes.note import LONE, NotePlace
from noteviewer.notes.site.names import split_name

_UNSETTLED = 2_000_000_000
"""Nanoseconds: FAT stores modification times to two seconds."""
_LARGEST_COMPARED = 1 << 20
"""Bytes of a file whose content is compared; a larger one is parsed again."""


@dataclass(frozen=True, slots=True)
class Touched:
    """A note that was written again with the same content."""

    path: str
    stat: FileStat
    is_settled: bool


@dataclass(frozen=True, slots=True)
class Changes:
    """What an index must learn, and forget."""

    changed: tuple[str, ...]
    """Notes to be parsed: new ones by their day, after those that are known."""
    touched: tuple[Touched, ...]
    removed: tuple[str, ...]
    renamed: Mapping[str, str]
    """Of the removed notes those that are the same file under another path: that path by the old
    one."""
    slow: frozenset[str]
    """Of the changed notes those that are only tried once more, for they took too long before."""


def find_changes(
    connection: sqlite3.Connection,
    folder: Path,
    found: FolderScan,
    encodings: Mapping[str, str],
    places: Mapping[str, NotePlace] = MappingProxyType({}),
    *,
    tries_again: bool = False,
) -> Changes:
    """Compare an index with a scan.

    Args:
        connection: Of the index.
        folder: The folder of notes, for files that only their content can tell.
        found: The scan.
        encodings: Chosen by the user, by path; another choice is a change.
        places: What the folder says of each note; that it says something else is a change too.
        tries_again: Whether notes that could not be parsed are to be read once more.
    """
    changed: list[str] = []
    touched: list[Touched] = []
    removed: dict[str, FileStat] = {}
    digests: dict[str, bytes] = {}
    slow: set[str] = set()
    missing = dict(found.notes)
    # What lies in a folder that cannot be read now is not gone for all we know.
    unseen = tuple(f"{path}/" for path, p in found.problems if p.kind is ProblemKind.UNREADABLE)
    now = time.time_ns()
    rows = connection.execute(
        "SELECT path, digest, reading, override, place, is_settled, "
        "size, mtime_ns, ctime_ns, inode "
        "FROM note"
    )
    for path, digest, reading, override, place, settled, *known_stat in rows:
        known = FileStat(*known_stat)
        stat = missing.pop(path, None)
        if stat is None:
            if not path.startswith(unseen):
                removed[path] = known
                digests[path] = digest
        elif (
            override != encodings.get(path, "")
            or (tries_again and reading == Reading.UNSETTLED)
            or place != place_to_text(places.get(path, LONE))
        ):
            changed.append(path)
        elif tries_again and reading == Reading.SLOW:
            changed.append(path)
            if _is_same_content(folder / path, stat, digest):
                slow.add(path)
        elif settled and stat == known:
            continue
        elif _is_same_content(folder / path, stat, digest):
            touched.append(Touched(path, stat, is_settled(stat, now)))
        else:
            changed.append(path)
    # Numbers are given in this order: a search that must choose takes the newest by number.
    changed += sorted(missing, key=_day)
    renamed = {
        path: place
        for path, place in _find_renamed(removed, changed, found).items()
        # A scan of Windows knows no inodes: what was unpacked at once has one size and time.
        if removed[path].inode or _is_same_content(folder / place, removed[path], digests[path])
    }
    return Changes(tuple(changed), tuple(touched), tuple(removed), renamed, frozenset(slow))


def is_settled(stat: FileStat, now: int) -> bool:
    """Whether a file read now cannot change any more without its stat showing it.

    Args:
        stat: Of the file.
        now: Nanoseconds since the epoch.
    """
    return now - max(stat.mtime_ns, stat.ctime_ns) > _UNSETTLED


def _is_same_content(file: Path, stat: FileStat, digest: bytes) -> bool:
    if not digest or stat.size > _LARGEST_COMPARED:
        return False
    try:
        return digest_of(file.read_bytes()) == digest
    except OSError:
        return False


def _find_renamed(
    removed: Mapping[str, FileStat], changed: list[str], found: FolderScan
) -> dict[str, str]:
    places = {found.notes[path].identity: path for path in changed if path in found.notes}
    return {
        path: places[stat.identity] for path, stat in removed.items() if stat.identity in places
    }


def _day(path: str) -> tuple[int, int, int]:
    return split_name(stem(path)).date or (0, 0, 0)
