"""Tables of contents of a folder: read from its files, kept in the index."""

import json
import sqlite3
from collections.abc import Callable, Iterable
from hashlib import blake2b
from pathlib import Path

from noteviewer.library.folder.options import find_layout, read_choices, scan_chosen
from noteviewer.library.folder.scan import FolderScan
from noteviewer.library.index import store
from noteviewer.notes.contents import Contents, ContentsEntry, ContentsNote, FolderSource
from noteviewer.notes.contents import read_contents as read_contents_of
from noteviewer.notes.file_types import is_note_name
from noteviewer.notes.model import Problem
from noteviewer.notes.note import NotePlace
from noteviewer.notes.site.kinds import FolderKind
from noteviewer.notes.site.layout import FolderLayout
from noteviewer.notes.text import decode

_LARGEST = 1_000_000
"""Bytes of a file that are read."""
_STATED = (
    ".yml", ".yaml", ".toml", ".json", ".js", ".ts", ".mjs", ".mts", ".cjs", ".cts", ".pages",
    ".rst", ".zim", "/CNAME",
)  # fmt: skip
"""Endings of files that may hold contents or configuration."""


def folder_reader(folder: Path, found: FolderScan) -> Callable[[str], str]:
    """Make a reader of the files of a folder, of which only those that were found can be read."""
    known = frozenset(found.every_path)

    def read(path: str) -> str:
        file = folder / path
        try:
            if path not in known or not file.is_file():
                return ""
            with file.open("rb") as stream:
                return decode(stream.read(_LARGEST)).text
        except OSError:
            return ""

    return read


def find_places(folder: Path, found: FolderScan, layout: FolderLayout) -> dict[str, NotePlace]:
    """Give what a folder says of its notes: the kind of their part, and titles in its contents."""
    titles = _given_titles(folder, found, layout)
    return {
        path: NotePlace.of_part(layout.part_at(path), path, titles.get(path, ""))
        for path in found.notes
    }


def read_places(folder: Path) -> dict[str, NotePlace]:
    """Give the same of a folder of which nothing is known yet."""
    choices = read_choices(folder)
    found = scan_chosen(folder, choices)
    return find_places(folder, found, find_layout(folder, found, choices.kind))


def _given_titles(folder: Path, found: FolderScan, layout: FolderLayout) -> dict[str, str]:
    files = frozenset(path for path in found.every_path if not path.endswith("/"))
    notes = {path: ContentsNote(path) for path in found.notes}
    source = FolderSource(files, notes, folder_reader(folder, found))
    read_contents_of(layout, source)
    return {path: title for path, title in source.given.items() if is_note_name(path)}


def store_contents(
    connection: sqlite3.Connection, folder: Path, found: FolderScan, layout: FolderLayout
) -> list[tuple[str, Problem]]:
    """Read the table of contents and put it into the index, in the caller's transaction.

    Returns:
        What is wrong with the files in which it stands.
    """
    files = frozenset(path for path in found.every_path if not path.endswith("/"))
    source = FolderSource(files, _notes(connection), folder_reader(folder, found))
    contents = read_contents_of(layout, source)
    connection.execute("DELETE FROM contents")
    connection.executemany(
        "INSERT INTO contents VALUES (?, ?, ?, ?)",
        ((n, e.title, e.path, e.depth) for n, e in enumerate(contents.entries)),
    )
    store.set_meta(connection, "contents_kind", str(contents.kind))
    return source.problems


def load_contents(connection: sqlite3.Connection) -> Contents:
    """Give the table of contents that the index holds."""
    rows = connection.execute("SELECT title, path, depth FROM contents ORDER BY n")
    kind = store.get_meta(connection, "contents_kind", str(FolderKind.PLAIN))
    return Contents(FolderKind(kind), tuple(ContentsEntry(*row) for row in rows))


def file_state(folder: Path, found: FolderScan) -> str:
    """Give what changes with any file that is no note but counts for all of them."""
    digest = blake2b(digest_size=12)
    for path in _sorted(found.others, found.hidden):
        digest.update(path.encode() + b"\0")
        if path.endswith(_STATED) and "/.git/" not in path:
            try:
                status = (folder / path).stat()
            except OSError:
                continue
            digest.update(f"{status.st_size} {status.st_mtime_ns}\0".encode())
    return digest.hexdigest()


def _sorted(*lists: Iterable[str]) -> list[str]:
    return sorted(path for each in lists for path in each)


def _notes(connection: sqlite3.Connection) -> dict[str, ContentsNote]:
    rows = connection.execute("SELECT path, title, date, names FROM note")
    return {
        path: ContentsNote(path, title, date or "", json.loads(names) if names != "{}" else {})
        for path, title, date, names in rows
    }
