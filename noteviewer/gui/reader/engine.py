"""The web engine of the reader pane: profile, page, view and bridge, ready to be shown.

Imported only when the window is on the screen, for it loads Qt WebEngine.
"""

import contextlib
import os
import signal

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWebEngineCore import QWebEngineSettings
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QWidget

from noteviewer.gui.reader.bridge import Bridge
from noteviewer.gui.reader.documents import ReadResource
from noteviewer.gui.reader.profile import Gate, make_profile
from noteviewer.gui.reader.scheme import SchemeHandler, register_scheme
from noteviewer.gui.reader.web_page import WebPage
from noteviewer.gui.tasks import Tasks

SCRIPTS = ("marks.js", "page.js", "host.js")
"""Run in this order in the isolated world."""


class Engine:
    """The one web view, and all that belongs to it; owned by a widget."""

    def __init__(self, tasks: Tasks, read_resource: ReadResource, owner: QWidget) -> None:
        register_scheme()
        self.gate = Gate(owner)
        self._handler = SchemeHandler(tasks, read_resource, owner)
        self._profile = make_profile(self._handler, self.gate)
        self.page = WebPage(self._profile, owner)
        self.bridge = Bridge(self.page, SCRIPTS)
        self.view = QWebEngineView(owner)
        self.view.setPage(self.page)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        _tell_of_screen_reader()

    def set_still(self, *, is_still: bool) -> None:
        """Show moving pictures by their first frame and scroll without gliding; or not."""
        settings = self._profile.settings()
        policy = QWebEngineSettings.ImageAnimationPolicy
        settings.setImageAnimationPolicy(policy.Disallow if is_still else policy.Allow)
        gliding = QWebEngineSettings.WebAttribute.ScrollAnimatorEnabled
        settings.setAttribute(gliding, not is_still)

    def end_process(self) -> None:
        """End the process that lays pages out, busy or not; the next page gets another one."""
        process = self.page.renderProcessPid()
        if process > 0:
            with contextlib.suppress(OSError):
                os.kill(process, getattr(signal, "SIGKILL", signal.SIGTERM))

    def close(self) -> None:
        """Delete view, page and profile, in the order in which they need one another."""
        for part in (self.view, self.page, self._profile):
            shiboken6.delete(part)


def _tell_of_screen_reader() -> None:
    """Let pages be read aloud by what reads the window already.

    The web engine is told only when this changes (seen with Qt 6.11). It begins after the window is
    shown, so a screen reader that was there before would find every page empty.
    """
    if QAccessible.isActive():
        for is_active in (False, True):
            QAccessible.setActive(is_active)
