"""What all panes are made of."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


class Pane(QWidget):
    """A widget on the ground of a pane, which the style sheet knows by its role."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
