"""Find in the page: a bar over its lower edge."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from noteviewer.gui.clear_button import add_clear_button
from noteviewer.gui.icons import Icons
from noteviewer.gui.numbers import grouped
from noteviewer.gui.theme import Spacing


class FindBar(QWidget):
    """A field with steps to the next and the previous match, and where among them one is."""

    text_changed = Signal(str)
    """What is to be marked; empty to stop marking."""
    stepped = Signal(int)
    """1 for the next match, -1 for the one before."""
    closed = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "chrome")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Find in the note"))
        self._field = QLineEdit()
        self._field.setPlaceholderText(self.tr("Find in the note"))
        self._field.setAccessibleName(self.tr("Text to find"))
        add_clear_button(self._field)
        # Composed text (Chinese input) is not text yet: it comes with its commit.
        self._field.textChanged.connect(self.text_changed)
        self._count = QLabel()
        self._count.setObjectName("match-count")
        self._count.setProperty("role", "muted")
        self._count.setMinimumWidth(self._count.fontMetrics().horizontalAdvance("0000 / 0000"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(Spacing.L, Spacing.S, Spacing.S, Spacing.S)
        layout.setSpacing(Spacing.S)
        layout.addWidget(self._field, stretch=1)
        layout.addWidget(self._count)
        for name, title, slot in (
            ("chevron-up", self.tr("Previous match"), lambda: self.stepped.emit(-1)),
            ("chevron-down", self.tr("Next match"), lambda: self.stepped.emit(1)),
            ("close", self.tr("Close"), self.close_bar),
        ):
            button = QToolButton()
            icons.put(button, name)
            button.setToolTip(title)
            button.setAccessibleName(title)
            button.clicked.connect(slot)
            layout.addWidget(button)
        self.hide()

    @property
    def text(self) -> str:
        """What is looked for."""
        return self._field.text()

    def open_bar(self, text: str = "") -> None:
        """Show the bar and take the keyboard; a selected text is looked for at once."""
        self.show()
        if text:
            self._field.setText(text)
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()

    def close_bar(self) -> None:
        """Hide the bar and stop marking."""
        if self.isVisible():
            self.hide()
            self.text_changed.emit("")
            self.closed.emit()

    def show_count(self, current: int, total: int) -> None:
        """Say at which match one is; counts from one."""
        self._count.setText(f"{grouped(current)} / {grouped(total)}" if self.text else "")
        self._count.setProperty("role", "danger" if self.text and not total else "muted")
        self._count.style().polish(self._count)

    def showEvent(self, event: QShowEvent) -> None:
        """Mark what is in the field again, after the bar was hidden."""
        super().showEvent(event)
        if self.text:
            self.text_changed.emit(self.text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter steps on, Shift+Enter back, Esc closes."""
        match event.key():
            case Qt.Key.Key_Escape:
                self.close_bar()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                is_back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self.stepped.emit(-1 if is_back else 1)
            case _:
                super().keyPressEvent(event)
