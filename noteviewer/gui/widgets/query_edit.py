"""The field in which a search is typed, also through an input method."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QPalette, QTextCharFormat
from PySide6.QtWidgets import QLineEdit, QWidget

from noteviewer.gui.theme.painting import ScaledFont

STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 8,
    Qt.Key.Key_PageUp: -8,
}
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class QueryEdit(QLineEdit):
    """A large plain field; keys that move in the list below are handed on.

    While an input method composes, its keys are its own: nothing is handed on.
    """

    query_changed = Signal()
    """Another text, that no input method still composes; not for what a composition takes away
    as long as it lasts."""

    stepped = Signal(int)
    """Rows to go down (or up, below zero) in the list of answers."""
    entered = Signal(object)
    """Enter was pressed, with these ``Qt.KeyboardModifier``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_composing = False
        self._is_underlined = False
        self._told = ""
        self.textChanged.connect(self._tell)
        self.setProperty("role", "plain")
        ScaledFont(self, 130)

    def underline(self, spans: Sequence[tuple[int, int]]) -> None:
        """Underline pieces of the text as wrong, until this is called again.

        Formats reach the text of a line edit only by the way of an input method, so that nothing is
        underlined while one composes.
        """
        if self._is_composing or (not spans and not self._is_underlined):
            return
        self._is_underlined = bool(spans)
        wrong = QTextCharFormat()
        wrong.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        wrong.setUnderlineColor(self.palette().color(QPalette.ColorRole.Highlight))
        kind = QInputMethodEvent.AttributeType.TextFormat
        cursor = self.cursorPosition()
        super().inputMethodEvent(
            QInputMethodEvent(
                "",
                [
                    QInputMethodEvent.Attribute(kind, start - cursor, end - start, wrong)
                    for start, end in spans
                ],
            )
        )

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Note whether an input method composes."""
        self._is_composing = bool(event.preeditString())
        super().inputMethodEvent(event)
        self._tell()  # of what a composition that was given up has taken away

    def _tell(self) -> None:
        if not self._is_composing and self.text() != self._told:
            self._told = self.text()
            self.query_changed.emit()

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
