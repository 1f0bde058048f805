"""Tab goes through the window as the eye does: by the layouts, not by when a part was made."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QMainWindow, QScrollArea, QSplitter, QToolBar, QWidget


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
        # Layout items are no QObjects: the binding does not notice their death, and may take
        # a layout for the spacer of an earlier window that lay at the same address.
        if isinstance(layout, QLayout):
            yield from _laid_out(layout)


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    for number in range(layout.count()):
        item = layout.itemAt(number)
        if item is None:
            continue
        if widget := item.widget():
            yield from _inside(widget)
        elif inner := item.layout():
            yield from _laid_out(inner)
