"""Drivers of panes and dialogs: what a user sees in them and does with them.

Widgets are found by their accessible names or object names, so that a test says nothing about how
a pane is made. Every model that a driver shows is watched by Qt's own tester.
"""

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QCalendarWidget,
    QComboBox,
    QHeaderView,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QListView,
    QListWidget,
    QMenu,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QToolButton,
    QTreeView,
    QTreeWidget,
    QTreeWidgetItem,
    QTreeWidgetItemIterator,
    QWidget,
)

Kind = TypeVar("Kind", bound=QWidget)
View = TypeVar("View", bound=QAbstractItemView)


def child(parent: QWidget, kind: type[Kind], name: str = "") -> Kind:
    """The only widget of a kind, or the only one with an accessible name or an object name."""
    found = [
        widget
        for widget in parent.findChildren(kind)
        if not name or name in (widget.accessibleName(), widget.objectName())
    ]
    assert len(found) == 1, (kind, name, found)
    return found[0]


def button(parent: QWidget, words: str) -> QAbstractButton:
    """The button that says this, or begins with it."""
    return next(one for one in parent.findChildren(QAbstractButton) if one.text().startswith(words))


def newest_menu(parent: QWidget) -> QMenu:
    """The menu that was opened last."""
    return parent.findChildren(QMenu)[-1]


class ViewDriver(Generic[View]):
    """A list, table or tree."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.model: Any = view.model()
        if view.findChild(QAbstractItemModelTester) is None:
            mode = QAbstractItemModelTester.FailureReportingMode.Fatal
            QAbstractItemModelTester(self.model, mode, view)

    @property
    def count(self) -> int:
        """How many rows there are, at the top."""
        return int(self.model.rowCount())

    @property
    def current(self) -> str:
        """What the row says that has the keyboard."""
        return str(self.view.currentIndex().data() or "")

    def press(self, *keys: Qt.Key, modifier: str = "No") -> None:
        """Press keys one after the other."""
        for key in keys:
            QTest.keyClick(self.view, key, getattr(Qt.KeyboardModifier, f"{modifier}Modifier"))

    def open_menu(self) -> QMenu:
        """Open the menu of the row that has the keyboard."""
        self.view.customContextMenuRequested.emit(self.view.rect().center())
        return newest_menu(self.view.parentWidget() or self.view)

    def center(self, index: QModelIndex) -> QPoint:
        """Where a row is, in the viewport."""
        return self.view.visualRect(index).center()


class ListDriver(ViewDriver[QListView]):
    """A list of frozen rows, under headings or not."""

    @property
    def rows(self) -> Sequence[Any]:
        """The rows that are listed, headings with them."""
        return self.model.rows  # type: ignore[no-any-return]

    @property
    def items(self) -> list[Any]:
        """The rows that are no headings."""
        return [row for row in self.rows if not row.is_header]

    @property
    def current_row(self) -> Any:
        """The row that has the keyboard."""
        return self.model.row(self.view.currentIndex())

    @property
    def texts(self) -> list[str]:
        """What the rows say."""
        return [str(self.model.index(number, 0).data() or "") for number in range(self.count)]

    @property
    def texts_in_sight(self) -> list[str]:
        """What the rows say that are on the screen, the first wholly."""
        seen = self.view.viewport().rect()
        numbers = [
            number
            for number in range(self.count)
            if seen.contains(self.center(self.model.index(number, 0)))
        ]
        return [self.texts[number] for number in numbers]

    def go_to(self, number: int) -> None:
        """Give a row the keyboard."""
        self.view.setCurrentIndex(self.model.index(number, 0))


class TreeDriver(ViewDriver[QTreeView]):
    """A tree of notes or headings."""

    @property
    def labels(self) -> list[str]:
        """What is to be seen, from the top."""
        seen: list[str] = []
        index = self.model.index(0, 0)
        while index.isValid():
            seen.append(index.data(Qt.ItemDataRole.DisplayRole))
            index = self.view.indexBelow(index)
        return seen

    @property
    def node(self) -> Any:
        """The node that has the keyboard."""
        return self.model.node(self.view.currentIndex())

    def index(self, *path: int) -> QModelIndex:
        """The row at a place: numbers of rows from the top downwards."""
        index = QModelIndex()
        for number in path:
            index = self.model.index(number, 0, index)
        return index

    def go_to(self, *path: int) -> None:
        """Give a row the keyboard."""
        self.view.setCurrentIndex(self.index(*path))

    def expand(self, *path: int) -> None:
        """Open a row."""
        self.view.expand(self.index(*path))


class LibraryDriver(TreeDriver):
    """The library pane."""

    def __init__(self, pane: QWidget) -> None:
        super().__init__(child(pane, QTreeView, "Notes of the folder"))
        self.filter = child(pane, QLineEdit, "Filter the notes")
        self.calendar = child(pane, QCalendarWidget)


class OutlineDriver(TreeDriver):
    """The outline pane."""

    def click(self, label: str) -> None:
        """Click on a heading."""
        index = self.view.model().index(0, 0)
        while index.data() != label:
            index = self.view.indexBelow(index)
            assert index.isValid(), label
        self.view.scrollTo(index)
        left = Qt.MouseButton.LeftButton
        QTest.mouseClick(self.view.viewport(), left, pos=self.center(index))

    def __init__(self, pane: QWidget) -> None:
        super().__init__(child(pane, QTreeView, "Headings of the note"))
        self._hint = child(pane, QLabel)

    @property
    def hint(self) -> str:
        """What is said in the place of headings."""
        return self._hint.text()


class ReferencesDriver(ListDriver):
    """The references pane."""

    def __init__(self, pane: QWidget) -> None:
        super().__init__(child(pane, QListView, "References of the note"))


class BacklinksDriver(ListDriver):
    """The backlinks pane."""

    def __init__(self, pane: QWidget) -> None:
        super().__init__(child(pane, QListView, "Links to this note and related notes"))


class ProblemsDriver(ListDriver):
    """The problems pane."""

    def __init__(self, pane: QWidget) -> None:
        super().__init__(child(pane, QListView, "Problems of the folder"))


class HighlightsDriver(ListDriver):
    """The highlights pane."""

    def __init__(self, pane: QWidget) -> None:
        super().__init__(child(pane, QListView, "Highlights of the folder"))
        self.filter = child(pane, QLineEdit, "Filter the highlights")
        self._pane = pane

    def choose(self, box: str, text: str) -> None:
        """Choose what a box of choices offers."""
        found = child(self._pane, QComboBox, box)
        found.setCurrentText(text)
        found.activated.emit(found.currentIndex())

    @property
    def passages(self) -> list[str]:
        """The passages that are listed."""
        return [row.highlight.selectors.exact for row in self.items]


class QuickOpenDriver(ListDriver):
    """Quick open: a field, and a list below it."""

    def __init__(self, dialog: QWidget) -> None:
        super().__init__(child(dialog, QListView, "Places to go to"))
        self.field = child(dialog, QLineEdit, "Name of a note, heading or reference")
        self._hint = child(dialog, QLabel, "quick-open-hint")

    @property
    def hint(self) -> str:
        """What is said between the field and the list."""
        return self._hint.text()


class BookmarksDriver:
    """The list of bookmarks, below its filter."""

    def __init__(self, panel: QWidget) -> None:
        self.filter = child(panel, QLineEdit, "Filter the bookmarks")
        self.list = child(panel, QListWidget, "Bookmarks")

    @property
    def titles(self) -> list[str]:
        """What is listed."""
        return [self.list.item(number).text() for number in range(self.list.count())]


class SearchDriver:
    """The search dialog: field, scopes, hits and preview."""

    def __init__(self, dialog: QWidget) -> None:
        self._dialog = dialog
        self.field = child(dialog, QLineEdit, "Search everything")
        self.hits = ListDriver(child(dialog, QListView, "Hits"))
        self.preview = child(dialog, QTextEdit, "Preview of the section")
        self.unread = child(dialog, QLabel, "unread-notes")

    @property
    def hit(self) -> Any:
        """The hit that is chosen; None where a search or a heading is."""
        return getattr(self.hits.current_row, "hit", None)

    @property
    def message(self) -> str:
        """What is said below the query."""
        return child(self._dialog, QLabel, "search-message").text()

    @property
    def totals(self) -> str:
        """How much was found, and how fast."""
        return child(self._dialog, QLabel, "search-totals").text()

    @property
    def scopes(self) -> list[str]:
        """Where one can search."""
        bar = child(self._dialog, QWidget, "Where to search")
        buttons = bar.findChildren(QAbstractButton)
        return [one.text() for one in buttons if one.isVisibleTo(self._dialog)]

    @property
    def values(self) -> QListView:
        """The list of values that are offered for a field."""
        popups = [one for one in QApplication.allWidgets() if one.accessibleName() == "Values"]
        return next(
            one for one in popups if isinstance(one, QListView) and one.focusProxy() is self.field
        )

    def press(self, key: Qt.Key, modifier: str = "No") -> None:
        """Press a key while the keyboard is in the field."""
        QTest.keyClick(self.field, key, getattr(Qt.KeyboardModifier, f"{modifier}Modifier"))


class TableDriver(ViewDriver[Any]):
    """The table of the reference library."""

    def sort_by(self, section: int) -> None:
        """Click on the head of a column."""
        header: QHeaderView = self.view.horizontalHeader()
        place = QPoint(header.sectionViewportPosition(section) + 20, header.height() // 2)
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)


class ReferenceLibraryDriver:
    """The reference library: field, facets, table and detail."""

    def __init__(self, page: QWidget) -> None:
        self._page = page
        self.field = child(page, QLineEdit, "Filter the references of the folder")
        self.table = TableDriver(child(page, QAbstractItemView, "References of the folder"))
        self.facets = ListDriver(child(page, QListView, "Narrow the references"))
        self.places = ListDriver(child(page, QListView, "Places that cite the reference"))
        self.comment = child(page, QPlainTextEdit, "Your comment on the reference")

    @property
    def lines(self) -> Sequence[Any]:
        """The lines that are listed."""
        return self.table.model.lines  # type: ignore[no-any-return]

    @property
    def titles(self) -> list[str]:
        """What is listed."""
        return [line.entry.title for line in self.lines]

    @property
    def progress(self) -> str:
        """What is said beside the field."""
        return child(self._page, QLabel, "reading-progress").text()

    @property
    def verdict(self) -> str:
        """What a link check found of the chosen reference."""
        return child(self._page, QLabel, "link-verdict").text()

    def check_links(self) -> None:
        """Ask for a link check."""
        button(self._page, "Check links").click()

    def look_for_copy(self) -> None:
        """Look for an archived copy of the chosen reference."""
        button(self._page, "Look for an archived copy").click()


class StatusBarDriver:
    """The status bar."""

    def __init__(self, bar: QWidget) -> None:
        self._bar = bar
        self.progress = child(bar, QWidget, "Indexing")
        self.cancel = child(bar, QAbstractButton, "Stop indexing")

    @property
    def state(self) -> str:
        """What is said of the index."""
        return child(self._bar, QLabel, "index-state").text()

    @property
    def watch(self) -> str:
        """What is said of how changes are followed."""
        return child(self._bar, QLabel, "watch-state").text()

    @property
    def activity(self) -> QLabel:
        """What the program wrote and requested."""
        return child(self._bar, QLabel, "activity")

    @property
    def encoding(self) -> str:
        """The encoding of the note."""
        return child(self._bar, QAbstractButton, "note-encoding").text()


class TabStripDriver:
    """The tabs above the page."""

    def __init__(self, strip: QWidget) -> None:
        self._strip = strip
        self.bar = child(strip, QTabBar, "Open notes")

    def widths(self) -> list[int]:
        """How wide each tab is."""
        return [self.bar.tabRect(number).width() for number in range(self.bar.count())]

    def choose(self, number: int) -> None:
        """Show a tab."""
        self.bar.setCurrentIndex(number)

    def open_menu(self, number: int) -> QMenu:
        """Open the menu of a tab."""
        self.bar.customContextMenuRequested.emit(self.bar.tabRect(number).center())
        return newest_menu(self._strip)

    def choose_in_menu(self, number: int, words: str) -> None:
        """Choose from the menu of a tab."""
        menu = self.open_menu(number)
        next(action for action in menu.actions() if action.text() == words).trigger()
        menu.close()

    def names(self) -> list[str]:
        """What stands on the tabs."""
        return [self.bar.tabText(number) for number in range(self.bar.count())]

    def place(self, number: int) -> QPoint:
        """The middle of a tab, in the bar."""
        return self.bar.tabRect(number).center()

    def place_in(self, window: QWidget, number: int) -> QPoint:
        """The middle of a tab, in the window."""
        return self.bar.mapTo(window, self.place(number))

    def listed(self) -> list[str]:
        """The names in the list of all tabs."""
        return [action.text() for action in self._open_list().actions()]

    def choose_listed(self, number: int) -> None:
        """Choose a tab from the list of all."""
        self._open_list().actions()[number].trigger()

    def _open_list(self) -> QMenu:
        menu = child(self._strip, QToolButton, "All tabs").menu()
        menu.aboutToShow.emit()
        return menu


class FindBarDriver:
    """The bar for finding in the page."""

    def __init__(self, page_view: QWidget) -> None:
        self._bar = child(page_view, QWidget, "Find in the note")
        self.field = child(self._bar, QLineEdit, "Text to find")
        self._count = child(self._bar, QLabel, "match-count")

    @property
    def is_open(self) -> bool:
        """Whether it is to be seen."""
        return self._bar.isVisible()

    def toggle(self, option: str) -> None:
        """Turn an option on or off."""
        child(self._bar, QAbstractButton, option).click()

    @property
    def count(self) -> str:
        """At which match one is."""
        return self._count.text()


class ShortcutDriver:
    """The dialog of all keys."""

    def __init__(self, dialog: QWidget) -> None:
        self._tree = child(dialog, QTreeWidget, "Shortcuts")
        self.filter = child(dialog, QLineEdit, "Filter the shortcuts")
        self.keys = child(dialog, QKeySequenceEdit)

    def listed(self) -> dict[str, str]:
        """Keys by what they do; groups have none."""
        return {item.text(0): item.text(1) for item in self._items()}

    def choose(self, name: str) -> None:
        """Go to a line."""
        self._tree.setCurrentItem(next(item for item in self._items() if item.text(0) == name))

    def _items(self) -> list[QTreeWidgetItem]:
        found = []
        walk = QTreeWidgetItemIterator(self._tree)
        while (item := walk.value()) is not None:
            found.append(item)
            walk += 1
        return found
