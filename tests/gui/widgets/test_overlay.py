"""Panels over the window."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from noteviewer.gui.theme.theme import ThemeSwitch
from noteviewer.gui.widgets.overlay import Overlay


def test_one_panel_at_a_time_and_a_click_beside_closes(qtbot: QtBot, themes: ThemeSwitch) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 600)
    behind = QLineEdit(window)
    one = Overlay(themes, window, width=300, height=200)
    other = Overlay(themes, window, width=300, height=200)
    with qtbot.waitExposed(window):
        window.show()
    behind.setFocus()
    one.open()
    other.open()
    assert (one.isVisible(), other.isVisible()) == (False, True)
    window.resize(500, 400)
    assert other.size() == window.size()
    assert window.rect().contains(other.panel.geometry())
    qtbot.mouseClick(other, Qt.MouseButton.LeftButton, pos=QPoint(5, 395))
    assert not other.isVisible()
    assert behind.hasFocus()


def test_keys_do_not_go_to_a_closed_panel_when_nothing_had_them_before(
    qtbot: QtBot, themes: ThemeSwitch
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 600)
    overlay = Overlay(themes, window, width=300, height=200)
    field = QLineEdit(overlay.panel)
    with qtbot.waitExposed(window):
        window.show()
    overlay.open()
    field.setFocus()
    overlay.close_panel()
    assert not field.hasFocus()


def test_what_had_the_keyboard_may_be_gone(qtbot: QtBot, themes: ThemeSwitch) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 600)
    overlay = Overlay(themes, window, width=300, height=200)
    behind = QLineEdit(window)
    with qtbot.waitExposed(window):
        window.show()
    behind.setFocus()
    overlay.open()
    delete(behind)
    overlay.close_panel()
    assert not overlay.isVisible()
