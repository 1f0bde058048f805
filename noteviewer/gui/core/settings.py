"""The settings as one frozen value, and the file in which they are kept."""

import json
import logging
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from PySide6.QtCore import QFileDevice, QIODevice, QObject, QSaveFile, Signal

from noteviewer.paths import config_dir, make_private

logger = logging.getLogger(__name__)

FONT_PERCENTS = (80, 90, 100, 110, 125, 150, 175, 200)
ZOOM_PERCENTS = (50, 60, 70, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300)


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set; what is absent in the file has the value here."""

    theme: str = "system"
    language: str = ""
    """``en``, ``zh_CN``; empty for the system's."""
    font_percent: int = 100
    """Size of everything in the window but the page."""
    zoom_percent: int = 100
    """Size of the page."""
    measure: str = "normal"
    """Width of the text: ``narrow``, ``normal``, ``wide`` or ``full``."""
    page_font: str = "sans"
    """``sans`` or ``serif``."""
    editor: str = ""
    """Command that opens a note, with ``{file}`` and ``{line}``; empty for the system's."""
    title_search: str = ""
    """Address that looks for the title of a paper, with ``{}`` for it; empty for the usual one."""
    reopen_last: bool = True
    """Open the last folder at the start."""
    safe_graphics: bool = False
    reduced_motion: bool = False
    any_script: bool = False
    """Search finds traditional and simplified characters alike."""
    reads_pdfs: bool = True
    """Show and search PDFs as notes."""
    link_cards: bool = True
    """A card shows where a link leads when the mouse rests on it."""
    references_as_written: bool = False
    """Show lists of references as the note has them, not as rows to read."""
    shortcuts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Keys that the user bound, by id of the command; only where they differ."""

    @classmethod
    def from_json(cls, text: str) -> "Settings":
        """Read what `to_json` wrote; what does not fit is left at its usual value."""
        try:
            given = json.loads(text)
        except ValueError:
            logger.info("the settings cannot be read; using the usual ones")
            return cls()
        usual = asdict(cls())
        fitting: dict[str, Any] = {}
        for entry in fields(cls):
            value = given.get(entry.name) if isinstance(given, dict) else None
            if type(value) is type(usual[entry.name]):
                fitting[entry.name] = value
        fitting["shortcuts"] = {
            str(name): tuple(str(key) for key in keys)
            for name, keys in fitting.get("shortcuts", {}).items()
            if isinstance(keys, list)
        }
        return cls(**fitting)

    def to_json(self) -> str:
        """Write as JSON, for people to read as well."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=2) + "\n"


class SettingsStore(QObject):
    """The settings in force, kept in the configuration folder."""

    settings_changed = Signal(object)
    """The new `Settings`; they apply at once."""

    def __init__(self, parent: QObject | None = None, path: Path | None = None) -> None:
        super().__init__(parent)
        self._path = path or config_dir() / "settings.json"
        self.settings = Settings()
        if self._path.is_file():
            self.settings = Settings.from_json(self._path.read_text("utf-8", errors="replace"))

    def change(self, settings: Settings) -> None:
        """Use these settings from now on, and keep them."""
        if settings == self.settings:
            return
        self.settings = settings
        self._save()
        self.settings_changed.emit(settings)

    def use(self, settings: Settings) -> None:
        """Use these settings from now on without keeping them."""
        self.settings = settings
        self.settings_changed.emit(settings)

    def _save(self) -> None:
        make_private(self._path.parent)
        file = QSaveFile(str(self._path))
        if not file.open(QIODevice.OpenModeFlag.WriteOnly):
            logger.info("the settings cannot be kept: %s", file.errorString())
            return
        file.setPermissions(QFileDevice.Permission.ReadOwner | QFileDevice.Permission.WriteOwner)
        file.write(self.settings.to_json().encode())
        file.commit()
