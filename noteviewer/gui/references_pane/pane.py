"""The references pane: list, filter, and what can be done with a reference."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QMenu,
    QMessageBox,
    QVBoxLayout,
    QWidget,
)

from noteviewer.gui.citations import CitationService
from noteviewer.gui.failures import log_failure
from noteviewer.gui.filter_field import FilterField
from noteviewer.gui.icons import Icons
from noteviewer.gui.lists.model import RowModel
from noteviewer.gui.lists.view import RowChosen, RowView
from noteviewer.gui.local_keys import LocalKeys
from noteviewer.gui.mode_bar import ModeBar
from noteviewer.gui.queries import Queries
from noteviewer.gui.reading import Reading
from noteviewer.gui.reference_text import to_markdown
from noteviewer.gui.references_pane.delegate import ReferenceDelegate
from noteviewer.gui.references_pane.labels import row_label, row_tooltip
from noteviewer.gui.references_pane.rows import (
    Item,
    Row,
    Show,
    list_rows,
    make_items,
    with_citations,
    with_states,
)
from noteviewer.gui.tasks import Tasks
from noteviewer.gui.theme import Spacing, ThemeSwitch
from noteviewer.library.location import Location
from noteviewer.library.rows import ReferenceRow
from noteviewer.library.state import ReaderState

logger = logging.getLogger(__name__)

ASK_FROM = 6
"""So many pages are not opened without asking."""
OPEN_LIMIT = 20
"""No more pages than this are opened at once."""


class ReferencesPane(QWidget):
    """References of the note that is shown, by section."""

    open_requested = Signal(object)
    """A `Location`: the place of a reference in its note."""
    link_activated = Signal(str)
    """A URL for the system's browser."""
    title_search_requested = Signal(str)
    """The title of a paper without a URL, to be searched for."""
    announced = Signal(str)
    """One line on what was done, for the status bar."""
    count_changed = Signal(int)
    """How many references the note has."""

    def __init__(
        self,
        *,
        queries: Queries[Reading],
        tasks: Tasks,
        state: ReaderState,
        citations: CitationService | None = None,
        key_of: Callable[[ReferenceRow], str],
        themes: ThemeSwitch,
        icons: Icons,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._lane = queries.lane(self)
        self._tasks = tasks
        self._state = state
        self._key_of = key_of
        self._citations = citations or CitationService(queries, self)
        self._citations.changed.connect(self._take_citations)
        self._icons = icons
        self._location = Location("")
        self._items: tuple[Item, ...] = ()
        self._show = Show.ALL
        self._model: RowModel[Row] = RowModel(row_label, row_tooltip, self)
        self._view: RowView[Row] = RowView(self._model, self)
        self._delegate = ReferenceDelegate(self._model, themes, icons, self._view)
        self._view.setItemDelegate(self._delegate)
        self._view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._view.setAccessibleName(self.tr("References of the note"))
        self._view.row_chosen.connect(self._choose)
        self._view.customContextMenuRequested.connect(self._open_menu)
        themes.theme_changed.connect(self._view.viewport().update)
        self._actions = self._make_actions()
        self._filter = self._make_filter(icons)
        self._shows = self._make_shows()
        self._hint = QLabel(self)
        self._lay_out()
        self.setFocusProxy(self._view)

    # What the window tells.

    def show_location(self, location: Location) -> None:
        """Show the references of a note."""
        is_other = (location.folder, location.note) != (
            self._location.folder,
            self._location.note,
        )
        self._location = location
        if is_other:
            self._items = ()
            self._model.replace([])
            self.refresh()

    def refresh(self) -> None:
        """Read the references again."""
        path, state, key_of = self._location.note, self._state, self._key_of
        citations = self._citations.citations
        if not path:
            self._take(())
            return

        def read(catalog: Reading) -> tuple[Item, ...]:
            references = catalog.references(path)
            return make_items(references, state.references.all(), citations, key_of)

        self._lane.ask(read, self._take, self._not_read)

    def focus_list(self) -> None:
        """Put the keyboard into the list."""
        if not self._view.currentIndex().isValid():
            self._view.select_first()
        self._view.setFocus()

    # The list.

    def _take(self, items: tuple[Item, ...]) -> None:
        self._items = items
        self.count_changed.emit(len(items))
        self._relist()

    def _take_citations(self) -> None:
        self._items = with_citations(self._items, self._citations.citations)
        self._relist()

    def _not_read(self, error: Exception) -> None:
        log_failure(logger, "cannot read the references", error)

    def _relist(self) -> None:
        self._model.update(list_rows(self._items, self._show, self._filter.text()))
        if self._model.rows or not self._location.note:
            self._hint.hide()
            return
        self._hint.setText(
            self.tr("No reference matches.") if self._items else self.tr("No references here.")
        )
        self._hint.show()

    def set_show(self, show: Show) -> None:
        """List all, or only unread, read or starred references."""
        self._show = show
        self._shows.show_mode(show)
        self._relist()

    # What is done with references.

    def _chosen_items(self) -> list[Item]:
        return [row for row in self._view.selected_rows() if isinstance(row, Item)]

    def _choose(self, chosen: RowChosen[Row]) -> None:
        if not isinstance(chosen.row, Item):
            return
        if chosen.modifiers & Qt.KeyboardModifier.ShiftModifier:
            self._go_to_place()
        else:
            self._open()

    def _open(self) -> None:
        """Open what is selected in the browser, and mark it as read."""
        items = self._chosen_items()
        with_url = [item for item in items if item.row.url is not None][:OPEN_LIMIT]
        if not with_url:
            self._search_title()
            return
        if len(with_url) >= ASK_FROM and not self._is_wanted(len(with_url)):
            return
        for item in with_url:
            self.link_activated.emit(item.row.url)
        self._mark_read(with_url, is_read=True)
        keys = [item.state.key for item in with_url]

        def remember() -> None:
            for key in keys:
                self._state.references.opened(key)

        self._tasks.run(remember, self._kept, self._not_kept)

    def _is_wanted(self, count: int) -> bool:
        answer = QMessageBox.question(
            self,
            self.tr("Open references"),
            self.tr("Open %n page(s) in the browser?", None, count),
        )
        return answer == QMessageBox.StandardButton.Yes

    def _search_title(self) -> None:
        for item in self._chosen_items()[:1]:
            self.title_search_requested.emit(item.title)

    def _go_to_place(self) -> None:
        row = self._view.current_row()
        if isinstance(row, Item):
            self.open_requested.emit(
                Location(self._location.folder, row.row.path, row.row.anchor, row.title)
            )

    def _copy(self, write: Callable[[ReferenceRow], str]) -> None:
        items = self._chosen_items()
        text = "\n".join(write(item.row) for item in items)
        if text:
            QGuiApplication.clipboard().setText(text)
            self.announced.emit(self.tr("%n reference(s) copied", None, len(items)))

    def _copy_markdown(self) -> None:
        self._copy(to_markdown)

    def _copy_urls(self) -> None:
        self._copy(lambda row: row.url or row.title or "")

    def _toggle_read(self) -> None:
        items = self._chosen_items()
        self._mark_read(items, is_read=not all(item.state.is_read for item in items))

    def _toggle_star(self) -> None:
        items = self._chosen_items()
        is_starred = not all(item.state.is_starred for item in items)
        states = {item.state.key: replace(item.state, is_starred=is_starred) for item in items}
        self._items = with_states(self._items, states)
        self._relist()
        star = partial(self._state.references.star, list(states), is_starred)
        self._tasks.run(star, self._kept, self._not_kept)

    def _mark_read(self, items: Sequence[Item], *, is_read: bool) -> None:
        states = {item.state.key: replace(item.state, is_read=is_read) for item in items}
        self._items = with_states(self._items, states)
        self._relist()
        mark = partial(self._state.references.mark_read, list(states), is_read)
        self._tasks.run(mark, self._kept, self._not_kept)

    def _kept(self, _answer: None) -> None:
        """Nothing to tell: the list shows it already."""

    def _not_kept(self, error: Exception) -> None:
        log_failure(logger, "cannot keep the state of references", error)
        self.announced.emit(self.tr("Your marks could not be saved: {}").format(error))

    # The widgets.

    def _make_actions(self) -> list[QAction]:
        actions: list[QAction] = []
        keys: dict[str, Callable[[], None]] = {}
        for text, icon, key, slot in (
            (self.tr("Open in browser"), "external", "Return", self._open),
            (self.tr("Go to its place in the note"), "note", "Shift+Return", self._go_to_place),
            (self.tr("Read / unread"), "dot", "Space", self._toggle_read),
            (self.tr("Star / no star"), "star", "S", self._toggle_star),
            (self.tr("Copy as Markdown"), "copy", "Ctrl+C", self._copy_markdown),
            (self.tr("Copy URL"), "link", "Ctrl+Shift+C", self._copy_urls),
            (self.tr("Search for this title"), "search", "T", self._search_title),
        ):
            shown = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
            action = QAction(f"{text}\t{shown}", self._view)
            self._icons.put(action, icon)
            action.triggered.connect(slot)
            actions.append(action)
            keys[key] = slot
        LocalKeys(self._view, keys)
        return actions

    def _open_menu(self, point: QPoint) -> None:
        if not self._chosen_items():
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(self._actions)
        menu.popup(self._view.viewport().mapToGlobal(point))

    def _make_filter(self, icons: Icons) -> FilterField:
        hint = self.tr("Filter references")
        field = FilterField(hint, self.tr("Filter the references"), icons, self)
        field.typed.connect(self._relist)
        field.left.connect(self.focus_list)
        return field

    def _make_shows(self) -> ModeBar[Show]:
        names = {
            Show.ALL: self.tr("All"),
            Show.UNREAD: self.tr("Unread"),
            Show.READ: self.tr("Read"),
            Show.STARRED: self.tr("Starred"),
        }
        bar = ModeBar(names, self)
        bar.mode_chosen.connect(self.set_show)
        return bar

    def _lay_out(self) -> None:
        self._hint.setProperty("role", "faint")
        self._hint.setContentsMargins(Spacing.L, Spacing.S, Spacing.L, Spacing.S)
        self._hint.setWordWrap(True)
        self._hint.hide()
        top = QVBoxLayout()
        top.setContentsMargins(Spacing.S, Spacing.S, Spacing.S, Spacing.XS)
        top.addWidget(self._shows)
        top.addWidget(self._filter)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(top)
        whole.addWidget(self._hint)
        whole.addWidget(self._view, 1)
