"""From a place to the request for its page."""

from pathlib import Path
from typing import Any, cast

import pytest

from noteviewer.gui.page_source.loader import PageOptions
from noteviewer.gui.page_source.page_source import PageSource, PageWords
from noteviewer.library.catalog.catalog import Catalog
from noteviewer.library.location import Location
from noteviewer.library.state import UserState
from noteviewer.library.sync.shared_index import bring_up_to_date
from noteviewer.render.document.page import Page, PageRequest
from noteviewer.render.document.shell import Appearance
from noteviewer.render.worker.drawer import DrawingProcess


class Recorder:
    """Keeps what it is asked for instead of laying it out."""

    def __init__(self) -> None:
        self.requests: list[PageRequest] = []

    def render(self, request: PageRequest, _ask: object = None) -> Page:
        self.requests.append(request)
        return Page(request.path, "", "", ())


@pytest.mark.parametrize(("pairs", "writes_pairs"), [(3, False), (60, True)])
def test_the_page_takes_titles_below_addresses_where_the_index_does(
    tmp_path: Path, pairs: int, writes_pairs: bool
) -> None:
    folder, index = tmp_path / "notes", tmp_path / "index.sqlite"
    folder.mkdir()
    (folder / "lone.md").write_text("https://a.example/x\n\nwhat stands below it\n", "utf-8")
    (folder / "list.md").write_text(
        "".join(f"https://a.example/{n}\n\nTitle {n}\n\n" for n in range(pairs)), "utf-8"
    )
    bring_up_to_date(folder, index)
    recorder = Recorder()
    with Catalog(index) as catalog:
        words = PageWords(*cast("Any", (None,) * 6))
        source = PageSource(
            str(folder),
            renderer=cast("Any", recorder),
            drawing=DrawingProcess(1.0),
            words=words,
            state=UserState(None),
            open_catalog=lambda: catalog,
        )
        source.make_page(Location(str(folder), "lone.md"), PageOptions(Appearance()))
        (reference,) = catalog.references("lone.md")
    assert [request.pairs_habit for request in recorder.requests] == [writes_pairs]
    assert (reference.title == "what stands below it") is writes_pairs
