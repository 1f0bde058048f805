"""The start of the window: environment, one running program, and the window itself."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from noteviewer.gui import garbage
from noteviewer.gui.icons import Icons
from noteviewer.gui.main_window import MainWindow
from noteviewer.gui.place import read_last_folder, read_place
from noteviewer.gui.session import read_session
from noteviewer.gui.settings.values import SettingsStore
from noteviewer.gui.single_instance import SingleInstance, hand_over
from noteviewer.gui.startup import make_application, prepare_environment, quieten
from noteviewer.gui.theme import ThemeChoice, ThemeSwitch
from noteviewer.gui.witness import Witness
from noteviewer.library.location import Location
from noteviewer.library.state import ReaderState
from noteviewer.paths import state_path
from noteviewer.render.process import RendererProcess


def run_app(
    place: str | None,
    process: RendererProcess,
    *,
    new_window: bool = False,
    safe_graphics: bool = False,
) -> int:
    """Open the window at a place and run until it is closed; returns the exit code.

    Args:
        place: What the reader named.
        process: The renderer, which was begun before Qt was loaded.
        new_window: Do not hand the place to a window that is open already.
        safe_graphics: Draw without the graphics processor.
    """
    garbage.put_off()
    location = read_place(place) if place else None
    witness = Witness()
    settings = SettingsStore()
    prepare_environment(safe_graphics=safe_graphics or settings.settings.safe_graphics)
    quieten()
    application = make_application()
    wanted = location.to_url() if location else ""
    if not new_window and hand_over(wanted):
        return 0
    garbage.begin_later(application)
    state = ReaderState.open(state_path())
    instance = SingleInstance(application)
    if not new_window:
        instance.listen()
    if location is None and settings.settings.reopen_last and not new_window:
        location = read_last_folder(state)
    try:
        return _run_windows(
            application,
            location,
            witness=witness,
            settings=settings,
            state=state,
            instance=instance,
            process=process,
        )
    finally:
        instance.close()
        state.close()


def _run_windows(
    application: QApplication,
    location: Location | None,
    *,
    witness: Witness,
    settings: SettingsStore,
    state: ReaderState,
    instance: SingleInstance,
    process: RendererProcess,
) -> int:
    """Show a window; another one takes its place where a setting needs that."""
    while True:
        themes = ThemeSwitch(application, ThemeChoice(settings.settings.theme))
        themes.scale_font(settings.settings.font_percent)
        window = MainWindow(Icons(themes))
        if location is not None:
            session = state.folders.session(location.folder)
            window.arrange(read_session(session, location.folder)[1])
        window.show()
        application.processEvents()
        # The frame is on the screen: now load what fills it.
        from noteviewer.gui.desktop import Desktop
        from noteviewer.gui.program import Program
        from noteviewer.render.worker import Renderer

        program = Program(
            window,
            themes,
            Desktop(),
            witness=witness,
            state=state,
            settings=settings,
            renderer=Renderer(process=process),
        )
        program.start()
        instance.open_requested.connect(program.receive)
        if location is None:
            program.open_start_page()
        else:
            program.open_location(location)
        if state.problem:
            program.announce(
                QCoreApplication.translate("Program", "Nothing you mark is kept: {}").format(
                    state.problem
                )
            )
        exit_code = application.exec()
        instance.open_requested.disconnect(program.receive)
        if not program.wants_restart:
            return exit_code
        location = read_last_folder(state)
        process = RendererProcess()
        program.deleteLater()
        window.deleteLater()
