"""The references pane, by keyboard and mouse."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QInputDialog, QMenu, QMessageBox
from pytestqt.qtbot import QtBot

from noteviewer.gui.core.reference_actions import ASK_FROM
from noteviewer.gui.core.services import WindowServices
from noteviewer.gui.panes.references.labels import subtitle
from noteviewer.gui.panes.references.pane import ReferencesPane
from noteviewer.gui.panes.references.rows import Show, make_items
from noteviewer.library.location import Location
from noteviewer.library.rows import ReferenceRow
from noteviewer.library.search.snippets import phrase_query
from tests.gui.drivers import ReferencesDriver
from tests.gui.fake_catalog import FakeCatalog
from tests.gui.rows import make_reference


def key_of(row: ReferenceRow) -> str:
    return row.url or row.title or ""


@pytest.fixture
def pane(qtbot: QtBot, catalog: FakeCatalog, services: WindowServices) -> ReferencesPane:
    catalog.cites["a.md"] = [
        make_reference("https://a.org/1", "One", anchor="s1", section=1, section_title="S"),
        make_reference("https://a.org/2", "Two", anchor="s1", section=1, section_title="S", line=3),
        make_reference(None, "A Paper", anchor="s1", section=1, section_title="S", line=5),
    ]
    made = ReferencesPane(services, key_of=key_of)
    ui = ReferencesDriver(made)
    qtbot.addWidget(made)
    made.resize(300, 500)
    with qtbot.waitExposed(made):
        made.show()
    made.show_location(Location("/notes", "a.md"))
    qtbot.waitUntil(lambda: len(ui.rows) == 4)
    made.focus_list()
    return made


def test_enter_opens_the_page_and_marks_it_as_read(
    pane: ReferencesPane, services: WindowServices, qtbot: QtBot
) -> None:
    ui = ReferencesDriver(pane)
    ui.press(Qt.Key.Key_Down)
    with qtbot.waitSignal(pane.link_activated) as opened:
        ui.press(Qt.Key.Key_Return)
    assert opened.args == ["https://a.org/2"]
    qtbot.waitUntil(lambda: services.state.references.get("https://a.org/2").is_read)
    assert [item.state.is_read for item in ui.items] == [False, True, False]


def test_a_paper_without_a_url_is_searched_for(pane: ReferencesPane, qtbot: QtBot) -> None:
    ui = ReferencesDriver(pane)
    ui.press(Qt.Key.Key_End)
    with qtbot.waitSignal(pane.title_search_requested) as asked:
        ui.press(Qt.Key.Key_Return)
    assert asked.args == ["A Paper"]


def test_the_title_of_any_reference_can_be_searched_for(pane: ReferencesPane, qtbot: QtBot) -> None:
    ui = ReferencesDriver(pane)
    with qtbot.waitSignal(pane.title_search_requested) as asked:
        ui.press(Qt.Key.Key_T)
    assert asked.args == ["One"]


def test_shift_enter_goes_to_the_place_in_the_note(pane: ReferencesPane, qtbot: QtBot) -> None:
    ui = ReferencesDriver(pane)
    with qtbot.waitSignal(pane.open_requested) as asked:
        ui.press(Qt.Key.Key_Return, modifier="Shift")
    assert [asked.args[0].location] == [
        Location("/notes", "a.md", "s1", phrase_query("One", "https://a.org/1"))
    ]


def test_several_are_copied_at_once(pane: ReferencesPane, qtbot: QtBot) -> None:
    ui = ReferencesDriver(pane)
    ui.press(Qt.Key.Key_A, modifier="Control")
    ui.press(Qt.Key.Key_C, modifier="Control")
    clipboard = QApplication.clipboard()
    assert clipboard.text() == "[One](https://a.org/1)\n[Two](https://a.org/2)\n《A Paper》"
    qtbot.keyClick(
        ui.view,
        Qt.Key.Key_C,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    assert clipboard.text() == "https://a.org/1\nhttps://a.org/2\nA Paper"


def test_marks_are_set_by_key_and_kept(
    pane: ReferencesPane, services: WindowServices, qtbot: QtBot
) -> None:
    ui = ReferencesDriver(pane)
    ui.press(Qt.Key.Key_S)
    ui.press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: services.state.references.get("https://a.org/1").is_read)
    assert services.state.references.get("https://a.org/1").is_starred
    pane.set_show(Show.STARRED)
    assert len(ui.rows) == 2
    ui.press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not services.state.references.get("https://a.org/1").is_read)


def test_many_pages_are_opened_only_when_wanted(
    pane: ReferencesPane,
    catalog: FakeCatalog,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ui = ReferencesDriver(pane)
    catalog.cites["a.md"] = [
        make_reference(f"https://a.org/{number}", str(number), line=number)
        for number in range(ASK_FROM)
    ]
    pane.refresh()
    qtbot.waitUntil(lambda: len(ui.items) == ASK_FROM)
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.No)
    ui.press(Qt.Key.Key_A, modifier="Control")
    with qtbot.assertNotEmitted(pane.link_activated):
        ui.press(Qt.Key.Key_Return)


def test_the_list_follows_the_index_and_keeps_its_place(
    pane: ReferencesPane, catalog: FakeCatalog, qtbot: QtBot
) -> None:
    ui = ReferencesDriver(pane)
    ui.press(Qt.Key.Key_Down)
    before = ui.current_row
    catalog.cites["a.md"].insert(0, make_reference("https://new.org", "New", line=0))
    pane.refresh()
    qtbot.waitUntil(lambda: len(ui.rows) == 6)
    assert ui.current_row == before


def test_what_leaves_the_list_leaves_the_keyboard_near(pane: ReferencesPane, qtbot: QtBot) -> None:
    ui = ReferencesDriver(pane)
    pane.set_show(Show.UNREAD)
    pane.focus_list()
    ui.press(Qt.Key.Key_Space)
    row = ui.current_row
    assert row is not None
    assert row.title == "Two"


def test_a_click_on_the_dot_marks_and_one_on_the_arrow_or_two_open(
    pane: ReferencesPane, qtbot: QtBot
) -> None:
    ui = ReferencesDriver(pane)
    first = ui.view.visualRect(ui.model.first())
    port = ui.view.viewport()
    with qtbot.assertNotEmitted(pane.link_activated):
        qtbot.mouseClick(port, Qt.MouseButton.LeftButton, pos=first.topLeft() + QPoint(12, 12))
    assert ui.items[0].state.is_read
    title, left = first.topLeft() + QPoint(80, 12), Qt.MouseButton.LeftButton
    with qtbot.assertNotEmitted(pane.link_activated):
        qtbot.mouseClick(port, left, pos=title)
    assert ui.current_row == ui.items[0]
    with qtbot.waitSignal(pane.link_activated):
        qtbot.mouseDClick(port, left, pos=title)
    with qtbot.waitSignal(pane.link_activated):
        qtbot.mouseClick(port, left, pos=first.topRight() + QPoint(-8, 12))


def test_a_comment_is_shown_and_kept(
    pane: ReferencesPane, services: WindowServices, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    ui = ReferencesDriver(pane)
    monkeypatch.setattr(QInputDialog, "getMultiLineText", lambda *_: ("worth it", True))
    ui.press(Qt.Key.Key_C)
    assert ui.items[0].state.comment == "worth it"
    qtbot.waitUntil(lambda: services.state.references.get("https://a.org/1").comment == "worth it")


def test_other_notes_that_cite_the_same_are_offered(
    pane: ReferencesPane, catalog: FakeCatalog, qtbot: QtBot
) -> None:
    ui = ReferencesDriver(pane)
    catalog.cites["b.md"] = [
        make_reference("https://a.org/1", "Other", path="b.md", note_title="B & C")
    ]
    pane.refresh()
    qtbot.waitUntil(lambda: any(item.cited for item in ui.items))
    ui.press(Qt.Key.Key_N)
    menu = pane.findChild(QMenu)
    assert isinstance(menu, QMenu)
    assert [action.text() for action in menu.actions()] == ["B && C"]
    with qtbot.waitSignal(pane.open_requested) as asked:
        menu.actions()[0].trigger()
    assert [asked.args[0].location] == [
        Location("/notes", "b.md", query=phrase_query("One", "https://a.org/1"))
    ]
    menu.close()


def test_the_second_line_says_nothing_twice() -> None:
    rows = [
        make_reference("https://a.example/x", "Title", label="Site"),
        make_reference("https://a.example/x", "Site", label="Site"),
        make_reference("https://a.example/xyz", label="Site"),
    ]
    items = make_items(rows, {}, {}, lambda row: row.url or "")
    assert [subtitle(item) for item in items] == ["Site · a.example", "a.example", ""]
    assert items[2].title == "Site: a.example › xyz"
