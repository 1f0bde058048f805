"""When the process stops for itself: shortly, and never for long while somebody waits.

A full collection in a folder of 10,000 notes holds every thread up for 30 ms and more, and would
come several times a second while the index grows, for then much is made that stays. So only young
objects are looked through as they come; the old ones once a minute.
"""

import ctypes
import gc
import sys
from functools import partial

from PySide6.QtCore import QObject, QTimer

SETTLING_MS = 3000
"""By then everything that stays for as long as the program has been made."""
SWEEP_MS = 60_000
YOUNG = 5_000
"""So many new objects are looked through at a time, which takes about a millisecond."""
NEVER = 1 << 30
TURN_SECONDS = 0.001
"""After this a thread that computes lets the window's thread in. Python's own figure is five times
as long, and painting needs its turn many times over."""


def put_off() -> None:
    """Collect nothing during the start: nothing that it makes is garbage."""
    gc.disable()
    sys.setswitchinterval(TURN_SECONDS)


def begin_later(parent: QObject) -> None:
    """Begin when the start is over; ends with `parent`."""
    QTimer.singleShot(SETTLING_MS, parent, partial(_begin, parent))


def sweep_later(parent: QObject) -> None:
    """Look through what is old once more in a moment: a folder was left, and much of it goes."""
    QTimer.singleShot(SETTLING_MS, parent, _sweep)


def _begin(parent: QObject) -> None:
    """Begin to collect, but never look through what the start has made."""
    gc.freeze()
    gc.set_threshold(YOUNG, 10, NEVER)
    gc.enable()
    timer = QTimer(parent)
    timer.timeout.connect(_sweep)
    timer.start(SWEEP_MS)


def _sweep() -> None:
    """Look through what has become old since the last time, and then never again.

    The rows of a catalog are most of it; they are part of no cycle, so that each is freed as ever
    when it is replaced.
    """
    if gc.get_count()[2]:
        gc.collect()
        gc.freeze()
    _give_back()


def _give_back() -> None:
    """Hand freed memory back to the system, where the C library would keep it: glibc does.

    Pages and rows that come and go leave holes among what stays, a tenth of the process.
    """
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)
