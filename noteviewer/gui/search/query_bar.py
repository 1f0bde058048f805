"""The upper edge of the search dialog: the query, what it came to, and what is wrong with it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from noteviewer.gui.search.labels import scope_text, scope_tooltip
from noteviewer.gui.theme.icons import Icons
from noteviewer.gui.theme.theme import Spacing
from noteviewer.gui.widgets.fields import menu_text
from noteviewer.gui.widgets.query_edit import QueryEdit
from noteviewer.library.rows import Scope, ScopeKind


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
        self._totals.setObjectName("search-totals")
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


WIDEST = 180


class ScopeBar(QWidget):
    """A button for each scope that the place of the user offers."""

    scope_changed = Signal(object)
    """The chosen `Scope`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scope = Scope()
        self._named: Scope | None = None
        self._buttons: dict[ScopeKind, QToolButton] = {}
        self._scopes: dict[ScopeKind, Scope] = {}
        self._group = QButtonGroup(self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(Spacing.M, Spacing.XS, Spacing.M, Spacing.XS)
        self._row.setSpacing(2)
        self.setAccessibleName(self.tr("Where to search"))
        for kind in ScopeKind:
            self._buttons[kind] = self._make_button(kind)
        self._row.addStretch()
        self.offer({ScopeKind.ALL: Scope()})

    @property
    def scope(self) -> Scope:
        """What is searched."""
        return self._scope

    def offer(self, scopes: dict[ScopeKind, Scope]) -> None:
        """Offer other scopes; the chosen kind stays chosen where it is still offered."""
        if self._named is not None:
            scopes = {**scopes, self._named.kind: self._named}
        self._scopes = scopes
        for kind, button in self._buttons.items():
            scope = scopes.get(kind)
            button.setVisible(scope is not None)
            if scope is not None:
                metrics = QFontMetrics(button.font())
                text = metrics.elidedText(scope_text(scope), Qt.TextElideMode.ElideMiddle, WIDEST)
                button.setText(menu_text(text))
                button.setToolTip(scope_tooltip(scope))
        kind = self._scope.kind if self._scope.kind in scopes else ScopeKind.ALL
        self._scope = scopes[kind]
        self._buttons[kind].setChecked(True)

    def choose(self, kind: ScopeKind) -> None:
        """Search somewhere else."""
        if kind in self._scopes and self._scopes[kind] != self._scope:
            self._scope = self._scopes[kind]
            self._buttons[kind].setChecked(True)
            self.scope_changed.emit(self._scope)

    def confine(self, scope: Scope) -> None:
        """Search in a place that the user named, whether the note offers it or not."""
        self._named = scope
        self._scope = Scope()
        self.offer({**self._scopes, scope.kind: scope})
        self.choose(scope.kind)

    def forget(self) -> None:
        """Another folder: no place of the one before is offered any more."""
        self._named = None
        self.offer({ScopeKind.ALL: Scope()})

    def choose_next(self) -> None:
        """Go on to the next scope, and from the last to the first."""
        kinds = list(self._scopes)
        self.choose(kinds[(kinds.index(self._scope.kind) + 1) % len(kinds)])

    def _take_toggle(self, kind: ScopeKind, is_on: bool) -> None:
        if is_on:
            self.choose(kind)

    def _make_button(self, kind: ScopeKind) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("role", "mode")
        button.setCheckable(True)
        # Not clicked: a screen reader turns a button on without clicking it.
        button.toggled.connect(partial(self._take_toggle, kind))
        self._group.addButton(button)
        self._row.addWidget(button)
        return button
