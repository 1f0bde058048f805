"""A row of flat buttons of which one is chosen."""

from collections.abc import Mapping
from enum import StrEnum
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QButtonGroup, QToolButton, QWidget

from noteviewer.gui.flow_layout import FlowLayout

Choice = TypeVar("Choice", bound=StrEnum)


class ModeBar(QWidget, Generic[Choice]):
    """One button for each value of an enumeration."""

    mode_chosen = Signal(object)
    """The reader chose this value; `show_mode` alone tells nobody."""

    def __init__(self, names: Mapping[Choice, str], parent: QWidget | None = None) -> None:
        """Make the buttons; the first one is chosen."""
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._buttons: dict[Choice, QToolButton] = {}
        row = FlowLayout(self)
        row.setSpacing(2)
        for value, name in names.items():
            button = QToolButton(self)
            button.setText(name)
            button.setProperty("role", "mode")
            button.setCheckable(True)
            button.setChecked(not self._buttons)
            # Not clicked: a screen reader turns a button on without clicking it.
            button.toggled.connect(partial(self._tell, value))
            self._group.addButton(button)
            self._buttons[value] = button
            row.addWidget(button)

    def show_mode(self, value: Choice) -> None:
        """Show a value as chosen."""
        button = self._buttons[value]
        with QSignalBlocker(button):
            button.setChecked(True)

    def _tell(self, value: Choice, is_on: bool) -> None:
        if is_on:
            self.mode_chosen.emit(value)
