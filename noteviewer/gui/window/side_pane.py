"""The pane beside the page: one of several views, chosen by a row of buttons."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from noteviewer.gui.theme.icons import Icons
from noteviewer.gui.theme.theme import Spacing
from noteviewer.gui.widgets.fields import grouped
from noteviewer.gui.widgets.flow_layout import FlowLayout
from noteviewer.gui.widgets.pane import Pane


class SidePane(Pane):
    """Holds views by name; shows one."""

    view_changed = Signal(str)

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._names: list[str] = []
        self._buttons = QButtonGroup(self)
        self._titles: dict[str, str] = {}
        self._row = FlowLayout()
        self._row.setSpacing(2)
        self._corner = QHBoxLayout()
        self._stack = QStackedWidget()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        top = QHBoxLayout()
        top.setContentsMargins(Spacing.S, Spacing.S, Spacing.S, Spacing.XS)
        top.setSpacing(0)
        top.addLayout(self._row, stretch=1)
        top.addLayout(self._corner)
        layout.addLayout(top)
        layout.addWidget(self._stack, stretch=1)
        # Not clicked: a screen reader turns a button on without clicking it.
        self._buttons.idToggled.connect(self._take_toggle)

    def add_view(self, name: str, title: str, widget: QWidget, *, icon: str = "") -> None:
        """Add a view under a button of its own: its title, or an icon at the right edge."""
        button = QToolButton()
        button.setText(title)
        button.setAccessibleName(title)
        if icon:
            self._icons.put(button, icon)
            button.setToolTip(title)
        button.setCheckable(True)
        button.setProperty("role", "mode")
        self._titles[name] = title
        self._names.append(name)
        self._buttons.addButton(button, len(self._names) - 1)
        if icon:
            self._corner.addWidget(button, alignment=Qt.AlignmentFlag.AlignTop)
        else:
            self._row.addWidget(button)
        self._stack.addWidget(widget)
        if len(self._names) == 1:
            button.setChecked(True)

    @property
    def view(self) -> str:
        """Name of the view that is shown."""
        return self._names[self._stack.currentIndex()] if self._names else ""

    def show_view(self, name: str) -> None:
        """Bring a view to the front; an unknown name is ignored."""
        if name not in self._names:
            return
        index = self._names.index(name)
        self._buttons.button(index).setChecked(True)
        if self._stack.currentIndex() != index:
            self._stack.setCurrentIndex(index)
            self.view_changed.emit(name)

    def _take_toggle(self, index: int, is_on: bool) -> None:
        if is_on:
            self.show_view(self._names[index])

    def show_count(self, name: str, count: int | None) -> None:
        """Put a number behind the title of a view."""
        if name in self._names:
            title = self._titles[name]
            button = self._buttons.button(self._names.index(name))
            button.setText(title if count is None else f"{title} {grouped(count)}")
            button.setAccessibleName(button.text())
