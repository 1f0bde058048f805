"""The forms in which references leave the program."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from noteviewer.library.folder.writing import refuse_inside, write_whole
from noteviewer.library.rows import ReferenceRow
from noteviewer.library.state import ReferenceState


class ExportForm(StrEnum):
    """A file format for references."""

    MARKDOWN = "markdown"
    CSV = "csv"
    JSON = "json"
    CSL = "csl"
    """CSL-JSON, which Zotero and citation processors read."""
    BIBTEX = "bibtex"
    RIS = "ris"
    BOOKMARKS = "bookmarks"
    """Netscape bookmarks, which browsers import."""

    @property
    def suffix(self) -> str:
        """The usual end of a file's name."""
        return {
            ExportForm.MARKDOWN: ".md",
            ExportForm.CSV: ".csv",
            ExportForm.JSON: ".json",
            ExportForm.CSL: ".csl.json",
            ExportForm.BIBTEX: ".bib",
            ExportForm.RIS: ".ris",
            ExportForm.BOOKMARKS: ".html",
        }[self]


@dataclass(frozen=True, slots=True)
class Selection:
    """What is exported: occurrences in the order wanted, and what the user did with them."""

    rows: Sequence[ReferenceRow]
    name: str
    """What they are called as a whole: the name of the folder, a note, a search."""
    states: Mapping[str, ReferenceState] = field(default_factory=dict)
    """By `reference_key`; may lack any."""


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
