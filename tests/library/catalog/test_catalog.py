"""What is asked of a catalog about some notes only."""

import os

import pytest

from noteviewer.library.catalog.catalog import Catalog
from noteviewer.library.index.indexer import Indexer


def index(indexer: Indexer, notes: dict[str, str]) -> None:
    """Put notes in the place of those that are there, each written a day after the one before."""
    for old in indexer.folder.rglob("*.md"):
        old.unlink()
    for number, (path, text) in enumerate(notes.items()):
        file = indexer.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
        os.utime(file, (1_000_000_000 + number * 86_400,) * 2)
    indexer.update()


def paths(catalog: Catalog, note: str) -> list[str]:
    return [row.path for row in catalog.related_notes(note)]


def test_a_note_is_related_to_its_series_and_its_variants(
    catalog: Catalog, indexer: Indexer
) -> None:
    text = "\n\n".join(f"Paragraph {n} of a text that is long enough." for n in range(40))
    title = "---\ntitle: {}\n---\n"
    index(
        indexer,
        {
            "1.md": title.format('"学习\\"笔记\\"（一）"'),
            "2.md": title.format('"学习\\"笔记\\"（二）"') + text,
            "draft/2.md": title.format('"学习\\"笔记\\"（二）"') + text,
            "other.md": title.format("深度学习（一）"),
            "alone.md": "alone",
        },
    )
    assert paths(catalog, "1.md") == ["1.md", "2.md", "draft/2.md"]
    assert paths(catalog, "2.md") == ["2.md", "1.md", "draft/2.md"]
    assert paths(catalog, "alone.md") == ["alone.md"]
    assert paths(catalog, "gone.md") == []


@pytest.mark.parametrize(
    ("dated", "newest"),
    [("a.md", ["c.md", "b.md", "a.md"]), ("ab", ["b.md", "a.md"])],
)
def test_a_note_without_a_day_is_news_where_most_have_none(
    catalog: Catalog, indexer: Indexer, dated: str, newest: list[str]
) -> None:
    days = {"a.md": "2001-01-02", "b.md": "2001-01-03", "c.md": "2001-01-04"}
    index(
        indexer,
        {
            path: f"---\ndate: {day}\n---\n" if path[0] in dated else "text"
            for path, day in days.items()
        },
    )
    assert [row.path for row in catalog.newest()] == newest
    assert [row.path for row in catalog.newest(1)] == newest[:1]


def test_top_names_are_notes_and_folders(catalog: Catalog, indexer: Indexer) -> None:
    index(indexer, {"README.md": "text", "_posts/2001/a.md": "text", "_posts/b.md": "text"})
    assert sorted(catalog.top_names()) == ["README.md", "_posts"]
