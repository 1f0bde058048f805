"""The tabs above the page."""

import pytest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from noteviewer.gui.history import History, Tabs
from noteviewer.gui.icons import Icons
from noteviewer.gui.tab_strip import NARROWEST, TabStrip
from noteviewer.library.location import Location


@pytest.fixture
def strip(qtbot: QtBot, icons: Icons) -> TabStrip:
    made = TabStrip(icons, lambda place: place.note)
    qtbot.addWidget(made)
    made.resize(600, 40)
    with qtbot.waitExposed(made):
        made.show()
    return made


def tabs(*names: str) -> Tabs:
    return Tabs(tuple(History((Location("/n", name),)) for name in names))


def test_many_tabs_stay_wide_enough_to_be_told_apart(strip: TabStrip) -> None:
    strip.show_tabs(tabs(*(f"a long name of a note {number}" for number in range(12))))
    assert all(strip._bar.tabRect(number).width() >= NARROWEST for number in range(12))


def test_the_button_for_another_tab_stands_beside_a_short_one(
    strip: TabStrip, qtbot: QtBot
) -> None:
    strip.show_tabs(tabs("a"))
    qtbot.waitUntil(lambda: strip._bar.width() <= strip._bar.tabRect(0).right() + 1)


def test_the_menu_of_a_tab_closes_others(strip: TabStrip) -> None:
    strip.show_tabs(tabs("a", "b", "c", "d"))
    closed: list[int] = []
    strip.tab_closed.connect(closed.append)
    expected = {"Close": [1], "Close the others": [3, 2, 0], "Close those to the right": [3, 2]}
    for words, numbers in expected.items():
        strip._bar.customContextMenuRequested.emit(strip._bar.tabRect(1).center())
        menu = strip.findChildren(QMenu)[-1]
        next(action for action in menu.actions() if action.text() == words).trigger()
        menu.close()
        assert closed == numbers
        closed.clear()
