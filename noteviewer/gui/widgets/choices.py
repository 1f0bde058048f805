"""Fields to choose in, with our own drawings for what Qt's style draws in its own way."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QStyle, QStyleOptionButton, QWidget

from noteviewer.gui.theme.icons import Icons
from noteviewer.gui.theme.painting import grown
from noteviewer.gui.theme.theme import Spacing


class ChoiceBox(QComboBox):
    """A list of which one line is shown, with a chevron."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint as the style sheet says, and the chevron."""
        super().paintEvent(event)
        side = grown(Spacing.SMALL_ICON, self.font())
        middle = self.rect().center().y()
        box = QRect(self.width() - side - Spacing.S, middle - side // 2, side, side)
        self._icons.icon("chevron-down").paint(QPainter(self), box)


class CheckBox(QCheckBox):
    """A box that grows with its text, with a check mark."""

    def __init__(self, text: str, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._icons = icons

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint as the style sheet says, and the mark."""
        super().paintEvent(event)
        if self.isChecked():
            option = QStyleOptionButton()
            self.initStyleOption(option)
            part = QStyle.SubElement.SE_CheckBoxIndicator
            box = self.style().subElementRect(part, option, self)
            self._icons.icon("check", "accent_text").paint(QPainter(self), box)
