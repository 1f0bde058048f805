"""The field above a list that narrows it down as one types.

A title may hold ``<img src=...>`` or ``&File``: Qt takes the one for rich text in a tooltip and the
other for a mnemonic in a menu.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import partial
from html import escape
from typing import Generic, TypeVar

from PySide6.QtCore import QCoreApplication, QLocale, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QToolButton, QWidget

from noteviewer.gui.theme.icons import Icons
from noteviewer.gui.widgets.delayed_call import DelayedCall
from noteviewer.gui.widgets.flow_layout import FlowLayout


def add_clear_button(field: QLineEdit, icons: Icons) -> None:
    """Let Qt put its button into a field, with our drawing and a name, which Qt does not give."""
    field.setClearButtonEnabled(True)
    for action in field.findChildren(QAction):
        if not action.text():
            icons.put(action, "close")
            action.setText(QCoreApplication.translate("ClearButton", "Empty the field"))


DELAY_MS = 60
"""A filter waits for the next letter, so that fast typing draws the list once."""


class FilterField(QLineEdit):
    """Esc empties it; Down and Enter go on into the list."""

    typed = Signal(str)
    """What to look for. Committed text only: never what an input method still composes."""
    left = Signal()
    """The keyboard should go to the list."""

    def __init__(self, hint: str, name: str, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(hint)
        self.setAccessibleName(name)
        add_clear_button(self, icons)
        icon = self.addAction(icons.icon("filter"), QLineEdit.ActionPosition.LeadingPosition)
        icons.put(icon, "filter")
        icon.setText(name)
        self._delayed_call = DelayedCall(DELAY_MS, self._tell, self)
        self.textChanged.connect(self._delayed_call.start)
        self.returnPressed.connect(self.left)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc and Down are for the list; all else edits."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _tell(self) -> None:
        self.typed.emit(self.text())


Choice = TypeVar("Choice", bound=StrEnum)


class ModeBar(QWidget, Generic[Choice]):
    """One button for each value of an enumeration."""

    mode_chosen = Signal(object)
    """The user chose this value; `show_mode` alone tells nobody."""

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


def grouped(number: int) -> str:
    """Give a count with its thousands parted, as is done where the user lives."""
    return QLocale().toString(number)


def tooltip(lines: Iterable[str]) -> str:
    """Lines as a tooltip that wraps and shows every character as it is; the first is bold."""
    head, *rest = (escape(line) for line in lines if line)
    return "<br>".join((f"<b>{head}</b>", *rest))


def menu_text(text: str, length: int = 60) -> str:
    """Text for a menu entry: no mnemonics, one line, not too long."""
    line = " ".join(text.split())
    if len(line) > length:
        line = line[: length - 1] + "…"
    return line.replace("&", "&&")
