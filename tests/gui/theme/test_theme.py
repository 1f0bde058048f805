"""The themes can be read by eyes that are not perfect, and switching repaints what is shown."""

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QAction, QColor, QPainter, QPixmap, QPixmapCache
from PySide6.QtWidgets import QApplication

from noteviewer.gui.controllers.appearance import Motion
from noteviewer.gui.theme.icons import Icons, draw
from noteviewer.gui.theme.theme import ThemeChoice, ThemeSwitch, load_theme, system_theme
from noteviewer.paths import resources_dir

GROUNDS = {
    "text": ("chrome", "pane", "page", "raised", "hover", "pressed", "accent_soft"),
    "text_muted": ("chrome", "pane", "page", "raised", "hover", "accent_soft"),
    "text_faint": ("chrome", "pane", "page", "raised"),
    "accent": ("chrome", "pane", "page", "raised", "hover", "accent_soft"),
    "accent_text": ("accent", "accent_hover"),
    "mark_text": ("mark", "mark_current"),
    "star": ("pane", "raised"),
    "danger": ("pane", "raised", "chrome"),
    "warning": ("pane", "raised", "chrome"),
}


def luminance(color: QColor) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [color.redF(), color.greenF(), color.blueF()]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(
    ("name", "least"), [("light", 4.5), ("dark", 4.5), ("contrast-light", 7), ("contrast-dark", 7)]
)
def test_every_text_stands_out_from_every_ground_it_is_written_on(name: str, least: float) -> None:
    theme = load_theme(name)
    faint = []
    for text, grounds in GROUNDS.items():
        for ground in grounds:
            low, high = sorted(luminance(theme.color(role)) for role in (text, ground))
            ratio = (high + 0.05) / (low + 0.05)
            if ratio < least:
                faint.append(f"{text} on {ground}: {ratio:.2f}")
    assert faint == []


class SystemWith:
    """What the system says of itself."""

    def __init__(self, scheme: Qt.ColorScheme, contrast: "Qt.ContrastPreference") -> None:
        self._scheme, self._contrast = scheme, contrast

    def colorScheme(self) -> Qt.ColorScheme:  # noqa: N802  (Qt's name)
        return self._scheme

    def accessibility(self) -> "SystemWith":
        return self

    def contrastPreference(self) -> "Qt.ContrastPreference":  # noqa: N802  (Qt's name)
        return self._contrast


@pytest.mark.skipif(not hasattr(Qt, "ContrastPreference"), reason="needs Qt 6.10")
def test_the_system_decides_on_dark_and_on_contrast() -> None:
    scheme, contrast = Qt.ColorScheme, Qt.ContrastPreference
    assert [
        system_theme(SystemWith(*said))
        for said in (
            (scheme.Light, contrast.NoPreference),
            (scheme.Dark, contrast.HighContrast),
            (scheme.Unknown, contrast.HighContrast),
        )
    ] == ["light", "contrast-dark", "contrast-light"]


def test_rest_stops_the_cursor_and_gives_it_back(qapp: QApplication) -> None:
    hints = qapp.styleHints()
    hints.setCursorFlashTime(900)
    motion = Motion()
    motion.set_still(is_still=True)
    assert hints.cursorFlashTime() == 0
    motion.set_still(is_still=False)
    assert hints.cursorFlashTime() == 900


def test_a_change_of_theme_reaches_palette_style_sheet_and_icons(qapp: QApplication) -> None:
    themes = ThemeSwitch(qapp, ThemeChoice.LIGHT)
    action = QAction("Back")
    Icons(themes).put(action, "back", "text")
    before = action.icon().pixmap(24, 24).toImage()

    with_dark = []
    themes.theme_changed.connect(with_dark.append)
    themes.choose(ThemeChoice.DARK)

    dark = load_theme("dark")
    assert with_dark == [dark]
    assert qapp.palette().window().color() == dark.color("chrome")
    assert dark.colors.pane in qapp.styleSheet()
    assert action.icon().pixmap(24, 24).toImage() != before
    themes.choose(ThemeChoice.LIGHT)


def test_every_icon_is_a_drawing_in_one_replaceable_colour() -> None:
    for path in (resources_dir() / "icons").glob("*.svg"):
        drawing = path.read_text()
        assert "currentColor" in drawing
        assert "#" not in drawing, f"{path.name} has a colour of its own"


def test_a_drawing_is_made_once_for_each_look(qapp: QApplication) -> None:
    QPixmapCache.clear()
    size = QSize(18, 18)
    first = draw("star", "#111111", size)
    assert draw("star", "#111111", size).cacheKey() == first.cacheKey()
    for other in (
        draw("note", "#111111", size),
        draw("star", "#222222", size),
        draw("star", "#111111", size * 2),
    ):
        assert other.toImage() != first.toImage()


def test_an_icon_is_drawn_as_finely_as_the_screen_can_show(
    icons: Icons, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[QSize] = []

    def note_size(name: str, color: str, size: QSize) -> QPixmap:
        drawn.append(size)
        return draw(name, color, size)

    monkeypatch.setattr("noteviewer.gui.theme.icons.draw", note_size)
    fine = QPixmap(36, 36)
    fine.setDevicePixelRatio(2)
    painter = QPainter(fine)
    icons.icon("star").paint(painter, QRect(0, 0, 18, 18))
    painter.end()
    assert drawn == [QSize(36, 36)]
