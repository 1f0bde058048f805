"""Walk a folder of notes: which files are there, how long, and when they were last written.

The scan is the truth about a folder; watch events only say when to scan. Nothing is opened here
but directories, so that 10,000 notes cost tens of milliseconds.
"""

import os
import stat
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from noteviewer.errors import CannotOpenError
from noteviewer.notes.model import Problem, ProblemKind
from noteviewer.notes.site.paths import composed

LARGEST = 8 << 20
"""Bytes of a file that are read; what is longer is no note to be read but data, and is reported."""
NOTE_SUFFIXES = (".md", ".markdown", ".mkd", ".mdown", ".txt")
_SITE_CONFIGS = frozenset(
    ("_config.yml", "_config.yaml", "_config.toml", "config.toml", "config.yaml", "hugo.toml",
     "hugo.yaml", "mkdocs.yml", "package.json")
)  # fmt: skip
_NEVER_ENTERED = frozenset(("node_modules", "__pycache__"))
_PARTS_OF_A_SITE = frozenset(("themes", "js", "css", "_site", "public"))
"""Folders with these names hold no notes where a site's other files stand beside them, or at the
top of the opened folder. Deeper down ``js`` is a folder of notes on JavaScript."""


@dataclass(frozen=True, slots=True)
class FileStat:
    """What tells one state of a file from another without reading it."""

    size: int
    mtime_ns: int
    ctime_ns: int
    """When content, name, owner or rights were changed last: unlike ``mtime_ns``, nobody can set
    it back."""
    inode: int

    @property
    def identity(self) -> tuple[int, int, int]:
        """What a file keeps when it gets another name."""
        return self.size, self.mtime_ns, self.inode


@dataclass(slots=True)
class FolderScan:
    """Everything found in one walk; paths are POSIX and relative to the folder."""

    notes: dict[str, FileStat] = field(default_factory=dict)
    others: list[str] = field(default_factory=list)
    """Files that are no notes: images, attachments, site configuration."""
    problems: list[tuple[str, Problem]] = field(default_factory=list)
    """What could not be walked or looked at."""


def is_note_name(name: str) -> bool:
    """Whether a file of this name is a note."""
    return name.lower().endswith(NOTE_SUFFIXES)


def scan_folder(folder: Path) -> FolderScan:
    """Walk ``folder`` to any depth.

    Dot folders, ``node_modules`` and the machinery of a site are left out. Links to directories
    are followed inside the folder, each directory once; what a link reaches outside of it is
    reported and left alone, so that a link to ``/`` in a hostile folder is harmless.

    Raises:
        CannotOpenError: the folder itself is missing, unreadable, or no folder.
    """
    found = FolderScan()
    top = os.path.realpath(folder)
    status = require_folder(folder)
    seen = {(status.st_dev, status.st_ino)}
    waiting = [(top, "")]
    while waiting:
        directory, prefix = waiting.pop()
        try:
            with os.scandir(directory) as entries:
                listed = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            _report(found, prefix, error)
            continue
        skips_site = not prefix or any(entry.name in _SITE_CONFIGS for entry in listed)
        for entry in listed:
            path = prefix + entry.name
            if not _is_text(path):
                shown = path.encode("utf-8", "backslashreplace").decode()
                found.problems.append((shown, Problem(ProblemKind.UNREADABLE, "name")))
                continue
            try:
                if _is_link(entry) and not stays_inside(PurePath(top), _target(entry)):
                    found.problems.append((path, Problem(ProblemKind.LINK_OUTSIDE)))
                elif entry.is_dir():
                    if _is_entered(entry.name, skips_site=skips_site) and _is_new(entry, seen):
                        waiting.append((entry.path, path + "/"))
                else:
                    _add_file(found, entry, path)
            except OSError as error:
                _report(found, path, error)
    return found


def as_listed(path: Path) -> Path:
    """A path as the folders above it list it.

    File systems of macOS open a name in either Unicode form, but list it in one.
    """
    found = Path(path.anchor)
    for part in path.parts[len(found.parts) :]:
        if not part.isascii() and part not in (names := _names_in(found)):
            form = composed(part)
            part = next((name for name in names if composed(name) == form), part)  # noqa: PLW2901
        found /= part
    return found


def require_folder(folder: Path) -> os.stat_result:
    """Make sure that a folder can be opened.

    Raises:
        CannotOpenError: it is missing, unreadable, or no folder.
    """
    try:
        with os.scandir(folder):
            return folder.stat()
    except OSError as error:
        raise CannotOpenError(f"cannot open {folder}: {error.strerror}") from error


def folders_of(paths: Iterable[str]) -> set[str]:
    """All folders in which the paths lie, the top as an empty string left out."""
    folders: set[str] = set()
    for path in paths:
        parent = path.rpartition("/")[0]
        while parent and parent not in folders:
            folders.add(parent)
            parent = parent.rpartition("/")[0]
    return folders


def _names_in(folder: Path) -> list[str]:
    try:
        return [entry.name for entry in folder.iterdir()]
    except OSError:
        return []


def _is_text(path: str) -> bool:
    """Whether a file name is valid text; names of other encodings come with lone surrogates."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True


def _is_entered(name: str, *, skips_site: bool) -> bool:
    if name.startswith(".") or name in _NEVER_ENTERED:
        return False
    return not (skips_site and name in _PARTS_OF_A_SITE)


def _is_new(entry: "os.DirEntry[str]", seen: set[tuple[int, int]]) -> bool:
    # Not `entry.stat`, which on Windows tells neither device nor number: all would be the same.
    status = Path(entry.path).stat()
    key = (status.st_dev, status.st_ino)
    if key in seen:
        return False
    seen.add(key)
    return True


def _is_link(entry: "os.DirEntry[str]") -> bool:
    """Whether it may lead elsewhere; Windows has junctions, which are no symbolic links."""
    is_junction = getattr(entry, "is_junction", None)  # from Python 3.12 on
    return entry.is_symlink() or (is_junction is not None and is_junction())


def _target(entry: "os.DirEntry[str]") -> PurePath:
    return PurePath(os.path.realpath(entry.path))


def stays_inside(top: PurePath, target: PurePath) -> bool:
    """Whether a path lies in a folder, by the rules of the system whose paths they are."""
    return target.is_relative_to(top)


def _add_file(found: FolderScan, entry: "os.DirEntry[str]", path: str) -> None:
    if not is_note_name(entry.name):
        if not entry.name.startswith("."):
            found.others.append(path)
        return
    status = entry.stat()
    if stat.S_ISREG(status.st_mode) and not entry.name.startswith("."):
        found.notes[path] = FileStat(
            status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino
        )


def _report(found: FolderScan, path: str, error: OSError) -> None:
    detail = error.strerror or type(error).__name__
    found.problems.append((path.rstrip("/"), Problem(ProblemKind.UNREADABLE, detail)))
