"""Where a newcomer to a folder begins: the note that its writer put at the top for that."""

import os
from collections.abc import Iterable

from noteviewer.library.scan import NOTE_SUFFIXES
from noteviewer.notes.text import fold

_NAMES = (
    "欢迎",
    "welcome",
    "开始",
    "从这里开始",
    "start here",
    "start",
    "首页",
    "主页",
    "home",
    "index",
    "目录",
    "readme",
    "read me",
)
"""File names of beginnings, those before that say it more plainly."""


def first_notes(paths: Iterable[str]) -> list[str]:
    """The notes in the uppermost folder that are named as a beginning, the best one first."""
    found: list[tuple[int, str]] = []
    for path in paths:
        stem, _, suffix = path.rpartition(".")
        name = fold(stem).replace("-", " ").replace("_", " ")
        if "/" not in path and f".{suffix.lower()}" in NOTE_SUFFIXES and name in _NAMES:
            found.append((_NAMES.index(name), path))
    return [path for _, path in sorted(found)]


def find_first_note(folder: str) -> str:
    """The note of a folder to begin with, without an index; empty where there is none."""
    try:
        with os.scandir(folder) as entries:
            names = [entry.name for entry in entries if entry.is_file()]
    except OSError:
        return ""
    return next(iter(first_notes(names)), "")
