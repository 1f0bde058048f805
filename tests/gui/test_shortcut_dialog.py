"""The list of all keys."""

from PySide6.QtWidgets import QTreeWidgetItemIterator, QWidget
from pytestqt.qtbot import QtBot

from noteviewer.gui.commands.registry import Command, Commands, Group
from noteviewer.gui.commands.shortcut_dialog import ShortcutDialog
from noteviewer.gui.icons import Icons


def listed(dialog: ShortcutDialog) -> dict[str, str]:
    found = {}
    walk = QTreeWidgetItemIterator(dialog._tree)
    while (item := walk.value()) is not None:
        found[item.text(0)] = item.text(1)
        walk += 1
    return found


def test_keys_of_lists_are_shown_but_not_bound_anew(qtbot: QtBot, icons: Icons) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    commands = Commands(window, icons)
    commands.add(Command("back", Group.GO, "Back", ("Alt+Left",)), lambda: None)
    dialog = ShortcutDialog(commands, window)
    assert listed(dialog)["Back"] == "Alt+Left"
    assert listed(dialog)["Star / no star"] == "S"
    dialog._filter.setText("star")
    assert list(listed(dialog)) == ["Among references", "Star / no star"]
    dialog._tree.setCurrentItem(dialog._tree.topLevelItem(0).child(0))
    assert not dialog._keys.isEnabled()
