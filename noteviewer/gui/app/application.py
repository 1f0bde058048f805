"""The start of the window: environment, one running controller, and the window itself."""

from dataclasses import dataclass
from importlib import import_module
from threading import Thread

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QThread, QTimer
from PySide6.QtWidgets import QApplication, QRhiWidget

from noteviewer.gui.app import garbage_collection
from noteviewer.gui.app.single_instance import SingleInstance, hand_over
from noteviewer.gui.app.startup import (
    make_application,
    prepare_environment,
    quieten,
    require_display,
    uses_safe_graphics,
)
from noteviewer.gui.core.activity_monitor import ActivityMonitor
from noteviewer.gui.core.open_target import read_last_folder, read_target
from noteviewer.gui.core.settings import SettingsStore
from noteviewer.gui.navigation.session import find_session
from noteviewer.gui.theme.icons import Icons
from noteviewer.gui.theme.theme import ThemeChoice, ThemeSwitch
from noteviewer.gui.window.main_window import MainWindow
from noteviewer.library.location import Location
from noteviewer.library.state import UserState
from noteviewer.paths import state_path
from noteviewer.processes import leave_folder
from noteviewer.render.urls import page_url
from noteviewer.render.worker.process import ChildProcess

PAINTING_MS = 50
"""What is waited for the frame to be painted, which is up to the desktop."""


def run_app(
    place: str | None,
    process: ChildProcess,
    *,
    new_window: bool = False,
    safe_graphics: bool = False,
) -> int:
    """Open the window at a place and run until it is closed; returns the exit code.

    Args:
        place: What the user named.
        process: The renderer, which was begun before Qt was loaded.
        new_window: Do not hand the place to a window that is open already.
        safe_graphics: Draw without the graphics processor.
    """
    garbage_collection.put_off()
    location = read_target(place) if place else None
    require_display()
    leave_folder()
    activity_monitor, settings = ActivityMonitor(), SettingsStore()
    prepare_environment(safe_graphics=safe_graphics or settings.settings.safe_graphics)
    quieten()
    application = make_application()
    wanted = location.to_url() if location else ""
    if not new_window and hand_over(wanted):
        return 0
    garbage_collection.begin_later(application)
    state = UserState.open(state_path())
    instance = SingleInstance(application)
    if not new_window:
        instance.listen()
    if location is None and settings.settings.reopen_last and not new_window:
        location = read_last_folder(state)
    try:
        started = _StartedProgram(application, instance, activity_monitor, state, settings)
        return _run_windows(started, location, process)
    finally:
        instance.close()
        state.close()


@dataclass(frozen=True, slots=True)
class _StartedProgram:
    """What there is before the first window."""

    application: QApplication
    instance: SingleInstance
    activity_monitor: ActivityMonitor
    state: UserState
    settings: SettingsStore


def _run_windows(started: _StartedProgram, location: Location | None, process: ChildProcess) -> int:
    """Show a window; another one takes its place where a setting needs that."""
    application, state, settings = started.application, started.state, started.settings
    is_other_language = False
    while True:
        themes = ThemeSwitch(application, ThemeChoice(settings.settings.theme))
        themes.scale_font(settings.settings.font_percent)
        window = MainWindow(Icons(themes))
        first_page = ""
        if location is not None:
            first_page = _restore_session(window, location, state)
        _show(application, window)
        # What makes pages is loaded beside the web engine, which has little to do with Python and
        # goes on beginning in processes of its own.
        Thread(
            target=import_module, args=("noteviewer.gui.page_source.page_source",), daemon=True
        ).start()
        from noteviewer.gui.window.frame import Frame

        frame = Frame.around(window, themes, settings.settings.language)
        if first_page:
            frame.page_view.expect(first_page)
        frame.page_view.start_engine()
        application.processEvents()
        from noteviewer.gui.controllers.window_controller import WindowController
        from noteviewer.gui.core.desktop import Desktop
        from noteviewer.gui.core.services import AppServices
        from noteviewer.render.worker.renderer import Renderer

        services = AppServices(Desktop(), started.activity_monitor, state, settings)
        controller = WindowController(frame, services, Renderer(process=process))
        started.instance.open_requested.connect(controller.folder.receive)
        controller.folders.folder_changed.connect(
            lambda _folder, owner=controller: garbage_collection.sweep_later(owner)
        )
        if location is None:
            controller.folder.open_start_page()
        else:
            controller.folder.open_location(location)
        if state.problem:
            controller.messages.post(
                QCoreApplication.translate(
                    "WindowController", "Nothing you mark is kept: {}"
                ).format(state.problem)
            )
        if is_other_language:
            # It was chosen in the settings, and more may be wanted there.
            QTimer.singleShot(0, controller, controller.commands.action("settings").trigger)
        exit_code = application.exec()
        started.instance.open_requested.disconnect(controller.folder.receive)
        if not controller.wants_restart:
            return exit_code
        is_other_language = True
        location = read_last_folder(state)
        process = ChildProcess()
        controller.deleteLater()
        window.deleteLater()


def _show(application: QApplication, window: MainWindow) -> None:
    """Show the frame, and see it painted before the rest is loaded."""
    # Where the page will be drawn by the graphics processor, the window has to be one that allows
    # it, or it is made anew for the page, and is black for a moment. A child that asks suffices.
    if not uses_safe_graphics():
        QRhiWidget(window).hide()
    window.show()
    patience = QDeadlineTimer(PAINTING_MS)
    while not (window.windowHandle().isExposed() or patience.hasExpired()):
        application.processEvents()
        QThread.msleep(1)
    application.processEvents()


def _restore_session(window: MainWindow, location: Location, state: UserState) -> str:
    """Arrange the window as it was left; gives the address of the page that it will show."""
    kept = state.folders.session(location.folder) or ""
    tabs, layout = find_session(kept, location.folder, has_place=bool(location.note))
    window.arrange(layout)
    return page_url(location.note or tabs.location.note)
