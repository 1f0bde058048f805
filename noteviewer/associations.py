"""Which program the desktop has for a type of file: a reader takes none from another.

Ours is offered behind the others, and must not be asked to open something for itself.

Read from the files that all Linux desktops share (freedesktop.org, "Association between MIME types
and applications", 1.0.1). A person who chose noteviewer for folders or notes gets it back from
"show in file manager" and "edit", for ever.
"""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from noteviewer import APP_ID

_OURS = (f"{APP_ID}.desktop", "noteviewer.desktop")
"""The second is the name of before there was one for all."""
_LIST = "mimeapps.list"
_CACHE = "mimeinfo.cache"


@dataclass(frozen=True, slots=True)
class _Lists:
    """One file of associations: programs by type, in order."""

    default: dict[str, list[str]] = field(default_factory=dict)
    added: dict[str, list[str]] = field(default_factory=dict)
    removed: dict[str, list[str]] = field(default_factory=dict)


OFFERED = {
    "text/markdown": ("text/markdown", "text/plain"),
    "inode/directory": ("inode/directory",),
}
"""Types for which the program is offered, each with the types whose programs come before it."""
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


def offer_last(entry: str) -> None:
    """Offer our entry for notes and folders, behind all others, and only where there are others.

    What a person has chosen is kept: the program that is taken first, and programs not to be
    offered.
    """
    others = {
        offered: [*dict.fromkeys(p for each in types for p in programs_for(each) if not is_ours(p))]
        for offered, types in OFFERED.items()
    }
    sections = _read_sections()
    before = repr(sections)
    added = sections.setdefault("[Added Associations]", [])
    added[:] = _without_us(added)
    for mime_type, programs in others.items():
        if programs:  # the only one that is offered would be the one that is taken
            own = [line for line in added if line.startswith(mime_type + "=")]
            listed = dict.fromkeys([*(p for line in own for p in _names(line)), *programs, entry])
            added[:] = [line for line in added if line not in own]
            added.insert(0, f"{mime_type}={';'.join(listed)};")
    _write_sections(sections, before)


def withdraw() -> None:
    """Offer our entry no longer, for whatever it was chosen."""
    sections = _read_sections()
    before = repr(sections)
    _write_sections({title: _without_us(below) for title, below in sections.items()}, before)


def _read_sections() -> dict[str, list[str]]:
    """The lines of this account's list, below their titles."""
    path = _list_folders()[0] / _LIST
    sections: dict[str, list[str]] = {"": []}
    text = path.read_text("utf-8", "surrogateescape") if path.is_file() else ""
    for line in text.splitlines():
        if line.startswith("["):
            sections.setdefault(line.strip(), [])
        else:
            sections[next(reversed(sections))].append(line)
    return sections


def _write_sections(sections: dict[str, list[str]], before: str) -> None:
    if repr(sections) == before:
        return
    path = _list_folders()[0] / _LIST
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [line for title, below in sections.items() for line in (title, *below)]
    text = "".join(line + "\n" for line in lines[1:])
    path.write_text(text, "utf-8", "surrogateescape")


def _without_us(lines: Iterable[str]) -> list[str]:
    """The lines of a section, without our entry and without those that named nothing else."""
    kept = []
    for line in lines:
        left = [name for name in _names(line) if not is_ours(name)]
        if len(left) == len(_names(line)):
            kept.append(line)
        elif left:
            kept.append(f"{line.partition('=')[0]}={';'.join(left)};")
    return kept


def _names(line: str) -> list[str]:
    return [name for name in line.partition("=")[2].strip().split(";") if name]


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
            section[line.partition("=")[0].strip()] = _names(line)
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
