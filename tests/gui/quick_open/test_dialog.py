"""Quick open, by keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from noteviewer.gui.core.services import WindowServices
from noteviewer.gui.quick_open.dialog import QuickOpen, place_text
from noteviewer.library.location import Location
from noteviewer.library.rows import QuickKind, QuickMatch
from noteviewer.library.search.query import Field
from noteviewer.library.search.snippets import phrase_query
from tests.gui.drivers import QuickOpenDriver
from tests.gui.fake_catalog import FakeCatalog
from tests.gui.rows import make_note, make_section


@pytest.fixture
def quick(qtbot: QtBot, catalog: FakeCatalog, services: WindowServices) -> QuickOpen:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 600)
    catalog.rows = [
        make_note("old.md", "Old", date="2001-01-01"),
        make_note("new.md", "New", date="2020-01-01"),
        make_note("read.md", "Read"),
    ]
    catalog.matches = [
        QuickMatch(QuickKind.HEADING, "Heading", "old.md", "Old", "heading", 4, 1.0),
        QuickMatch(
            QuickKind.REFERENCE, "Head paper", "old.md", "Old", "x", 9, 1.0, url="https://a.org"
        ),
    ]
    made = QuickOpen(
        services,
        parent=window,
    )
    made.show_location(Location("/notes"))
    services.state.visits.record("/notes", "read.md")
    with qtbot.waitExposed(window):
        window.show()
    made.open()
    made.kept_alive = window  # type: ignore[attr-defined]
    return made


def find(qtbot: QtBot, quick: QuickOpen, typed: str, *names: str) -> None:
    ui = QuickOpenDriver(quick)
    ui.field.setText(typed)
    qtbot.waitUntil(lambda: [row.match.text for row in ui.rows] == list(names))


def test_notes_read_last_are_offered_first(quick: QuickOpen, qtbot: QtBot) -> None:
    find(qtbot, quick, "", "Read", "New", "Old")


def test_the_note_that_is_read_is_not_offered(quick: QuickOpen, qtbot: QtBot) -> None:
    find(qtbot, quick, "", "Read", "New", "Old")
    quick.close_panel()
    quick.show_location(Location("/notes", "read.md"))
    quick.open()
    find(qtbot, quick, "", "New", "Old")


def test_enter_goes_there(quick: QuickOpen, qtbot: QtBot) -> None:
    ui = QuickOpenDriver(quick)
    find(qtbot, quick, "Head", "Heading", "Head paper")
    with qtbot.waitSignal(quick.open_requested) as asked:
        qtbot.keyClick(ui.field, Qt.Key.Key_Return)
    assert [asked.args[0].location] == [Location("/notes", "old.md", "heading")]
    assert not quick.isVisible()


def test_a_reference_opens_its_place_or_its_page(quick: QuickOpen, qtbot: QtBot) -> None:
    ui = QuickOpenDriver(quick)
    find(qtbot, quick, "paper", "Head paper")
    with qtbot.waitSignal(quick.open_requested) as place:
        qtbot.keyClick(ui.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [place.args[0].location] == [
        Location("/notes", "old.md", "x", phrase_query("Head paper", "https://a.org"))
    ]
    quick.open()
    with qtbot.waitSignal(quick.link_activated) as page:
        qtbot.keyClick(ui.field, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    assert page.args == ["https://a.org"]


def test_names_that_came_meanwhile_are_offered(
    quick: QuickOpen, qtbot: QtBot, catalog: FakeCatalog
) -> None:
    find(qtbot, quick, "Head", "Heading", "Head paper")
    catalog.new_matches = [QuickMatch(QuickKind.NOTE, "Head note", "new.md", "New", "", 0, 1.0)]
    quick.close_panel()
    quick.open()
    find(qtbot, quick, "Head", "Heading", "Head paper", "Head note")


def test_where_nothing_is_called_that_enter_searches_the_texts(
    quick: QuickOpen, qtbot: QtBot
) -> None:
    ui = QuickOpenDriver(quick)
    find(qtbot, quick, "Head", "Heading", "Head paper")
    find(qtbot, quick, "zzz")
    qtbot.waitUntil(lambda: "searches the texts" in ui.hint)
    with qtbot.waitSignal(quick.search_requested) as asked:
        qtbot.keyClick(ui.field, Qt.Key.Key_Return)
    assert asked.args == ["zzz"]
    assert not quick.isVisible()


def test_a_sign_in_front_looks_for_tags_or_folders(
    quick: QuickOpen, qtbot: QtBot, catalog: FakeCatalog
) -> None:
    catalog.values = {Field.TAG: [("red", 3), ("green", 2)], Field.PATH: [("posts/", 9)]}
    find(qtbot, quick, "#", "red", "green")
    assert [place_text(row) for row in QuickOpenDriver(quick).rows] == [
        "3 note(s)",
        "2 note(s)",
    ]
    find(qtbot, quick, "#gr", "green")
    with qtbot.waitSignal(quick.group_requested) as asked:
        qtbot.keyClick(QuickOpenDriver(quick).field, Qt.Key.Key_Return)
    assert asked.args == [QuickKind.TAG, "green"]
    quick.open()
    find(qtbot, quick, "/po", "posts")


def test_a_sign_in_front_looks_for_headings_of_the_note(
    quick: QuickOpen, qtbot: QtBot, catalog: FakeCatalog
) -> None:
    catalog.outline["old.md"] = [
        make_section("", 0),
        make_section("First", 1),
        make_section("Second", 1),
    ]
    QuickOpenDriver(quick).field.setText("@")
    qtbot.waitUntil(lambda: QuickOpenDriver(quick).hint == "No note is open.")
    quick.show_location(Location("/notes", "old.md"))
    find(qtbot, quick, "@ ", "First", "Second")
    find(qtbot, quick, "@sec", "Second")


def test_a_sign_in_front_leads_to_the_commands(quick: QuickOpen, qtbot: QtBot) -> None:
    with qtbot.waitSignal(quick.commands_requested) as asked:
        QuickOpenDriver(quick).field.setText(">the")
    assert asked.args == ["the"]


def test_without_a_folder_it_says_so(quick: QuickOpen, qtbot: QtBot) -> None:
    quick.close_panel()
    quick.show_location(Location(""))
    quick.open()
    assert QuickOpenDriver(quick).hint.startswith("No folder is open")
    assert QuickOpenDriver(quick).rows == []


def test_what_is_only_alike_is_told_to_be(
    quick: QuickOpen, qtbot: QtBot, catalog: FakeCatalog
) -> None:
    near = QuickMatch(QuickKind.NOTE, "Heading", "old.md", "Old", "", 0, 1.0, is_near=True)
    catalog.matches = [near]
    find(qtbot, quick, "Head", "Heading")
    assert QuickOpenDriver(quick).hint == "Nothing is called that. Similar:"
