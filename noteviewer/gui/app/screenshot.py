"""A picture of the real window, taken when everything in it is loaded and painted."""

from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QEventLoop, QIODevice, QObject, QTimer
from PySide6.QtGui import QPixmap

from noteviewer.errors import CannotOpenError, NoteviewerError
from noteviewer.gui.app.startup import make_application, prepare_environment, quieten
from noteviewer.gui.controllers.window_controller import WindowController
from noteviewer.gui.core.activity_monitor import ActivityMonitor
from noteviewer.gui.core.desktop import Desktop
from noteviewer.gui.core.open_target import read_target
from noteviewer.gui.core.services import AppServices
from noteviewer.gui.core.settings import SettingsStore
from noteviewer.gui.theme.icons import Icons
from noteviewer.gui.theme.theme import ThemeChoice, ThemeSwitch
from noteviewer.gui.window.frame import Frame
from noteviewer.gui.window.main_window import MainWindow
from noteviewer.library.folder.writing import refuse_inside, write_whole
from noteviewer.library.location import is_generated
from noteviewer.library.state import UserState
from noteviewer.library.sync.events import IndexEvent, IndexFailure, IndexIdle
from noteviewer.processes import leave_folder
from noteviewer.render.worker.process import ChildProcess
from noteviewer.render.worker.renderer import Renderer

PATIENCE_MS = 120_000
SETTLING_MS = 400
"""How long nothing may have been read before the picture is taken."""
RESTS = 8
"""How often that is looked at meanwhile."""


@dataclass(frozen=True, slots=True)
class Shot:
    """What is to be seen in the picture."""

    folder: str
    note: str = ""
    anchor: str = ""
    query: str = ""
    theme: str = "light"
    size: tuple[int, int] = (1400, 880)
    language: str = ""
    font_percent: int = 100
    view: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """What is in a picture that was taken."""

    width: int
    """In pixels, as `height`."""
    height: int
    note: str
    """Path of the note that is shown; empty where a page of the program is."""
    title: str


class _Waiter(QObject):
    """Waits for the index and for the page."""

    def __init__(self, controller: WindowController) -> None:
        super().__init__(controller)
        self._missing = {"index", "page"}
        self.failure = ""
        self.loop = QEventLoop(self)
        controller.folders.event_received.connect(self._take_event)
        controller.frame.page_view.page_shown.connect(lambda _document: self._arrived("page"))
        controller.page.loader.load_failed.connect(self._fail)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(lambda: self._fail(None, TimeoutError("took too long")))
        self._patience.start(PATIENCE_MS)

    def _take_event(self, event: IndexEvent) -> None:
        if isinstance(event, IndexIdle):
            self._arrived("index")
        elif isinstance(event, IndexFailure):
            self._fail(None, RuntimeError(event.message))

    def _arrived(self, what: str) -> None:
        self._missing.discard(what)
        if not self._missing:
            self.loop.quit()

    def _fail(self, _location: object, error: Exception) -> None:
        self.failure = str(error)
        self.loop.quit()


def take_screenshot(shot: Shot, out: Path) -> Seen:
    """Save a picture of the window, and say what it shows.

    Raises:
        CannotOpenError: the folder or the note cannot be opened, or the picture not be written
            where it is wanted; never in the folder.
        NoteviewerError: the window did not come to rest.
    """
    place = replace(read_target(shot.folder), note=shot.note, anchor=shot.anchor)
    is_there = is_generated(shot.note) or (Path(place.folder) / shot.note).is_file()
    if shot.note and not is_there:
        raise CannotOpenError(f"there is no such note: {shot.note}")
    refuse_inside(Path(place.folder), out)
    out = out.absolute()
    leave_folder()
    activity_monitor = ActivityMonitor()
    prepare_environment(safe_graphics=False)
    quieten()
    application = make_application()
    settings = SettingsStore()
    settings.use(
        replace(
            settings.settings,
            theme=shot.theme,
            language=shot.language or settings.settings.language,
            font_percent=shot.font_percent,
        )
    )
    themes = ThemeSwitch(application, ThemeChoice(shot.theme))
    controller = WindowController(
        Frame.around(MainWindow(Icons(themes)), themes, settings.settings.language),
        AppServices(Desktop(), activity_monitor, UserState(None), settings),
        Renderer(process=ChildProcess()),
    )
    waiter = _Waiter(controller)
    controller.window.resize(*shot.size)
    controller.window.show()
    controller.folder.open_location(place)
    controller.window.resize(*shot.size)
    controller.frame.page_view.start_engine()
    waiter.loop.exec()
    if not waiter.failure:
        _settle(controller)
    if shot.view:
        controller.window.side_pane.show_view(shot.view)
    if shot.query:
        controller.views.dialogs.search().search_for(shot.query)
    if not waiter.failure:
        _settle(controller)
    picture, shown = controller.window.grab(), controller.frame.page_view.shown
    controller.window.close()
    # Ends the connection to the display, which may be gone after this.
    application.shutdown()
    if waiter.failure:
        raise NoteviewerError(f"the window did not come to rest: {waiter.failure}")
    write_whole(out, _as_png(picture))
    note, title = (shown.note, shown.title) if shown is not None else ("", "")
    return Seen(picture.width(), picture.height(), note, title)


def _as_png(picture: QPixmap) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")
    return bytes(data.data())


def _settle(controller: WindowController) -> None:
    """Wait until nothing has been read for a while: one answer may lead to the next question."""
    loop = QEventLoop(controller)
    rest = QTimer(loop)
    rest.setInterval(SETTLING_MS // RESTS)
    left = RESTS

    def look() -> None:
        nonlocal left
        left = left - 1 if controller.frame.tasks.is_idle else RESTS
        if not left:
            loop.quit()

    rest.timeout.connect(look)
    rest.start()
    loop.exec()
