"""What has to be set before Qt and the web engine begin."""

import logging
import os
import sys

from PySide6.QtCore import QCoreApplication, QLoggingCategory, Qt
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from noteviewer import APP_ID, __version__
from noteviewer.errors import CannotOpenError
from noteviewer.gui.core.input_method import use_input_method
from noteviewer.paths import APP_NAME, resources_dir

logger = logging.getLogger(__name__)

_FLAGS = "QTWEBENGINE_CHROMIUM_FLAGS"
_SAFE_GRAPHICS = ("--disable-gpu", "--disable-gpu-compositing")
_QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-breakpad",
    "--no-pings",
    "--dns-prefetch-disable",
    "--disable-features=MediaRouter,OptimizationHints,NetworkTimeServiceQuerying",
)
"""Chromium's own background work, none of which a user of local files needs."""
_SPARING = (
    # Lets the page view free the notes that were swapped away (`page_view.py`).
    "--js-flags=--expose-gc",
    # Keeps at most 64 MB of decoded pictures, not 512; they look the same.
    "--enable-low-end-device-mode",
    # A process from which helpers without a sandbox would be forked: there are none.
    "--no-unsandboxed-zygote",
)
"""What keeps the web engine's memory small, and flat over many notes."""


def prepare_environment(*, safe_graphics: bool) -> None:
    """Set what Qt and the web engine read from the environment."""
    flags = [*os.environ.get(_FLAGS, "").split(), *_QUIET, *_SPARING]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        # Chromium refuses to start its sandbox as root; containers often know no other user.
        os.environ["QTWEBENGINE_DISABLE_SANDBOX"] = "1"
        logger.warning("running as root: the web engine works without its sandbox")
    if safe_graphics:
        flags += _SAFE_GRAPHICS
        os.environ["QT_XCB_GL_INTEGRATION"] = "none"
        os.environ.setdefault("QT_QUICK_BACKEND", "software")
        QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_UseSoftwareOpenGL)
    os.environ[_FLAGS] = " ".join(dict.fromkeys(flags))
    use_input_method()


def uses_safe_graphics() -> bool:
    """Whether nothing is drawn by the graphics processor."""
    return os.environ.get("QT_QUICK_BACKEND") == "software"


def quieten() -> None:
    """Keep off the terminal what Qt and Chromium remark about drivers and message buses.

    Call before the web engine begins. Errors are still shown, and with ``--verbose`` everything.
    """
    if logger.isEnabledFor(logging.DEBUG):
        return
    QLoggingCategory.setFilterRules("default.info=false\ndefault.warning=false")
    os.environ[_FLAGS] = f"{os.environ.get(_FLAGS, '')} --log-level=3".strip()


def require_display() -> None:
    """Make sure that there is something to show a window on; Qt would end the process.

    Raises:
        CannotOpenError: there is no display.
    """
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform == "linux" and not any(os.environ.get(name) for name in names):
        raise CannotOpenError("there is no display to open the window on")


def make_application() -> QApplication:
    """The application, or the one that is there already."""
    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(
        Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
    )
    application = QApplication([sys.argv[0]])
    application.setApplicationName(APP_NAME)
    application.setApplicationDisplayName(APP_NAME)
    application.setApplicationVersion(__version__)
    application.setDesktopFileName(APP_ID)
    application.setWindowIcon(QIcon(str(resources_dir() / "desktop" / "noteviewer.svg")))
    application.setStyle("Fusion")
    return application
