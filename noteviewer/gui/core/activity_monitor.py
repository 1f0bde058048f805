"""Counts what the program really does, so that "0 files written, 0 requests" is true.

Python reports every opening, renaming and removing of a file and every connection to its audit
hooks, whoever asks for it in this process; what the web view wants passes its gate (`page_view`).
"""

import os
import socket
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

_CHANGES = {
    "os.rename",
    "os.remove",
    "os.mkdir",
    "os.rmdir",
    "os.truncate",
    "os.link",
    "os.symlink",
}
_WRITE_FLAGS = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


@dataclass(frozen=True, slots=True)
class Activity:
    """What was done so far."""

    writes: int = 0
    """Files of the notes' folder that were opened for writing, made, renamed or removed."""
    requests: int = 0
    """Connections to other machines."""
    refused: int = 0
    """Requests that a page wanted to make and that were refused."""


class ActivityMonitor:
    """Listens to this process from its beginning; there is one, for hooks cannot be taken away."""

    def __init__(self, normcase: Callable[[str], str] = os.path.normcase) -> None:
        """Begin to listen.

        Args:
            normcase: Gives the form in which two paths of the system are the same.
        """
        self._normcase = normcase
        self._folder = ""
        self._lock = Lock()
        self._activity = Activity()
        sys.addaudithook(self._notice)

    @property
    def activity(self) -> Activity:
        """What was done so far."""
        return self._activity

    def watch_folder(self, folder: Path) -> None:
        """Count writing in this folder from now on."""
        self._folder = self._normcase(str(folder.resolve()) + os.sep)

    def count_refused(self, _url: str) -> None:
        """A page wanted something from outside."""
        self._add(refused=1)

    def count_request(self, _url: str) -> None:
        """Something was fetched by other means than Python's own sockets."""
        self._add(requests=1)

    def _notice(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            path, _mode, flags = arguments
            if flags & _WRITE_FLAGS and self._is_in_folder(path):
                self._add(writes=1)
        elif event in _CHANGES:
            if any(self._is_in_folder(argument) for argument in arguments):
                self._add(writes=1)
        elif event == "socket.connect" and arguments[0].family != socket.AF_UNIX:
            self._add(requests=1)

    def _is_in_folder(self, path: object) -> bool:
        if not self._folder or not isinstance(path, str | bytes | os.PathLike):
            return False
        absolute = os.path.abspath(os.fsdecode(path))  # noqa: PTH100  (a hook must not open files itself)
        return self._normcase(absolute).startswith(self._folder)

    def _add(self, *, writes: int = 0, requests: int = 0, refused: int = 0) -> None:
        with self._lock:
            before = self._activity
            self._activity = Activity(
                before.writes + writes, before.requests + requests, before.refused + refused
            )
