"""The panel in which everything is searched."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from threading import Event
from time import perf_counter

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from noteviewer.gui.failures import log_failure
from noteviewer.gui.icons import Icons
from noteviewer.gui.lists.model import RowModel
from noteviewer.gui.lists.view import RowChosen, RowView
from noteviewer.gui.local_keys import LocalKeys
from noteviewer.gui.overlay import Overlay
from noteviewer.gui.queries import Queries
from noteviewer.gui.query_edit import QueryEdit
from noteviewer.gui.reading import Reading
from noteviewer.gui.search_dialog.completer import QueryCompleter
from noteviewer.gui.search_dialog.delegate import HitDelegate
from noteviewer.gui.search_dialog.labels import (
    answer_text,
    help_rows,
    row_label,
    row_tooltip,
    totals_text,
)
from noteviewer.gui.search_dialog.memory import SearchMemory
from noteviewer.gui.search_dialog.pieces import Piece, read_preview
from noteviewer.gui.search_dialog.preview import Preview
from noteviewer.gui.search_dialog.rows import HitRow, PastRow, Row, hit_rows, past_rows, scopes_of
from noteviewer.gui.search_dialog.scope_bar import ScopeBar
from noteviewer.gui.tasks import Tasks
from noteviewer.gui.theme import Spacing, ThemeSwitch
from noteviewer.library.location import Location
from noteviewer.library.rows import NoteRow, Scope, SearchResult
from noteviewer.library.state import ReaderState

logger = logging.getLogger(__name__)

LIMIT = 200
WIDTH = 1080
HEIGHT = 720


@dataclass(frozen=True, slots=True)
class Answer:
    """What a search came to, with its rows made on the worker thread."""

    result: SearchResult
    rows: tuple[Row, ...]
    seconds: float


class SearchDialog(Overlay):
    """Hits as you type, a live preview beside them, everything by keyboard.

    Esc hides it and loses nothing: opened again, query, hits and place in the list are there.
    """

    open_requested = Signal(object)
    """A `Location` whose query is what to mark in the page."""
    new_tab_requested = Signal(object)
    """A `Location` to be opened beside the present one."""
    link_activated = Signal(str)
    """A URL for the system's browser."""

    def __init__(
        self,
        *,
        queries: Queries[Reading],
        tasks: Tasks,
        state: ReaderState,
        themes: ThemeSwitch,
        icons: Icons,
        parent: QWidget,
    ) -> None:
        super().__init__(themes, parent, width=WIDTH, height=HEIGHT)
        self.setAccessibleName(self.tr("Search everything"))
        self._queries = queries
        self._search_lane = queries.lane(self)
        self._preview_lane = queries.lane(self)
        self._scope_lane = queries.lane(self)
        self._icons = icons
        self._location = Location("")
        self._answer: Answer | None = None
        self._model: RowModel[Row] = RowModel(row_label, row_tooltip, self)
        self._view = self._make_view(themes)
        self._field = self._make_field()
        self._completer = QueryCompleter(self._field, queries)
        self._scopes = ScopeBar(self.panel)
        self._scopes.scope_changed.connect(self._search_again)
        self._preview = Preview(themes, self.panel)
        self._preview.setAccessibleName(self.tr("Preview of the section"))
        self._preview.link_activated.connect(self.link_activated)
        self._totals = QLabel(self.panel)
        self._issue = QLabel(self.panel)
        self._star = QToolButton(self.panel)
        self._memory = SearchMemory(state, tasks, self)
        self._memory.changed.connect(self._take_past)
        self._lay_out()
        self._add_keys()
        themes.theme_changed.connect(self._preview_current)

    # What the window tells.

    def show_location(self, location: Location) -> None:
        """Know where the reader is: scopes are about that note."""
        is_other_folder = location.folder != self._location.folder
        self._location = location
        if is_other_folder:
            self._scopes.forget()
            self._completer.forget()
            self._field.clear()
            self._memory.set_folder(location.folder)

    def refresh(self) -> None:
        """The index changed: search again, staying on the same hit."""
        self._completer.forget()
        if self.isVisible():
            self._search(self._field.text(), is_same=True)

    def search_for(self, query: str) -> None:
        """Open with a query."""
        self.open()
        self._field.setText(query)

    def search_in(self, scope: Scope) -> None:
        """Open for a search in one place."""
        self._scopes.confine(scope)
        self.open()

    def take_focus(self) -> None:
        """The keyboard goes to the query; what was found stays."""
        self._field.setFocus()
        self._field.selectAll()
        self._offer_scopes()
        self._memory.read()
        if self._field.text().strip():
            self._search(self._field.text(), is_same=True)

    def step_note(self, steps: int) -> bool:
        """Go to the next or previous note with hits, from one that a hit has led to.

        Returns:
            False where the search is another one by now, or has no further note.
        """
        here = self._location
        if not here.query or here.query != self._field.text().strip():
            return False
        while (row := self._step_row(steps)) is not None:
            if row.hit.path != here.note:
                self._go_to(row, in_new_tab=False)
                return True
        return False

    def _step_row(self, steps: int) -> HitRow | None:
        before = self._view.currentIndex().row()
        self._view.step(steps)
        row = self._view.current_row()
        is_other = self._view.currentIndex().row() != before
        return row if is_other and isinstance(row, HitRow) else None

    # Searching.

    def _search_again(self) -> None:
        self._search(self._field.text())

    def _search(self, typed: str, *, is_same: bool = False) -> None:
        """Ask, and show the answer; `is_same` keeps the place in the list."""
        query, scope = typed.strip(), self._scopes.scope
        if not query:
            self._search_lane.cancel()
            self._answer = None
            self._show_past()
            return
        cancel = Event()

        def find(catalog: Reading) -> Answer:
            started = perf_counter()
            result = catalog.search(query, scope, LIMIT, cancel)
            return Answer(result, tuple(hit_rows(result.hits)), perf_counter() - started)

        self._search_lane.ask(
            find, partial(self._take_answer, is_same=is_same), self._not_found, cancel=cancel
        )

    def _take_answer(self, answer: Answer, *, is_same: bool) -> None:
        self._answer = answer
        if is_same:
            self._model.update(answer.rows)
        else:
            self._model.replace(answer.rows)
        if not self._view.currentIndex().isValid():
            self._view.select_first()
        self._totals.setText(totals_text(answer.result, answer.seconds))
        self._say(answer_text(answer.result, self._scopes.scope))
        if not answer.rows:
            self._preview.clear()
        self._preview_current()

    def _not_found(self, error: Exception) -> None:
        log_failure(logger, "search failed", error)
        self._say(self.tr("The index cannot be read: {}").format(error))

    def _say(self, text: str) -> None:
        self._issue.setText(text)
        self._issue.setVisible(bool(text))

    # Scopes, history and saved searches.

    def _offer_scopes(self) -> None:
        path = self._location.note

        def read(catalog: Reading) -> NoteRow | None:
            return catalog.note(path) if path else None

        self._scope_lane.ask(read, self._take_note, self._not_found)

    def _take_note(self, note: NoteRow | None) -> None:
        before: Scope = self._scopes.scope
        self._scopes.offer(scopes_of(note))
        if self._scopes.scope != before:
            self._search_again()

    def _take_past(self) -> None:
        self._show_star()
        if self._answer is None and not self._field.text().strip():
            self._show_past()

    def _show_past(self) -> None:
        past = self._memory.past
        self._totals.clear()
        self._say("")
        self._preview.show_help(self.tr("How to search"), help_rows())
        self._model.replace(past_rows(past.saved, past.history))

    def _show_star(self) -> None:
        query = self._field.text().strip()
        is_saved = self._memory.past.is_saved(query)
        self._icons.put(self._star, "star-filled" if is_saved else "star", "star")
        self._star.setEnabled(bool(query))

    def _toggle_saved(self) -> None:
        query = self._field.text().strip()
        if query:
            self._memory.toggle_saved(query)

    # Preview and going there.

    def _preview_current(self) -> None:
        row = self._view.current_row()
        if not isinstance(row, HitRow) or self._answer is None:
            return
        hit, highlights = row.hit, self._answer.result.highlights

        def read(catalog: Reading) -> list[Piece]:
            return read_preview(catalog, hit.path, hit.section)

        def show(pieces: Sequence[Piece]) -> None:
            self._preview.show_section(hit, pieces, highlights)

        self._preview_lane.ask(read, show, self._not_found)

    def _enter(self, modifiers: Qt.KeyboardModifier) -> None:
        row = self._view.current_row()
        if row is not None:
            self._choose(RowChosen(row, modifiers))

    def _choose(self, chosen: RowChosen[Row]) -> None:
        row = chosen.row
        if isinstance(row, PastRow):
            self._field.setText(row.query)
            self._field.setFocus()
        elif isinstance(row, HitRow):
            self._memory.remember(self._field.text())
            self.close_panel()
            is_control = bool(chosen.modifiers & Qt.KeyboardModifier.ControlModifier)
            self._go_to(row, in_new_tab=is_control)

    def _go_to(self, row: HitRow, *, in_new_tab: bool) -> None:
        place = row.place(self._location.folder, self._field.text().strip())
        (self.new_tab_requested if in_new_tab else self.open_requested).emit(place)

    # The widgets.

    def _make_view(self, themes: ThemeSwitch) -> RowView[Row]:
        view: RowView[Row] = RowView(self._model, self.panel)
        view.setProperty("role", "raised")
        view.setItemDelegate(HitDelegate(self._model, themes, self._icons, view))
        view.setAccessibleName(self.tr("Hits"))
        view.row_chosen.connect(self._choose)
        view.selectionModel().currentChanged.connect(self._row_changed)
        return view

    def _row_changed(self, _current: QModelIndex, _previous: QModelIndex) -> None:
        self._preview_current()

    def _make_field(self) -> QueryEdit:
        field = QueryEdit(self.panel)
        field.setPlaceholderText(self.tr("Search everything"))
        field.setAccessibleName(self.tr("Search everything"))
        # Committed text only: what an input method still composes is never searched.
        field.textChanged.connect(self._search)
        field.textChanged.connect(self._show_star)
        field.stepped.connect(self._view.step)
        field.entered.connect(self._enter)
        return field

    def _add_keys(self) -> None:
        for widget in (self._field, self._view, self._preview):
            LocalKeys(
                widget,
                {
                    "Ctrl+S": self._toggle_saved,
                    "Alt+S": self._scopes.choose_next,
                    "F3": partial(self._view.step, 1),
                    "Shift+F3": partial(self._view.step, -1),
                    "Alt+Down": partial(self._preview.scroll_lines, 1),
                    "Alt+Up": partial(self._preview.scroll_lines, -1),
                },
            )

    def _lay_out(self) -> None:
        self._field.setTextMargins(Spacing.S, 0, Spacing.S, 0)
        for label, role in ((self._totals, "muted"), (self._issue, "warning")):
            label.setProperty("role", role)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._issue.setContentsMargins(Spacing.L, 0, Spacing.L, Spacing.XS)
        self._issue.hide()
        self._star.setToolTip(self.tr("Save this search (Ctrl+S)"))
        self._star.setAccessibleName(self.tr("Save this search"))
        self._star.clicked.connect(self._toggle_saved)
        self._show_star()
        top = QHBoxLayout()
        top.setContentsMargins(0, Spacing.XS, Spacing.M, 0)
        top.addWidget(self._field, 1)
        top.addWidget(self._totals)
        top.addWidget(self._star)
        sides = QSplitter(Qt.Orientation.Horizontal, self.panel)
        sides.setChildrenCollapsible(False)
        sides.addWidget(self._view)
        sides.addWidget(self._preview)
        sides.setSizes([WIDTH * 46 // 100, WIDTH * 54 // 100])
        keys = QLabel(
            self.tr(
                "↑↓ choose   ⏎ open   Ctrl+⏎ in a new tab   Alt+↑↓ scroll   Alt+S where   Esc back"
            ),
            self.panel,
        )
        keys.setProperty("role", "faint")
        keys.setContentsMargins(Spacing.L, Spacing.S, Spacing.L, Spacing.S)
        whole = QVBoxLayout(self.panel)
        whole.setContentsMargins(1, 1, 1, 1)
        whole.setSpacing(0)
        whole.addLayout(top)
        whole.addWidget(self._scopes)
        whole.addWidget(self._issue)
        whole.addWidget(self._line())
        whole.addWidget(sides, 1)
        whole.addWidget(self._line())
        whole.addWidget(keys)

    def _line(self) -> QFrame:
        line = QFrame(self.panel)
        line.setProperty("role", "line")
        return line
