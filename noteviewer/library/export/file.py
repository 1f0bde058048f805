"""Exports as files: whole or not at all, and never in a folder of notes."""

import os
import tempfile
from pathlib import Path

from noteviewer.errors import CannotOpenError
from noteviewer.library.export.form import ExportForm

_MARK = b"\xef\xbb\xbf"
"""A spreadsheet takes UTF-8 for what it is only where a byte order mark says so."""


def refuse_inside(folder: Path, target: Path) -> None:
    """Refuse a place in a folder of notes.

    Raises:
        CannotOpenError: the file would lie in the folder.
    """
    if target.resolve().is_relative_to(folder.resolve()):
        raise CannotOpenError(f"nothing is ever written in a folder of notes: {target}")


def save_export(folder: Path, target: Path, form: ExportForm, text: str) -> None:
    """Write an export; an earlier file of that name stays until the new one is whole.

    Raises:
        CannotOpenError: the file cannot be written, or would lie in the folder of notes.
    """
    refuse_inside(folder, target)
    data = (_MARK if form is ExportForm.CSV else b"") + text.encode("utf-8", "replace")
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            # A temporary file is for its owner alone; an export is a file like any other.
            umask = os.umask(0)
            os.umask(umask)
            Path(name).chmod(0o666 & ~umask)
            Path(name).replace(target)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise CannotOpenError(f"cannot write {target}: {error.strerror}") from error
