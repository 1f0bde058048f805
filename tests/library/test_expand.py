from pathlib import Path

import pytest

from noteviewer.library.catalog import Catalog
from noteviewer.library.expand import SearchOptions, distance
from noteviewer.library.indexer import Indexer

ANY_SCRIPT = SearchOptions(any_script=True)
TYPOS = SearchOptions(forgives_typos=True)


def test_either_script_finds_the_other_where_asked_for(
    folder: Path, indexer: Indexer, catalog: Catalog
) -> None:
    (folder / "a.md").write_text("強化學習與頭髮", "utf-8")
    (folder / "b.md").write_text("强化学习和头发", "utf-8")
    indexer.update()

    def paths(query: str, options: SearchOptions) -> set[str]:
        return {hit.path for hit in catalog.search(query, options=options).hits}

    assert paths("强化学习", SearchOptions()) == {"b.md"}
    assert paths("强化学习", ANY_SCRIPT) == paths("強化學習", ANY_SCRIPT) == {"a.md", "b.md"}
    assert paths("头发", ANY_SCRIPT) == {"a.md", "b.md"}


def test_a_slip_of_the_keys_is_forgiven_where_asked_for(catalog: Catalog) -> None:
    assert catalog.search("genertaive").sections == 0
    result = catalog.search("genertaive", options=TYPOS)
    assert result.corrections == ("generative",)
    assert [hit.title for hit in result.hits] == ["GAN notes"]
    # A word that there is stays what it is.
    assert catalog.search("network", options=TYPOS).corrections == ()


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [
        ("abc", "abc", 0),
        ("abcd", "abdc", 1),
        ("abc", "ab", 1),
        ("abc", "axc", 1),
        ("abc", "xyz", 3),
    ],
)
def test_slips_are_counted(one: str, other: str, slips: int) -> None:
    assert distance(one, other, 3) == slips


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("gan ti", ["title:"]),
        ("tag:m", ["mtl"]),
        ("标签：测", ["测试"]),
        ("category:", ["ML"]),
        ("host:exam", ["example.org"]),
        ("path:eng", ["english"]),
        ("series:学", ["学习笔记"]),
        ("date:20", ["2016", "2017"]),
        ("has:fo", ["formula"]),
        ("nothing:x", []),
    ],
)
def test_a_half_typed_query_can_be_completed(
    query: str, expected: list[str], catalog: Catalog
) -> None:
    offered = catalog.complete(query, len(query))
    assert [completion.text for completion in offered] == expected
    assert all(completion.end == len(query) for completion in offered)
