"""The bar at the top: the way back, the way to anything, and the few things always at hand."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolBar,
    QToolButton,
    QWidget,
)

from noteviewer.gui.commands.registry import Commands, Group
from noteviewer.gui.commands.table import group_title
from noteviewer.gui.theme.icons import Icons
from noteviewer.gui.theme.painting import grown
from noteviewer.gui.theme.theme import Spacing

FIELD_WIDTH = 420


class GoToField(QPushButton):
    """AppearanceController like a field and opens quick open; shows the key that does the same."""

    def __init__(self, action: QAction, icons: Icons) -> None:
        super().__init__()
        self.setObjectName("go-to-field")
        self.setAccessibleName(action.text())
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(FIELD_WIDTH)
        self.setMinimumWidth(FIELD_WIDTH // 2)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._glass = QLabel()
        self._glass.setPixmap(
            icons.icon("search", "text_faint").pixmap(grown(Spacing.ICON, self.font()))
        )
        self._action = action
        self._hint = QLabel(self.tr("Go to a note, heading or reference…"))
        self._hint.setProperty("role", "faint")
        self._key = QLabel()
        self._key.setProperty("role", "key")
        for label in (self._glass, self._hint, self._key):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(Spacing.S, 0, Spacing.S, 0)
        layout.setSpacing(Spacing.S)
        layout.addWidget(self._glass)
        layout.addWidget(self._hint, stretch=1)
        layout.addWidget(self._key, alignment=Qt.AlignmentFlag.AlignVCenter)
        self.clicked.connect(action.trigger)
        action.changed.connect(self._show_key)
        self._show_key()

    def sizeHint(self) -> QSize:
        """As wide as there is room for, high enough for the font."""
        return QSize(FIELD_WIDTH, self._hint.sizeHint().height() + 2 * Spacing.S - 2)

    def _show_key(self) -> None:
        self._key.setText(self._action.shortcut().toString())
        self._key.setVisible(not self._action.shortcut().isEmpty())


class ToolBar(QToolBar):
    """Arranges actions of the commands; does nothing itself."""

    def __init__(self, commands: Commands, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Tool bar"))
        self.setMovable(False)
        self.setFloatable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self._commands = commands
        for name in ("library", "back", "forward"):
            self.addAction(commands.action(name))
        self.addWidget(_Stretch())
        self.addWidget(GoToField(commands.action("go-to"), icons))
        self.addWidget(_Stretch())
        for name in ("search", "bookmark", "theme", "references"):
            self.addAction(commands.action(name))
        self._menu_button = QToolButton()
        icons.put(self._menu_button, "more")
        self._menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu_button.setToolTip(self.tr("Menu (F10)"))
        self._menu_button.setAccessibleName(self.tr("Menu"))
        self._menu_button.setMenu(self._make_menu())
        self.addWidget(self._menu_button)
        for button in self.findChildren(QToolButton):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            if button.objectName() == "qt_toolbar_ext_button":
                button.setAccessibleName(self.tr("Menu"))

    def open_menu(self) -> None:
        """Open the menu, for the keyboard."""
        self._menu_button.showMenu()

    def _make_menu(self) -> QMenu:
        menu = QMenu(self)
        group: Group | None = None
        target = menu
        for command in self._commands.all():
            if not command.is_listed:
                continue
            if command.group is not group:
                group = command.group
                if group is Group.PROGRAM:
                    target = menu
                    menu.addSeparator()
                else:
                    target = menu.addMenu(group_title(group))
            target.addAction(self._commands.action(command.id))
        return menu


class _Stretch(QWidget):
    """Takes the room that is left."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
