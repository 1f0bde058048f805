"""The backlinks pane, and who cites the same."""

from dataclasses import replace

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from noteviewer.gui.core.services import WindowServices
from noteviewer.gui.panes.backlinks import (
    BacklinksPane,
    Group,
    Header,
    SharedRow,
    backlink_rows,
    describe,
    read_rows,
    row_label,
)
from noteviewer.library.location import Location
from noteviewer.library.rows import Backlink, CitingNote
from noteviewer.library.search.related import RelatedNote
from noteviewer.library.search.snippets import phrase_query
from tests.gui.drivers import BacklinksDriver
from tests.gui.fake_catalog import FakeCatalog
from tests.gui.rows import make_reference


def link(path: str, line: int) -> Backlink:
    return Backlink(path, f"Title of {path}", "Section", "section", line, "see there")


def cite(path: str, *urls: str) -> list[object]:
    return [make_reference(url, "T", path=path, note_title=path.upper()) for url in urls]


def relate(path: str) -> RelatedNote:
    return RelatedNote(
        path=path, title=f"Title of {path}", date=None, category=None, score=0.5,
        words=("注意力", "Transformer"), references=2, is_linked=True, tags=("ml",),
    )  # fmt: skip


def test_notes_that_cite_the_same_are_counted_by_what_they_share(catalog: FakeCatalog) -> None:
    catalog.cites = {
        "a.md": cite("a.md", "http://www.x.org/1/", "https://x.org/2"),
        "b.md": cite("b.md", "https://x.org/1", "https://x.org/3"),
        "c.md": cite("c.md", "https://x.org/3", "https://x.org/1"),
    }  # type: ignore[assignment]
    assert read_rows(catalog, "b.md") == [
        Header(Group.CITING, 2),
        SharedRow(CitingNote("c.md", "C.MD"), 2),
        SharedRow(CitingNote("a.md", "A.MD"), 1),
    ]
    assert read_rows(catalog, "other.md") == []


def test_each_place_is_listed_once() -> None:
    rows = backlink_rows(
        [link("b.md", 3), link("b.md", 3)], [relate("d.md")], [(CitingNote("c.md", "C"), 2)]
    )
    assert [row.count if isinstance(row, Header) else row.key for row in rows] == [
        1,
        ("link", "b.md", 3, "see there"),
        1,
        ("related", "d.md"),
        1,
        ("shared", "c.md"),
    ]


def test_enter_goes_to_the_place_that_links_here(
    qtbot: QtBot, catalog: FakeCatalog, services: WindowServices
) -> None:
    catalog.links["a.md"] = [link("b.md", 3)]
    catalog.cites = {
        "a.md": cite("a.md", "https://x.org"),
        "c.md": cite("c.md", "https://x.org"),
    }  # type: ignore[assignment]
    pane = BacklinksPane(services)
    ui = BacklinksDriver(pane)
    qtbot.addWidget(pane)
    with qtbot.waitExposed(pane):
        pane.show()
    pane.show_location(Location("/notes", "a.md"))
    qtbot.waitUntil(lambda: len(ui.rows) == 4)
    pane.focus_list()
    with qtbot.waitSignal(pane.open_requested) as asked:
        ui.press(Qt.Key.Key_Return)
    assert [asked.args[0].location] == [
        Location("/notes", "b.md", "section", phrase_query("see there"))
    ]


def test_related_notes_say_why_and_are_opened(
    qtbot: QtBot, catalog: FakeCatalog, services: WindowServices
) -> None:
    catalog.belonging["a.md"] = [relate("d.md")]
    pane = BacklinksPane(services)
    ui = BacklinksDriver(pane)
    qtbot.addWidget(pane)
    with qtbot.waitExposed(pane):
        pane.show()
    pane.show_location(Location("/notes", "a.md"))
    qtbot.waitUntil(lambda: len(ui.rows) == 2)
    said = row_label(ui.rows[1])
    for word in ("Title of d.md", "注意力", "Transformer", "linked", "#ml"):
        assert word in said
    pane.focus_list()
    with qtbot.waitSignal(pane.open_requested) as asked:
        ui.press(Qt.Key.Key_Return)
    assert [asked.args[0].location] == [Location("/notes", "d.md")]


def test_a_link_is_listed_with_its_sentence() -> None:
    place = replace(link("b.md", 3), sentence="One should see there first.")
    (_, row) = backlink_rows([place], [], [])
    assert describe(row).second == "One should see there first."
    assert describe(row).marked == "see there"
    assert "One should see there first." in row_label(row)
