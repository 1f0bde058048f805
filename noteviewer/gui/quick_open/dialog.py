"""The panel of quick open."""

import logging
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from noteviewer.gui.core.documents import Disposition, OpenRequest
from noteviewer.gui.core.index_reader import IndexReader
from noteviewer.gui.core.services import WindowServices
from noteviewer.gui.core.tasks import log_failure
from noteviewer.gui.quick_open.rows import (
    Prefix,
    QuickRow,
    group_rows,
    heading_rows,
    make_rows,
    recent_rows,
    take_apart,
)
from noteviewer.gui.theme.icons import Icons
from noteviewer.gui.theme.painting import RIGHT, Pen, draw_line, draw_wrapped, grown, scaled
from noteviewer.gui.theme.theme import Spacing, ThemeSwitch
from noteviewer.gui.widgets.fields import tooltip
from noteviewer.gui.widgets.list_model import RowModel
from noteviewer.gui.widgets.lists import AnyIndex, RowChosen, RowDelegate, RowView
from noteviewer.gui.widgets.overlay import Overlay
from noteviewer.gui.widgets.query_edit import QueryEdit
from noteviewer.library.location import Location
from noteviewer.library.rows import QuickKind


def row_label(row: QuickRow) -> str:
    """What a screen reader says."""
    return ", ".join(
        word for word in (row.match.text, kind_name(row.match.kind), place_text(row)) if word
    )


def kind_name(kind: QuickKind) -> str:
    """What sort of thing it is."""
    match kind:
        case QuickKind.NOTE:
            return QCoreApplication.translate("QuickOpen", "note")
        case QuickKind.HEADING:
            return QCoreApplication.translate("QuickOpen", "heading")
        case QuickKind.REFERENCE:
            return QCoreApplication.translate("QuickOpen", "reference")
        case QuickKind.TAG:
            return QCoreApplication.translate("QuickOpen", "tag")
        case QuickKind.FOLDER:
            return QCoreApplication.translate("QuickOpen", "folder")


def place_text(row: QuickRow) -> str:
    """Where it stands: the note of a heading or reference, the folder of a note.

    Where that leaves two rows alike, the file. What was found there is shown rather.
    """
    match = row.match
    if match.kind in (QuickKind.TAG, QuickKind.FOLDER):
        return QCoreApplication.translate("QuickOpen", "%Ln note(s)", None, row.notes)
    if match.aside:
        return match.aside
    if row.has_twin:
        return match.path
    return match.path.rpartition("/")[0] if match.kind is QuickKind.NOTE else match.note_title


def row_tooltip(row: QuickRow) -> str:
    """Name in full, path, URL."""
    return tooltip([row.match.text, row.match.path, row.match.url or ""])


KIND_ICONS = {
    QuickKind.NOTE: "note",
    QuickKind.HEADING: "heading",
    QuickKind.REFERENCE: "reference",
    QuickKind.TAG: "tag",
    QuickKind.FOLDER: "folder",
}
NAME_SHARE = 0.62
"""Part of the width that the name may take."""


class QuickDelegate(RowDelegate[QuickRow]):
    """One line a row, all of one height."""

    def __init__(
        self,
        model: RowModel[QuickRow],
        themes: ThemeSwitch,
        icons: Icons,
        view: QAbstractItemView,
    ) -> None:
        super().__init__(model, themes, view)
        self._icons = icons

    def sizeHint(self, option: QStyleOptionViewItem, _index: AnyIndex) -> QSize:
        """The same height for all rows."""
        return QSize(200, QFontMetrics(option.font).height() + Spacing.L)

    def paint_row(self, painter: QPainter, option: QStyleOptionViewItem, row: QuickRow) -> None:
        """Paint kind, name and place."""
        theme = self._themes.theme
        rect = option.rect.adjusted(Spacing.L, 0, -Spacing.L, 0)
        side = grown(Spacing.ICON, option.font)
        box = QRect(rect.left(), rect.center().y() - side // 2, side, side)
        self._icons.icon(KIND_ICONS[row.match.kind]).paint(painter, box)
        rect.adjust(side + Spacing.M, 0, 0, 0)
        name_width = QFontMetrics(option.font).horizontalAdvance(row.match.text) + Spacing.XS
        name = QRect(rect)
        place = place_text(row)
        if place:
            name.setWidth(min(name_width, int(rect.width() * NAME_SHARE)))
        name.setTop(rect.center().y() - QFontMetrics(option.font).height() // 2)
        pen = Pen(option.font, theme.color("text"))
        draw_wrapped(painter, name, row.match.text, pen, marks=row.match.marks, theme=theme)
        if place:
            rest = rect.adjusted(name.width() + Spacing.L, 0, 0, 0)
            small = Pen(scaled(option.font, 88), theme.color("text_muted"))
            self._paint_place(painter, rest, place, small, row)

    def _paint_place(
        self, painter: QPainter, rect: QRect, place: str, pen: Pen, row: QuickRow
    ) -> None:
        if not row.match.aside_marks:
            draw_line(painter, rect, place, pen, RIGHT)
            return
        metrics = QFontMetrics(pen.font)
        rect.setLeft(max(rect.left(), rect.right() - metrics.horizontalAdvance(place) - Spacing.XS))
        rect.setTop(rect.center().y() - metrics.height() // 2)
        marks, theme = row.match.aside_marks, self._themes.theme
        draw_wrapped(painter, rect, place, pen, marks=marks, theme=theme)


logger = logging.getLogger(__name__)

LIMIT = 50
WIDTH = 720
HEIGHT = 520


class QuickOpen(Overlay):
    """A field and a list: type a piece of a name, its pinyin or initials, and press Enter."""

    open_requested = Signal(object)
    """An `OpenRequest`."""
    link_activated = Signal(str)
    """The URL of a reference, for the system's browser."""
    group_requested = Signal(object, str)
    """A tag or folder is wanted: its `QuickKind`, and its name."""
    commands_requested = Signal(str)
    """A command is wanted, whose name begins like this."""
    search_requested = Signal(str)
    """Nothing is called so: the user wants it searched for in the texts."""

    def __init__(self, services: WindowServices, parent: QWidget) -> None:
        super().__init__(services.themes, parent, width=WIDTH, height=HEIGHT)
        self.setAccessibleName(self.tr("Go to anything"))
        self._lane = services.queries.lane(self)
        self._names_lane = services.queries.lane(self)
        self._has_names = False
        self._state = services.state
        self._folder = ""
        self._note = ""
        self._answered = ""
        """What was typed when the present rows were asked for."""
        self._model: RowModel[QuickRow] = RowModel(row_label, row_tooltip, self)
        self._view: RowView[QuickRow] = RowView(self._model, self.panel)
        self._view.setProperty("role", "raised")
        self._view.setUniformItemSizes(True)
        self._view.setItemDelegate(
            QuickDelegate(self._model, services.themes, services.icons, self._view)
        )
        self._view.setAccessibleName(self.tr("Places to go to"))
        self._view.row_chosen.connect(self._choose)
        self._field = QueryEdit(self.panel)
        self._field.setPlaceholderText(
            self.tr("Note, heading, reference   > command   # tag   @ heading here   / folder")
        )
        self._field.setAccessibleName(self.tr("Name of a note, heading or reference"))
        self._field.query_changed.connect(self._ask_typed)
        self._field.stepped.connect(self._view.step)
        self._field.entered.connect(self._enter)
        self._hint = QLabel(self.panel)
        self._hint.setObjectName("quick-open-hint")
        self._hint.setTextFormat(Qt.TextFormat.PlainText)
        self._unread = QLabel(self.panel)
        self._lay_out()

    def show_location(self, location: Location) -> None:
        """Know where the user is: another folder is searched, the note itself not offered."""
        self._note = location.note
        if location.folder != self._folder:
            self._folder = location.folder
            self._has_names = False
            self._field.clear()
            self._model.replace([])

    def show_unread(self, notes: int) -> None:
        """Say how many notes cannot be found yet."""
        self._unread.setText(self.tr("%Ln note(s) not indexed yet", "", notes) if notes else "")

    def take_focus(self) -> None:
        """Begin anew: quick open is for the next place, not the last one."""
        self._field.setFocus()
        self._field.selectAll()
        self._ask(self._field.text())
        self._renew_names()

    def _ask_typed(self) -> None:
        prefix, rest = take_apart(self._field.text())
        if prefix is Prefix.COMMAND:
            self._field.clear()
            self.commands_requested.emit(rest)
        else:
            self._ask(self._field.text())

    def settle(self) -> None:
        """The index is at rest: make the names ready, so that the first key need not wait."""
        if not self._has_names:
            self._renew_names()

    def _renew_names(self) -> None:
        """Learn on a thread what names are new; until then the old ones answer."""
        self._names_lane.ask(
            lambda catalog: catalog.renew_names(), self._take_names, self._names_not_read
        )

    def _take_names(self, has_new: bool) -> None:
        self._has_names = True
        if has_new and self.isVisible():
            self._ask(self._field.text(), is_same=True)

    def _names_not_read(self, error: Exception) -> None:
        log_failure(logger, "cannot read names", error)

    def _ask(self, typed: str, *, is_same: bool = False) -> None:
        """Ask, and show the answer; `is_same` keeps the place in the list."""
        if not self._folder:
            self._model.replace([])
            self._say(self.tr("No folder is open. Ctrl+O opens one, > lists the commands."))
            return
        (prefix, text), folder, here = take_apart(typed), self._folder, self._note
        visits = self._state.visits

        def find(catalog: IndexReader) -> list[QuickRow]:
            match prefix:
                case Prefix.TAG:
                    return group_rows(catalog, QuickKind.TAG, text, LIMIT)
                case Prefix.FOLDER:
                    return group_rows(catalog, QuickKind.FOLDER, text, LIMIT)
                case Prefix.HEADING:
                    return heading_rows(catalog, here, text, LIMIT)
            if text:
                return make_rows(catalog.quick(text, LIMIT))
            recent = [visit.note for visit in visits.recent(folder, LIMIT)]
            others = [note for note in catalog.notes() if note.path != here]
            return recent_rows(others, recent, LIMIT)

        self._lane.ask(find, partial(self._take, typed, is_same=is_same), self._not_found)

    def _take(self, typed: str, rows: Sequence[QuickRow], *, is_same: bool) -> None:
        if is_same:
            self._model.update(rows)
        else:
            self._model.replace(rows)
        if not self._view.currentIndex().isValid():
            self._view.select_first()
        self._answered = typed
        prefix, text = take_apart(typed)
        if any(row.match.is_near for row in rows):
            self._say(self.tr("Nothing is called that. Similar:"))
        elif rows or not (text or prefix):
            self._say("")
        elif prefix is Prefix.HEADING and not self._note:
            self._say(self.tr("No note is open."))
        elif text:
            self._say(self.tr("Nothing is called that. ⏎ searches the texts for it."))
        else:
            self._say(self.tr("There are none."))

    def _say(self, text: str) -> None:
        self._hint.setVisible(bool(text))
        self._hint.setText(text)

    def _not_found(self, error: Exception) -> None:
        log_failure(logger, "quick open failed", error)
        self._model.replace([])
        self._say(self.tr("The index cannot be read: {}").format(error))

    def _enter(self, modifiers: Qt.KeyboardModifier) -> None:
        row = self._view.current_row()
        text = take_apart(self._field.text())[1]
        if row is not None:
            self._choose(RowChosen(row, modifiers))
        elif text and self._folder and self._answered == self._field.text():
            self.close_panel()
            self.search_requested.emit(text)

    def _choose(self, chosen: RowChosen[QuickRow]) -> None:
        row = chosen.row
        self.close_panel()
        if not row.match.path:
            self.group_requested.emit(row.match.kind, row.match.text)
        elif chosen.modifiers & Qt.KeyboardModifier.AltModifier and row.match.url:
            self.link_activated.emit(row.match.url)
        else:
            place = row.place(self._folder)
            self.open_requested.emit(
                OpenRequest(place, Disposition.NEW_TAB if chosen.in_new_tab else Disposition.HERE)
            )

    def _lay_out(self) -> None:
        line = QFrame(self.panel)
        line.setProperty("role", "line")
        self._hint.setProperty("role", "muted")
        self._hint.setContentsMargins(Spacing.L, Spacing.M, Spacing.L, Spacing.M)
        self._hint.hide()
        keys = QLabel(
            self.tr("↑↓ choose   ⏎ open   Ctrl+⏎ in a new tab   Alt+⏎ web page   Esc back"),
            self.panel,
        )
        keys.setProperty("role", "faint")
        keys.setContentsMargins(Spacing.L, Spacing.S, Spacing.L, Spacing.S)
        self._unread.setProperty("role", "warning")
        self._unread.setContentsMargins(Spacing.L, Spacing.S, Spacing.L, Spacing.S)
        foot = QHBoxLayout()
        foot.addWidget(keys, 1)
        foot.addWidget(self._unread)
        whole = QVBoxLayout(self.panel)
        whole.setContentsMargins(1, Spacing.XS, 1, 1)
        whole.setSpacing(0)
        self._field.setTextMargins(Spacing.S, 0, Spacing.S, 0)
        whole.addWidget(self._field)
        whole.addWidget(line)
        whole.addWidget(self._hint)
        whole.addWidget(self._view, 1)
        whole.addLayout(foot)
