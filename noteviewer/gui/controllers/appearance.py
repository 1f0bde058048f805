"""Settings take effect: theme, size of letters, keys, and rest for the eye.

Panes and lists have no animation of ours. What is left are effects of Qt's own widgets and the
blinking of the text cursor; the page has `Engine.set_still`. Qt does not tell whether
the system asks for less motion, so only the setting decides.
"""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from noteviewer.gui.commands.registry import Commands
from noteviewer.gui.core.settings import Settings, SettingsStore
from noteviewer.gui.page.page_view import PageView
from noteviewer.gui.page_source.loader import appearance_of, switches_of
from noteviewer.gui.theme.theme import Theme, ThemeChoice, ThemeSwitch

_EFFECTS = (
    Qt.UIEffect.UI_AnimateMenu,
    Qt.UIEffect.UI_FadeMenu,
    Qt.UIEffect.UI_AnimateCombo,
    Qt.UIEffect.UI_AnimateTooltip,
    Qt.UIEffect.UI_FadeTooltip,
    Qt.UIEffect.UI_AnimateToolBox,
)


class Motion:
    """Stops what moves by itself, and lets it move again as the system has it."""

    def __init__(self) -> None:
        """Learn what the system has."""
        self._flash_time = QGuiApplication.styleHints().cursorFlashTime()
        self._effects = [effect for effect in _EFFECTS if QApplication.isEffectEnabled(effect)]

    def set_still(self, *, is_still: bool) -> None:
        """Stop it, or not."""
        for effect in self._effects:
            QApplication.setEffectEnabled(effect, not is_still)
        QGuiApplication.styleHints().setCursorFlashTime(0 if is_still else self._flash_time)


class AppearanceController(QObject):
    """Brings window and page in line with the settings, now and after each change."""

    language_changed = Signal()
    """The user chose another language: the window has to be built anew."""

    def __init__(
        self, settings: SettingsStore, themes: ThemeSwitch, commands: Commands, page_view: PageView
    ) -> None:
        super().__init__(page_view)
        self._settings = settings
        self._themes = themes
        self._commands = commands
        self._page_view = page_view
        self._motion = Motion()
        self._language = settings.settings.language
        settings.settings_changed.connect(self._apply)
        themes.theme_changed.connect(self._apply_theme)
        self._apply(settings.settings)

    def close_down(self) -> None:
        """Leave things as the system has them, for the next window in this process."""
        self._motion.set_still(is_still=False)

    def _apply(self, settings: Settings) -> None:
        if settings.language != self._language:
            self.language_changed.emit()
            return
        self._themes.choose(ThemeChoice(settings.theme))
        self._themes.scale_font(settings.font_percent)
        self._commands.rebind(settings.shortcuts)
        self._page_view.set_zoom(settings.zoom_percent)
        self._page_view.set_still(is_still=settings.reduced_motion)
        self._motion.set_still(is_still=settings.reduced_motion)
        self._apply_theme(self._themes.theme)

    def _apply_theme(self, theme: Theme) -> None:
        appearance = appearance_of(self._settings.settings, theme)
        self._page_view.set_appearance(switches_of(appearance))
