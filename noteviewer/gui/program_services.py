"""What the program has from its start to its end, whatever window is open."""

from dataclasses import dataclass

from noteviewer.gui.desktop import Desktop
from noteviewer.gui.settings.values import SettingsStore
from noteviewer.gui.witness import Witness
from noteviewer.library.state import ReaderState


@dataclass(frozen=True, slots=True)
class ProgramServices:
    """The rest of the desktop, the reader's own state and settings, and who counts what is done."""

    desktop: Desktop
    witness: Witness
    state: ReaderState
    settings: SettingsStore
