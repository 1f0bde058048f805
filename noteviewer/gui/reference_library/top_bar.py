"""The bar over the table: field, progress, and what is done with all that is listed."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

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
        for widget in (self._progress, export, self._check, leave):
            row.addWidget(widget)
        self.show_check(CheckProgress())

    def show_text(self, text: str) -> None:
        """Say something in the place of the progress."""
        self._progress.setText(text)

    def show_progress(self, read: int, listed: int, total: int) -> None:
        """Say how far the user is with what is listed."""
        if not total:
            self._progress.setText(self.tr("No references in this folder"))
            return
        text = self.tr("{read} of {count} read").format(read=grouped(read), count=grouped(listed))
        if listed != total:
            text += self.tr(" · {total} in all").format(total=grouped(total))
        self._progress.setText(text)

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
