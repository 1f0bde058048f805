"""Keys that mean something in one widget only, whatever they mean in the window."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget


class LocalKeys(QObject):
    """Calls a slot for each key while the keyboard is in the widget.

    A key that is also a shortcut of the window is claimed for the widget first; two live shortcuts
    for one key would cancel each other.
    """

    def __init__(self, widget: QWidget, slots: Mapping[str, Callable[[], object]]) -> None:
        """Take the keys, written as `QKeySequence` writes them portably."""
        super().__init__(widget)
        self._slots = {QKeySequence(keys).toString(): slot for keys, slot in slots.items()}
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Claim and handle the keys."""
        if isinstance(event, QKeyEvent):
            slot = self._slots.get(_written(event))
            if slot is not None and event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if slot is not None and event.type() == QEvent.Type.KeyPress:
                slot()
                return True
        return super().eventFilter(watched, event)


def _written(event: QKeyEvent) -> str:
    """The key of an event as `QKeySequence` writes it, whether on the number pad or not."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return QKeySequence(QKeyCombination(modifiers, Qt.Key(event.key()))).toString()
