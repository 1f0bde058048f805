"""Draw the icon in the sizes and forms that packages want, from the one drawing.

usage: python -m tools.icons FOLDER
"""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
DRAWING = ROOT / "resources" / "desktop" / "noteviewer.svg"
SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)


def main() -> None:
    """Write ``<size>.png``, ``noteviewer.ico`` and ``noteviewer.icns``."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QGuiApplication, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    application = QGuiApplication([])
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    drawing = QSvgRenderer(str(DRAWING))
    for size in SIZES:
        picture = QImage(size, size, QImage.Format.Format_ARGB32)
        picture.fill(0)
        painter = QPainter(picture)
        drawing.render(painter, QRectF(0, 0, size, size))
        painter.end()
        picture.save(str(folder / f"{size}.png"))
        if size == 256:
            picture.save(str(folder / "noteviewer.ico"))
        if size == 512:
            picture.save(str(folder / "noteviewer.icns"))
    application.quit()


if __name__ == "__main__":
    main()
