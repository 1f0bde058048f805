"""Files that the user asks for: whole or not at all, and never in a folder of notes."""

import errno
import os
import stat
import tempfile
from pathlib import Path

from noteviewer.errors import CannotOpenError
from noteviewer.library.folder.collection import find_root


def is_inside(folder: Path, target: Path) -> bool:
    """Whether a file would lie in a folder, links followed."""
    return target.resolve().is_relative_to(folder.resolve())


def lies_among_notes(folder: Path, target: Path) -> bool:
    """Whether a file would lie in the part of a folder that may hold notes: not below a dot."""
    if not is_inside(folder, target):
        return False
    below = target.resolve().relative_to(folder.resolve())
    return not any(part.startswith(".") for part in below.parts[:-1])


def refuse_inside(folder: Path, target: Path) -> None:
    """Refuse a place in a folder of notes.

    Raises:
        CannotOpenError: the file would lie in the folder.
    """
    if is_inside(folder, target):
        raise CannotOpenError(f"nothing is ever written in a folder of notes: {target}")


def refuse_beside(note: Path, target: Path) -> None:
    """Refuse a place in the folder of notes to which a note belongs, where none was named.

    The home folder of an account, or the top of a disk, is a folder of notes only as far as the
    note's own folder goes.

    Raises:
        CannotOpenError: the file would lie there.
    """
    for named in (note.absolute(), note.resolve()):  # a link to a note belongs to two folders
        root = find_root(named).resolve()
        is_everything = root in {Path.home().resolve(), Path(root.anchor)}
        if not is_everything or target.resolve().parent == named.parent.resolve():
            refuse_inside(root, target)


def write_whole(target: Path, data: bytes) -> None:
    """Write a file; an earlier one of that name stays until the new one is whole.

    Nothing is written through a link, which somebody else may have put there. Our own pipe or
    device (``/dev/null``) is written to, not replaced.

    Raises:
        CannotOpenError: the file cannot be written.
    """
    try:
        place = target.parent.resolve() / target.name
        if _is_special(place):
            place.write_bytes(data)
        else:
            _replace(place, data)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise CannotOpenError(f"cannot write {target}: {why}") from error


def _is_special(place: Path) -> bool:
    """Whether a place is a pipe or device of ours or of the system; refuses links and others'."""
    if not os.path.lexists(place):
        return False
    status = place.stat()
    is_file = stat.S_ISREG(status.st_mode)
    if place.is_symlink() and (is_file or place.lstat().st_uid not in _trusted()):
        raise OSError(errno.ELOOP, "it is a link; name the file itself", str(place))
    if stat.S_ISDIR(status.st_mode):
        raise OSError(errno.EISDIR, os.strerror(errno.EISDIR), str(place))
    if not is_file and status.st_uid not in _trusted():
        raise OSError(errno.EPERM, "it is a pipe or device of another account", str(place))
    return not is_file


def _trusted() -> set[int]:
    return {0, os.geteuid()} if hasattr(os, "geteuid") else {0}


def _replace(place: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=".noteviewer-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        # A temporary file is for its owner alone; what was asked for is a file like any other.
        umask = os.umask(0)
        os.umask(umask)
        Path(name).chmod(0o666 & ~umask)
        Path(name).replace(place)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
