"""How far indexing has come, on the last line of a terminal."""

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from noteviewer.library.indexer import Progress

FEW = 200
"""Notes that are indexed before anybody could read how many there are."""


def terminal_progress() -> "Callable[[Progress], None]":
    """What shows progress on standard error, if that is a terminal; nothing is left there."""
    if not sys.stderr.isatty():
        return lambda _progress: None

    def show(progress: "Progress") -> None:
        if progress.total >= FEW:
            text = f"indexing {progress.done} of {progress.total}"
            end = "\r\x1b[K" if progress.done >= progress.total else ""
            sys.stderr.write(f"\r{text}{end}")
            sys.stderr.flush()

    return show
