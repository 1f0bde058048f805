"""The dialog of one highlight: its colour, its comment, or its end."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from noteviewer.gui.highlights.colors import color_icon, color_name
from noteviewer.gui.theme.theme import Spacing, Theme
from noteviewer.gui.widgets.keys import LocalKeys
from noteviewer.library.annotations.model import Color, Highlight

SIZE = (460, 320)
LONGEST_QUOTE = 400
LONGEST_COMMENT = 100_000


class HighlightDialog(QDialog):
    """Asks what is to become of a highlight; nothing changes before it is accepted."""

    changed = Signal(str, object, str)
    """Id, `Color` and comment, as they are to be."""
    remove_requested = Signal(object)
    """The `Highlight` is to be deleted."""

    def __init__(self, highlight: Highlight, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._highlight = highlight
        self.setWindowTitle(self.tr("Highlight"))
        self.resize(*SIZE)
        passage = " ".join(highlight.selectors.exact.split())
        if len(passage) > LONGEST_QUOTE:
            passage = passage[:LONGEST_QUOTE] + "…"
        quote = QLabel(passage)
        quote.setTextFormat(quote.textFormat().PlainText)
        quote.setWordWrap(True)
        quote.setProperty("role", "muted")
        self._comment = QPlainTextEdit(highlight.comment)
        self._comment.setAccessibleName(self.tr("Comment"))
        self._comment.setPlaceholderText(self.tr("Comment, in Markdown"))
        self._comment.setTabChangesFocus(True)
        buttons = QDialogButtonBox.StandardButton
        box = QDialogButtonBox(buttons.Save | buttons.Cancel)
        box.button(buttons.Save).setText(self.tr("Save"))
        box.button(buttons.Cancel).setText(self.tr("Cancel"))
        remove = box.addButton(self.tr("Delete"), QDialogButtonBox.ButtonRole.DestructiveRole)
        remove.clicked.connect(self._remove)
        box.accepted.connect(self._save)
        box.rejected.connect(self.reject)
        LocalKeys(self._comment, {"Ctrl+Return": self._save, "Ctrl+Enter": self._save})
        column = QVBoxLayout(self)
        column.setSpacing(Spacing.M)
        column.addWidget(quote)
        column.addLayout(self._make_colors(highlight.color, theme))
        column.addWidget(self._comment, 1)
        column.addWidget(box)
        self._comment.setFocus()

    def _make_colors(self, present: Color, theme: Theme) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(2)
        self._colors = QButtonGroup(self)
        for number, color in enumerate(Color):
            button = QToolButton(self)
            button.setProperty("role", "mode")
            button.setIcon(color_icon(color, theme))
            button.setToolTip(color_name(color))
            button.setAccessibleName(color_name(color))
            button.setCheckable(True)
            button.setChecked(color is present)
            self._colors.addButton(button, number)
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _save(self) -> None:
        color = list(Color)[max(self._colors.checkedId(), 0)]
        comment = self._comment.toPlainText()[:LONGEST_COMMENT]
        self.changed.emit(self._highlight.id, color, comment)
        self.accept()

    def _remove(self) -> None:
        self.remove_requested.emit(self._highlight)
        self.accept()
