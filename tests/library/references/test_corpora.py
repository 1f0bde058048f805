"""The reference library of a real folder that is, for the most part, lists of links."""

from collections import defaultdict
from pathlib import Path

import pytest

from noteviewer.library.catalog.catalog import Catalog
from noteviewer.library.references import build_library, find
from noteviewer.library.sync.shared_index import bring_up_to_date

pytestmark = pytest.mark.corpora


def test_a_folder_of_link_lists(corpora: Path) -> None:
    with Catalog(bring_up_to_date(corpora / "antkillerfarm").path) as catalog:
        rows = catalog.all_references()
    assert len(rows) >= 25_000
    notes_by_spelling = defaultdict(set)
    for row in rows:
        if row.url:
            notes_by_spelling[row.url].add(row.path)
    raw = sum(len(notes) > 1 for notes in notes_by_spelling.values())
    library = build_library(rows)
    gathered = sum(entry.url is not None for entry in library.cited_in_many_notes())
    assert raw >= 59
    assert gathered > raw
    assert len(library.entries) < len(rows)
    for entry in library.entries[::500]:
        if entry.url:
            assert find(library, entry.url + "#somewhere").entry is not None
