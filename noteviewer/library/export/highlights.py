"""Highlights as Markdown, CSV and JSON records."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from itertools import groupby
from pathlib import Path
from typing import TypedDict

from noteviewer.library.annotations.model import Highlight
from noteviewer.library.export.tables import cell, plain
from noteviewer.library.export.web_annotation import to_web_annotations
from noteviewer.library.folder.writing import refuse_inside, write_whole

_MARK = b"\xef\xbb\xbf"


class HighlightForm(StrEnum):
    """A file format for highlights."""

    MARKDOWN = "markdown"
    JSONLD = "jsonld"
    """W3C Web Annotations."""
    CSV = "csv"

    @property
    def suffix(self) -> str:
        """The usual end of a file's name."""
        return {"markdown": ".md", "jsonld": ".jsonld", "csv": ".csv"}[self.value]


@dataclass(frozen=True, slots=True)
class HighlightSelection:
    """What is exported."""

    highlights: Sequence[Highlight]
    """By note and place."""
    name: str
    """What they are called as a whole: the name of the folder."""
    titles: Mapping[str, str]
    """Titles of notes by path; may lack any."""


class HighlightRecord(TypedDict):
    """One highlight, as its fields are named in CSV and JSON."""

    id: str
    note: str
    """Path in the folder."""
    note_title: str
    section: str
    """Anchor of the section."""
    color: str
    passage: str
    comment: str
    created: str
    """ISO 8601, UTC."""
    changed: str
    is_lost: bool


def highlight_records(selection: HighlightSelection) -> list[HighlightRecord]:
    """One record for each highlight."""
    return [
        {
            "id": one.id,
            "note": one.note,
            "note_title": selection.titles.get(one.note, ""),
            "section": one.selectors.section,
            "color": one.color.value,
            "passage": one.selectors.exact,
            "comment": one.comment,
            "created": _time(one.created),
            "changed": _time(one.changed),
            "is_lost": one.is_lost,
        }
        for one in selection.highlights
    ]


def export_highlights(selection: HighlightSelection, form: HighlightForm) -> str:
    """Write highlights in a form; the text is to be stored as UTF-8, line ends untouched."""
    match form:
        case HighlightForm.MARKDOWN:
            return _markdown(selection)
        case HighlightForm.JSONLD:
            return to_web_annotations(selection.highlights, selection.name)
        case HighlightForm.CSV:
            return _csv(selection)


def save_highlights(folder: Path, target: Path, form: HighlightForm, text: str) -> None:
    """Write an export; an earlier file of that name stays until the new one is whole.

    Raises:
        CannotOpenError: the file cannot be written, or would lie in the folder of notes.
    """
    refuse_inside(folder, target)
    mark = _MARK if form is HighlightForm.CSV else b""
    write_whole(target, mark + text.encode("utf-8", "replace"))


def _csv(selection: HighlightSelection) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=list(HighlightRecord.__annotations__))
    writer.writeheader()
    for record in highlight_records(selection):
        writer.writerow({name: cell(value) for name, value in record.items()})
    return out.getvalue()


def _markdown(selection: HighlightSelection) -> str:
    """A heading for each note, a quotation for each passage, and below it what was said of it."""
    parts = [f"# {plain(selection.name)}\n"]
    for note, of_note in groupby(selection.highlights, lambda one: one.note):
        title = selection.titles.get(note) or note
        parts.append(f"\n## {plain(title)}\n\n`{note.replace('`', '')}`\n")
        for one in of_note:
            lines = [plain(line) for line in one.selectors.exact.split("\n") if line.strip()]
            quotation = "\n".join(f"> {line}" for line in lines)
            parts.append(f"\n{quotation}\n")
            if one.comment:
                parts.append(f"\n{one.comment}\n")
    return "".join(parts)


def _time(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, tz=UTC).isoformat(timespec="seconds")
