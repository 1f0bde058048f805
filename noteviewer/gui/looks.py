"""Settings take effect: theme, size of letters, keys, and rest for the eye."""

from PySide6.QtCore import QObject, Signal

from noteviewer.gui.commands.registry import Commands
from noteviewer.gui.motion import Motion
from noteviewer.gui.pages.options import appearance_of, switches_of
from noteviewer.gui.reader.reader_pane import ReaderPane
from noteviewer.gui.settings.values import Settings, SettingsStore
from noteviewer.gui.theme import Theme, ThemeChoice, ThemeSwitch


class Looks(QObject):
    """Brings window and page in line with the settings, now and after each change."""

    language_changed = Signal()
    """The reader chose another language: the window has to be built anew."""

    def __init__(
        self, settings: SettingsStore, themes: ThemeSwitch, commands: Commands, reader: ReaderPane
    ) -> None:
        super().__init__(reader)
        self._settings = settings
        self._themes = themes
        self._commands = commands
        self._reader = reader
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
        self._reader.set_zoom(settings.zoom_percent)
        self._reader.set_still(is_still=settings.reduced_motion)
        self._motion.set_still(is_still=settings.reduced_motion)
        self._apply_theme(self._themes.theme)

    def _apply_theme(self, theme: Theme) -> None:
        appearance = appearance_of(self._settings.settings, theme)
        self._reader.set_appearance(switches_of(appearance))
