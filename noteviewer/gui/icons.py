"""Our own drawings as icons in the colours of the theme.

Drawings lie in ``resources/icons/*.svg``, 24 units square, stroked with ``currentColor``.
"""

from functools import partial
from weakref import WeakSet

import shiboken6
from PySide6.QtCore import QByteArray, QObject, QRectF, Qt
from PySide6.QtGui import QAction, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton

from noteviewer.gui.theme import Theme, ThemeSwitch
from noteviewer.paths import resources_dir

SIZES = (16, 18, 20, 24, 32, 36, 48, 64)
"""Pixels; the larger ones serve screens with more than one pixel a point."""


def draw(name: str, color: str, size: int) -> QPixmap:
    """A drawing as a picture of `size` pixels square, in one colour."""
    drawing = (resources_dir() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    renderer = QSvgRenderer(QByteArray(drawing.replace("currentColor", color).encode()))
    picture = QPixmap(size, size)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return picture


class Icons(QObject):
    """Icons by name; those given through `put` change with the theme."""

    def __init__(self, themes: ThemeSwitch) -> None:
        super().__init__(themes)
        self._themes = themes
        self._made: dict[tuple[str, str], QIcon] = {}
        self._wearers: WeakSet[QAction | QAbstractButton] = WeakSet()
        themes.theme_changed.connect(self._repaint)

    def icon(self, name: str, role: str = "text_muted") -> QIcon:
        """An icon in a colour of the present theme (`noteviewer.gui.theme.Colors`)."""
        key = (name, role)
        if key not in self._made:
            self._made[key] = self._make(name, role)
        return self._made[key]

    def put(self, wearer: QAction | QAbstractButton, name: str, role: str = "text_muted") -> None:
        """Give an action or a button an icon, now and after each change of theme."""
        wearer.setProperty("iconName", name)
        wearer.setProperty("iconRole", role)
        wearer.setIcon(self.icon(name, role))
        self._wearers.add(wearer)

    def _make(self, name: str, role: str) -> QIcon:
        colors = self._themes.theme.colors
        paint = partial(draw, name)
        icon = QIcon()
        for size in SIZES:
            icon.addPixmap(paint(getattr(colors, role), size))
            icon.addPixmap(paint(colors.border_strong, size), QIcon.Mode.Disabled)
            icon.addPixmap(paint(colors.accent, size), QIcon.Mode.Normal, QIcon.State.On)
        return icon

    def _repaint(self, _theme: Theme) -> None:
        self._made.clear()
        for wearer in list(self._wearers):
            if shiboken6.isValid(wearer):
                name, role = wearer.property("iconName"), wearer.property("iconRole")
                wearer.setIcon(self.icon(name, role))
