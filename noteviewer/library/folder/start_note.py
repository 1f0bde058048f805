"""Where a newcomer to a folder begins: the note that its writer put at the top for that."""

import os
from collections.abc import Iterable

from noteviewer.notes.file_types import is_note_name
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
_OF_SITES = frozenset({"首页", "主页", "home", "index", "目录", "readme", "read me"})
"""In the folder of a web site these belong to its machinery."""


def first_notes(paths: Iterable[str]) -> list[str]:
    """The notes in the uppermost folder that are named as a beginning, the best one first.

    Args:
        paths: Of notes; other files and folders do no harm.
    """
    found: list[tuple[int, str]] = []
    paths = list(paths)
    is_site = any(path == "_posts" or path.startswith("_posts/") for path in paths)
    for path in paths:
        name = fold(path.rpartition(".")[0]).replace("-", " ").replace("_", " ")
        if "/" in path or not is_note_name(path) or name not in _NAMES:
            continue
        if not (is_site and name in _OF_SITES):
            found.append((_NAMES.index(name), path))
    return [path for _, path in sorted(found)]


def find_first_note(folder: str) -> str:
    """The note of a folder to begin with, without an index; empty where there is none."""
    try:
        with os.scandir(folder) as entries:
            names = [entry.name for entry in entries if entry.is_file() or entry.name == "_posts"]
    except OSError:
        return ""
    return next(iter(first_notes(names)), "")
