"""Fonts that notes in Chinese and English need, and what to install where one is missing."""

import platform
import sys
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtGui import QFontDatabase


class FontKind(StrEnum):
    """Characters that only some fonts have."""

    HAN = "han"
    EMOJI = "emoji"


@dataclass(frozen=True, slots=True)
class MissingFonts:
    """What is shown as boxes, and what mends it."""

    kinds: tuple[FontKind, ...]
    packages: tuple[str, ...]
    """To be installed on this system, or names of fonts where its packages are not known."""


_FONTS = {FontKind.HAN: "Noto Sans CJK SC", FontKind.EMOJI: "Noto Color Emoji"}
_PACKAGES: Mapping[str, Mapping[FontKind, str]] = {
    "debian": {FontKind.HAN: "fonts-noto-cjk", FontKind.EMOJI: "fonts-noto-color-emoji"},
    "fedora": {
        FontKind.HAN: "google-noto-sans-cjk-fonts",
        FontKind.EMOJI: "google-noto-color-emoji-fonts",
    },
    "arch": {FontKind.HAN: "noto-fonts-cjk", FontKind.EMOJI: "noto-fonts-emoji"},
    "suse": {
        FontKind.HAN: "google-noto-sans-sc-fonts",
        FontKind.EMOJI: "google-noto-coloremoji-fonts",
    },
    "alpine": {FontKind.HAN: "font-noto-cjk", FontKind.EMOJI: "font-noto-emoji"},
}
"""By ``ID`` and ``ID_LIKE`` of ``/etc/os-release``."""


def find_missing_fonts() -> MissingFonts | None:
    """Look through the fonts of this system; None where nothing is missing."""
    has_han = bool(QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese))
    kinds = missing_kinds(QFontDatabase.families(), has_han=has_han)
    return MissingFonts(kinds, packages_for(kinds, _systems())) if kinds else None


def missing_kinds(families: Collection[str], *, has_han: bool) -> tuple[FontKind, ...]:
    """Which kinds of character no font has.

    Args:
        families: Names of all fonts.
        has_han: Whether one of them says that it is for simplified Chinese.
    """
    has_emoji = any("emoji" in family.casefold() for family in families)
    found = {FontKind.HAN: has_han, FontKind.EMOJI: has_emoji}
    return tuple(kind for kind in FontKind if not found[kind])


def packages_for(kinds: Collection[FontKind], systems: Collection[str]) -> tuple[str, ...]:
    """Packages that bring fonts.

    Args:
        kinds: What they must have.
        systems: ``ID`` and ``ID_LIKE`` of the system, the nearest first.
    """
    names = next((_PACKAGES[system] for system in systems if system in _PACKAGES), _FONTS)
    return tuple(names[kind] for kind in kinds)


def _systems() -> list[str]:
    if sys.platform != "linux":
        return []
    try:
        release = platform.freedesktop_os_release()
    except OSError:
        return []
    return [release.get("ID", ""), *release.get("ID_LIKE", "").split()]
