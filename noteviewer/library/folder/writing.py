"""Files that the user asks for: whole or not at all, and never in a folder of notes."""

import os
import tempfile
from pathlib import Path

from noteviewer.errors import CannotOpenError


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


def write_whole(target: Path, data: bytes) -> None:
    """Write a file; an earlier one of that name stays until the new one is whole.

    A link is followed, and what is no file (``/dev/null``, a pipe) is written to, not replaced.

    Raises:
        CannotOpenError: the file cannot be written.
    """
    place = target.resolve()
    try:
        if place.exists() and not place.is_file():
            place.write_bytes(data)
            return
        handle, name = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name}.")
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
    except OSError as error:
        raise CannotOpenError(f"cannot write {target}: {error.strerror}") from error
