"""The list of all keys."""

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from noteviewer.gui.commands.registry import Command, Commands, Group
from noteviewer.gui.commands.shortcut_dialog import ShortcutDialog
from noteviewer.gui.theme.icons import Icons
from tests.gui.drivers import ShortcutDriver


def test_keys_of_lists_are_shown_but_not_bound_anew(qtbot: QtBot, icons: Icons) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    commands = Commands(window, icons)
    commands.add(Command("back", Group.GO, "Back", ("Alt+Left",)), lambda: None)
    ui = ShortcutDriver(ShortcutDialog(commands, window))
    assert ui.listed()["Back"] == "Alt+Left"
    assert ui.listed()["Star / no star"] == "S"
    ui.filter.setText("star")
    assert list(ui.listed()) == ["Among references", "Star / no star"]
    ui.choose("Star / no star")
    assert not ui.keys.isEnabled()
