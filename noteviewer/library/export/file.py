"""Exports as files."""

from pathlib import Path

from noteviewer.library.export.form import ExportForm
from noteviewer.library.outside import refuse_inside, write_whole

_MARK = b"\xef\xbb\xbf"
"""A spreadsheet takes UTF-8 for what it is only where a byte order mark says so."""


def save_export(folder: Path, target: Path, form: ExportForm, text: str) -> None:
    """Write an export; an earlier file of that name stays until the new one is whole.

    Raises:
        CannotOpenError: the file cannot be written, or would lie in the folder of notes.
    """
    refuse_inside(folder, target)
    mark = _MARK if form is ExportForm.CSV else b""
    write_whole(target, mark + text.encode("utf-8", "replace"))
