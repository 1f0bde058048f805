"""The references pane: list, filter, and what can be done with a reference."""

import logging
from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QMenu,
    QVBoxLayout,
    QWidget,
)

from noteviewer.gui.core.documents import OpenRequest, Scrolled
from noteviewer.gui.core.index_reader import IndexReader
from noteviewer.gui.core.reference_actions import Act, keys_of, menu_actions
from noteviewer.gui.core.services import WindowServices
from noteviewer.gui.core.tasks import log_failure
from noteviewer.gui.panes.references.actions import ReferenceActions
from noteviewer.gui.panes.references.delegate import ARROW, GUTTER, ReferenceDelegate
from noteviewer.gui.panes.references.labels import cited_text, row_label, row_tooltip
from noteviewer.gui.panes.references.rows import (
    Item,
    KeyOf,
    Row,
    Show,
    list_rows,
    make_items,
    row_to_follow,
    with_states,
)
from noteviewer.gui.theme.icons import Icons
from noteviewer.gui.theme.theme import Spacing
from noteviewer.gui.widgets.fields import FilterField, ModeBar, menu_text
from noteviewer.gui.widgets.keys import LocalKeys
from noteviewer.gui.widgets.list_model import RowModel
from noteviewer.gui.widgets.lists import RowChosen, RowView
from noteviewer.gui.widgets.pane import Pane
from noteviewer.library.catalog.topic_contents import anchor_in_note, read_topic_contents
from noteviewer.library.location import GeneratedKind, GeneratedPage, Location, is_generated
from noteviewer.library.search.snippets import phrase_query
from noteviewer.library.state import ReferenceState

logger = logging.getLogger(__name__)


class ReferencesPane(Pane):
    """References of the note that is shown, by section."""

    open_requested = Signal(object)
    """An `OpenRequest`: the place of a reference in its note."""
    link_activated = Signal(str)
    """A URL for the system's browser."""
    title_search_requested = Signal(str)
    """The title of a paper without a URL, to be searched for."""
    count_changed = Signal(int)
    """How many references the note has."""

    def __init__(
        self,
        services: WindowServices,
        key_of: KeyOf,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._lane = services.queries.lane(self)
        self._state = services.state
        self._key_of = key_of
        self._icons = services.icons
        self._location = Location("")
        self._items: tuple[Item, ...] = ()
        self._scrolled: Scrolled | None = None
        """Where the page is."""
        self._followed = 0
        """Number of the row that belongs there."""
        self._show = Show.ALL
        self._model: RowModel[Row] = RowModel(row_label, row_tooltip, self)
        self._view: RowView[Row] = RowView(self._model, self)
        self._delegate = ReferenceDelegate(self._model, services.themes, services.icons, self._view)
        self._view.setItemDelegate(self._delegate)
        self._view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._view.setAccessibleName(self.tr("References of the note"))
        self._view.row_chosen.connect(self._choose)
        self._view.customContextMenuRequested.connect(self._open_menu)
        self._actions = ReferenceActions(self._chosen_items, services, self._view)
        self._messages = services.messages
        self._view.doubleClicked.connect(self._actions.open)
        self._actions.link_activated.connect(self.link_activated)
        self._actions.title_search_requested.connect(self.title_search_requested)
        self._actions.states_changed.connect(self._take_states)
        self._menu_actions = self._make_actions()
        self._filter = self._make_filter(services.icons)
        self._shows = self._make_shows()
        self._hint = QLabel(self)
        self._lay_out()
        self.setFocusProxy(self._view)

    # What the window tells.

    def show_location(self, location: Location) -> None:
        """Show the references of a note."""
        is_other = not location.same_note(self._location)
        self._location = location
        if is_other:
            self._items = ()
            self._followed = 0
            self._model.replace([])
            self.refresh()

    def refresh(self) -> None:
        """Read the references again."""
        path, state, key_of = self._location.note, self._state, self._key_of
        if not path:
            self._take(())
            return
        page = GeneratedPage.from_note(path)

        def read(catalog: IndexReader) -> tuple[Item, ...]:
            states = state.references.all()
            if page is not None and page.kind is GeneratedKind.TOPIC:
                return _topic_items(catalog, page.name, states, key_of)
            references, citing = catalog.references(path), catalog.citing_notes(path)
            return make_items(references, states, citing, key_of)

        self._lane.ask(read, self._take, self._not_read)

    def follow(self, scrolled: Scrolled) -> None:
        """Bring the references into sight that belong to what is read, where that is others."""
        self._scrolled = scrolled
        self._follow()

    def _follow(self) -> None:
        scrolled = self._scrolled
        if scrolled is None or scrolled.note != self._location.note:
            return
        is_topic = is_generated(scrolled.note)
        anchor = anchor_in_note(scrolled.anchor) if is_topic else ""
        number = row_to_follow(self._model.rows, scrolled.line, anchor)
        if (is_topic and not anchor) or number is None or number == self._followed:
            return
        self._followed = number
        top = QAbstractItemView.ScrollHint.PositionAtTop
        self._view.scrollTo(self._model.index(number, 0), top)

    def focus_list(self) -> None:
        """Put the keyboard into the list."""
        self._view.take_keyboard()

    # The list.

    def _take(self, items: tuple[Item, ...]) -> None:
        is_new = not self._items
        self._items = items
        self.count_changed.emit(len(items))
        self._relist()
        if is_new:
            self._follow()

    def _take_states(self, states: Mapping[str, ReferenceState]) -> None:
        self._items = with_states(self._items, states)
        self._relist()

    def _not_read(self, error: Exception) -> None:
        log_failure(logger, "cannot read the references", error)

    def _relist(self) -> None:
        number = self._view.currentIndex().row()
        self._model.update(list_rows(self._items, self._show, self._filter.text()))
        if number >= 0 and not isinstance(self._view.current_row(), Item):
            self._view.select_near(number)
        note = self._location.note
        if self._model.rows or not note or is_generated(note):
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
        if chosen.point is None or chosen.in_new_tab:
            self._actions.open()
        elif chosen.point.x() < GUTTER:
            self._actions.toggle_read()
        elif chosen.point.x() > self._view.viewport().width() - ARROW:
            self._actions.open()

    def _go_to_place(self) -> None:
        item = self._view.current_row()
        if isinstance(item, Item):
            folder, row = self._location.folder, item.row
            place = Location(folder, row.path, row.anchor, _marking_query(item))
            self.open_requested.emit(OpenRequest(place))

    def _open_citing(self, item: Item, path: str) -> None:
        place = Location(self._location.folder, path, query=_marking_query(item))
        self.open_requested.emit(OpenRequest(place))

    # The widgets.

    def _make_actions(self) -> list[QAction]:
        do = self._actions
        slots: dict[Act, Callable[[], object]] = {
            Act.OPEN: do.open,
            Act.GO_TO_PLACE: self._go_to_place,
            Act.TOGGLE_READ: do.toggle_read,
            Act.TOGGLE_STAR: do.toggle_star,
            Act.COMMENT: do.edit_comment,
            Act.COPY_MARKDOWN: do.copy_markdown,
            Act.COPY_ADDRESS: do.copy_urls,
            Act.SEARCH_TITLE: do.search_title,
        }
        LocalKeys(self._view, {**keys_of(slots), "N": self._open_citing_menu})
        return menu_actions(self._view, self._icons, slots)

    def _open_menu(self, point: QPoint) -> None:
        if not self._chosen_items():
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(self._menu_actions)
        item = self._view.current_row()
        if isinstance(item, Item) and item.cited:
            citing = menu.addMenu(f"{menu_text(cited_text(len(item.cited) + 1))}\tN")
            self._fill_citing(citing, item)
        menu.popup(self._view.viewport().mapToGlobal(point))

    def _open_citing_menu(self) -> None:
        """The other notes that cite the same, as a menu of its own below the row."""
        item = self._view.current_row()
        if not isinstance(item, Item) or not item.cited:
            self._messages.post(self.tr("No other note cites this."))
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._fill_citing(menu, item)
        below = self._view.visualRect(self._view.currentIndex()).bottomLeft()
        menu.popup(self._view.viewport().mapToGlobal(below))

    def _fill_citing(self, menu: QMenu, item: Item) -> None:
        for note in item.cited:
            menu.addAction(menu_text(note.title), partial(self._open_citing, item, note.path))

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
        top.setSpacing(Spacing.XS)
        top.addWidget(self._shows)
        top.addWidget(self._filter)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(top)
        whole.addWidget(self._hint)
        whole.addWidget(self._view, 1)


def _marking_query(item: Item) -> str:
    """Marks the reference in a page: by its title, or where that is not shown so, by its link."""
    return phrase_query(item.title, item.row.url or "")


def _topic_items(
    catalog: IndexReader, topic: str, states: Mapping[str, ReferenceState], key_of: KeyOf
) -> tuple[Item, ...]:
    """The references of all parts of a topic, in the order of its page."""
    items: list[Item] = []
    for part in read_topic_contents(catalog, topic):
        rows = [row for row in catalog.references(part.note.path) if row.section in part.shown]
        citing = catalog.citing_notes(part.note.path)
        items += make_items(rows, states, citing, key_of, with_origin=True)
    return tuple(items)
