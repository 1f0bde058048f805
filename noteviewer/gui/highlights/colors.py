"""The five colours of highlights: their names and how they look."""

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap

from noteviewer.gui.theme.theme import Theme
from noteviewer.library.annotations.model import Color

SIZE = 16


def color_name(color: Color) -> str:
    """What a colour is called."""
    tr = QCoreApplication.translate
    return {
        Color.YELLOW: tr("Highlights", "Yellow"),
        Color.GREEN: tr("Highlights", "Green"),
        Color.BLUE: tr("Highlights", "Blue"),
        Color.PINK: tr("Highlights", "Pink"),
        Color.PURPLE: tr("Highlights", "Purple"),
    }[color]


def color_icon(color: Color, theme: Theme) -> QIcon:
    """A spot of a colour, with an edge that is seen on every ground."""
    ratio = 2
    picture = QPixmap(QSize(SIZE, SIZE) * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(theme.color("text_muted"))
    painter.setBrush(theme.color(f"highlight_{color}"))
    painter.drawEllipse(QRectF(1.5, 1.5, SIZE - 3, SIZE - 3))
    painter.end()
    return QIcon(picture)
