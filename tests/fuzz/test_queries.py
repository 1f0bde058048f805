"""Queries of all kinds, most of them malformed: the index answers as a scan by the plain rule does."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from noteviewer.library.catalog.catalog import Catalog
from noteviewer.library.index import store
from noteviewer.library.index.indexer import Indexer
from noteviewer.library.search.fields import read_facts, resolve_fields
from noteviewer.library.search.matcher import Fields, UnitText
from noteviewer.library.search.query import Query
from noteviewer.library.selfcheck import brute_force
from tests.conftest import FUZZ

NOTES = {
    "1.md": "1\n",
    "O.md": '---\ntags: [o, mtl]\ncategory: ML\n---\n\nor O\n\n# a\n\nb c++ `x=1`\n\n## O\n\n-b (a) "ab"\n',
    "2020-5-1-多任务（一）.md": "# 多任务\n\n学习 a-b，gan 1\n\n## 学习\n\n[多](https://x.org/a)\n\n# gan\n\n$$a$$\n",
    "sub/b.md": "# b\n\n多 任务 /a(b/\n\n# b a\n\ntag:o title: OR | 多任务\n",
}  # fmt: skip
PIECES = [
    "a", "b", "O", "1", "ga", "gan", "多", "任务", "多任务", "学习", "c++", "a-b", "x=1", "++", "。",
    " ", " ", " ", "-", "-", "－", "(", "(", ")", "（", "）", " OR ", "OR", "|", " | ", '"', '"', "“", "”",
    "/", "/a.b/", "/b|学/", "/a(b/", "/[/", "\\", "*", ":", "tag:", "tag:o", 'tag:"o"', "title:", "title:多",
    "heading:", "heading:b", "path:sub", "category:ml", "series:多任务", "url:x.org", "host:x.org", "host:",
    "date:2020", "date:2020..", "date:x", "date:", "has:formula", "has:", "has:x", "author:me", "标签：o",
]  # fmt: skip
QUERIES = st.lists(st.sampled_from(PIECES), min_size=1, max_size=9).map("".join)


class Oracle:
    """A folder, its index, and the plain rule over all its sections."""

    def __init__(self, folder: Path, index: Path) -> None:
        with Indexer(folder, index) as indexer:
            indexer.update()
        self.catalog = Catalog(index)
        with closing(store.connect_for_reading(index)) as connection:
            self.units = [
                UnitText(*row)
                for row in connection.execute("SELECT id, heading, context, text FROM unit")
            ]
        self.connection = store.connect_for_reading(index)

    def close(self) -> None:
        self.catalog.close()
        self.connection.close()

    def _resolve(self, query: Query) -> Fields:
        return resolve_fields(self.connection, query, lambda: list(read_facts(self.connection)))

    def expected(self, query: str) -> tuple[int, int]:
        units = brute_force(self.units, query, resolve=self._resolve)
        return len(units), len({unit >> store.SECTION_BITS for unit in units})


@pytest.fixture(scope="module")
def oracle(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Oracle]:
    folder = tmp_path_factory.mktemp("notes")
    for path, text in NOTES.items():
        file = folder / path
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, "utf-8")
    made = Oracle(folder, tmp_path_factory.mktemp("cache") / "index.sqlite")
    yield made
    made.close()


@settings(
    max_examples=400 * max(FUZZ, 1),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    deadline=None,
)
@given(query=QUERIES)
@example(query="-(-O")
@example(query="a OR -b")
@example(query="-(-a OR b)")
@example(query="-(-a -b")
@example(query="1 (a OR -b)")
@example(query="-(tag:o -a)")
@example(query="-tag:o")
@example(query="-(")
@example(query="--a")
@example(query="- OR -")
@example(query="tag: -(tag:")
def test_planner_and_matcher_read_a_query_alike(query: str, oracle: Oracle) -> None:
    result = oracle.catalog.search(query, limit=100)
    assert (result.sections, result.notes) == oracle.expected(query)
