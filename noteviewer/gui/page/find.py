"""Find in the page: a bar over its lower edge."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from noteviewer.gui.core.documents import Marks
from noteviewer.gui.theme.icons import Icons
from noteviewer.gui.theme.theme import Spacing
from noteviewer.gui.widgets.fields import add_clear_button, grouped


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


class Matches(QObject):
    """Lets the page mark what is looked for, and knows at which of the matches one is."""

    searched_marked = Signal(object)
    """`Marks` of a search in all notes: of another page, or after a step."""

    def __init__(self, bar: FindBar, call: Callable[..., None]) -> None:
        """Build it.

        Args:
            bar: Where the user types what is to be found.
            call: Calls a function of the page's script; does nothing while no page listens.
        """
        super().__init__(bar)
        self._bar = bar
        self._call = call
        self._marks = Marks(0, -1)
        self.is_entered_from_end = False
        """Whether the next page is entered at its last match, on a way back through the notes."""
        self.is_awaited = False
        """Whether those of the next page are still to come, so that none can be gone to."""
        bar.text_changed.connect(self._find)
        bar.stepped.connect(self.step)

    def step(self, steps: int) -> None:
        """Go on to the next match of what is marked, or back."""
        self._call("noteviewerHost.step", steps)

    def is_at_edge(self, steps: int) -> bool:
        """Whether the page has no match further on in this direction, of a search in all notes."""
        if self._bar.isVisible():
            return False
        last = self._marks.count - 1
        return self._marks.current == last if steps > 0 else self._marks.current <= 0

    def take(self, marks: Marks) -> None:
        """The page marked them, or went on to another."""
        self._marks = marks
        self.is_awaited = False
        self._bar.show_count(marks.current + 1, marks.count)
        if not self._bar.isVisible():
            self.searched_marked.emit(marks)

    def _find(self, text: str) -> None:
        self._call("noteviewerHost.find", text)
