"""Dialogs about the program itself: settings, keys, and what it is."""

import sys
from dataclasses import replace

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMessageBox

from noteviewer import __version__
from noteviewer.gui.commands.registry import Commands
from noteviewer.gui.core.input_method import input_method_variables, is_portal_served
from noteviewer.gui.core.settings import SettingsStore
from noteviewer.gui.window.main_window import MainWindow


class ProgramDialogs(QObject):
    """Opens them; each is loaded when it is asked for."""

    def __init__(self, window: MainWindow, commands: Commands, settings: SettingsStore) -> None:
        super().__init__(window)
        self._window = window
        self._commands = commands
        self._store = settings

    def show_settings(self) -> None:
        """Let the user change settings, which take effect at once."""
        from noteviewer.gui.settings.dialog import SettingsDialog

        SettingsDialog(self._store, self._commands.icons, self._window).exec()

    def show_shortcuts(self) -> None:
        """List the keys, and let the user choose others."""
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
        text = text.format(__version__)
        if sys.platform == "linux":
            text += "\n\n" + self._about_input()
        QMessageBox.about(self._window, self.tr("About noteviewer"), text)

    def _about_input(self) -> str:
        """How Chinese is written in the window, or what is to be done so that it can be."""
        variables = input_method_variables()
        if not variables:
            return self.tr(
                "Input method: none is named. To write Chinese with fcitx5 or IBus, start "
                "noteviewer with QT_IM_MODULE=ibus and IBUS_USE_PORTAL=1."
            )
        named = " ".join(f"{name}={value}" for name, value in variables.items())
        text = self.tr("Input method: {}").format(named)
        if "IBUS_USE_PORTAL" in variables and not is_portal_served():
            text += "\n" + self.tr(
                "It does not answer: start fcitx5 or ibus-daemon. fcitx5 must have its IBus "
                "frontend switched on."
            )
        return text

    def _bind(self, command_id: str, keys: tuple[str, ...] | None) -> None:
        settings = self._store.settings
        bound = {k: v for k, v in settings.shortcuts.items() if k != command_id}
        if keys is not None:
            bound[command_id] = keys
        self._store.change(replace(settings, shortcuts=bound))

    def _reset(self) -> None:
        self._store.change(replace(self._store.settings, shortcuts={}))
