"""Which program the desktop has for a type of file: ours must not be asked to open for itself.

Read from the files that all Linux desktops share (freedesktop.org, "Association between MIME types
and applications", 1.0.1). A person who chose noteviewer for folders or notes gets it back from
"show in file manager" and "edit", for ever.
"""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

_OURS = "noteviewer.desktop"
_LIST = "mimeapps.list"
_CACHE = "mimeinfo.cache"


@dataclass(frozen=True, slots=True)
class _Lists:
    """One file of associations: programs by type, in order."""

    default: dict[str, list[str]] = field(default_factory=dict)
    added: dict[str, list[str]] = field(default_factory=dict)
    removed: dict[str, list[str]] = field(default_factory=dict)


_SECTIONS = {
    "[Default Applications]": "default",
    "[Added Associations]": "added",
    "[Removed Associations]": "removed",
    "[MIME Cache]": "added",
}


def opens_with_us(mime_types: Iterable[str]) -> bool:
    """Whether the desktop would hand a file to this program.

    Args:
        mime_types: Of the file, the nearest first, then those that it is a kind of.
    """
    for mime_type in mime_types:
        program = next(programs_for(mime_type), "")
        if program:
            return is_ours(program)
    return False


def is_ours(program: str) -> bool:
    """Whether a desktop entry is this program's, under whichever prefix it is installed."""
    return program.endswith(_OURS)


def programs_for(mime_type: str) -> Iterator[str]:
    """The desktop entries that open a type, the one that is taken first; some may come twice."""
    folders = _data_folders()
    lists = [_read(folder / name) for folder in _list_folders() for name in _list_names()]
    for each in lists:
        yield from _there(each.default.get(mime_type, []), folders)
    refused: set[str] = set()
    for each in lists:
        added = [name for name in each.added.get(mime_type, []) if name not in refused]
        yield from _there(added, folders)
        refused.update(each.removed.get(mime_type, []))
    for folder in folders:
        listed = _read(folder / _CACHE).added.get(mime_type, [])
        yield from _there([name for name in listed if name not in refused], folders)


def _there(programs: Iterable[str], folders: list[Path]) -> Iterator[str]:
    """Those that are installed: a list may name programs that are gone."""
    for program in programs:
        if any((folder / program).is_file() for folder in folders):
            yield program


def _read(path: Path) -> _Lists:
    lists = _Lists()
    try:
        text = path.read_text("utf-8", "replace")
    except OSError:
        return lists
    section: dict[str, list[str]] = {}
    for line in map(str.strip, text.splitlines()):
        if line.startswith("["):
            section = getattr(lists, _SECTIONS.get(line, ""), {})
        elif "=" in line and not line.startswith("#"):
            mime_type, _, programs = line.partition("=")
            section[mime_type.strip()] = [name for name in programs.strip().split(";") if name]
    return lists


def _list_names() -> list[str]:
    desktops = os.environ.get("XDG_CURRENT_DESKTOP", "").lower().split(":")
    return [*(f"{desktop}-{_LIST}" for desktop in desktops if desktop), _LIST]


def _list_folders() -> list[Path]:
    configured = os.environ.get("XDG_CONFIG_DIRS") or "/etc/xdg"
    own = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    return [own, *map(Path, configured.split(":")), *_data_folders()]


def _data_folders() -> list[Path]:
    shared = os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    own = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return [folder / "applications" for folder in (own, *map(Path, shared.split(":")))]
