"""The tabs above the page."""

import pytest
from pytestqt.qtbot import QtBot

from noteviewer.gui.navigation.history import History, Tabs
from noteviewer.gui.theme.icons import Icons
from noteviewer.gui.window.tab_titles import TabName
from noteviewer.gui.window.tabs import NARROWEST, TabStrip
from noteviewer.library.location import Location
from tests.gui.drivers import TabStripDriver


@pytest.fixture
def strip(qtbot: QtBot, icons: Icons) -> TabStrip:
    made = TabStrip(icons, lambda place: TabName(place.note, place.note))
    qtbot.addWidget(made)
    made.resize(600, 40)
    with qtbot.waitExposed(made):
        made.show()
    return made


def tabs(*names: str) -> Tabs:
    return Tabs(tuple(History((Location("/n", name),)) for name in names))


def test_many_tabs_stay_wide_enough_to_be_told_apart(strip: TabStrip) -> None:
    ui = TabStripDriver(strip)
    strip.show_tabs(tabs(*(f"a long name of a note {number}" for number in range(12))))
    assert min(ui.widths()) >= NARROWEST


def test_the_button_for_another_tab_stands_beside_a_short_one(
    strip: TabStrip, qtbot: QtBot
) -> None:
    ui = TabStripDriver(strip)
    strip.show_tabs(tabs("a"))
    qtbot.waitUntil(lambda: ui.bar.width() <= ui.bar.tabRect(0).right() + 1)


def test_the_menu_of_a_tab_closes_others(strip: TabStrip) -> None:
    ui = TabStripDriver(strip)
    strip.show_tabs(tabs("a", "b", "c", "d"))
    closed: list[int] = []
    strip.tab_closed.connect(closed.append)
    expected = {"Close": [1], "Close the others": [3, 2, 0], "Close those to the right": [3, 2]}
    for words, numbers in expected.items():
        menu = ui.open_menu(1)
        next(action for action in menu.actions() if action.text() == words).trigger()
        menu.close()
        assert closed == numbers
        closed.clear()
