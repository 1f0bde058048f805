"""The outline pane."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from noteviewer.gui.core.services import WindowServices
from noteviewer.gui.panes.outline import OutlinePane
from noteviewer.library.location import Location
from tests.gui.drivers import OutlineDriver
from tests.gui.fake_catalog import FakeCatalog
from tests.gui.rows import make_note, make_section


@pytest.fixture
def pane(qtbot: QtBot, catalog: FakeCatalog, services: WindowServices) -> OutlinePane:
    catalog.rows = [make_note("a.md", sections=3), make_note("empty.md")]
    catalog.outline["a.md"] = [
        make_section("", 0),
        make_section("甲", 1),
        make_section("乙", 2, parent=1),
        make_section("丙", 1),
    ]
    made = OutlinePane(services)
    ui = OutlineDriver(made)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.show_location(Location("/notes", "a.md", "乙"))
    qtbot.waitUntil(lambda: ui.count == 2)
    return made


def test_the_section_that_is_read_is_marked(pane: OutlinePane) -> None:
    ui = OutlineDriver(pane)
    assert ui.view.rows.current_anchor == "乙"
    node = ui.node
    assert node is not None
    assert node.label == "乙"


def test_enter_goes_to_a_heading(pane: OutlinePane, qtbot: QtBot) -> None:
    ui = OutlineDriver(pane)
    pane.focus_list()
    ui.press(Qt.Key.Key_Down)
    with qtbot.waitSignal(pane.open_requested) as asked:
        ui.press(Qt.Key.Key_Return)
    assert [asked.args[0].location] == [Location("/notes", "a.md", "丙")]


def test_an_edit_keeps_what_was_closed_closed(
    pane: OutlinePane, catalog: FakeCatalog, qtbot: QtBot
) -> None:
    ui = OutlineDriver(pane)
    ui.view.collapse(ui.index(0))
    catalog.outline["a.md"].append(make_section("丁", 1))
    pane.refresh()
    qtbot.waitUntil(lambda: ui.count == 3)
    assert not ui.view.isExpanded(ui.index(0))


def test_a_heading_leads_to_its_topic_as_one_page(pane: OutlinePane, qtbot: QtBot) -> None:
    ui = OutlineDriver(pane)
    menu = ui.open_menu()
    with qtbot.waitSignal(pane.open_requested) as asked:
        next(action for action in menu.actions() if "as one" in action.text()).trigger()
    menu.close()
    assert [asked.args[0].location] == [Location("/notes", "//topic/乙")]


def test_a_note_without_headings_says_so(pane: OutlinePane, qtbot: QtBot) -> None:
    ui = OutlineDriver(pane)
    pane.show_location(Location("/notes", "empty.md"))
    qtbot.waitUntil(lambda: ui.hint != "")
    assert ui.count == 0
