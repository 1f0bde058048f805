from pathlib import Path

import pytest

from noteviewer.library.catalog.catalog import Catalog
from noteviewer.library.index.indexer import Indexer
from noteviewer.library.search.expansion import SearchOptions, distance
from noteviewer.library.search.query import Field

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
    ("field", "expected"),
    [
        (Field.TAG, {("mtl", 1), ("测试", 1)}),
        (Field.CATEGORY, {("ML", 2)}),
        (Field.HOST, {("example.org", 1)}),
        (Field.PATH, {("_posts", 2), ("english", 1)}),
        (Field.SERIES, {("学习笔记", 2)}),
        (Field.DATE, {("2016", 1), ("2017", 1)}),
        (Field.URL, set()),
    ],
)
def test_a_field_offers_what_the_notes_have(
    field: Field, expected: set[tuple[str, int]], catalog: Catalog
) -> None:
    assert set(catalog.field_values(field)) == expected


def test_the_commonest_value_is_offered_first(catalog: Catalog) -> None:
    assert catalog.field_values(Field.DATE) == [("2017", 1), ("2016", 1)]
    assert catalog.field_values(Field.PATH) == [("_posts", 2), ("english", 1)]


def test_values_that_a_query_takes_as_one_are_offered_once(
    folder: Path, indexer: Indexer, catalog: Catalog
) -> None:
    (folder / "a.md").write_text("---\ncategory: ml\ntags: [MTL]\n---\n", "utf-8")
    indexer.update()
    assert catalog.field_values(Field.CATEGORY) == [("ML", 3)]
    assert [count for _, count in catalog.field_values(Field.TAG)] == [2, 1]
