"""The row of scopes that a search can be confined to."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

from noteviewer.gui.plain_text import menu_text
from noteviewer.gui.search_dialog.labels import scope_text, scope_tooltip
from noteviewer.gui.theme import Spacing
from noteviewer.library.rows import Scope, ScopeKind

WIDEST = 180


class ScopeBar(QWidget):
    """A button for each scope that the place of the reader offers."""

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
        """Search in a place that the reader named, whether the note offers it or not."""
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
