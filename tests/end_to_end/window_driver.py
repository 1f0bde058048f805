"""The driver of a real window: what a user sees in it and does with it.

The only place of these tests that knows how the program is put together.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint, Qt, SignalInstance
from PySide6.QtGui import QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from noteviewer.gui.commands.registry import Commands
from noteviewer.gui.controllers.window_controller import WindowController
from noteviewer.gui.core.activity_monitor import Activity
from noteviewer.gui.core.desktop import Desktop
from noteviewer.gui.core.documents import LinkActivated
from noteviewer.gui.core.index_reader import IndexReader
from noteviewer.gui.core.settings import Settings, SettingsStore
from noteviewer.gui.navigation.history import Tabs
from noteviewer.gui.theme.theme import ThemeChoice
from noteviewer.gui.window.main_window import MainWindow
from noteviewer.library.location import Location
from noteviewer.library.state import UserState
from tests.gui.drivers import (
    FindBarDriver,
    LibraryDriver,
    OutlineDriver,
    QuickOpenDriver,
    ReferencesDriver,
    SearchDriver,
    StatusBarDriver,
    TabStripDriver,
    child,
)

Answer = TypeVar("Answer")
TIMEOUT_MS = 15_000
TEXT_AT_TOP = """(() => {
  const left = document.querySelector("article").getBoundingClientRect().left + 4;
  for (let y = 2; y < innerHeight; y += 4) {
    const block = document.elementFromPoint(left, y)?.closest("p, li, h1, h2, h3");
    if (block) return block.textContent.slice(0, 40);
  }
  return "";
})()"""


class FakeDesktop(Desktop):
    """Remembers what was to be opened instead of opening it."""

    def __init__(self) -> None:
        self.urls: list[str] = []
        self.edited: list[tuple[str, Path, int]] = []
        self.copied: list[str] = []
        self.windows: list[str] = []

    def open_url(self, url: str) -> bool:
        self.urls.append(url)
        return True

    def open_editor(self, command: str, file: Path, line: int) -> bool:
        self.edited.append((command, file, line))
        return True

    def open_window(self, place: str = "") -> bool:
        self.windows.append(place)
        return True

    def copy(self, text: str) -> None:
        self.copied.append(text)


class WindowDriver:
    """One window on a folder of notes."""

    def __init__(
        self, qtbot: QtBot, program: WindowController, folder: Path, desktop: FakeDesktop
    ) -> None:
        self.qtbot = qtbot
        self.folder = folder
        self.desktop = desktop
        self.messages: list[str] = []
        """What the status bar said, one after the other."""
        self._program = program
        program.views.bars.status_bar.messageChanged.connect(self._take_message)

    # What is to be seen.

    @property
    def window(self) -> MainWindow:
        """The window itself."""
        return self._program.window

    @property
    def page_view(self) -> QWidget:
        """The widget that shows the page."""
        return self._program.frame.page_view

    @property
    def notice(self) -> str:
        """What is said above the page."""
        label = child(self.page_view, QLabel, "page-notice")
        return label.text() if label.isVisible() else ""

    @property
    def note(self) -> str:
        """Path of the note that is on the screen."""
        return (
            self._program.frame.page_view.shown.note if self._program.frame.page_view.shown else ""
        )

    @property
    def location(self) -> Location:
        """Where one is."""
        return self._program.navigator.location

    @property
    def tabs(self) -> Tabs:
        """The open tabs."""
        return self._program.navigator.tabs

    def notes_of_tabs(self) -> list[str]:
        """The note of each tab, from the left."""
        return [history.current.note for history in self.tabs.histories]

    @property
    def activity(self) -> Activity:
        """What the program counts of its own writes and requests."""
        return self._program.app.activity_monitor.activity

    @property
    def commands(self) -> Commands:
        """All commands."""
        return self._program.commands

    @property
    def state(self) -> UserState:
        """What is kept of what the user did."""
        return self._program.app.state

    # The parts of the window.

    @property
    def search(self) -> SearchDriver:
        """The search dialog."""
        return SearchDriver(self._program.views.dialogs.search())

    @property
    def quick_open(self) -> QuickOpenDriver:
        """Quick open."""
        return QuickOpenDriver(self._program.views.dialogs.quick_open())

    @property
    def outline(self) -> OutlineDriver:
        """The headings of the note."""
        return OutlineDriver(self._program.views.panes().outline)

    @property
    def references(self) -> ReferencesDriver:
        """The references of the note."""
        return ReferencesDriver(self._program.views.panes().references)

    @property
    def library(self) -> LibraryDriver:
        """The tree of notes."""
        return LibraryDriver(self._program.views.panes().library)

    @property
    def tab_strip(self) -> TabStripDriver:
        """The tabs above the page."""
        return TabStripDriver(self._program.views.bars.tab_strip)

    @property
    def status_bar(self) -> StatusBarDriver:
        """The status bar."""
        return StatusBarDriver(self._program.views.bars.status_bar)

    @property
    def find_bar(self) -> FindBarDriver:
        """The bar for finding in the page."""
        return FindBarDriver(self._program.frame.page_view)

    def reference_library(self) -> QWidget:
        """The page of all references."""
        return self._program.views.dialogs.reference_library()

    def build_everything(self) -> None:
        """Build what is made late."""
        assert self._program.views.panes()
        self._program.folder.start_page.show_recent([str(self.folder)])

    # What is done.

    def trigger(self, command: str) -> None:
        """Do a command."""
        self._program.commands.action(command).trigger()

    def go(self, note: str, anchor: str = "", query: str = "", *, new_tab: bool = False) -> None:
        """Go to a place of the folder."""
        navigator = self._program.navigator
        place = Location(str(self.folder), note, anchor, query)
        (navigator.open_in_new_tab if new_tab else navigator.open)(place)

    def open(self, note: str, anchor: str = "", query: str = "", *, new_tab: bool = False) -> None:
        """Go to a place, and wait until the note is painted."""
        self.shows(note, lambda: self.go(note, anchor, query, new_tab=new_tab))

    def search_for(self, query: str) -> None:
        """Search everything."""
        self._program.views.dialogs.search().search_for(query)

    def show_mode(self, mode: object) -> None:
        """Group the notes of the library another way."""
        self._program.views.panes().library.set_mode(mode)

    def follow(self, link: LinkActivated) -> None:
        """Follow a link as the page asks for it."""
        self._program.links.follow(link)

    def open_folder(self, folder: Path) -> None:
        """Open another folder, as the start page does."""
        self._program.folder.open_text(str(folder))

    def choose(self, command: str, text: str) -> None:
        """Open a menu by its command, and choose from it."""
        self._choose_from(lambda: self.trigger(command), text)

    def choose_in_page(self, selector: str, text: str) -> None:
        """Open the menu of an element of the page with the right button, and choose from it."""
        right = Qt.MouseButton.RightButton
        self._choose_from(lambda: self.click_in_page(selector, right), text)

    def _choose_from(self, open_menu: Callable[[], object], text: str) -> None:
        open_menu()
        self.wait(lambda: bool(self._open_menus()))
        menu = self._open_menus()[-1]
        next(action for action in menu.actions() if action.text() == text).trigger()
        menu.close()

    @property
    def settings(self) -> SettingsStore:
        """The settings and where they are kept."""
        return self._program.app.settings

    def change_settings(self, settings: Settings) -> None:
        """Choose other settings."""
        self._program.app.settings.change(settings)

    def choose_theme(self, choice: ThemeChoice) -> None:
        """Choose another theme."""
        self._program.frame.themes.choose(choice)

    def write_pdf(self, file: Path) -> None:
        """Write the page as PDF, and wait until that is said."""
        self.writes(lambda: self._program.command.output.write_pdf(file))

    def writes(self, act: Callable[[], object]) -> None:
        """Do something, and wait until the window says that it wrote a file."""
        self.messages.clear()
        act()
        self.wait(lambda: any(text.startswith("Written") for text in self.messages))

    # Waiting.

    def wait(self, condition: Callable[[], bool], timeout: int = TIMEOUT_MS) -> None:
        """Wait until something is so."""
        self.qtbot.waitUntil(condition, timeout=timeout)

    def shows(self, note: str, act: Callable[[], object]) -> None:
        """Do something, and wait until a note is painted."""
        with self.qtbot.waitSignal(
            self._program.frame.page_view.page_shown,
            timeout=TIMEOUT_MS,
            check_params_cb=lambda document: document.note == note,
        ):
            act()

    def updates(self, act: Callable[[], object]) -> None:
        """Do something, and wait until the index followed."""
        with self.qtbot.waitSignal(self._program.folders.index_updated, timeout=TIMEOUT_MS):
            act()

    def survives(self, act: Callable[[], object]) -> None:
        """Do something that ends the web process, and wait until the page is shown again."""
        with self.qtbot.waitSignal(
            self._program.frame.page_view.engine_restarted, timeout=TIMEOUT_MS
        ):
            act()
        self.qtbot.waitSignal(self._program.frame.page_view.page_shown, timeout=TIMEOUT_MS).wait()

    @property
    def image_requested(self) -> SignalInstance:
        """The signal of a picture from outside that is asked for."""
        return self._program.frame.page_view.request_made

    def reload(self) -> None:
        """Make the page anew."""
        self._program.page.loader.reload()

    # Inside.

    def ask_page(self, script: str) -> object:
        """What a piece of script says in the isolated world beside the page."""
        from noteviewer.gui.page.bridge import WORLD

        answers: list[object] = []
        engine = self._program.frame.page_view.engine
        assert engine is not None
        engine.page.runJavaScript(script, WORLD.value, answers.append)
        self.wait(lambda: bool(answers))
        return answers[0]

    def call_page(self, function: str, argument: str) -> None:
        """Call a function beside the page."""
        engine = self._program.frame.page_view.engine
        assert engine is not None
        engine.bridge.call(function, argument)

    def ask_index(self, question: Callable[[IndexReader], Answer]) -> Answer:
        """What the index answers."""
        answers: list[Answer] = []
        self._program.folders.queries.ask(question, answers.append, pytest.fail)
        self.wait(lambda: bool(answers))
        return answers[0]

    def read_resource(self, url: str) -> object:
        """What the page gets for an address of our own scheme."""
        source = self._program.page.loader.source
        assert source is not None
        return source.read_resource(url)

    def image_animation(self) -> object:
        """Whether moving pictures may move."""
        engine = self._program.frame.page_view.engine
        assert engine is not None
        return engine.page.settings().imageAnimationPolicy()

    def web_process(self) -> int:
        """The process that draws the page."""
        engine = self._program.frame.page_view.engine
        assert engine is not None
        return engine.page.renderProcessPid()

    def click_in_page(
        self, selector: str, button: Qt.MouseButton = Qt.MouseButton.LeftButton
    ) -> None:
        """Click on an element of the page with the mouse."""
        box = self.ask_page(
            f"(() => {{ const r = document.querySelector('{selector}').getBoundingClientRect();"
            " return `${r.x + r.width / 2} ${r.y + r.height / 2}`; })()"
        )
        x, y = (int(float(part)) for part in str(box).split())
        engine = self._program.frame.page_view.engine
        assert engine is not None
        target = engine.view.focusProxy() or engine.view
        self.qtbot.mouseClick(target, button, pos=QPoint(x, y))

    def press_mouse(
        self, button: Qt.MouseButton, over: QWidget | None = None, at: QPoint | None = None
    ) -> None:
        """Press a button of the mouse over a widget, as the system tells it to the window."""
        QTest.mouseClick(self._handle(), button, pos=self._place_of(over or self.page_view, at))

    def turn_wheel(
        self,
        notches: int,
        held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        over: QWidget | None = None,
    ) -> None:
        """Turn the wheel over a widget; away from the user where positive."""
        place, turn = self._place_of(over or self.page_view), QPoint(0, 120 * notches)
        QTest.wheelEvent(self._handle(), place, turn, QPoint(), held)

    def drag(self, start: QPoint, end: QPoint) -> None:
        """Drag with the left button from one place of the window to another."""
        handle, left = self._handle(), Qt.MouseButton.LeftButton
        QTest.mousePress(handle, left, pos=start)
        QTest.mouseMove(handle, (start + end) / 2)
        QTest.mouseMove(handle, end)
        QTest.mouseRelease(handle, left, pos=end)

    def resize(self, width: int, height: int) -> None:
        """Give the window another size, and wait until the page has it, if it is to be seen."""
        self.window.resize(width, height)
        self.wait(lambda: (self.window.width(), self.window.height()) == (width, height))
        if self.page_view.isVisible():
            self.wait_laid_out()

    def wait_laid_out(self) -> None:
        """Wait until the page fills its place, and what follows from that has happened."""

        def is_filled() -> bool:
            wide = float(str(self.ask_page("innerWidth * devicePixelRatio")))
            expected = self.page_view.width() * self.page_view.devicePixelRatioF()
            return abs(wide - expected) <= 2

        self.wait(is_filled)
        self.wait_frames()

    def focused_name(self) -> str:
        """The name of what has the keyboard, as a screen reader says it."""
        focus = QApplication.focusWidget()
        return focus.accessibleName() if focus is not None else ""

    def wait_frames(self) -> None:
        """Wait until the page has drawn what it was told."""
        drawn = "document.documentElement.dataset.drawn"
        self.ask_page(
            f"{drawn} = 'no'; requestAnimationFrame(() => requestAnimationFrame(() => "
            f"{{ {drawn} = 'yes'; }})); 1"
        )
        self.wait(lambda: self.ask_page(drawn) == "yes")

    def text_at_top(self) -> str:
        """The line of text at the upper edge of the page, as it is to be read there."""
        return str(self.ask_page(TEXT_AT_TOP))

    def _handle(self) -> QWindow:
        handle = self.window.windowHandle()
        assert handle is not None
        return handle

    def _place_of(self, widget: QWidget, at: QPoint | None = None) -> QPoint:
        return widget.mapTo(self.window, at or widget.rect().center())

    def press_in_page(self, key: Qt.Key) -> None:
        """Press a key while the page has the keyboard."""
        engine = self._program.frame.page_view.engine
        assert engine is not None
        self.qtbot.keyClick(engine.view.focusProxy() or engine.view, key)

    def hover_in_page(self, selector: str) -> None:
        """Put the mouse on an element of the page."""
        box = self.ask_page(
            f'(() => {{ const e = document.querySelector("{selector}"); e.scrollIntoView();'
            " const r = e.getBoundingClientRect();"
            " return `${r.x + r.width / 2} ${r.y + r.height / 2}`; })()"
        )
        x, y = (int(float(part)) for part in str(box).split())
        engine = self._program.frame.page_view.engine
        assert engine is not None
        self.qtbot.mouseMove(engine.view.focusProxy() or engine.view, QPoint(x, y))

    def scroll_to(self, place: int) -> None:
        """Scroll, again where the page was made anew in that very frame, until it is remembered."""

        def is_remembered() -> bool:
            self.ask_page(f"window.scrollTo(0, {place}); 1")
            return self.location.scroll == place

        self.wait(is_remembered)

    def _open_menus(self) -> list[QMenu]:
        return [menu for menu in self.window.findChildren(QMenu) if menu.isVisible()]

    def _take_message(self, text: str) -> None:
        if text:
            self.messages.append(text)
