"""Input methods on Linux: which of Qt's plugins brings typed Chinese into the window.

Most desktops name `fcitx` in the environment, whose plugin does not come with Qt: the window would
get bare letters. fcitx5 also speaks the protocol of IBus, over the portal that sandboxed programs
use, and Qt's plugin for IBus comes with Qt. Where the named plugin is missing, that way is taken.
"""

import logging
import os
import sys
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QLibraryInfo

logger = logging.getLogger(__name__)

PORTAL = "org.freedesktop.portal.IBus"
"""Name on the session bus under which IBus, and fcitx5 in its place, serve programs."""
_ENDING = "platforminputcontextplugin"
_FOLDER = "platforminputcontexts"
_OURS = ("QT_IM_MODULES", "QT_IM_MODULE", "IBUS_USE_PORTAL")


@dataclass(frozen=True, slots=True)
class InputMethod:
    """What is used to write Chinese in the window."""

    wanted: str = ""
    """The plugin that the environment names first; empty where it names none."""
    used: str = ""
    """The plugin that is used; empty where Qt chooses by itself, or where there is none."""
    environment: Mapping[str, str] = field(default_factory=dict)
    """Variables to be set before Qt begins; an empty one is to be removed."""

    @property
    def is_by_portal(self) -> bool:
        """Whether another plugin than the named one is used, over the portal."""
        return bool(self.environment)

    @property
    def is_missing(self) -> bool:
        """Whether one is named and none can be used."""
        return bool(self.wanted) and not self.used


def choose_input_method(environment: Mapping[str, str], plugins: Collection[str]) -> InputMethod:
    """Choose among the plugins that are there.

    Args:
        environment: Of this process.
        plugins: Those of Qt's input method plugins that can be loaded.
    """
    names = _named(environment)
    if not names:
        return InputMethod()
    for name in names:
        if name in plugins or (name == "wayland" and environment.get("WAYLAND_DISPLAY")):
            return InputMethod(names[0], name)
    if "ibus" not in plugins:
        return InputMethod(names[0])
    by_portal = {"QT_IM_MODULES": "", "QT_IM_MODULE": "ibus", "IBUS_USE_PORTAL": "1"}
    return InputMethod(names[0], "ibus", by_portal)


def installed_plugins(folders: Collection[Path]) -> frozenset[str]:
    """Names of the input method plugins in some folders of Qt plugins."""
    files = (file for folder in folders for file in (folder / _FOLDER).glob("*.so"))
    names = {file.stem.removeprefix("lib").removesuffix(_ENDING) for file in files}
    return frozenset(names | ({"fcitx"} if "fcitx5" in names else set()))


def use_input_method() -> InputMethod:
    """Set in the environment what lets this system's input method reach the window.

    Call before the application is made.
    """
    if sys.platform != "linux":
        return InputMethod()
    own = QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)
    others = os.environ.get("QT_PLUGIN_PATH", "").split(os.pathsep)
    plugins = installed_plugins([Path(folder) for folder in (own, *others) if folder])
    method = choose_input_method(os.environ, plugins)
    for name, value in method.environment.items():
        if value:
            os.environ[name] = value
        else:
            os.environ.pop(name, None)
    if method.is_missing or method.is_by_portal:
        logger.info(
            "the input method %s has no plugin here, there are: %s; used is %s",
            method.wanted, ", ".join(sorted(plugins)) or "none", method.used or "none",
        )  # fmt: skip
        if method.is_by_portal and logger.isEnabledFor(logging.INFO) and not is_portal_served():
            logger.info(
                "nobody serves %s: switch on the IBus frontend of fcitx5, or start ibus-daemon",
                PORTAL,
            )
    return method


def is_portal_served() -> bool:
    """Whether an input method answers on the session bus now."""
    from PySide6.QtDBus import QDBusConnection

    bus = QDBusConnection.sessionBus()
    return bus.isConnected() and bool(bus.interface().isServiceRegistered(PORTAL).value())


def input_method_variables() -> dict[str, str]:
    """The variables in force that choose the input method, to be shown to the user."""
    return {name: os.environ[name] for name in (*_OURS, "XMODIFIERS") if name in os.environ}


def _named(environment: Mapping[str, str]) -> list[str]:
    """The plugins that the environment names, the preferred one first."""
    several = environment.get("QT_IM_MODULES", "").split(";")
    names = [name for name in several if name] or [environment.get("QT_IM_MODULE", "")]
    if names == [""]:
        # What programs of other toolkits go by; Wayland compositors need no name.
        _, _, name = environment.get("XMODIFIERS", "").partition("@im=")
        is_known = name in {"fcitx", "fcitx5", "ibus"} and not environment.get("WAYLAND_DISPLAY")
        names = [name] if is_known else []
    return names
