"""Text that is larger than the rest."""

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from noteviewer.gui.theme.painting import ScaledFont
from noteviewer.gui.theme.theme import ThemeSwitch


def test_large_text_grows_with_all_text(
    qtbot: QtBot, qapp: QApplication, themes: ThemeSwitch
) -> None:
    label = QLabel("a")
    qtbot.addWidget(label)
    ScaledFont(label, 130)
    label.show()
    for percent in (150, 100):
        themes.scale_font(percent)
        qapp.processEvents()
        usual = qapp.font().pointSizeF()
        assert label.font().pointSizeF() == pytest.approx(usual * 1.3)
