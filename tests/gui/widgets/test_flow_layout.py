"""Rows of buttons in a narrow place."""

from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from noteviewer.gui.widgets.flow_layout import FlowLayout


def test_a_row_goes_on_below_and_no_button_is_squeezed(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    row = FlowLayout()
    whole = QVBoxLayout(window)
    whole.addLayout(row)
    whole.addStretch()
    buttons = [QToolButton(text=f"a button {number}") for number in range(5)]
    for button in buttons:
        row.addWidget(button)
    with qtbot.waitExposed(window):
        window.resize(1200, 300)
        window.show()
    assert len({button.y() for button in buttons}) == 1
    window.resize(buttons[0].width() * 3, 300)
    qtbot.waitUntil(lambda: len({button.y() for button in buttons}) > 1)
    for button in buttons:
        assert button.width() >= button.sizeHint().width()
        assert window.rect().contains(button.geometry())
    assert row.count() == 5
