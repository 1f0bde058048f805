"""The field in which a search is typed, also through an input method."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from noteviewer.gui.scaled_font import ScaledFont

STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 8,
    Qt.Key.Key_PageUp: -8,
}
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class QueryEdit(QLineEdit):
    """A large plain field; keys that move in the list below are handed on.

    ``textChanged`` comes for committed text only. While an input method composes, its keys are its
    own: nothing is handed on.
    """

    stepped = Signal(int)
    """Rows to go down (or up, below zero) in the list of answers."""
    entered = Signal(object)
    """Enter was pressed, with these ``Qt.KeyboardModifier``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_composing = False
        self.setProperty("role", "plain")
        ScaledFont(self, 130)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Note whether an input method composes."""
        self._is_composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand on what moves in the list; edit with the rest."""
        if self._is_composing:
            super().keyPressEvent(event)
        elif event.key() in STEPS and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.stepped.emit(STEPS[Qt.Key(event.key())])
        elif event.key() in ENTER:
            self.entered.emit(event.modifiers())
        else:
            super().keyPressEvent(event)
