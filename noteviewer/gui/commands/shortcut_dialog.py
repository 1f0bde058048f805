"""The list of all shortcuts, in which each can be bound anew."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from noteviewer.gui.commands.registry import Command, Commands, Group, native_keys
from noteviewer.gui.commands.table import fixed_keys, group_title
from noteviewer.gui.theme.theme import Spacing
from noteviewer.gui.widgets.fields import add_clear_button
from noteviewer.library.names.pinyin import matches_name
from noteviewer.notes.text import fold

ID_ROLE = Qt.ItemDataRole.UserRole
PORTABLE = QKeySequence.SequenceFormat.PortableText


class ShortcutDialog(QDialog):
    """All commands with their keys; choose one, press other keys, and they apply at once."""

    bound = Signal(str, object)
    """Id of a command, and its new keys as a tuple; None for its usual ones."""
    all_reset = Signal()
    """Every command gets its usual keys."""

    def __init__(self, commands: Commands, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self.resize(620, 640)
        self._commands = commands
        self._filter = QLineEdit()
        self._filter.setPlaceholderText(self.tr("Filter by name or key"))
        self._filter.setAccessibleName(self.tr("Filter the shortcuts"))
        add_clear_button(self._filter, commands.icons)
        self._filter.textChanged.connect(self._fill)
        self._tree = QTreeWidget()
        self._tree.setAccessibleName(self.tr("Shortcuts"))
        self._tree.setHeaderLabels([self.tr("Command"), self.tr("Keys")])
        self._tree.setColumnWidth(0, 360)
        self._tree.currentItemChanged.connect(lambda _now, _before: self._show_current())
        self._keys = QKeySequenceEdit()
        self._keys.setMaximumSequenceLength(1)
        for part in (self._keys, *self._keys.findChildren(QLineEdit)):
            part.setAccessibleName(self.tr("New keys"))
        self._keys.editingFinished.connect(self._bind)
        self._conflict = QLabel()
        self._conflict.setProperty("role", "warning")
        self._conflict.setWordWrap(True)
        self._lay_out()
        self._fill("")
        self._show_current()

    def _lay_out(self) -> None:
        label = QLabel(self.tr("New &keys:"))
        label.setBuddy(self._keys)
        self._usual = QPushButton(self.tr("Reset"))
        self._usual.clicked.connect(lambda: self._give(None))
        self._none = QPushButton(self.tr("Clear"))
        self._none.clicked.connect(lambda: self._give(()))
        row = QHBoxLayout()
        row.setSpacing(Spacing.S)
        row.addWidget(label)
        row.addWidget(self._keys, stretch=1)
        row.addWidget(self._usual)
        row.addWidget(self._none)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        reset = buttons.addButton(self.tr("Reset all keys"), QDialogButtonBox.ButtonRole.ResetRole)
        reset.clicked.connect(self._reset)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(Spacing.M)
        layout.addWidget(self._filter)
        layout.addWidget(self._tree)
        layout.addLayout(row)
        layout.addWidget(self._conflict)
        layout.addWidget(buttons)

    def _fill(self, typed: str) -> None:
        current = self._current_id()
        words = fold(typed).split()
        self._tree.clear()
        groups: dict[Group, QTreeWidgetItem] = {}
        for command in self._commands.all():
            keys = native_keys(self._commands.keys(command.id))
            if not all(matches_name(f"{command.title} {keys}", word) for word in words):
                continue
            if command.group not in groups:
                groups[command.group] = self._add_group(group_title(command.group))
            item = QTreeWidgetItem([command.title.rstrip("…"), keys])
            item.setData(0, ID_ROLE, command.id)
            item.setSizeHint(0, QSize(0, self.fontMetrics().height() + Spacing.S))
            groups[command.group].addChild(item)
            if command.id == current:
                self._tree.setCurrentItem(item)
        self._add_fixed(words)
        self._tree.expandAll()

    def _add_fixed(self, words: Sequence[str]) -> None:
        for place in fixed_keys():
            shown = [(text, native_keys(keys)) for text, keys in place.keys]
            found = [
                (text, keys)
                for text, keys in shown
                if all(matches_name(f"{place.place} {text} {keys}", word) for word in words)
            ]
            if found:
                group = self._add_group(place.place)
                group.addChildren([QTreeWidgetItem([text, keys]) for text, keys in found])

    def _add_group(self, title: str) -> QTreeWidgetItem:
        top = QTreeWidgetItem([title])
        top.setFlags(Qt.ItemFlag.ItemIsEnabled)
        font = top.font(0)
        font.setBold(True)
        top.setFont(0, font)
        self._tree.addTopLevelItem(top)
        return top

    def _current_id(self) -> str:
        item = self._tree.currentItem()
        return str(item.data(0, ID_ROLE) or "") if item else ""

    def _show_current(self) -> None:
        command_id = self._current_id()
        for widget in (self._keys, self._usual, self._none):
            widget.setEnabled(bool(command_id))
        keys = self._commands.keys(command_id) if command_id else ()
        self._keys.setKeySequence(QKeySequence(keys[0]) if keys else QKeySequence())
        self._conflict.clear()

    def _bind(self) -> None:
        command_id, key = self._current_id(), self._keys.keySequence().toString(PORTABLE)
        if not command_id or not key or key in self._commands.keys(command_id):
            return
        conflicts = self._commands.conflicts(command_id, key)
        if conflicts:
            self._conflict.setText(_taken(key, conflicts))
            return
        self._give((key,))

    def _give(self, keys: tuple[str, ...] | None) -> None:
        self.bound.emit(self._current_id(), keys)
        self._fill(self._filter.text())
        self._show_current()

    def _reset(self) -> None:
        self.all_reset.emit()
        self._fill(self._filter.text())
        self._show_current()


def _taken(key: str, conflicts: tuple[Command, ...]) -> str:
    names = ", ".join(command.title.rstrip("…") for command in conflicts)
    return QCoreApplication.translate("ShortcutDialog", "{} belongs to: {}").format(key, names)
