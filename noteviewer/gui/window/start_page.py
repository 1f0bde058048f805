"""What is seen before a folder is open."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from noteviewer.gui.theme.icons import Icons
from noteviewer.gui.theme.painting import ScaledFont
from noteviewer.gui.theme.theme import Spacing
from noteviewer.gui.widgets.keys import LocalKeys

WIDTH = 560
SHOWN = 8


class StartPage(QWidget):
    """Open a folder, one of the recent ones, or the sample notes; or drop one anywhere."""

    folder_requested = Signal()
    """The user wants to choose a folder."""
    sample_requested = Signal()
    recent_requested = Signal(str)
    """Path of a recent folder."""
    forget_requested = Signal(str)
    """Path of a recent folder that is to be taken off the list."""
    leave_requested = Signal()
    """The user wants back to where they were."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QWidget()
        column.setMaximumWidth(WIDTH)
        column.setMinimumWidth(WIDTH * 2 // 3)
        layout = QVBoxLayout(column)
        layout.setSpacing(Spacing.S)
        title = QLabel("noteviewer")
        ScaledFont(title, 220, is_bold=True)
        layout.addWidget(title)
        subtitle = QLabel(
            self.tr("Read, search and harvest a folder of notes. Nothing in it is ever changed.")
        )
        subtitle.setProperty("role", "muted")
        subtitle.setWordWrap(True)
        layout.addWidget(subtitle)
        layout.addSpacing(Spacing.L)
        layout.addLayout(self._make_buttons())
        drop = QLabel(self.tr("or drop a folder or a note anywhere in this window"))
        drop.setProperty("role", "faint")
        layout.addWidget(drop)
        layout.addSpacing(Spacing.XL)
        self._heading = QLabel(self.tr("Recent folders"))
        self._heading.setProperty("role", "title")
        layout.addWidget(self._heading)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(0)
        layout.addLayout(self._recent)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(column, stretch=4)
        row.addStretch(1)
        outer.addLayout(row)
        outer.addStretch(3)
        leave = self.leave_requested.emit
        for button in (self, *self.findChildren(QPushButton)):
            LocalKeys(button, {"Esc": leave, "Alt+Left": leave})

    def show_recent(self, folders: Sequence[str]) -> None:
        """List these folders, the last one first."""
        while (item := self._recent.takeAt(0)) is not None:
            if widget := item.widget():
                widget.deleteLater()
        self._heading.setVisible(bool(folders))
        for folder in folders[:SHOWN]:
            self._recent.addWidget(self._make_row(folder))

    def _make_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(Spacing.S)
        choose = QPushButton(self.tr("Open folder…"))
        choose.setProperty("role", "primary")
        self._icons.put(choose, "folder-open", "accent_text")
        choose.clicked.connect(self.folder_requested)
        sample = QPushButton(self.tr("Look at the sample notes"))
        sample.clicked.connect(self.sample_requested)
        for button in (choose, sample):
            button.setIconSize(QSize(Spacing.ICON, Spacing.ICON))
            row.addWidget(button)
        row.addStretch(1)
        self.setFocusProxy(choose)
        return row

    def _make_row(self, folder: str) -> QWidget:
        path = Path(folder)
        is_there = path.is_dir()
        row = QFrame()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        button = QPushButton(path.name or folder)
        button.setProperty("role", "link")
        button.setAccessibleName(self.tr("Open {}").format(folder))
        button.setToolTip(folder)
        button.setEnabled(is_there)
        self._icons.put(button, "folder", "accent")
        button.clicked.connect(lambda: self.recent_requested.emit(folder))
        where = QLabel(_short(path.parent) if is_there else self.tr("not there any more"))
        where.setProperty("role", "faint")
        where.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        forget = QPushButton()
        forget.setProperty("role", "link")
        self._icons.put(forget, "close", "text_faint")
        forget.setToolTip(self.tr("Take off this list"))
        forget.setAccessibleName(self.tr("Take {} off this list").format(path.name))
        forget.clicked.connect(lambda: self.forget_requested.emit(folder))
        leave = self.leave_requested.emit
        for one in (button, forget):
            LocalKeys(one, {"Esc": leave, "Alt+Left": leave})
        layout.addWidget(button)
        layout.addWidget(where, stretch=1)
        layout.addWidget(forget)
        return row


def _short(path: Path) -> str:
    home = Path.home()
    return f"~/{path.relative_to(home)}" if path.is_relative_to(home) else str(path)
