"""One window with all that belongs to it: six controllers, built in one order."""

from PySide6.QtCore import QObject

from noteviewer.gui.commands.registry import Commands
from noteviewer.gui.controllers.appearance import AppearanceController
from noteviewer.gui.controllers.command_controller import CommandController
from noteviewer.gui.controllers.folder_controller import FolderController, FolderService
from noteviewer.gui.controllers.link_controller import LinkController
from noteviewer.gui.controllers.page_controller import PageController
from noteviewer.gui.controllers.reading_controller import ReadingController
from noteviewer.gui.controllers.view_controller import ViewController
from noteviewer.gui.core.services import AppServices, Messages, WindowServices
from noteviewer.gui.core.tasks import Tasks
from noteviewer.gui.core.translations import forget_language
from noteviewer.gui.navigation.history import Tabs
from noteviewer.gui.navigation.navigator import Navigator
from noteviewer.gui.window.frame import Frame
from noteviewer.library.location import Location
from noteviewer.render.worker.renderer import Renderer


class WindowController(QObject):
    """Builds the controllers of folder, page, links, views and commands.

    Each knows those before it, builds its parts and connects them; nothing here passes signals on.
    """

    def __init__(self, frame: Frame, app: AppServices, renderer: Renderer) -> None:
        super().__init__(frame.themes)
        self.frame = frame
        self.window = frame.window
        self.app = app
        self.wants_restart = False
        self._renderer = renderer
        self._writing = Tasks(self, workers=1)
        self.messages = Messages(self)
        self.folders = FolderService(frame.tasks, app.activity_monitor, app.state, self)
        self.navigator = Navigator(Tabs.at(Location("")), self)
        self.commands = Commands(self.window, self.window.icons)
        services = WindowServices(
            self.folders.queries,
            renderer,
            self._writing,
            app.state,
            frame.themes,
            self.window.icons,
            self.messages,
        )
        folders, navigator, commands = self.folders, self.navigator, self.commands
        self.folder = FolderController(services, self.window, folders, navigator)
        self.page = PageController(
            app, services, frame, folders, navigator, commands=commands, renderer=renderer
        )
        self.links = LinkController(
            app, self.messages, navigator, frame.page_view, self.page.loader
        )
        self.views = ViewController(
            app,
            services,
            frame,
            folders,
            navigator,
            folder=self.folder,
            page=self.page,
            links=self.links,
            commands=commands,
        )
        self.reading = ReadingController(
            services,
            app.settings,
            frame,
            folders,
            navigator,
            page=self.page,
            views=self.views,
        )
        self.command = CommandController(
            app,
            services,
            frame,
            folders,
            navigator,
            folder=self.folder,
            page=self.page,
            views=self.views,
            reading=self.reading,
            commands=commands,
        )
        # Only now, for settings bind the keys of commands.
        self.appearance = AppearanceController(
            app.settings, frame.themes, commands, frame.page_view
        )
        self.appearance.language_changed.connect(self._restart)
        frame.page_view.scrolled.connect(self.folder.session.note_change)
        self.window.closing.connect(self.close)

    def close(self) -> None:
        """Keep the session and end everything that runs."""
        self.folder.session.save_now()
        self.reading.close_down()
        self.views.close_down()
        self.folders.close()
        self.frame.page_view.stop_engine()
        self._renderer.close()
        self.page.close()
        self.frame.tasks.close()
        self._writing.close()
        self.appearance.close_down()
        forget_language(self.frame.translators)

    def _restart(self) -> None:
        self.wants_restart = True
        self.window.close()
