"""Which notes are variants of one post, kept as a number that they share."""

import sqlite3
from pathlib import Path

from noteviewer.library.note_file import read_note_file
from noteviewer.notes.text import decode
from noteviewer.notes.variants import VariantText, find_variants, titles_alike

_MOST_NAMESAKES = 8
"""More notes of one title than this are ``README`` or ``index``, not drafts of one post."""


def group_variants(connection: sqlite3.Connection, folder: Path) -> None:
    """Find the variants in the index and give each group a number; inside a transaction."""
    before = {
        path: number
        for path, number in connection.execute("SELECT path, variant_group FROM note")
        if number is not None
    }
    titles = connection.execute("SELECT path, title FROM note ORDER BY path")
    now: dict[str, int] = {}
    for paths in titles_alike(titles):
        if len(paths) > _MOST_NAMESAKES:
            continue
        texts = [_read(connection, folder, path) for path in paths]
        for group in find_variants(text for text in texts if text is not None):
            number = connection.execute(
                "SELECT min(id) FROM note WHERE path = ?", (group.paths[0],)
            ).fetchone()[0]
            now.update(dict.fromkeys(group.paths, number))
    if now != before:
        connection.execute("UPDATE note SET variant_group = NULL WHERE variant_group IS NOT NULL")
        connection.executemany(
            "UPDATE note SET variant_group = ? WHERE path = ?",
            ((number, path) for path, number in now.items()),
        )


def _read(connection: sqlite3.Connection, folder: Path, path: str) -> VariantText | None:
    try:
        data, _ = read_note_file(folder / path)
    except OSError:
        return None
    title, override = connection.execute(
        "SELECT title, override FROM note WHERE path = ?", (path,)
    ).fetchone()
    return VariantText(path, title, decode(data, override or None).text.split("\n"), ())
