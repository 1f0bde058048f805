"""The field above a list that narrows it down as one types."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from noteviewer.gui.clear_button import add_clear_button
from noteviewer.gui.icons import Icons
from noteviewer.gui.pause import Pause

PAUSE_MS = 60
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
        add_clear_button(self)
        icon = self.addAction(icons.icon("filter"), QLineEdit.ActionPosition.LeadingPosition)
        icons.put(icon, "filter")
        icon.setText(name)
        self._pause = Pause(PAUSE_MS, self._tell, self)
        self.textChanged.connect(self._pause.start)
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
