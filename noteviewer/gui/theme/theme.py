"""The look of the window as data: colours, spacing and fonts; light and dark, for all eyes.

Widgets take their colours from the `Theme` in force (`ThemeSwitch.theme`) or from the application's
palette and style sheet, which are made from it; no colour is written anywhere else.
"""

import tomllib
from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import cache
from string import Template

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette, QStyleHints
from PySide6.QtWidgets import QApplication

from noteviewer.paths import resources_dir

HAN_FAMILIES = (
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "PingFang SC",
    "Microsoft YaHei UI",
    "WenQuanYi Micro Hei",
)
"""Simplified glyphs first, whatever the locale."""


class Spacing:
    """Distances in device-independent pixels; all gaps and margins are one of these."""

    XS = 4
    S = 8
    M = 12
    L = 16
    XL = 24
    RADIUS = 6
    ROW = 28
    """Least height of a row in a tree or list with one line, at the usual font size."""
    ICON = 18
    SMALL_ICON = 16
    """Beside text of the usual size, as `ICON`."""


@dataclass(frozen=True, slots=True)
class Colors:
    """The named colours, as ``#rrggbb``; what each is for stands in ``themes/light.toml``."""

    chrome: str
    pane: str
    page: str
    raised: str
    hover: str
    pressed: str
    border: str
    border_strong: str
    text: str
    text_muted: str
    text_faint: str
    accent: str
    accent_hover: str
    accent_soft: str
    accent_text: str
    mark: str
    mark_current: str
    mark_text: str
    highlight_yellow: str
    highlight_green: str
    highlight_blue: str
    highlight_pink: str
    highlight_purple: str
    star: str
    danger: str
    warning: str
    focus: str
    shadow: str


class ThemeChoice(StrEnum):
    """What the user can ask for."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST_LIGHT = "contrast-light"
    CONTRAST_DARK = "contrast-dark"

    @classmethod
    def _missing_(cls, _value: object) -> "ThemeChoice":
        """A name in the settings that this version does not know."""
        return cls.SYSTEM


OPPOSITES = {
    ThemeChoice.LIGHT: ThemeChoice.DARK,
    ThemeChoice.DARK: ThemeChoice.LIGHT,
    ThemeChoice.CONTRAST_LIGHT: ThemeChoice.CONTRAST_DARK,
    ThemeChoice.CONTRAST_DARK: ThemeChoice.CONTRAST_LIGHT,
}
"""Light for dark, and dark for light."""


@dataclass(frozen=True, slots=True)
class Theme:
    """One designed look."""

    name: str
    is_dark: bool
    colors: Colors

    @property
    def opposite(self) -> ThemeChoice:
        """The same with dark for light, or light for dark."""
        return OPPOSITES[ThemeChoice(self.name)]

    def color(self, role: str) -> QColor:
        """A named colour, for painting."""
        return QColor(getattr(self.colors, role))


@cache
def load_theme(name: str) -> Theme:
    """Read ``resources/themes/<name>.toml``."""
    text = (resources_dir() / "themes" / f"{name}.toml").read_text(encoding="utf-8")
    values = tomllib.loads(text)
    return Theme(name=name, is_dark=values["is_dark"], colors=Colors(**values["colors"]))


def make_palette(theme: Theme) -> QPalette:
    """The colours of a theme in the roles that Qt's own widgets know."""
    role = QPalette.ColorRole
    palette = QPalette()
    for target, name in (
        (role.Window, "chrome"),
        (role.WindowText, "text"),
        (role.Base, "raised"),
        (role.AlternateBase, "pane"),
        (role.Text, "text"),
        (role.PlaceholderText, "text_faint"),
        (role.Button, "raised"),
        (role.ButtonText, "text"),
        (role.BrightText, "danger"),
        (role.ToolTipBase, "raised"),
        (role.ToolTipText, "text"),
        (role.Highlight, "accent_soft"),
        (role.HighlightedText, "text"),
        (role.Link, "accent"),
        (role.LinkVisited, "accent"),
        (role.Accent, "accent"),
        (role.Light, "raised"),
        (role.Midlight, "hover"),
        (role.Mid, "border"),
        (role.Dark, "border_strong"),
        (role.Shadow, "shadow"),
    ):
        palette.setColor(target, theme.color(name))
    for target in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, target, theme.color("border_strong"))
    return palette


def make_style_sheet(theme: Theme, percent: int = 100) -> str:
    """``resources/themes/window.qss`` with colours, and sizes for text of so many per cent."""
    template = (resources_dir() / "themes" / "window.qss").read_text(encoding="utf-8")
    return Template(template).substitute(
        asdict(theme.colors),
        icon=round(Spacing.SMALL_ICON * max(percent, 100) / 100),
        bar_icon=round(Spacing.ICON * max(percent, 100) / 100),
    )


def make_font(base: QFont, percent: int = 100) -> QFont:
    """The font of the window: the system's, with simplified Han glyphs behind it.

    Where the system names no font of its own, one family for Latin and Han reads best.
    """
    known = set(QFontDatabase.families())
    han = [family for family in HAN_FAMILIES if family in known]
    own = [] if han and base.family() in {"", "Sans Serif", "DejaVu Sans"} else [base.family()]
    font = QFont(base)
    font.setFamilies([*own, *han])
    font.setPointSizeF(max(base.pointSizeF(), 8.0) * percent / 100)
    return font


def system_theme(hints: QStyleHints) -> str:
    """The theme that fits what the system says of itself."""
    name = "dark" if hints.colorScheme() is Qt.ColorScheme.Dark else "light"
    if not hasattr(hints, "accessibility"):
        return name
    preference = hints.accessibility().contrastPreference()
    return f"contrast-{name}" if preference is Qt.ContrastPreference.HighContrast else name


class ThemeSwitch(QObject):
    """The theme in force: what the user chose, or what the system says."""

    theme_changed = Signal(object)
    """The new `Theme`, after palette and style sheet of the application were set."""

    def __init__(
        self,
        application: QApplication,
        choice: ThemeChoice = ThemeChoice.SYSTEM,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent or application)
        self._application = application
        self._choice = choice
        self._base_font = QFont(application.font())
        self._font_percent = 100
        self.theme = load_theme(self._wanted())
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._follow_system)
        if hasattr(hints, "accessibility"):  # from Qt 6.10 on
            hints.accessibility().contrastPreferenceChanged.connect(self._follow_system)
        self._apply()

    @property
    def choice(self) -> ThemeChoice:
        """What the user asked for."""
        return self._choice

    def choose(self, choice: ThemeChoice) -> None:
        """Use this theme from now on."""
        self._choice = choice
        self._follow_system()

    def scale_font(self, percent: int) -> None:
        """Write everything in the window larger or smaller."""
        if percent != self._font_percent:
            self._font_percent = percent
            self._apply()

    def _wanted(self) -> str:
        if self._choice is not ThemeChoice.SYSTEM:
            return self._choice.value
        return system_theme(QGuiApplication.styleHints())

    def _follow_system(self) -> None:
        wanted = load_theme(self._wanted())
        if wanted != self.theme:
            self.theme = wanted
            self._apply()

    def _apply(self) -> None:
        self._application.setFont(make_font(self._base_font, self._font_percent))
        self._application.setPalette(make_palette(self.theme))
        self._application.setStyleSheet(make_style_sheet(self.theme, self._font_percent))
        self.theme_changed.emit(self.theme)
