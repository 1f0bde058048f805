"""Counts on public collections, by an independent scan of what the files hold."""

import shutil
from pathlib import Path

import pytest

from noteviewer.library.catalog.catalog import Catalog
from noteviewer.library.folder.scan import scan_folder
from noteviewer.library.index.indexer import Indexer
from noteviewer.notes.file_types import is_note_name
from noteviewer.notes.text import fold

pytestmark = pytest.mark.corpora


def is_text(path: str) -> bool:
    """Whether the scan can read it; of the PDFs a checkout may have all, some or none."""
    return not path.endswith(".pdf")


@pytest.fixture(scope="module")
def two_collections(
    corpora: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Catalog]:
    """The notes of antkillerfarm and daiwk in one folder, and a catalog of it."""
    top = tmp_path_factory.mktemp("two")
    for name in ("antkillerfarm", "daiwk"):
        if not (corpora / name).is_dir():
            pytest.skip(f"no {name} in {corpora}")
        for path in filter(is_text, scan_folder(corpora / name).notes):
            target = top / name / path
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(corpora / name / path, target)
    index = tmp_path_factory.mktemp("cache") / "index.sqlite"
    with Indexer(top, index) as indexer:
        indexer.update()
    return top, Catalog(index)


@pytest.mark.parametrize(
    ("query", "notes"), [("多任务", 31), ("强化", 129), ("芯片", 80), ("注意力机制", 49)]
)
def test_the_notes_found_are_those_that_hold_the_words(
    query: str, notes: int, two_collections: tuple[Path, Catalog]
) -> None:
    top, catalog = two_collections
    holding = {
        str(file.relative_to(top))
        for file in top.rglob("*")
        if is_note_name(file.name) and query in fold(file.read_text("utf-8", "replace"))
    }
    result = catalog.search(query, limit=2000)
    assert {path for hit in result.hits for path in (hit.path, *hit.variants)} == holding
    assert result.notes == notes


def test_parts_of_a_series_are_among_the_five_notes_related_most(
    two_collections: tuple[Path, Catalog],
) -> None:
    _, catalog = two_collections
    series: dict[str, set[str]] = {}
    for note in catalog.notes():
        for part in note.series:
            series.setdefault(part.name, set()).add(note.path)
    lists = [members for members in series.values() if len(members) > 1]
    found = [
        any(one.path in members for one in catalog.related(min(members), limit=5))
        for members in lists
    ]
    assert sum(found) >= 0.92 * len(found) > 50
