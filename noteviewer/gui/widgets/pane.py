"""What all panes are made of."""

from typing import TypeVar

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from noteviewer.gui.theme.theme import Spacing


class Pane(QWidget):
    """A widget on the ground of a pane, which the style sheet knows by its role."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)


OF_SCREEN = 0.8
"""Part of the screen's height that a form may take."""


class ScrollingForm(QScrollArea):
    """Shows a widget whole where there is room; only its height is ever cut off."""

    def __init__(self, form: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.viewport().setAutoFillBackground(False)
        form.setAutoFillBackground(False)
        self._form = form
        self.setWidget(form)

    def sizeHint(self) -> QSize:
        """As large as the form."""
        form = self._form.sizeHint()
        tallest = round(self.screen().availableGeometry().height() * OF_SCREEN)
        return QSize(self._least_width(), min(form.height(), tallest))

    def minimumSizeHint(self) -> QSize:
        """As wide as the form, and some rows high."""
        return QSize(self._least_width(), min(self._form.sizeHint().height(), 240))

    def event(self, event: QEvent) -> bool:
        """Ask for another size where the form has one: its text grew."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().event(event)

    def _least_width(self) -> int:
        bar = self.verticalScrollBar().sizeHint().width()
        return self._form.minimumSizeHint().width() + bar + Spacing.XS


Choice = TypeVar("Choice")
