"""The dialogs about the program itself: settings, keys, and what it is."""

from dataclasses import replace

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMessageBox

from noteviewer import __version__
from noteviewer.gui.commands.registry import Commands
from noteviewer.gui.main_window import MainWindow
from noteviewer.gui.settings.values import SettingsStore


class ProgramDialogs(QObject):
    """Opens them; each is loaded when it is asked for."""

    def __init__(self, window: MainWindow, commands: Commands, settings: SettingsStore) -> None:
        super().__init__(window)
        self._window = window
        self._commands = commands
        self._store = settings

    def show_settings(self) -> None:
        """Let the reader change settings, which take effect at once."""
        from noteviewer.gui.settings.dialog import SettingsDialog

        SettingsDialog(self._store, self._window).exec()

    def show_shortcuts(self) -> None:
        """List the keys, and let the reader choose others."""
        from noteviewer.gui.commands.shortcut_dialog import ShortcutDialog

        dialog = ShortcutDialog(self._commands, self._window)
        dialog.bound.connect(self._bind)
        dialog.all_reset.connect(self._reset)
        dialog.exec()

    def show_about(self) -> None:
        """Say what this program is."""
        text = self.tr(
            "noteviewer {}\n\nReads, searches and harvests a folder of notes, offline, "
            "changing nothing.\n\nMIT licence."
        )
        QMessageBox.about(self._window, self.tr("About noteviewer"), text.format(__version__))

    def _bind(self, command_id: str, keys: tuple[str, ...] | None) -> None:
        settings = self._store.settings
        bound = {k: v for k, v in settings.shortcuts.items() if k != command_id}
        if keys is not None:
            bound[command_id] = keys
        self._store.change(replace(settings, shortcuts=bound))

    def _reset(self) -> None:
        self._store.change(replace(self._store.settings, shortcuts={}))
