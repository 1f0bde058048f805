"""Commands by id: title, keys and icon in one place; keys can be bound anew."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from noteviewer.gui.theme.icons import Icons


class Group(StrEnum):
    """What a command is about; the order of menus and lists."""

    GO = "go"
    FIND = "find"
    TABS = "tabs"
    NOTE = "note"
    VIEW = "view"
    FOLDER = "folder"
    PROGRAM = "program"


@dataclass(frozen=True, slots=True)
class Command:
    """Something the user can do."""

    id: str
    group: Group
    title: str
    """In the user's language."""
    keys: tuple[str, ...] = ()
    """As `QKeySequence` writes them portably; the first one is shown."""
    icon: str = ""
    is_checkable: bool = False
    is_listed: bool = True
    """False for what makes no sense in the palette (moving in the palette itself)."""


def native_keys(keys: tuple[str, ...]) -> str:
    """Keys as this system writes them, side by side."""
    form = QKeySequence.SequenceFormat.NativeText
    return "   ".join(QKeySequence(key).toString(form) for key in keys)


class Commands(QObject):
    """The commands of one window, as actions."""

    def __init__(self, window: QWidget, icons: Icons) -> None:
        super().__init__(window)
        self._window = window
        self.icons = icons
        self._commands: dict[str, Command] = {}
        self._actions: dict[str, QAction] = {}

    def add(self, command: Command, slot: Callable[[], object]) -> QAction:
        """Make a command work anywhere in the window."""
        action = QAction(command.title, self._window)
        action.setObjectName(command.id)
        action.setCheckable(command.is_checkable)
        # Not all commands have a drawing, and menus look torn where some entries have one.
        action.setIconVisibleInMenu(False)
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        if command.icon:
            self.icons.put(action, command.icon)
        action.triggered.connect(lambda _checked=False: slot())
        self._commands[command.id] = command
        self._actions[command.id] = action
        self._window.addAction(action)
        self._bind(command.id, command.keys)
        return action

    def action(self, command_id: str) -> QAction:
        """The action of a command."""
        return self._actions[command_id]

    def all(self) -> tuple[Command, ...]:
        """All commands, by group and in the order in which they were added."""
        order = list(Group)
        return tuple(sorted(self._commands.values(), key=lambda c: order.index(c.group)))

    def keys(self, command_id: str) -> tuple[str, ...]:
        """The keys that a command has now."""
        return tuple(
            key.toString(QKeySequence.SequenceFormat.PortableText)
            for key in self._actions[command_id].shortcuts()
        )

    def rebind(self, bound: Mapping[str, tuple[str, ...]]) -> None:
        """Give commands the user's own keys; those not named get their usual ones."""
        for command in self._commands.values():
            self._bind(command.id, bound.get(command.id, command.keys))

    def conflicts(self, command_id: str, key: str) -> tuple[Command, ...]:
        """Other commands that have this key."""
        return tuple(
            command
            for command in self._commands.values()
            if command.id != command_id and key in self.keys(command.id)
        )

    def _bind(self, command_id: str, keys: tuple[str, ...]) -> None:
        action = self._actions[command_id]
        action.setShortcuts([QKeySequence(key) for key in keys])
        shown = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        title = self._commands[command_id].title
        action.setToolTip(f"{title} ({shown})" if shown else title)
