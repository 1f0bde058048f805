"""The highlights pane: one list over all notes, to go to, colour, comment and delete them."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale, QPoint, Signal
from PySide6.QtGui import QAction, QIcon, QKeySequence, QPainter, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QStyleOptionViewItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from noteviewer.gui.core.documents import Disposition, OpenRequest
from noteviewer.gui.core.index_reader import IndexReader
from noteviewer.gui.core.services import WindowServices
from noteviewer.gui.core.tasks import log_failure
from noteviewer.gui.highlights.actions import HighlightActions
from noteviewer.gui.highlights.colors import color_icon, color_name
from noteviewer.gui.highlights.files import HighlightFiles
from noteviewer.gui.highlights.rows import (
    Choice,
    Filterable,
    Header,
    HighlightRow,
    Period,
    Row,
    highlight_rows,
    make_filterable,
)
from noteviewer.gui.theme.theme import Spacing
from noteviewer.gui.widgets.fields import FilterField, grouped, tooltip
from noteviewer.gui.widgets.keys import LocalKeys
from noteviewer.gui.widgets.list_model import RowModel
from noteviewer.gui.widgets.lists import RowChosen, RowView, TwoLineDelegate, TwoLines
from noteviewer.gui.widgets.pane import Pane
from noteviewer.library.annotations.model import Color, Highlight
from noteviewer.library.export.highlights import HighlightSelection
from noteviewer.library.folder.options import choices_key
from noteviewer.library.location import Location

logger = logging.getLogger(__name__)

LONGEST = 200


def describe(row: Row) -> TwoLines:
    """What a row shows."""
    if isinstance(row, Header):
        lost = QCoreApplication.translate("HighlightsPane", "Lost: not found with certainty")
        return TwoLines(row.title or lost, side=grouped(row.count))
    one = row.highlight
    day = QLocale().toString(
        QDateTime.fromSecsSinceEpoch(int(one.created)).date(), QLocale.FormatType.ShortFormat
    )
    second = " ".join(one.comment.split())[:LONGEST] or (row.title if one.is_lost else "")
    return TwoLines(_passage(one), second, day, icon="dot")


def row_label(row: Row) -> str:
    """What a screen reader says."""
    lines = describe(row)
    words = [lines.title, lines.second, lines.side]
    if isinstance(row, HighlightRow):
        words.append(color_name(row.highlight.color))
    return ", ".join(word for word in words if word)


def row_tooltip(row: Row) -> str:
    """The passage, the comment and the file."""
    if isinstance(row, Header):
        return ""
    one = row.highlight
    return tooltip([row.title, one.selectors.exact[:1000], one.comment[:1000], one.note])


def period_name(period: Period) -> str:
    """How a stretch of time is called."""
    tr = QCoreApplication.translate
    return {
        Period.ALL: tr("HighlightsPane", "Any time"),
        Period.TODAY: tr("HighlightsPane", "Last day"),
        Period.WEEK: tr("HighlightsPane", "Last week"),
        Period.MONTH: tr("HighlightsPane", "Last month"),
        Period.YEAR: tr("HighlightsPane", "Last year"),
    }[period]


def _passage(one: Highlight) -> str:
    return " ".join(one.selectors.exact.split())[:LONGEST]


class _HighlightDelegate(TwoLineDelegate[Row]):
    """As all lists of two lines, with a spot in the colour of the highlight."""

    def paint_row(self, painter: QPainter, option: QStyleOptionViewItem, row: Row) -> None:
        """Paint the row, and the spot over the place of its icon."""
        super().paint_row(painter, option, row)
        if isinstance(row, HighlightRow):
            rect = option.rect.adjusted(Spacing.M - 2, Spacing.XS + 2, 0, 0)
            icon: QIcon = color_icon(row.highlight.color, self._themes.theme)
            icon.paint(painter, rect.left(), rect.top(), 16, option.fontMetrics.height())


@dataclass(frozen=True, slots=True)
class _Answer:
    """What was read for the list."""

    rows: tuple[Filterable, ...]
    titles: dict[str, str]


class HighlightsPane(Pane):
    """Everything that the reader marked in the folder."""

    open_requested = Signal(object)
    """An `OpenRequest`."""
    highlight_sought = Signal(str)
    """Id of a highlight that is to be seen in the page, after its note was asked for."""
    editing_requested = Signal(object)
    """A `Highlight` whose comment the user wants to write."""
    similar_requested = Signal(str)
    """A passage to which similar notes are wanted."""
    count_changed = Signal(int)
    """How many highlights the folder has."""

    def __init__(
        self, services: WindowServices, actions: HighlightActions, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._state = services.state
        self._icons = services.icons
        self._themes = services.themes
        self._lane = services.queries.lane(self)
        self._do = actions
        self._location = Location("")
        self._folder = ""
        self._answer = _Answer((), {})
        self._choice = Choice()
        self._model: RowModel[Row] = RowModel(row_label, row_tooltip, self)
        self._view: RowView[Row] = RowView(self._model, self)
        self._view.setItemDelegate(
            _HighlightDelegate(self._model, describe, services.themes, services.icons, self._view)
        )
        self._view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._view.setAccessibleName(self.tr("Highlights of the folder"))
        self._view.row_chosen.connect(self._open)
        self._view.customContextMenuRequested.connect(self._open_menu)
        self._files = HighlightFiles(services, self, actions.highlights_changed.emit)
        self._menu_actions = self._make_actions()
        self._filter = FilterField(
            self.tr("Filter highlights"), self.tr("Filter the highlights"), services.icons, self
        )
        self._filter.typed.connect(self._relist)
        self._filter.left.connect(self.focus_list)
        self._hint = QLabel(self)
        self._hint.setWordWrap(True)
        self._hint.setProperty("role", "faint")
        self._hint.setContentsMargins(Spacing.L, Spacing.S, Spacing.L, Spacing.S)
        self._lay_out()
        self.setFocusProxy(self._view)
        actions.highlights_changed.connect(self.refresh)
        self._themes.theme_changed.connect(self._paint_colors)

    # What the window tells.

    def set_folder(self, folder: str) -> None:
        """Show another folder."""
        self._folder = folder
        self._take(_Answer((), {}))
        self.refresh()

    def show_location(self, location: Location) -> None:
        """Know in which note the user is, for those who want its highlights only."""
        self._location = location
        if self._scope.currentIndex():
            self._choose_scope(self._scope.currentIndex())

    def refresh(self) -> None:
        """Read the highlights again."""
        if not self._folder:
            return
        key, state = choices_key(Path(self._folder)), self._state

        def read(catalog: IndexReader) -> _Answer:
            highlights = state.highlights.of_folder(key)
            paths = {one.note for one in highlights}
            rows = map(catalog.note, paths)
            titles = {row.path: row.title for row in rows if row is not None}
            return _Answer(tuple(make_filterable(one, titles) for one in highlights), titles)

        self._lane.ask(read, self._take, self._not_read)

    def focus_list(self) -> None:
        """Put the keyboard into the list."""
        self._view.take_keyboard()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with the folder when the pane is brought to the front."""
        super().showEvent(event)
        self.refresh()

    # The list.

    def _take(self, answer: _Answer) -> None:
        self._answer = answer
        self.count_changed.emit(len(answer.rows))
        self._relist()

    def _relist(self) -> None:
        number = self._view.currentIndex().row()
        self._choice = replace(self._choice, typed=self._filter.text())
        rows = highlight_rows(self._answer.rows, self._choice, self._state.clock())
        self._model.update(rows)
        if number >= 0 and not isinstance(self._view.current_row(), HighlightRow):
            self._view.select_near(number)
        self._hint.setText(
            self.tr("No highlight matches.")
            if self._answer.rows
            else self.tr("No highlights yet. Select text in a note and press H.")
        )
        self._hint.setVisible(not rows)

    def _not_read(self, error: Exception) -> None:
        log_failure(logger, "cannot read the highlights", error)

    def _choose_color(self, index: int) -> None:
        # Qt gives back a plain text.
        color = self._color.itemData(index)
        self._choice = replace(self._choice, color=Color(color) if color else None)
        self._relist()

    def _choose_scope(self, index: int) -> None:
        # Where no note is shown, none of its highlights are.
        note = (self._location.note or "/") if index else ""
        self._choice = replace(self._choice, note=note)
        self._relist()

    def _choose_period(self, index: int) -> None:
        self._choice = replace(self._choice, period=Period(self._period.itemData(index)))
        self._relist()

    # What is done with highlights.

    def _chosen(self) -> list[Highlight]:
        rows = self._view.selected_rows()
        return [row.highlight for row in rows if isinstance(row, HighlightRow)]

    def _current(self) -> Highlight | None:
        row = self._view.current_row()
        return row.highlight if isinstance(row, HighlightRow) else None

    def _open(self, chosen: RowChosen[Row]) -> None:
        if isinstance(chosen.row, HighlightRow):
            self._go_to(chosen.row.highlight, in_new_tab=chosen.in_new_tab)

    def _go_to(self, one: Highlight, *, in_new_tab: bool = False) -> None:
        disposition = Disposition.NEW_TAB if in_new_tab else Disposition.HERE
        place = Location(self._folder, one.note, one.selectors.section)
        self.open_requested.emit(OpenRequest(place, disposition))
        if not one.is_lost:
            self.highlight_sought.emit(one.id)

    def _edit(self) -> None:
        current = self._current()
        if current is not None:
            self.editing_requested.emit(current)

    def _remove(self) -> None:
        chosen = self._chosen()
        if chosen:
            self._do.remove(chosen)

    def _find_similar(self) -> None:
        current = self._current()
        if current is not None:
            self.similar_requested.emit(current.selectors.exact)

    def _recolor(self, color: Color, _is_checked: bool = False) -> None:
        self._do.recolor([one.id for one in self._chosen()], color)

    # The widgets.

    def _make_actions(self) -> list[QAction]:
        actions: list[QAction] = []
        keys: dict[str, Callable[[], object]] = {}
        for text, icon, key, slot in (
            (self.tr("Colour and comment…"), "edit", "M", self._edit),
            (self.tr("Find similar notes"), "topics", "N", self._find_similar),
            (self.tr("Delete"), "close", "Delete", self._remove),
            (self.tr("Undo"), "history", "Ctrl+Z", self._do.undo),
        ):
            shown = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
            action = QAction(f"{text}\t{shown}", self._view)
            self._icons.put(action, icon)
            action.triggered.connect(slot)
            actions.append(action)
            keys[key] = slot
        for number, color in enumerate(Color, 1):
            keys[str(number)] = partial(self._recolor, color)
        LocalKeys(self._view, keys)
        return actions

    def _open_menu(self, point: QPoint) -> None:
        if not self._chosen():
            return
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        for number, color in enumerate(Color, 1):
            action = menu.addAction(
                color_icon(color, self._themes.theme), f"{color_name(color)}\t{number}"
            )
            action.triggered.connect(partial(self._recolor, color))
        menu.addSeparator()
        menu.addActions(self._menu_actions)
        menu.popup(self._view.viewport().mapToGlobal(point))

    def _open_file_menu(self) -> None:
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        listed = [row.highlight for row in self._model.rows if isinstance(row, HighlightRow)]
        listed.sort(key=lambda one: (one.note, one.selectors.start))
        selection = HighlightSelection(listed, Path(self._folder).name, self._answer.titles)
        self._files.fill(menu, self._folder, selection)
        menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height())))

    def _lay_out(self) -> None:
        self._color = self._make_box(self.tr("Colour"), self._choose_color)
        self._color.addItem(self.tr("Any colour"), None)
        for color in Color:
            self._color.addItem(color_name(color), color)
        self._paint_colors()
        self._scope = self._make_box(self.tr("Notes"), self._choose_scope)
        self._scope.addItems([self.tr("All notes"), self.tr("This note")])
        self._period = self._make_box(self.tr("Time"), self._choose_period)
        for period in Period:
            self._period.addItem(period_name(period), period)
        self._more = QToolButton(self)
        self._icons.put(self._more, "export")
        self._more.setToolTip(self.tr("Export and import"))
        self._more.setAccessibleName(self.tr("Export and import"))
        self._more.clicked.connect(self._open_file_menu)
        boxes = QHBoxLayout()
        boxes.setSpacing(2)
        for box in (self._color, self._scope, self._period):
            boxes.addWidget(box, 1)
        first = QHBoxLayout()
        first.addWidget(self._filter, 1)
        first.addWidget(self._more)
        top = QVBoxLayout()
        top.setContentsMargins(Spacing.S, Spacing.S, Spacing.S, Spacing.XS)
        top.setSpacing(Spacing.XS)
        top.addLayout(first)
        top.addLayout(boxes)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(top)
        whole.addWidget(self._hint)
        whole.addWidget(self._view, 1)

    def _make_box(self, name: str, slot: Callable[[int], None]) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(name)
        box.view().setAccessibleName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(4)
        box.activated.connect(slot)
        return box

    def _paint_colors(self) -> None:
        for index in range(1, self._color.count()):
            icon = color_icon(Color(self._color.itemData(index)), self._themes.theme)
            self._color.setItemIcon(index, icon)
