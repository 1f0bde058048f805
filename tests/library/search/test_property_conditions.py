"""Conditions on properties, through the search of a folder."""

from collections.abc import Iterator

import pytest

from noteviewer.library.catalog.catalog import Catalog
from noteviewer.library.index.indexer import Indexer
from noteviewer.library.search.query import Field

NOTES = {
    "a.md": "---\nrating: 5\nstatus: Done\ntags: [x]\ncover: a.png\ndue: 2024-05-20\n---\nA [[b]]",
    "b.md": "---\nrating: 3\nstatus: in progress\nauthor: {name: Zoë}\n数据: 处理\n---\nB",
    "c.md": "---\nrating: [1, 9]\nstatus: done\ncover:\nyear: 2020\n---\nBasic Field:: 10",
    "d.md": "no properties, but the word rating and cover",
    ".obsidian/app.json": "{}",
}


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalog]:
    folder = tmp_path_factory.mktemp("notes")
    for name, text in NOTES.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    index = tmp_path_factory.mktemp("index") / "index.sqlite"
    with Indexer(folder, index) as indexer:
        indexer.update()
    with Catalog(index) as opened:
        yield opened


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("prop:rating>=4", "ac"),
        ("prop:rating<3", "c"),
        ("prop:rating=3", "b"),
        ("prop:rating=3.0", "b"),
        ("prop:rating=4..6", "a"),
        ("prop:rating=..3", "bc"),
        ("prop:Rating", "abc"),
        ("属性：rating", "abc"),
        ("prop:status=done", "ac"),
        ('prop:status="in progress"', "b"),
        ("prop:status!=done", "b"),
        ("prop:due<2024-06", "a"),
        ("prop:due=2024", ""),
        ("prop:due=2024-01..2024", "a"),
        ("prop:author.name=zoe", "b"),
        ("prop:basic-field>9", "c"),
        ("prop:數據=處理", ""),
        ("prop:数据=處理", "b"),
        ("has:cover", "a"),
        ("-has:cover", "bcd"),
        ("has:cover prop:rating>4", "a"),
        ("prop:rating>4 OR prop:rating=3", "abc"),
        ("has:nothing", ""),
        ("rating", "d"),
    ],
)
def test_a_condition_finds_notes(catalog: Catalog, query: str, expected: str) -> None:
    found = catalog.search(query)
    assert not found.issues
    assert sorted({hit.path[0] for hit in found.hits}) == list(expected)
    assert found.notes == len(expected)


def test_the_folders_keys_are_offered_with_their_few_values(catalog: Catalog) -> None:
    offered = dict(catalog.field_values(Field.PROPERTY))
    assert offered["rating"] == 3
    assert offered["status=done"] == 1
    assert "cover" in offered
    assert "author" in offered
