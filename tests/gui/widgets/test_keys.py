"""Putting the focus in order leaves nothing behind that a later window could stumble over."""

import shiboken6
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLayout,
    QLayoutItem,
    QLineEdit,
    QMainWindow,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from noteviewer.gui.widgets.keys import order_focus


def bare_items() -> list[QLayoutItem]:
    """Layout items that the binding believes to be alive."""
    wrappers = shiboken6.getAllValidWrappers()
    return [
        one for one in wrappers if isinstance(one, QLayoutItem) and not isinstance(one, QLayout)
    ]


def test_the_order_is_that_of_the_layouts_and_no_item_of_one_is_held(qtbot: QtBot) -> None:
    window, centre = QMainWindow(), QWidget()
    qtbot.addWidget(window)
    second, first, third = QLineEdit(), QPushButton("first"), QPushButton("third")
    column, row = QVBoxLayout(centre), QHBoxLayout()
    row.addStretch(1)
    row.addWidget(first)
    row.addWidget(second)
    column.addLayout(row)
    column.addStretch(1)
    column.addWidget(third)
    window.setCentralWidget(centre)
    before = len(bare_items())
    order_focus(window)
    assert len(bare_items()) <= before
    assert first.nextInFocusChain() is second
    assert second.nextInFocusChain() is third
    assert row.count() == 3
    assert column.count() == 3
