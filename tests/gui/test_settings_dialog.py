"""The settings, at every size of text."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

from noteviewer.gui.settings.dialog import SettingsDialog
from noteviewer.gui.settings.values import SettingsStore
from noteviewer.gui.theme import ThemeSwitch


@pytest.mark.parametrize("percent", [150, 200])
def test_no_word_is_cut_off_in_large_text(
    qtbot: QtBot, themes: ThemeSwitch, tmp_path: Path, percent: int
) -> None:
    dialog = SettingsDialog(SettingsStore(path=tmp_path / "settings.json"), None)  # type: ignore[arg-type]  # no window
    qtbot.addWidget(dialog)
    dialog.show()
    themes.scale_font(percent)
    boxes = dialog.findChildren(QCheckBox)
    assert boxes
    qtbot.waitUntil(lambda: all(box.width() >= box.sizeHint().width() for box in boxes))
    assert dialog.height() <= dialog.screen().availableGeometry().height()
    themes.scale_font(100)
