"""What is new in a folder since the reader was there."""

import os
from pathlib import Path

from noteviewer.library.catalog.catalog import Catalog
from noteviewer.library.reading.news import FolderNews, read_news
from noteviewer.library.state import UserState
from noteviewer.library.sync.shared_index import use_index


def news_of(state: UserState, folder: Path) -> FolderNews:
    def read(index: Path) -> FolderNews:
        with Catalog(index) as catalog:
            return read_news(state, catalog, str(folder))

    return use_index(folder, read)


def read_note(state: UserState, folder: Path, note: str) -> None:
    def keep(index: Path) -> None:
        with Catalog(index) as catalog:
            state.readings.keep_read(str(folder), note, catalog.digests()[note][0])

    use_index(folder, keep)


def test_notes_are_unread_then_read_then_changed_and_later_ones_new(tmp_path: Path) -> None:
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text(f"# {name}\n", "utf-8")
        os.utime(tmp_path / name, (1000, 1000))
    state = UserState(None, lambda: 2000.0)
    assert news_of(state, tmp_path) == FolderNews(unread=("a.md", "b.md"))
    read_note(state, tmp_path, "a.md")
    assert news_of(state, tmp_path) == FolderNews(unread=("b.md",))
    (tmp_path / "a.md").write_text("# a.md\n\nmore\n", "utf-8")
    (tmp_path / "c.md").write_text("# c\n", "utf-8")
    assert news_of(state, tmp_path) == FolderNews(("a.md",), ("c.md",), ("b.md",))
    os.utime(tmp_path / "b.md", (1500, 1500))
    read_note(state, tmp_path, "a.md")
    assert news_of(state, tmp_path) == FolderNews((), ("c.md",), ("b.md",))
