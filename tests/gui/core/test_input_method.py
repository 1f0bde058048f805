from pathlib import Path

import pytest

from noteviewer.gui.core.input_method import choose_input_method, installed_plugins

WHEEL = frozenset({"compose", "ibus", "qtvirtualkeyboard"})
BY_PORTAL = {"QT_IM_MODULES": "", "QT_IM_MODULE": "ibus", "IBUS_USE_PORTAL": "1"}


@pytest.mark.parametrize(
    "environment",
    [
        {"QT_IM_MODULE": "fcitx"},
        {"QT_IM_MODULE": "fcitx5"},
        {"QT_IM_MODULE": "fcitx", "WAYLAND_DISPLAY": "wayland-0"},
        {"QT_IM_MODULE": "uim"},
        {"QT_IM_MODULES": "wayland;fcitx"},
        {"XMODIFIERS": "@im=fcitx"},
        {"XMODIFIERS": "@im=fcitx", "QT_IM_MODULE": ""},
    ],
)
def test_what_has_no_plugin_is_reached_over_the_portal(environment: dict[str, str]) -> None:
    method = choose_input_method(environment, WHEEL)
    assert (method.used, method.environment) == ("ibus", BY_PORTAL)


@pytest.mark.parametrize(
    ("environment", "used"),
    [
        ({"QT_IM_MODULE": "ibus"}, "ibus"),
        ({"QT_IM_MODULE": "compose"}, "compose"),
        ({"QT_IM_MODULES": "fcitx;ibus"}, "ibus"),
        ({"QT_IM_MODULES": "wayland;fcitx", "WAYLAND_DISPLAY": "wayland-0"}, "wayland"),
        ({"XMODIFIERS": "@im=ibus"}, "ibus"),
        ({"XMODIFIERS": "@im=none"}, ""),
        ({"XMODIFIERS": "@im=fcitx", "WAYLAND_DISPLAY": "wayland-0"}, ""),
        ({}, ""),
    ],
)
def test_what_works_already_is_left_alone(environment: dict[str, str], used: str) -> None:
    method = choose_input_method(environment, WHEEL)
    assert (method.used, dict(method.environment)) == (used, {})


def test_a_plugin_of_the_system_is_used() -> None:
    method = choose_input_method({"QT_IM_MODULE": "fcitx"}, WHEEL | {"fcitx"})
    assert (method.used, dict(method.environment)) == ("fcitx", {})


def test_where_nothing_helps_it_is_known() -> None:
    method = choose_input_method({"QT_IM_MODULE": "fcitx"}, frozenset({"compose"}))
    assert method.is_missing
    assert not method.environment


def test_plugins_are_known_by_their_files(tmp_path: Path) -> None:
    folder = tmp_path / "platforminputcontexts"
    folder.mkdir()
    for name in ("ibus", "fcitx5"):
        (folder / f"lib{name}platforminputcontextplugin.so").touch()
    assert installed_plugins([tmp_path, tmp_path / "nothing"]) == {"ibus", "fcitx", "fcitx5"}
