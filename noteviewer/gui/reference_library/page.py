"""The reference library: search field, facets, table and detail, and what joins them."""

import logging
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QMimeData, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from noteviewer.gui.core.documents import OpenRequest
from noteviewer.gui.core.reference_actions import ReferenceMarks, States
from noteviewer.gui.core.services import WindowServices
from noteviewer.gui.reference_library.actions import LineActions, ReferenceExporter
from noteviewer.gui.reference_library.detail import Commented, DetailPane
from noteviewer.gui.reference_library.facets import FacetList
from noteviewer.gui.reference_library.link_check import LinkChecks
from noteviewer.gui.reference_library.loader import References
from noteviewer.gui.reference_library.model import ReferenceModel
from noteviewer.gui.reference_library.table_view import ReferenceTableView
from noteviewer.gui.reference_library.top_bar import TopBar
from noteviewer.gui.theme.theme import ThemeSwitch
from noteviewer.gui.widgets.delayed_call import DelayedCall
from noteviewer.gui.widgets.keys import LocalKeys
from noteviewer.gui.widgets.pane import Pane
from noteviewer.library.location import Location
from noteviewer.library.references import Facet, Line, Listing, Order
from noteviewer.library.references.link_check import CheckRules
from noteviewer.library.rows import ReferenceRow
from noteviewer.library.search.snippets import phrase_query
from noteviewer.library.state import LinkVerdict

logger = logging.getLogger(__name__)

FACETS_WIDTH, DETAIL_WIDTH = 220, 340
RELOAD_DELAY_MS = 1000
"""While a folder is indexed, updates come by the second."""
REST_MS = 60_000
"""For so long the rows are kept while nobody looks: 25,000 references take 70 MB."""


class ReferenceLibraryPage(Pane):
    """All references of the folder; what the user typed, chose and sorted stays while away."""

    open_requested = Signal(object)
    """An `OpenRequest`: the place of a reference in its note."""
    link_activated = Signal(str)
    """A URL for the system's browser."""
    title_search_requested = Signal(str)
    """The title of a paper without a URL, to be searched for."""
    leave_requested = Signal()
    """The user is done here."""

    def __init__(
        self,
        services: WindowServices,
        parent: QWidget | None = None,
        *,
        check_rules: CheckRules | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self._folder = ""
        self._references = References(services.queries, services.tasks, services.state, self)
        self._model = ReferenceModel(services.themes, services.icons, self)
        self._is_stale = True
        self._wanted_key = ""
        self._bar = TopBar(services.icons, self)
        self.field = self._bar.field
        self.table = ReferenceTableView(self._model, services.icons, self)
        self.facets = FacetList(services.themes, services.icons, self)
        self.detail = DetailPane(services.queries, services.themes, self)
        self._marks = ReferenceMarks(services, self)
        self.exporter = ReferenceExporter(services, self)
        self.checks = LinkChecks(
            check_rules or CheckRules(), self._marks, services.state.verdicts, self
        )
        self._actions = LineActions(self.table, self._marks, services.icons)
        self._reload = DelayedCall(RELOAD_DELAY_MS, self._load, self)
        self._rest = DelayedCall(REST_MS, self._let_go, self)
        self._lay_out()
        self._connect(services.themes)

    # What the window tells.

    def set_folder(self, folder: str) -> None:
        """Show the references of another folder, once the page is opened."""
        self._folder = folder
        self._is_stale = True
        self._references.forget()
        self.checks.checker.cancel()
        self.field.clear()
        self.facets.clear_chosen()
        self.facets.show_facets({})
        self._bar.show_text("")
        self._model.show([])
        self._show_detail(None)

    def refresh(self) -> None:
        """The index was updated: read again, now or when the page is next opened."""
        self._is_stale = True
        if self.isVisible() and not self._reload.isActive():
            self._reload.start()

    def open(self, typed: str | None = None) -> None:
        """Get ready to be used: fresh references, the keyboard in the field.

        Args:
            typed: Put into the field, such as an address to look for; None leaves what is there.
        """
        if typed is not None:
            self.field.setText(typed)
        if self._is_stale:
            self._load()
        else:
            self._references.look_for_marks()
        self.field.setFocus()
        self.field.selectAll()

    def close_down(self) -> None:
        """Keep what is being written and end what runs."""
        self._marks.close()
        self.checks.checker.cancel()
        self.detail.keep_comment()

    # Loading and listing.

    def _let_go(self) -> None:
        """Nobody looks: give up what was read; it comes again when the page is shown."""
        if self.isVisible():
            return
        if self.checks.checker.is_running:
            self._rest.start()
            return
        line = self.table.current_line()
        self.detail.keep_comment()
        self._wanted_key = line.entry.key if line else ""
        self._is_stale = True
        self._references.forget()
        self._model.show([])
        self._show_detail(None)

    def _load(self) -> None:
        if not self._folder:
            return
        self._is_stale = False
        if self._references.library is None:
            self._bar.show_reading(0, 0)
        self._references.load()

    def _show(self, listing: Listing) -> None:
        line = self.table.current_line()
        key = self._wanted_key or (line.entry.key if line else "")
        self._wanted_key = ""
        chosen = {one.entry.key for one in self.table.selected_lines()}
        # The detail is told once, at the end: a comment may just be written there.
        with QSignalBlocker(self.table):
            self._model.show(listing.lines)
            # Something may have been marked since the list was asked for.
            self._model.change(self._references.states, self._references.verdicts)
            self.table.go_to(self._model.find(key))
            if len(chosen) > 1:
                self.table.choose(chosen)
        if not self.table.currentIndex().isValid():
            self.table.scrollToTop()
            if len(listing.lines) == 1:
                self.table.go_to_first()
        self._show_detail(self.table.current_line())
        self.facets.show_facets(listing.facets)
        self._bar.show_progress(listing.read, len(listing.lines), self._references.totals)

    def _show_counts(self, listing: Listing) -> None:
        self.facets.show_facets(listing.facets)

    def _not_read(self, error: Exception) -> None:
        logger.warning("cannot read the references: %s", error)
        self._bar.show_text(self.tr("The references cannot be read: {}").format(error))

    def _show_progress(self) -> None:
        lines = self._model.lines
        read = sum(line.state.is_read for line in lines)
        self._bar.show_progress(read, len(lines), self._references.totals)

    def _type(self, typed: str) -> None:
        self._references.choose(replace(self._references.choice, typed=typed))

    def _narrow(self, facets: dict[Facet, frozenset[str]]) -> None:
        self._references.choose(replace(self._references.choice, facets=dict(facets)))

    def _sort(self, order: Order) -> None:
        self._references.choose(replace(self._references.choice, order=order))

    # The line that the user stands on.

    def _show_detail(self, line: Line | None) -> None:
        self.detail.show_line(line, self._references.library)

    def _go_to_key(self, key: str) -> None:
        index = self._model.find(key)
        if index.isValid():
            self.table.go_to(index)
            return
        self._wanted_key = key
        self.field.clear()
        self.facets.clear_chosen()

    def _open_place(self, row: ReferenceRow) -> None:
        query = phrase_query(row.title or "", row.url or "")
        place = Location(self._folder, row.path, row.anchor, query)
        self.open_requested.emit(OpenRequest(place))

    # What the user does.

    def _take_comment(self, commented: Commented) -> None:
        before = self._references.state(commented.key)
        if before.comment != commented.text:
            self._change_states(self._marks.comment(before, commented.text))

    def _change_states(self, states: States) -> None:
        """Show at once what was done; the order stays until the user asks for another list."""
        self._references.change(states, {})
        self._model.change(states, {})
        self._show_progress()

    def wanted_lines(self) -> Sequence[Line]:
        """What export and link check work on: a selection of several lines, else all."""
        chosen = self.table.selected_lines()
        return chosen if len(chosen) > 1 else self._model.lines

    def _fill_export_menu(self) -> None:
        menu = self._bar.export_menu
        menu.clear()
        self.exporter.fill_menu(menu, self.wanted_lines(), self._folder)

    def _check_links(self) -> None:
        self.checks.start_or_cancel(self.wanted_lines())

    def _take_verdict(self, verdict: LinkVerdict) -> None:
        found = {verdict.url: verdict}
        self._references.change({}, found)
        self._model.change({}, found)
        line = self.table.current_line()
        if line is not None and line.entry.url == verdict.url:
            self.detail.show_verdict(verdict)

    def _leave_or_clear(self) -> None:
        """Esc gives up what was typed first, then the facets, then the page."""
        if self.field.text():
            self.field.clear()
        elif any(self.facets.chosen.values()):
            self.facets.clear_chosen()
        else:
            self.leave_requested.emit()

    # What Qt tells.

    def showEvent(self, event: QShowEvent) -> None:
        """Read again what was given up meanwhile."""
        super().showEvent(event)
        self._rest.stop()
        if self._is_stale:
            self._load()

    def hideEvent(self, event: QHideEvent) -> None:
        """Give the rows up after a while."""
        super().hideEvent(event)
        self._rest.start()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take addresses, to tell where they are cited; files are for the window."""
        if _dropped_address(event.mimeData()):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        """Look for the address that was dropped."""
        address = _dropped_address(event.mimeData())
        if address:
            event.acceptProposedAction()
            self.open(address)

    # The widgets.

    def _connect(self, themes: ThemeSwitch) -> None:
        self._references.listed.connect(self._show)
        self._references.counted.connect(self._show_counts)
        self._references.progressed.connect(self._bar.show_reading)
        self._references.failed.connect(self._not_read)
        self.field.textChanged.connect(self._type)
        self.field.stepped.connect(lambda _steps: self._enter_table())
        self.field.entered.connect(lambda _modifiers: self._enter_table())
        self.facets.chosen_changed.connect(self._narrow)
        self.table.order_changed.connect(self._sort)
        self.table.current_changed.connect(self._show_detail)
        self.table.left_upwards.connect(self.field.setFocus)
        actions = self._actions
        actions.link_activated.connect(self.link_activated)
        actions.title_search_requested.connect(self.title_search_requested)
        actions.place_requested.connect(self._open_place)
        actions.comment_requested.connect(self.detail.comment.setFocus)
        actions.states_changed.connect(self._change_states)
        self.detail.place_requested.connect(self._open_place)
        self.detail.entry_requested.connect(self._go_to_key)
        self.detail.link_activated.connect(self.link_activated)
        self.detail.commented.connect(self._take_comment)
        self._bar.export_menu.aboutToShow.connect(self._fill_export_menu)
        self._bar.check_pressed.connect(self._check_links)
        self._bar.leave_requested.connect(self.leave_requested)
        self.checks.check_changed.connect(self._bar.show_check)
        self.checks.verdict_reached.connect(self._take_verdict)
        themes.theme_changed.connect(lambda _theme: self.table.viewport().update())
        for widget in (self, self.field, self.table, self.facets):
            LocalKeys(widget, {"Esc": self._leave_or_clear, "Ctrl+F": self.field.setFocus})
        LocalKeys(self.detail.comment, {"Esc": self.table.setFocus})

    def _enter_table(self) -> None:
        if self._model.lines:
            if not self.table.currentIndex().isValid():
                self.table.go_to_first()
            self.table.setFocus()

    def _lay_out(self) -> None:
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        for part in (self.facets, self.table, self.detail):
            splitter.addWidget(part)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([FACETS_WIDTH, 10 * FACETS_WIDTH, DETAIL_WIDTH])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._bar)
        whole.addWidget(splitter, 1)


def _dropped_address(data: QMimeData) -> str:
    urls = data.urls()
    if any(url.isLocalFile() for url in urls):
        return ""
    return urls[0].toString() if urls else data.text().strip()
