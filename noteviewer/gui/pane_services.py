"""What panes and overlays are made with."""

from dataclasses import dataclass

from noteviewer.gui.icons import Icons
from noteviewer.gui.queries import Queries
from noteviewer.gui.reading import Reading
from noteviewer.gui.tasks import Tasks
from noteviewer.gui.theme import ThemeSwitch
from noteviewer.library.state import ReaderState


@dataclass(frozen=True, slots=True)
class PaneServices:
    """The index, the reader's own state, and the looks."""

    queries: Queries[Reading]
    tasks: Tasks
    """One thread, so that what the reader marks is written in order."""
    state: ReaderState
    themes: ThemeSwitch
    icons: Icons
