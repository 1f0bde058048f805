"""The command palette: every command by a piece of its title."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from noteviewer.gui.commands.registry import Command, Commands, native_keys
from noteviewer.gui.theme.theme import Spacing, ThemeSwitch
from noteviewer.gui.widgets.overlay import Overlay
from noteviewer.library.names.pinyin import matches_name
from noteviewer.notes.text import fold

KEYS_ROLE = Qt.ItemDataRole.UserRole + 1
ID_ROLE = Qt.ItemDataRole.UserRole
WIDTH = 600
HEIGHT = 480


class _KeysDelegate(QStyledItemDelegate):
    """Draws the title at the left and the keys at the right."""

    def __init__(self, themes: ThemeSwitch, parent: QWidget) -> None:
        super().__init__(parent)
        self._themes = themes

    def sizeHint(
        self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """High enough for the font, with air."""
        return QSize(0, max(Spacing.ROW, option.fontMetrics.height() + Spacing.M))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one command."""
        theme = self._themes.theme
        painter.save()
        rect = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.color("accent_soft"))
        inner = rect.adjusted(Spacing.L, 0, -Spacing.L, 0)
        keys = str(index.data(KEYS_ROLE) or "")
        painter.setPen(theme.color("text_muted"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, keys)
        painter.setPen(theme.color("text"))
        width = inner.width() - option.fontMetrics.horizontalAdvance(keys) - Spacing.L
        title = option.fontMetrics.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, width)
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, title)
        painter.restore()


class CommandPalette(Overlay):
    """Every command by a piece of its name; Enter does it."""

    def __init__(self, commands: Commands, themes: ThemeSwitch, parent: QWidget) -> None:
        super().__init__(themes, parent, width=WIDTH, height=HEIGHT)
        self.setAccessibleName(self.tr("All commands"))
        self._commands = commands
        self._field = _Field(self.panel)
        self._field.setPlaceholderText(self.tr("Type a command"))
        self._field.setAccessibleName(self.tr("Name of a command"))
        self._field.setProperty("role", "plain")
        self._field.textChanged.connect(self._filter)
        self._field.returnPressed.connect(self._run_current)
        self._list = QListWidget(self.panel)
        self._list.setProperty("role", "raised")
        self._list.setAccessibleName(self.tr("Commands"))
        self._list.setItemDelegate(_KeysDelegate(themes, self._list))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.itemClicked.connect(self._run)
        self._field.target = self._list
        line = QFrame(self.panel)
        line.setProperty("role", "line")
        self._hint = QLabel(self.panel)
        self._hint.setProperty("role", "faint")
        self._hint.setContentsMargins(Spacing.L, Spacing.S, Spacing.L, Spacing.S)
        layout = QVBoxLayout(self.panel)
        layout.setContentsMargins(1, Spacing.XS, 1, 1)
        layout.setSpacing(0)
        for widget in (self._field, line, self._list, self._hint):
            layout.addWidget(widget)

    def open_with(self, typed: str) -> None:
        """Open with the beginning of a name."""
        self.open()
        self._field.setText(typed)

    def take_focus(self) -> None:
        """Begin anew."""
        self._field.clear()
        self._filter("")
        self._field.setFocus()

    def _filter(self, typed: str) -> None:
        self._list.clear()
        words = fold(typed).split()
        for command in self._commands.all():
            if not command.is_listed or not self._commands.action(command.id).isEnabled():
                continue
            if all(_is_called(command, word) for word in words):
                self._list.addItem(_item(self._commands, command))
        self._list.setCurrentRow(0)
        self._hint.setText(
            self.tr("↑↓ choose   ⏎ do   Esc back")
            if self._list.count()
            else self.tr("No command is called that.")
        )

    def _run_current(self) -> None:
        item = self._list.currentItem()
        if item is not None:
            self._run(item)

    def _run(self, item: QListWidgetItem) -> None:
        self.close_panel()
        self._commands.action(str(item.data(ID_ROLE))).trigger()


class _Field(QLineEdit):
    """Hands Up and Down to a list, so that the keyboard stays in the field."""

    target: QListWidget | None = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move in the list, or type."""
        moves = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
        if self.target is not None and event.key() in moves:
            self.target.keyPressEvent(event)
        else:
            super().keyPressEvent(event)


def _is_called(command: Command, word: str) -> bool:
    """Whether a word stands in the title, or in the name that it has in English."""
    return word in command.id or matches_name(command.title, word)


def _item(commands: Commands, command: Command) -> QListWidgetItem:
    item = QListWidgetItem(command.title.rstrip("…"))
    item.setData(ID_ROLE, command.id)
    item.setData(KEYS_ROLE, native_keys(commands.keys(command.id)))
    return item
