"""What the parts of a window are made with."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QObject, Signal

from noteviewer.gui.core.activity_monitor import ActivityMonitor
from noteviewer.gui.core.desktop import Desktop
from noteviewer.gui.core.index_reader import IndexReader
from noteviewer.gui.core.queries import Queries
from noteviewer.gui.core.settings import SettingsStore
from noteviewer.gui.core.tasks import Tasks
from noteviewer.gui.theme.icons import Icons
from noteviewer.gui.theme.theme import ThemeSwitch
from noteviewer.library.state import UserState
from noteviewer.render.worker.readings import Answer, Reading

Made = TypeVar("Made")


class Messages(QObject):
    """Where every part of a window says what was done, one line at a time."""

    posted = Signal(str)
    """The line, for the status bar."""

    def post(self, text: str) -> None:
        """Say one line on what was done, or why not."""
        self.posted.emit(text)


class Lazy(Generic[Made]):
    """Something that is made when it is first asked for, and connected by whoever waits for it."""

    def __init__(self, make: Callable[[], Made]) -> None:
        self._make = make
        self._made: Made | None = None
        self._waiting: list[Callable[[Made], object]] = []

    def __call__(self) -> Made:
        """The thing itself; made now if it was not."""
        if self._made is None:
            self._made = self._make()
            waiting, self._waiting = self._waiting, []
            for act in waiting:
                act(self._made)
        return self._made

    @property
    def made(self) -> Made | None:
        """The thing itself, if it was made; None otherwise."""
        return self._made

    def when_made(self, act: Callable[[Made], object]) -> None:
        """Do something with it: now, or as soon as it is made."""
        if self._made is None:
            self._waiting.append(act)
        else:
            act(self._made)


@dataclass(frozen=True, slots=True)
class AppServices:
    """What the program has from its start to its end, whatever window is open."""

    desktop: Desktop
    activity_monitor: ActivityMonitor
    state: UserState
    settings: SettingsStore


class NoteReader(Protocol):
    """Reads notes in another process, for the window parses none; for worker threads."""

    def read(self, reading: Reading[Answer], otherwise: Answer) -> Answer:
        """Answer a question about the text of a note; ``otherwise`` where it cannot be."""


@dataclass(frozen=True, slots=True)
class WindowServices:
    """What the panes and dialogs of one window are made with."""

    queries: Queries[IndexReader]
    reader: NoteReader
    tasks: Tasks
    """One thread, so that what the user marks is written in order."""
    state: UserState
    themes: ThemeSwitch
    icons: Icons
    messages: Messages
