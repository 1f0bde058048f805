import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from noteviewer.gui.core.fonts import FontKind, MissingFonts, missing_kinds, packages_for
from noteviewer.gui.theme.icons import Icons
from noteviewer.gui.theme.theme import ThemeChoice, ThemeSwitch
from noteviewer.gui.window.status_bar import StatusBar


@pytest.mark.parametrize(
    ("families", "has_han", "expected"),
    [
        (["DejaVu Sans"], False, (FontKind.HAN, FontKind.EMOJI)),
        (["Noto Color Emoji"], False, (FontKind.HAN,)),
        (["PingFang SC", "Apple Color Emoji"], True, ()),
        (["Microsoft YaHei UI"], True, (FontKind.EMOJI,)),
    ],
)
def test_missing_fonts_are_known(
    families: list[str], has_han: bool, expected: tuple[FontKind, ...]
) -> None:
    assert missing_kinds(families, has_han=has_han) == expected


@pytest.mark.parametrize(
    ("systems", "expected"),
    [
        (["debian"], ("fonts-noto-cjk", "fonts-noto-color-emoji")),
        (["linuxmint", "ubuntu", "debian"], ("fonts-noto-cjk", "fonts-noto-color-emoji")),
        (
            ["opensuse-leap", "suse", "opensuse"],
            ("google-noto-sans-sc-fonts", "google-noto-coloremoji-fonts"),
        ),
        (["plan9"], ("Noto Sans CJK SC", "Noto Color Emoji")),
        ([], ("Noto Sans CJK SC", "Noto Color Emoji")),
    ],
)
def test_packages_are_named_as_the_system_names_them(
    systems: list[str], expected: tuple[str, ...]
) -> None:
    assert packages_for(FontKind, systems) == expected


def test_the_window_says_what_to_install(qtbot: QtBot, qapp) -> None:
    bar = StatusBar(Icons(ThemeSwitch(qapp, ThemeChoice.LIGHT)))
    qtbot.addWidget(bar)
    bar.show()

    def shown() -> str:
        return " ".join(label.text() for label in bar.findChildren(QLabel) if label.isVisible())

    bar.show_missing_fonts(None)
    assert "install" not in shown()
    bar.show_missing_fonts(MissingFonts((FontKind.HAN,), ("fonts-noto-cjk",)))
    assert "install fonts-noto-cjk" in shown()
