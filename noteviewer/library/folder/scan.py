"""Walk a folder of notes: which files are there, how long, and when they were last written.

The scan is the truth about a folder; watch events only say when to scan. Nothing is opened here
but directories, so that 10,000 notes cost tens of milliseconds.
"""

import errno
import os
import stat
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path, PurePath

from noteviewer.errors import CannotOpenError
from noteviewer.notes.file_types import format_of, is_note_name, is_unread_document, suffix_of
from noteviewer.notes.image_names import is_image_name
from noteviewer.notes.model import Problem, ProblemKind
from noteviewer.notes.site.layout import is_output
from noteviewer.notes.site.paths import composed

LARGEST = 8 << 20
"""Bytes of a file that are read; what is longer is no note to be read but data, and is reported."""
LARGEST_NOTEBOOK = 64 << 20
"""Bytes of a notebook that are read: most of them are pictures, which are no part of its text."""
_NEVER_ENTERED = frozenset(
    (
        "node_modules", "bower_components", "__pycache__", "_site", "lost+found",
        ".git", ".hg", ".svn", ".bzr", ".jj", ".obsidian", ".trash", ".recycle", ".Trash",
        ".venv", ".tox", ".nox", ".cache", ".temp", ".tmp", ".npm", ".yarn", ".pnpm-store", ".idea",
        ".mypy_cache", ".ruff_cache", ".pytest_cache", ".ipynb_checkpoints", ".jekyll-cache",
        ".sass-cache", ".docusaurus", ".quarto", ".next", ".nuxt", ".svelte-kit", ".parcel-cache",
        ".gradle", ".terraform", ".stversions", ".stfolder", ".sync", ".dropbox.cache", ".vs",
        ".Rproj.user", ".remote", ".jupyter_cache", ".ccls-cache", ".direnv", ".eggs", ".bundle",
    )
)  # fmt: skip
"""What programs keep for themselves: caches, histories, waste baskets, other people's code."""
_CACHES_OF_HIDDEN = frozenset(("dist", "cache", "temp", "deps"))
"""Folders in a hidden one that hold what was built."""
_BACKUPS = frozenset(("logseq/bak", "logseq/.recycle", "logseq/version-files"))


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
    """Files that are no notes: images (those in hidden folders too), attachments, configuration."""
    hidden: list[str] = field(default_factory=list)
    """Hidden files and folders, the latter with a slash at their end: they tell kinds of folder."""
    problems: list[tuple[str, Problem]] = field(default_factory=list)
    """What could not be walked or looked at, and what is not read."""

    @property
    def every_path(self) -> list[str]:
        """All there is, for telling what made the folder."""
        return [*self.notes, *self.others, *self.hidden]


def scan_folder(folder: Path) -> FolderScan:
    """Walk ``folder`` to any depth.

    What programs keep for themselves is left out, and of hidden folders all but the images; that a
    file which may be a note is not read is told. Links to directories are followed inside the
    folder, each directory once and by its real path; what a link reaches outside of it is reported
    and left alone, so that a link to ``/`` in a hostile folder is harmless.

    Raises:
        CannotOpenError: the folder itself is missing, unreadable, or no folder.
    """
    return _Walk(folder).run()


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


class _Walk:
    """One walk, and what it has found so far."""

    def __init__(self, folder: Path) -> None:
        self._top = os.path.realpath(folder)
        status = require_folder(folder)
        self._seen = {(status.st_dev, status.st_ino)}
        self._waiting: list[tuple[str, str, bool]] = [(self._top, "", False)]
        self._links: list[tuple[os.DirEntry[str], str, bool]] = []
        self._unread: dict[str, Counter[str]] = {}
        self._found = FolderScan()

    def run(self) -> FolderScan:
        """Walk all real folders, then what only a link reaches."""
        while self._waiting or self._links:
            while self._waiting:
                self._list(*self._waiting.pop())
            if self._links:
                entry, path, is_hidden = self._links.pop(0)
                self._enter(entry, path, is_hidden=is_hidden)
        self._report_unread()
        return self._found

    def _list(self, directory: str, prefix: str, is_hidden: bool) -> None:
        try:
            with os.scandir(directory) as entries:
                listed = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            self._report(prefix, error)
            return
        names: set[str] | None = None
        for entry in listed:
            path = prefix + entry.name
            if not _is_text(path):
                shown = path.encode("utf-8", "backslashreplace").decode()
                self._found.problems.append((shown, Problem(ProblemKind.UNREADABLE, "name")))
                continue
            try:
                if _is_link(entry) and not stays_inside(PurePath(self._top), _target(entry)):
                    self._found.problems.append((path, Problem(ProblemKind.LINK_OUTSIDE)))
                elif not entry.is_dir():
                    self._add_file(entry, path, is_hidden=is_hidden)
                elif self._is_entered(entry.name, path, is_hidden=is_hidden):
                    if names is None:
                        names = {e.name + "/" if e.is_dir() else e.name for e in listed}
                    if _is_built(entry, names):
                        continue
                    if _is_link(entry):
                        self._links.append((entry, path, is_hidden))
                    else:
                        self._enter(entry, path, is_hidden=is_hidden)
            except OSError as error:
                self._report(path, error)

    def _is_entered(self, name: str, path: str, *, is_hidden: bool) -> bool:
        if name.startswith("."):
            self._found.hidden.append(path + "/")
        if name in _NEVER_ENTERED or path in _BACKUPS:
            return False
        return not (is_hidden and name in _CACHES_OF_HIDDEN)

    def _enter(self, entry: "os.DirEntry[str]", path: str, *, is_hidden: bool) -> None:
        try:
            # Not `entry.stat`, which on Windows tells neither device nor number.
            status = Path(entry.path).stat()
        except OSError as error:
            self._report(path, error)
            return
        key = (status.st_dev, status.st_ino)
        if key not in self._seen:
            self._seen.add(key)
            is_hidden = is_hidden or entry.name.startswith(".")
            self._waiting.append((entry.path, path + "/", is_hidden))

    def _add_file(self, entry: "os.DirEntry[str]", path: str, *, is_hidden: bool) -> None:
        name = entry.name
        if is_hidden or name.startswith("."):
            if is_image_name(name) and not name.startswith("."):
                self._found.others.append(path)
            else:
                self._found.hidden.append(path)
                if is_note_name(name):
                    self._count_unread(path)
            return
        if not is_note_name(name):
            self._found.others.append(path)
            if is_unread_document(name):
                self._count_unread(path)
            return
        status = entry.stat()
        if stat.S_ISREG(status.st_mode):
            self._found.notes[path] = FileStat(
                status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino
            )

    def _count_unread(self, path: str) -> None:
        suffix = suffix_of(path) or path.rpartition("/")[2]
        hidden = path.find("/.")
        where = path[: path.find("/", hidden + 1)] if hidden >= 0 else ""
        if path.startswith("."):
            where = path.partition("/")[0] if "/" in path else ""
        self._unread.setdefault(where, Counter())[suffix] += 1

    def _report_unread(self) -> None:
        """Say how many files of which ending are not read; those of hidden folders by folder."""
        for where, counts in sorted(self._unread.items()):
            for suffix, count in sorted(counts.items()):
                problem = Problem(ProblemKind.NOT_READ, f"{count} {suffix}")
                self._found.problems.append((where or ".", problem))

    def _report(self, path: str, error: OSError) -> None:
        detail = error.strerror or type(error).__name__
        self._found.problems.append((path.rstrip("/"), Problem(ProblemKind.UNREADABLE, detail)))


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


def _is_built(entry: "os.DirEntry[str]", listed: set[str]) -> bool:
    """Whether a folder is what the site builder of the folder around it has made."""
    if not is_output(entry.name, listed):
        return False
    return os.path.isfile(os.path.join(entry.path, "index.html"))  # noqa: PTH113, PTH118 (fast)


def _is_link(entry: "os.DirEntry[str]") -> bool:
    """Whether it may lead elsewhere; Windows has junctions, which are no symbolic links."""
    is_junction = getattr(entry, "is_junction", None)  # from Python 3.12 on
    return entry.is_symlink() or (is_junction is not None and is_junction())


def _target(entry: "os.DirEntry[str]") -> PurePath:
    return PurePath(os.path.realpath(entry.path))


def stays_inside(top: PurePath, target: PurePath) -> bool:
    """Whether a path lies in a folder, by the rules of the system whose paths they are."""
    return target.is_relative_to(top)


def digest_of(data: bytes) -> bytes:
    """What tells the content of a file from what it was before."""
    return blake2b(data, digest_size=12).digest()


def read_note_file(path: Path) -> tuple[bytes, bool]:
    """Read a note; of a very large one the beginning, up to the end of a line.

    Of a PDF that is the text of its pages (`noteviewer.library.folder.pdf_text`).

    Returns:
        What was read, and whether something was left out.

    Raises:
        OSError: it cannot be read, or is no file: a pipe would be waited for, for ever.
    """
    status = path.stat()
    if not (stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)):
        raise OSError(errno.EINVAL, "not a regular file", str(path))
    if format_of(path.name) == "pdf":
        from noteviewer.library.folder.pdf_text import read_pdf

        return read_pdf(path)
    with path.open("rb") as file:
        # A bound makes room for all of it, which takes longer than reading a small file.
        largest = LARGEST_NOTEBOOK if path.suffix.lower() == ".ipynb" else LARGEST
        data = file.read(largest + 1) if status.st_size > largest else file.read()
    if len(data) <= largest:
        return data, False
    end = data.rfind(b"\n", largest // 2, largest)
    return data[: end if end > 0 else largest], True
