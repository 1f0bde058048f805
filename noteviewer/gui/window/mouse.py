"""What the mouse does anywhere in the window: its two side buttons, and the wheel with Ctrl."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

NOTCH = 120
"""Eighths of a degree that a wheel turns at a time; a touch pad tells of smaller turns."""
_PRESSES = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)
_SIDE_BUTTONS = (Qt.MouseButton.BackButton, Qt.MouseButton.ForwardButton)


class WindowMouse(QObject):
    """Hears the mouse before what is under it, which would keep such events to itself."""

    back_pressed = Signal()
    forward_pressed = Signal()
    zoom_turned = Signal(int)
    """The wheel was turned with Ctrl over the page: 1 away from the user, -1 towards."""

    def __init__(self, window: QWidget, page: QWidget) -> None:
        """Build it.

        Args:
            window: The window.
            page: The part of it that can be zoomed.
        """
        super().__init__(window)
        self._window = window
        self._page = page
        self._turned = 0
        window.installEventFilter(self)
        self._watch()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what is meant for the whole window."""
        if watched is self._window:
            # The web engine lets Qt make another native window.
            if event.type() is QEvent.Type.WinIdChange:
                self._watch()
            return False
        if isinstance(event, QMouseEvent) and event.button() in _SIDE_BUTTONS:
            if event.type() in _PRESSES:
                is_back = event.button() is Qt.MouseButton.BackButton
                (self.back_pressed if is_back else self.forward_pressed).emit()
            return True
        return isinstance(event, QWheelEvent) and self._take_wheel(event)

    def _watch(self) -> None:
        if (handle := self._window.windowHandle()) is not None:
            handle.installEventFilter(self)

    def _take_wheel(self, event: QWheelEvent) -> bool:
        is_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        place = self._page.mapFrom(self._window, event.position().toPoint())
        if not (is_control and self._page.isVisible() and self._page.rect().contains(place)):
            self._turned = 0
            return False
        self._turned += event.angleDelta().y()
        notches = int(self._turned / NOTCH)
        self._turned -= notches * NOTCH
        for _ in range(abs(notches)):
            self.zoom_turned.emit(1 if notches > 0 else -1)
        return True
