"""What panes and overlays are made with."""

from dataclasses import dataclass

from noteviewer.gui.core.activity_monitor import ActivityMonitor
from noteviewer.gui.core.desktop import Desktop
from noteviewer.gui.core.index_reader import IndexReader
from noteviewer.gui.core.queries import Queries
from noteviewer.gui.core.settings import SettingsStore
from noteviewer.gui.core.tasks import Tasks
from noteviewer.gui.theme.icons import Icons
from noteviewer.gui.theme.theme import ThemeSwitch
from noteviewer.library.state import ReaderState


@dataclass(frozen=True, slots=True)
class PaneServices:
    """The index, the user's own state, and the looks."""

    queries: Queries[IndexReader]
    tasks: Tasks
    """One thread, so that what the user marks is written in order."""
    state: ReaderState
    themes: ThemeSwitch
    icons: Icons


@dataclass(frozen=True, slots=True)
class ProgramServices:
    """The rest of the desktop, the user's own state and settings, and who counts what is done."""

    desktop: Desktop
    activity_monitor: ActivityMonitor
    state: ReaderState
    settings: SettingsStore
