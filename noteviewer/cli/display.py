"""A virtual display for commands that draw, where there is no real one."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from noteviewer.errors import CannotOpenError

_REAL = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
PATIENCE_S = 10


@contextmanager
def virtual_display(size: tuple[int, int]) -> Iterator[None]:
    """Start Xvfb for as long as the block runs, unless there is a display.

    Raises:
        CannotOpenError: there is no display, and Xvfb is not installed or does not start.
    """
    if sys.platform != "linux" or any(os.environ.get(name) for name in _REAL):
        yield
        return
    program = shutil.which("Xvfb")
    if program is None:
        raise CannotOpenError("there is no display; install Xvfb (apt-get install xvfb)")
    width, height = max(size[0], 1600), max(size[1], 1000)
    reading, writing = os.pipe()
    with subprocess.Popen(
        [program, "-displayfd", str(writing), "-screen", "0", f"{width}x{height}x24", "-dpi", "96"],
        pass_fds=(writing,),
        stderr=subprocess.DEVNULL,
    ) as server:
        os.close(writing)
        with os.fdopen(reading) as answer:
            number = answer.readline().strip()
        try:
            if not number:
                raise CannotOpenError("there is no display, and Xvfb does not start")
            os.environ["DISPLAY"] = f":{number}"
            yield
        finally:
            os.environ.pop("DISPLAY", None)
            server.terminate()
            server.wait(PATIENCE_S)
