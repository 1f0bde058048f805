"""The settings, at every size of text."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QCheckBox, QLineEdit
from pytestqt.qtbot import QtBot

from noteviewer.gui.core.settings import SettingsStore
from noteviewer.gui.settings.dialog import SettingsDialog
from noteviewer.gui.theme.icons import Icons
from noteviewer.gui.theme.theme import ThemeSwitch


@pytest.mark.parametrize("percent", [150, 200])
def test_no_word_is_cut_off_in_large_text(
    qtbot: QtBot, themes: ThemeSwitch, icons: Icons, tmp_path: Path, percent: int
) -> None:
    dialog = SettingsDialog(SettingsStore(path=tmp_path / "settings.json"), icons, None)  # type: ignore[arg-type]  # no window
    qtbot.addWidget(dialog)
    dialog.show()
    themes.scale_font(percent)
    boxes = dialog.findChildren(QCheckBox)
    assert boxes
    qtbot.waitUntil(lambda: all(box.width() >= box.sizeHint().width() for box in boxes))
    assert dialog.height() <= dialog.screen().availableGeometry().height()
    themes.scale_font(100)


def test_an_address_for_titles_is_kept(qtbot: QtBot, icons: Icons, tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    dialog = SettingsDialog(SettingsStore(path=file), icons, None)  # type: ignore[arg-type]  # no window
    qtbot.addWidget(dialog)
    fields = {field.accessibleName(): field for field in dialog.findChildren(QLineEdit)}
    field = fields["Address of the search for titles"]
    assert field.placeholderText().startswith("https://")
    field.setText(" https://search.example/?q={} ")
    field.editingFinished.emit()
    assert SettingsStore(path=file).settings.title_search == "https://search.example/?q={}"
