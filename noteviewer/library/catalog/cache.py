"""What is made of a whole index and kept: once for all the threads that read a folder."""

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import Generic, TypeVar

from noteviewer.library.names.names import FolderNames
from noteviewer.library.queries.pages import FolderPages
from noteviewer.library.search.fields import NoteFacts

Value = TypeVar("Value")
State = tuple[int, int]
"""Inode and generation of an index."""


class PerGeneration(Generic[Value]):
    """A value of one state of an index; who asks for it while it is made waits for it."""

    def __init__(self) -> None:
        """Keep nothing yet."""
        self._lock = Lock()
        self._state: State = (-1, -1)
        self._value: Value | None = None

    def get(self, state: State, make: Callable[[], Value]) -> Value:
        """The value of a state, made where it is not that which is kept."""
        with self._lock:
            if self._value is None or self._state != state:
                self._value = make()
                self._state = state
            return self._value

    def latest(self, inode: int) -> Value | None:
        """What is kept of an index, if only of an older state."""
        return self._value if self._state[0] == inode else None


@dataclass(frozen=True, slots=True)
class FolderCache:
    """What the catalogs of one folder share."""

    names: PerGeneration[FolderNames] = field(default_factory=PerGeneration)
    facts: PerGeneration[dict[int, NoteFacts]] = field(default_factory=PerGeneration)
    pages: PerGeneration[FolderPages] = field(default_factory=PerGeneration)
