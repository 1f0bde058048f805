"""Keeps the session while the user works, so that even a kill loses next to nothing."""

import logging
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from noteviewer.gui.core.tasks import Tasks, ignore_result
from noteviewer.gui.navigation.history import Tabs
from noteviewer.gui.navigation.session import Layout, find_session, write_session
from noteviewer.gui.widgets.delayed_call import DelayedCall
from noteviewer.library.state import UserState

logger = logging.getLogger(__name__)

DELAY_MS = 400
"""A session is kept this long after the last change of it."""


class SessionStore(QObject):
    """Reads the session of a folder when it is opened, and writes it when it changes."""

    def __init__(
        self,
        state: UserState,
        tasks: Tasks,
        take: Callable[[], tuple[str, Tabs, Layout]],
        parent: QObject | None = None,
    ) -> None:
        """Build it.

        Args:
            state: Where sessions are kept.
            tasks: A pool with one thread, so that sessions are written in order.
            take: Gives the folder, the tabs and the arrangement as they are.
            parent: Its owner.
        """
        super().__init__(parent)
        self._state = state
        self._tasks = tasks
        self._take = take
        self._kept = ""
        self._timer = DelayedCall(DELAY_MS, self._save_later, self)

    def restore(self, folder: str, *, has_place: bool = False) -> tuple[Tabs, Layout]:
        """The session of a folder, as it was left (`find_session`)."""
        self._kept = self._state.folders.session(folder) or ""
        return find_session(self._kept, folder, has_place=has_place)

    def note_change(self, _what: object = None) -> None:
        """Something of the session changed; it is kept in a moment."""
        if not self._timer.isActive():
            self._timer.start()

    def save_now(self) -> None:
        """Keep the session before the program ends or another folder is opened."""
        self._timer.stop()
        folder, text = self._present()
        if folder and text != self._kept:
            self._state.folders.set_session(folder, text)
            self._kept = text

    def _save_later(self) -> None:
        folder, text = self._present()
        if folder and text != self._kept:
            self._kept = text
            keep = partial(self._state.folders.set_session, folder, text)
            self._tasks.run(keep, ignore_result, self._is_not_kept)

    def _present(self) -> tuple[str, str]:
        folder, tabs, layout = self._take()
        return folder, write_session(tabs, layout) if folder else ""

    def _is_not_kept(self, error: Exception) -> None:
        self._kept = ""
        logger.warning("the session cannot be kept: %s", error)
