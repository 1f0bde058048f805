"""What can be done with a row of the library, as a menu."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QPoint, QRect, QSignalBlocker, Qt
from PySide6.QtGui import QPainter, QPen, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QMenu, QSpinBox, QTableView, QToolButton, QWidget

from noteviewer.gui.theme.icons import Icons
from noteviewer.gui.theme.painting import CENTER, Pen, draw_line, scaled
from noteviewer.gui.theme.theme import Spacing, ThemeSwitch
from noteviewer.gui.tree.node import Node, NodeKind
from noteviewer.gui.widgets.fields import menu_text
from noteviewer.library.rows import Scope, ScopeKind


@dataclass(frozen=True, slots=True)
class NodeActions:
    """What the pane can do, each with what it takes of the row."""

    open: Callable[[Node], object]
    open_in_tab: Callable[[Node], object]
    edit: Callable[[Node], object]
    show_file: Callable[[Node], object]
    copy_path: Callable[[Node], object]
    copy_link: Callable[[Node], object]
    search: Callable[[Scope], object]
    read_topic: Callable[[str], object]
    export_topic: Callable[[str], object]
    compare: Callable[[str], object]
    expand: Callable[[Node], object]
    collapse_all: Callable[[], object]


def scope_of(node: Node) -> Scope | None:
    """What a search from a row would be confined to."""
    match node.kind:
        case NodeKind.SERIES:
            return Scope(ScopeKind.SERIES, node.label)
        case NodeKind.CATEGORY:
            return Scope(ScopeKind.CATEGORY, node.label)
        case NodeKind.FOLDER:
            names = [str(key[1]) for key in node.path() if isinstance(key, tuple)]
            return Scope(ScopeKind.FOLDER, "/".join(names))
        case NodeKind.NOTE if node.note is not None:
            return Scope(ScopeKind.NOTE, node.note.path)
        case _:
            return None


def topic_of(node: Node) -> str:
    """The topic that a row may be a part of; empty for none."""
    if node.kind is NodeKind.SERIES:
        return node.label
    if node.kind in {NodeKind.SECTION, NodeKind.PART}:
        return node.topic
    return ""


def build_menu(node: Node, actions: NodeActions, parent: QWidget) -> QMenu:
    """The menu of a row; it deletes itself when closed."""
    tr = QCoreApplication.translate
    menu = QMenu(parent)
    if node.note is not None:
        menu.addAction(tr("LibraryMenu", "Open"), lambda: actions.open(node))
        menu.addAction(tr("LibraryMenu", "Open in a new tab"), lambda: actions.open_in_tab(node))
        menu.addSeparator()
        if node.kind is NodeKind.NOTE:
            menu.addAction(tr("LibraryMenu", "Open in editor"), lambda: actions.edit(node))
            menu.addAction(
                tr("LibraryMenu", "Show in file manager"), lambda: actions.show_file(node)
            )
        menu.addAction(tr("LibraryMenu", "Copy path"), lambda: actions.copy_path(node))
        menu.addAction(
            tr("LibraryMenu", "Copy link to this place"), lambda: actions.copy_link(node)
        )
        path = node.note.path
        if node.note.variant_group is not None:
            menu.addAction(tr("LibraryMenu", "Compare variants"), lambda: actions.compare(path))
    elif node.children:
        menu.addAction(tr("LibraryMenu", "Expand all"), lambda: actions.expand(node))
    topic = topic_of(node)
    if topic:
        text = tr("LibraryMenu", "Read “{}” as one page").format(menu_text(topic, 30))
        menu.addAction(text, lambda: actions.read_topic(topic))
        text = tr("LibraryMenu", "Export “{}” as one page…").format(menu_text(topic, 30))
        menu.addAction(text, lambda: actions.export_topic(topic))
    scope = scope_of(node)
    if scope is not None:
        menu.addSeparator()
        menu.addAction(tr("LibraryMenu", "Search here"), lambda: actions.search(scope))
    menu.addSeparator()
    menu.addAction(tr("LibraryMenu", "Collapse all"), actions.collapse_all)
    return menu


DOT = 4
DOTS = 3
"""No day shows more dots than this."""


class NoteCalendar(QCalendarWidget):
    """Qt's calendar, for its keys, languages and screen reader support, in our looks."""

    def __init__(self, themes: ThemeSwitch, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._counts: Counter[date] = Counter()
        self._is_placed = False
        self.setLocale(QLocale())
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.setAccessibleName(self.tr("Days that have notes"))
        for name, icon, text in (
            ("qt_calendar_prevmonth", "chevron-left", self.tr("Month before")),
            ("qt_calendar_nextmonth", "chevron-right", self.tr("Month after")),
        ):
            button = self.findChild(QToolButton, name)
            if isinstance(button, QToolButton):
                icons.put(button, icon)
                button.setAccessibleName(text)
        for kind, name, text in (
            (QTableView, "qt_calendar_calendarview", self.tr("Days that have notes")),
            (QSpinBox, "qt_calendar_yearedit", self.tr("Year")),
        ):
            part = self.findChild(kind, name)
            if isinstance(part, QWidget):
                part.setAccessibleName(text)
        self._apply_theme()
        themes.theme_changed.connect(self._apply_theme)

    def forget(self) -> None:
        """Another folder is opened, whose days are not known yet."""
        self._is_placed = False
        self.show_counts(Counter())

    def show_counts(self, counts: Counter[date]) -> None:
        """Mark these days; the latest of them is shown."""
        self._counts = counts
        if counts and not self._is_placed:
            self.show_day(max(counts))
        self.updateCells()

    def show_day(self, day: date) -> None:
        """Bring a day into sight and select it, without telling anybody."""
        self._is_placed = True
        with QSignalBlocker(self):
            self.setSelectedDate(QDate(day.year, day.month, day.day))

    def paintCell(self, painter: QPainter, rect: QRect, day: QDate | date) -> None:
        """The number of a day, and a dot for each of its notes."""
        when = day if isinstance(day, QDate) else QDate(day.year, day.month, day.day)
        colors = self._themes.theme.color
        count = self._counts[date(when.year(), when.month(), when.day())]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, colors("pane"))
        box = rect.adjusted(2, 1, -2, -1)
        if when == self.selectedDate():
            painter.setPen(QPen(colors("focus"), 1) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(colors("accent_soft"))
            painter.drawRoundedRect(box, Spacing.RADIUS, Spacing.RADIUS)
        is_here = when.month() == self.monthShown()
        role = "text" if count and is_here else "text_muted" if is_here else "border_strong"
        font = scaled(self.font(), 90, is_bold=bool(count) and is_here)
        text = box.adjusted(0, 0, 0, -DOT if count and is_here else 0)
        draw_line(painter, text, str(when.day()), Pen(font, colors(role)), CENTER)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colors("accent"))
        dots = min(count, DOTS) if is_here else 0
        left = rect.center().x() - (dots * (DOT + 2) - 2) // 2
        for number in range(dots):
            corner = QPoint(left + number * (DOT + 2), box.bottom() - DOT)
            painter.drawEllipse(QRect(corner.x(), corner.y(), DOT, DOT))
        painter.restore()

    def _apply_theme(self) -> None:
        """Week days quiet, no day red."""
        for weekday in Qt.DayOfWeek:
            look = QTextCharFormat()
            look.setForeground(self._themes.theme.color("text_muted"))
            self.setWeekdayTextFormat(weekday, look)
        bar = self.findChild(QWidget, "qt_calendar_navigationbar")
        if isinstance(bar, QWidget):
            bar.setProperty("role", "pane")
            bar.setAutoFillBackground(False)
        head = QTextCharFormat()
        head.setForeground(self._themes.theme.color("text_muted"))
        head.setBackground(self._themes.theme.color("pane"))
        self.setHeaderTextFormat(head)
        self.updateCells()
