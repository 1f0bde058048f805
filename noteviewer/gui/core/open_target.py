"""What the user named on the command line or dropped on the window, as a place to go to."""

import logging
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

from noteviewer.errors import CannotOpenError
from noteviewer.library.folder.collection import find_root
from noteviewer.library.location import SCHEME, Location
from noteviewer.library.state import UserState
from noteviewer.notes.file_types import is_note_name

logger = logging.getLogger(__name__)


def read_target(text: str) -> Location:
    """Understand ``FOLDER``, ``FILE[#heading]`` or a ``noteviewer://open/...`` link.

    A note is opened in the folder of the collection to which it belongs: the nearest folder above
    it that looks like the root of one, or else the folder it lies in.

    Raises:
        CannotOpenError: nothing of that name is there, or it is no folder and no note.
    """
    if text.startswith(f"{SCHEME}://"):
        try:
            location = Location.from_url(text)
        except ValueError as error:
            raise CannotOpenError(str(error)) from error
        return _checked(location)
    try:
        path, anchor = _find(text)
    except (OSError, RuntimeError, ValueError) as error:  # too long; no such user; a NUL
        is_name = isinstance(error, UnicodeError)
        why = (
            "its name is no Unicode text" if is_name else getattr(error, "strerror", None) or error
        )
        raise CannotOpenError(f"cannot open {text}: {why}") from error
    if path.is_dir():
        return _checked(Location(str(path)))
    if not path.exists():
        raise CannotOpenError(f"there is no such folder or file: {path}")
    if not is_note_name(path.name) or not path.is_file():
        raise CannotOpenError(f"not a note: {path}")
    folder = find_root(path)
    return Location(str(folder), path.relative_to(folder).as_posix(), anchor)


def _find(text: str) -> tuple[Path, str]:
    """The file that a text names, and a heading in it."""
    path, anchor = Path(text), ""
    if not path.exists() and "#" in text:
        name, anchor = text.rsplit("#", 1)
        path, anchor = Path(name), unquote(anchor)
    path = path.expanduser().absolute()
    path.exists()  # raises what any other look at it would
    str(path).encode()  # what is no Unicode text cannot be shown, nor kept
    if not str(path).isascii():
        # What reads folders is not loaded before the window where it is not needed.
        from noteviewer.library.folder.scan import as_listed

        path = as_listed(path)
    return path, anchor


def read_last_folder(state: UserState) -> Location | None:
    """The folder that was open last, if it is still there."""
    for folder in state.folders.recent(1):
        try:
            return read_target(folder)
        except CannotOpenError as error:
            logger.info("the last folder cannot be opened: %s", error)
    return None


def seen_from(folder: str, location: Location) -> Location:
    """The same note as a place of an opened folder, where it lies in that one."""
    file = Path(location.folder) / location.note
    if not folder or not location.note or not file.is_relative_to(folder):
        return location
    return replace(location, folder=folder, note=file.relative_to(folder).as_posix())


def _checked(location: Location) -> Location:
    folder = Path(location.folder)
    try:
        next(folder.iterdir(), None)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise CannotOpenError(f"cannot open {folder}: {why}") from error
    return location
