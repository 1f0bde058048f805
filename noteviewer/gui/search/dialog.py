"""The panel in which everything is searched."""

import logging
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QSplitter, QVBoxLayout, QWidget

from noteviewer.gui.core.documents import Disposition, OpenRequest
from noteviewer.gui.core.index_reader import IndexReader
from noteviewer.gui.core.services import WindowServices
from noteviewer.gui.core.tasks import log_failure
from noteviewer.gui.search.completer import QueryCompleter
from noteviewer.gui.search.hit_list import HitList
from noteviewer.gui.search.labels import (
    answer_text,
    help_rows,
    issue_spans,
    issue_text,
    totals_text,
    unread_text,
)
from noteviewer.gui.search.preview import HitPreview
from noteviewer.gui.search.query_bar import QueryBar, ScopeBar
from noteviewer.gui.search.rows import (
    HitPlace,
    HitRow,
    HitWalk,
    PastRow,
    Row,
    is_half_typed,
    past_rows,
    scopes_of,
)
from noteviewer.gui.search.session import Answer, SearchHistory, SearchSession
from noteviewer.gui.theme.theme import Spacing
from noteviewer.gui.widgets.keys import LocalKeys
from noteviewer.gui.widgets.lists import RowChosen
from noteviewer.gui.widgets.overlay import Overlay
from noteviewer.library.location import Location
from noteviewer.library.rows import NoteRow, Scope

logger = logging.getLogger(__name__)

WIDTH = 1080
HEIGHT = 720


class SearchDialog(Overlay):
    """Hits as you type, a live preview beside them, everything by keyboard.

    Esc hides it and loses nothing: opened again, query, hits and place in the list are there.
    """

    open_requested = Signal(object)
    """An `OpenRequest` whose query is what to mark in the page."""
    link_activated = Signal(str)
    """A URL for the system's browser."""
    saved_changed = Signal()
    """A search was saved, or is no longer."""

    def __init__(
        self,
        services: WindowServices,
        parent: QWidget,
        *,
        any_script: Callable[[], bool] = lambda: False,
    ) -> None:
        """Build it.

        Args:
            services: What panes are made with.
            parent: The window.
            any_script: Whether traditional and simplified characters are to be found alike.
        """
        super().__init__(services.themes, parent, width=WIDTH, height=HEIGHT)
        self.setAccessibleName(self.tr("Search everything"))
        self._location = Location("")
        self._answer: Answer | None = None
        self._walk = HitWalk()
        self._came_to: HitPlace | None = None
        self._scope_lane = services.queries.lane(self)
        self._session = SearchSession(services.queries, any_script, self._not_found, self)
        self._history = SearchHistory(services.state, services.tasks, self)
        self._history.saved_changed.connect(self.saved_changed)
        self._bar = QueryBar(services.icons, self.panel)
        self._completer = QueryCompleter(self._bar.field, services.queries)
        self._scopes = ScopeBar(self.panel)
        self._list = HitList(services.themes, services.icons, self.panel)
        self._preview = HitPreview(
            services.queries, services.reader, self._not_found, services.themes, self.panel
        )
        self._connect()
        self._lay_out()
        self._add_keys()
        services.themes.theme_changed.connect(self._preview_current)

    # What the window tells.

    def show_location(self, location: Location) -> None:
        """Know where the user is: scopes are about that note."""
        is_other_folder = location.folder != self._location.folder
        self._location = location
        if is_other_folder:
            self._scopes.forget()
            self._completer.forget()
            self._bar.field.clear()
            self._history.set_folder(location.folder)

    def refresh(self) -> None:
        """The index changed: search again, staying on the same hit."""
        self._completer.forget()
        if self.isVisible():
            self._offer_scopes()
            self._search(is_same=True)

    def show_unread(self, notes: int) -> None:
        """Say how many notes cannot be found yet."""
        self._bar.show_unread(unread_text(notes))

    def search_for(self, query: str) -> None:
        """Open with a query."""
        self.open()
        self._bar.field.setText(query)

    def search_in(self, scope: Scope) -> None:
        """Open for a search in one place."""
        self._scopes.confine(scope)
        self.open()

    def take_focus(self) -> None:
        """The keyboard goes to the query; what was found stays."""
        self._bar.field.setFocus()
        self._bar.field.selectAll()
        self._offer_scopes()
        self._history.read()
        if self._bar.query:
            self._search(is_same=True)

    @property
    def hit_place(self) -> HitPlace | None:
        """Which of the notes with hits the user is in; None where no hit led there."""
        here, place = self._location, self._came_to
        if place is None or (here.note, here.query) != (place.row.hit.path, self._walk.query):
            return None
        return place

    def step_note(self, steps: int) -> bool:
        """Go to the next or previous note with hits, from one that a hit has led to.

        Returns:
            False where the user came another way, or no other note has hits.
        """
        if self.hit_place is None:
            return False
        place = self._walk.step(self._location.note, steps)
        if place is None:
            return False
        self._came_to = place
        self._list.stand_on(place.row)
        going = place.row.place(self._location.folder, self._walk.query)
        self.open_requested.emit(OpenRequest(going))
        return True

    # Searching.

    def _typed(self) -> None:
        self._show_star()
        self._search()

    def _search(self, *, is_same: bool = False) -> None:
        """Ask; `is_same` keeps the place in the list."""
        if self._bar.query:
            self._session.ask(self._bar.query, self._scopes.scope, is_same=is_same)
        else:
            self._session.cancel()
            self._answer = None
            self._show_past()

    def _take_answer(self, answer: Answer) -> None:
        issues = issue_spans(answer.result, self._bar.field.text())
        if self._answer is not None and is_half_typed(answer.result, self._bar.field.text()):
            # What is found stays while the name of a field is being written.
            words = [issue_text(issue, answer.result.query) for issue in answer.result.issues[:1]]
            self._bar.say(" ".join(words), issues)
            return
        self._answer = answer
        self._list.show_rows(answer.rows, is_same=answer.is_same)
        self._bar.show_totals(totals_text(answer.result, answer.seconds))
        self._bar.say(answer_text(answer.result, self._scopes.scope, answer.without), issues)
        if not answer.rows:
            self._show_help()
        self._preview_current()

    def _not_found(self, error: Exception) -> None:
        log_failure(logger, "search failed", error)
        self._bar.say(self.tr("The index cannot be read: {}").format(error))

    def _preview_current(self) -> None:
        hit = self._list.hit
        if hit is not None and self._answer is not None:
            self._preview.show_hit(hit, self._answer.result.highlights)

    # Scopes, history and saved searches.

    def _offer_scopes(self) -> None:
        path = self._location.note

        def read(catalog: IndexReader) -> NoteRow | None:
            return catalog.note(path) if path else None

        self._scope_lane.ask(read, self._take_note, self._not_found)

    def _take_note(self, note: NoteRow | None) -> None:
        before: Scope = self._scopes.scope
        self._scopes.offer(scopes_of(note))
        if self._scopes.scope != before:
            self._search()

    def _take_past(self) -> None:
        self._show_star()
        if not self._bar.query:
            self._show_past()

    def _show_past(self) -> None:
        past = self._history.past
        self._bar.show_totals("")
        self._bar.say("")
        self._show_help()
        self._list.show_rows(past_rows(past.saved, past.history))

    def _show_help(self) -> None:
        self._preview.show_nothing()
        self._preview.show_help(self.tr("How to search"), help_rows())

    def _show_star(self) -> None:
        self._bar.show_saved(self._history.past.is_saved(self._bar.query))

    def _toggle_saved(self) -> None:
        if self._bar.query:
            self._history.toggle_saved(self._bar.query)

    # Going there.

    def _enter(self, modifiers: Qt.KeyboardModifier) -> None:
        row = self._list.current_row()
        if row is not None:
            self._choose(RowChosen(row, modifiers))

    def _choose(self, chosen: RowChosen[Row]) -> None:
        row = chosen.row
        if isinstance(row, PastRow):
            self._bar.field.setText(row.query)
            self._bar.field.setFocus()
        elif isinstance(row, HitRow) and self._answer is not None:
            self._history.remember(self._bar.query)
            self._list.stand_on(row)
            self._walk = HitWalk.through(self._answer.marked, self._answer.rows)
            self._came_to = self._walk.place(row.hit.path)
            self.close_panel()
            place = row.place(self._location.folder, self._walk.query)
            self.open_requested.emit(
                OpenRequest(place, Disposition.NEW_TAB if chosen.in_new_tab else Disposition.HERE)
            )

    # The widgets.

    def _connect(self) -> None:
        self._bar.field.query_changed.connect(self._typed)
        self._bar.field.stepped.connect(self._list.step)
        self._bar.field.entered.connect(self._enter)
        self._bar.save_asked.connect(self._toggle_saved)
        self._show_star()
        self._session.answered.connect(self._take_answer)
        self._history.changed.connect(self._take_past)
        self._scopes.scope_changed.connect(self._search_elsewhere)
        self._list.row_chosen.connect(self._choose)
        self._list.current_changed.connect(self._preview_current)
        self._preview.link_activated.connect(self.link_activated)

    def _search_elsewhere(self, _scope: Scope) -> None:
        self._search()

    def _add_keys(self) -> None:
        for widget in (self._bar.field, self._list, self._preview):
            LocalKeys(
                widget,
                {
                    "Ctrl+S": self._toggle_saved,
                    "Alt+S": self._scopes.choose_next,
                    "F3": partial(self._list.step, 1),
                    "Shift+F3": partial(self._list.step, -1),
                    "Alt+Down": partial(self._preview.scroll_lines, 1),
                    "Alt+Up": partial(self._preview.scroll_lines, -1),
                },
            )

    def _lay_out(self) -> None:
        sides = QSplitter(Qt.Orientation.Horizontal, self.panel)
        sides.setChildrenCollapsible(False)
        sides.addWidget(self._list)
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
        whole.addWidget(self._bar)
        whole.addWidget(self._scopes)
        whole.addWidget(self._line())
        whole.addWidget(sides, 1)
        whole.addWidget(self._line())
        whole.addWidget(keys)

    def _line(self) -> QFrame:
        line = QFrame(self.panel)
        line.setProperty("role", "line")
        return line
