"""A panel laid over the window: it keeps the keyboard until it is closed, and gives it back."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget
from shiboken6 import isValid

from noteviewer.gui.theme.theme import Spacing, ThemeSwitch

SHADOW = 24
"""Width of the shadow around the panel."""
SHADOW_STEP = 3
"""Opacity of each of its rings, of 255."""
VEIL = 60
"""Opacity of the veil over the window, of 255; twice that in the dark."""


class Overlay(QWidget):
    """Fills its parent with a veil and shows one framed panel; Esc or a click beside it hides it.

    Hiding loses nothing: shown again, the panel is as it was left.
    """

    def __init__(self, themes: ThemeSwitch, parent: QWidget, *, width: int, height: int) -> None:
        super().__init__(parent)
        self._themes = themes
        self._window = parent
        self._width = width
        self._height = height
        self._came_from: QWidget | None = None
        self.panel = QFrame(self)
        self.panel.setProperty("role", "overlay")
        self.panel.setAccessibleName(self.accessibleName())
        parent.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        """Show the panel and give it the keyboard; another panel that is open goes."""
        if not self.isVisible():
            for other in self._window.findChildren(Overlay):
                if other.isVisible():
                    other.close_panel()
            self._came_from = QApplication.focusWidget()
        self._place()
        self.show()
        self.raise_()
        self.take_focus()

    def close_panel(self) -> None:
        """Hide the panel and give the keyboard back to where it was."""
        self.hide()
        came_from, self._came_from = self._came_from, None
        focus = QApplication.focusWidget()
        # What had the keyboard may be gone: the web engine makes its widget anew.
        if came_from is not None and isValid(came_from):
            came_from.setFocus()
        elif focus is not None and self.isAncestorOf(focus):
            # Else keys would go on to what is not seen any more.
            focus.clearFocus()

    def take_focus(self) -> None:
        """Put the keyboard where typing should begin; for those who inherit."""
        self.panel.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the window."""
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def focusNextPrevChild(self, is_next: bool) -> bool:
        """Tab stays inside the panel."""
        stops = [
            widget
            for widget in self.panel.findChildren(QWidget)
            if widget.isVisible()
            and widget.isEnabled()
            and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and widget.focusProxy() is None
        ]
        if not stops:
            return False
        stops.sort(key=self._reading_order)
        focus = QApplication.focusWidget()
        here = stops.index(focus) if focus in stops else -1
        step = 1 if is_next else -1
        stops[(here + step) % len(stops)].setFocus(
            Qt.FocusReason.TabFocusReason if is_next else Qt.FocusReason.BacktabFocusReason
        )
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the panel closes it."""
        if not self.panel.geometry().contains(event.position().toPoint()):
            self.close_panel()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The veil, and the shadow of the panel.

        Painted here, since a graphics effect would draw the whole panel twice at each letter.
        """
        strength = 2 * VEIL if self._themes.theme.is_dark else VEIL
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(0, 0, 0, strength))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, SHADOW_STEP))
        for spread in range(SHADOW, 0, -2):
            edge = self.panel.geometry().adjusted(-spread, -spread + 6, spread, spread + 6)
            painter.drawRoundedRect(edge, 10 + spread, 10 + spread)

    def _place(self) -> None:
        window = self._window.rect()
        self.setGeometry(window)
        width = min(self._width, window.width() - 2 * Spacing.XL)
        height = min(self._height, window.height() - 4 * Spacing.XL)
        top = min(72, max(Spacing.XL, (window.height() - height) // 4))
        self.panel.setGeometry(QRect((window.width() - width) // 2, top, width, height))

    def _reading_order(self, widget: QWidget) -> tuple[int, int]:
        place = widget.mapTo(self.panel, QPoint(0, 0))
        return place.y(), place.x()
