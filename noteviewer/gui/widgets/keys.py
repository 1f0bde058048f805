"""Keys that mean something in one widget only, whatever they mean in the window."""

from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from operator import itemgetter

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLayout, QMainWindow, QScrollArea, QSplitter, QToolBar, QWidget


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


def order_focus(window: QMainWindow) -> None:
    """Put what takes the keyboard in the order in which it is laid out."""
    for before, after in pairwise(_in_reading_order(window)):
        QWidget.setTabOrder(before, after)


def _in_reading_order(window: QMainWindow) -> Iterator[QWidget]:
    for bar in window.findChildren(QToolBar):
        yield from _inside(bar)
    yield from _inside(window.centralWidget())
    yield from _inside(window.statusBar())


def _inside(widget: QWidget | None) -> Iterator[QWidget]:
    if widget is None:
        return
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        # The page is shown by a widget of the web engine's own.
        yield widget.focusProxy() or widget
    if isinstance(widget, QScrollArea):
        yield from _inside(widget.widget())
    elif isinstance(widget, QSplitter):
        for number in range(widget.count()):
            yield from _inside(widget.widget(number))
    else:
        layout = widget.layout()
        if layout is not None:
            yield from _laid_out(layout)


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    """What a layout holds, in its order.

    Its items are not asked for: they are no QObjects, so the binding does not notice their death
    and would take for one of them whatever comes to lie at its address, in the next window.
    """
    owner = layout.parentWidget()
    parts = [part for part in owner.children() if isinstance(part, QWidget)] if owner else []
    inner = [part for part in layout.children() if isinstance(part, QLayout)]
    placed: list[tuple[int, QWidget | QLayout]] = [
        *((layout.indexOf(part), part) for part in parts),
        *((layout.indexOf(part), part) for part in inner),
    ]
    for index, part in sorted(placed, key=itemgetter(0)):
        if index < 0:
            continue
        yield from _inside(part) if isinstance(part, QWidget) else _laid_out(part)
