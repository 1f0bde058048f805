"""Our own drawings as icons in the colours of the theme.

Drawings lie in ``resources/icons/*.svg``, 24 units square, stroked with ``currentColor``.
"""

from functools import cache
from weakref import WeakSet

import shiboken6
from PySide6.QtCore import QByteArray, QObject, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QIcon, QIconEngine, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton

from noteviewer.gui.theme.theme import Theme, ThemeSwitch
from noteviewer.paths import resources_dir


@cache
def _drawing(name: str) -> str:
    return (resources_dir() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


def draw(name: str, color: str, size: QSize) -> QPixmap:
    """A drawing in one colour as a picture of a size in pixels.

    Drawing takes a hundred times as long as painting the picture, and rows are painted again and
    again; so pictures are kept in Qt's own cache, which is bounded.
    """
    key = f"noteviewer {name} {color} {size.width()}x{size.height()}"
    picture = QPixmap()
    if QPixmapCache.find(key, picture):
        return picture
    picture = QPixmap(size)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    svg = _drawing(name).replace("currentColor", color)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(picture.rect()))
    painter.end()
    QPixmapCache.insert(key, picture)
    return picture


class _DrawingEngine(QIconEngine):
    """Paints a drawing at any size when it is needed, and never before."""

    def __init__(self, name: str, usual: str, disabled: str, on: str) -> None:
        super().__init__()
        self._name = name
        self._usual = usual
        self._disabled = disabled
        self._on = on

    def clone(self) -> QIconEngine:
        """The same drawing in the same colours."""
        return _DrawingEngine(self._name, self._usual, self._disabled, self._on)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Draw it, as finely as what is painted on can show."""
        ratio = painter.device().devicePixelRatio()
        painter.drawPixmap(rect, self.pixmap(rect.size() * ratio, mode, state))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Draw it as a picture."""
        color = self._on if state is QIcon.State.On else self._usual
        if mode is QIcon.Mode.Disabled:
            color = self._disabled
        return draw(self._name, color, size)


@cache
def _icon(name: str, usual: str, disabled: str, on: str) -> QIcon:
    """An icon that is kept for good: the collector of garbage may free the engine before its icon.

    PySide gives a cleared engine back to Python, and Qt then frees it a second time.
    """
    return QIcon(_DrawingEngine(name, usual, disabled, on))


class Icons(QObject):
    """Icons by name; those given through `put` change with the theme."""

    def __init__(self, themes: ThemeSwitch) -> None:
        super().__init__(themes)
        self._themes = themes
        self._wearers: WeakSet[QAction | QAbstractButton] = WeakSet()
        themes.theme_changed.connect(self._repaint)

    def icon(self, name: str, role: str = "text_muted") -> QIcon:
        """An icon in a colour of the present theme (`noteviewer.gui.theme.theme.Colors`)."""
        colors = self._themes.theme.colors
        return _icon(name, getattr(colors, role), colors.border_strong, colors.accent)

    def put(self, wearer: QAction | QAbstractButton, name: str, role: str = "text_muted") -> None:
        """Give an action or a button an icon, now and after each change of theme."""
        wearer.setProperty("iconName", name)
        wearer.setProperty("iconRole", role)
        wearer.setIcon(self.icon(name, role))
        self._wearers.add(wearer)

    def _repaint(self, _theme: Theme) -> None:
        QPixmapCache.clear()
        for wearer in list(self._wearers):
            if shiboken6.isValid(wearer):
                name, role = wearer.property("iconName"), wearer.property("iconRole")
                wearer.setIcon(self.icon(name, role))
