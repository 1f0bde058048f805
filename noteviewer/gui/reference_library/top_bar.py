"""The bar over the table: field, progress, and what is done with all that is listed."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QProgressBar, QToolButton, QWidget

from noteviewer.gui.theme.icons import Icons
from noteviewer.gui.theme.theme import Spacing
from noteviewer.gui.widgets.fields import add_clear_button, grouped
from noteviewer.gui.widgets.query_edit import QueryEdit


@dataclass(frozen=True, slots=True)
class CheckProgress:
    """How far a link check is."""

    done: int = 0
    total: int = 0
    is_running: bool = False


class TopBar(QWidget):
    """Field and buttons; what they do is decided elsewhere."""

    check_pressed = Signal()
    """A link check is to be asked for, or ended."""
    leave_requested = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = QueryEdit(self)
        self.field.setPlaceholderText(
            self.tr("Filter references, or paste an address: where did I see this?")
        )
        self.field.setAccessibleName(self.tr("Filter the references of the folder"))
        add_clear_button(self.field, icons)
        self.field.setToolTip(
            self.tr(
                "Also: series: category: host: url: heading: path: date:2020..2022, is:unread "
                "is:starred is:shared is:repeated, kind:paper, -without, a OR b, /pattern/"
            )
        )
        self._progress = QLabel(self)
        self._progress.setProperty("role", "muted")
        self._progress.setObjectName("reading-progress")
        self._reading = QProgressBar(self)
        self._reading.setFixedWidth(120)
        self._reading.setTextVisible(False)
        self._reading.setAccessibleName(self.tr("Reading the references…"))
        self._reading.hide()
        export = _button(self.tr("Export"), self)
        export.setToolTip(self.tr("Export what is listed, or what is selected"))
        export.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        icons.put(export, "export")
        self.export_menu = QMenu(export)
        export.setMenu(self.export_menu)
        self._check = _button("", self)
        self._check.setToolTip(self.tr("Asks each server; only when you say so"))
        self._check.clicked.connect(self.check_pressed)
        icons.put(self._check, "link")
        leave = QToolButton(self)
        leave.setToolTip(self.tr("Back to the notes (Esc)"))
        leave.setAccessibleName(self.tr("Back to the notes"))
        leave.clicked.connect(self.leave_requested)
        icons.put(leave, "close")
        row = QHBoxLayout(self)
        row.setContentsMargins(Spacing.M, Spacing.S, Spacing.S, Spacing.S)
        row.setSpacing(Spacing.S)
        row.addWidget(self.field, 1)
        for widget in (self._reading, self._progress, export, self._check, leave):
            row.addWidget(widget)
        self.show_check(CheckProgress())

    def show_text(self, text: str) -> None:
        """Say something in the place of the progress."""
        self._reading.hide()
        self._progress.setText(text)
        self._progress.setToolTip("")

    def show_reading(self, done: int, total: int) -> None:
        """Say how many references were read from the index, and of how many; 0 for not known."""
        self.show_text(self.tr("Reading the references…"))
        self._reading.setRange(0, total)
        self._reading.setValue(done)
        self._reading.show()

    def show_progress(self, read: int, listed: int, totals: tuple[int, int]) -> None:
        """Say how far the user is with what is listed.

        Args:
            read: References that are marked as read, of those that are listed.
            listed: How many are.
            totals: Different references of the folder, and how often they are cited together.
        """
        distinct, cited = totals
        if not distinct:
            self.show_text(self.tr("No references in this folder"))
            return
        text = self.tr("{read} of {count} read").format(read=grouped(read), count=grouped(listed))
        if listed != distinct:
            text += self.tr(" · {total} in all").format(total=grouped(distinct))
        elif cited != distinct:
            words = self.tr(" · {distinct} distinct of {cited}")
            text += words.format(distinct=grouped(distinct), cited=grouped(cited))
        self.show_text(text)
        words = self.tr(
            "The notes cite {cited} times; {distinct} of these references are different."
        )
        self._progress.setToolTip(words.format(cited=grouped(cited), distinct=grouped(distinct)))

    @property
    def text(self) -> str:
        """What is said at present."""
        return self._progress.text()

    def show_check(self, progress: CheckProgress) -> None:
        """Say how far a link check is, or offer one."""
        if progress.is_running:
            text = self.tr("{done} of {total} checked: stop")
            self._check.setText(
                text.format(done=grouped(progress.done), total=grouped(progress.total))
            )
        else:
            self._check.setText(self.tr("Check links…"))


def _button(text: str, parent: QWidget) -> QToolButton:
    button = QToolButton(parent)
    button.setText(text)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    return button
