"""The upper edge of the search dialog: the query, what it came to, and what is wrong with it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from noteviewer.gui.icons import Icons
from noteviewer.gui.query_edit import QueryEdit
from noteviewer.gui.theme import Spacing


class QueryBar(QWidget):
    """A large field, totals beside it, a star to keep the search, and a line for words."""

    save_asked = Signal()
    """The star was clicked."""

    def __init__(self, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self._icons = icons
        self.field = QueryEdit(self)
        self.field.setPlaceholderText(self.tr("Search everything"))
        self.field.setAccessibleName(self.tr("Search everything"))
        self.field.setTextMargins(Spacing.S, 0, Spacing.S, 0)
        self._totals = self._label("muted")
        self._unread = self._label("warning")
        self._unread.setObjectName("unread-notes")
        self._unread.setContentsMargins(Spacing.M, 0, 0, 0)
        self._unread.hide()
        self._words = self._label("warning")
        self._words.setObjectName("search-message")
        self._words.setContentsMargins(Spacing.L, 0, Spacing.L, Spacing.XS)
        self._words.setWordWrap(True)
        self._words.hide()
        self._star = QToolButton(self)
        self._star.setToolTip(self.tr("Save this search (Ctrl+S)"))
        self._star.setAccessibleName(self.tr("Save this search"))
        self._star.clicked.connect(self.save_asked)
        self._lay_out()

    @property
    def query(self) -> str:
        """What is searched for: what was typed, and no input method still composes."""
        return self.field.text().strip()

    def show_totals(self, text: str) -> None:
        """Show how much was found; empty for nothing searched."""
        self._totals.setText(text)

    def show_unread(self, text: str) -> None:
        """Show that the answer is not whole yet; empty where it is."""
        self._unread.setText(text)
        self._unread.setVisible(bool(text))

    def say(self, text: str, spans: Sequence[tuple[int, int]] = ()) -> None:
        """Say something about the query, and underline the pieces of it that are meant."""
        self._words.setText(text)
        self._words.setVisible(bool(text))
        self.field.underline(spans)

    def show_saved(self, is_saved: bool) -> None:
        """Show whether the search is among the saved ones."""
        self._icons.put(self._star, "star-filled" if is_saved else "star", "star")
        self._star.setEnabled(bool(self.query))

    def _label(self, role: str) -> QLabel:
        label = QLabel(self)
        label.setProperty("role", role)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(0, Spacing.XS, Spacing.M, 0)
        row.addWidget(self.field, 1)
        row.addWidget(self._totals)
        row.addWidget(self._unread)
        row.addWidget(self._star)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(row)
        whole.addWidget(self._words)
