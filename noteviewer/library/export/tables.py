"""References as CSV and JSON: one record for every place that cites something."""

import csv
import io
import json
import re
from itertools import groupby
from typing import TypedDict

from noteviewer.library.export.formats import Selection
from noteviewer.library.references import display_title
from noteviewer.library.rows import ReferenceRow
from noteviewer.library.state import ReferenceState
from noteviewer.notes.canonical import canonical_url, reference_key


class Record(TypedDict):
    """One citation, as its fields are named in both formats."""

    url: str | None
    title: str | None
    note: str
    """Path in the folder."""
    note_title: str
    section: str
    anchor: str
    line: int
    """One-based, as editors count."""
    kind: str
    label: str | None
    host: str
    canonical: str | None
    comment: str | None
    category: str | None
    date: str | None
    """Day of the note."""
    is_read: bool
    is_starred: bool
    reader_comment: str


_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def to_json(selection: Selection) -> str:
    """A JSON array with one object to a line."""
    lines = [json.dumps(record, ensure_ascii=False) for record in records(selection)]
    return "[\n" + ",\n".join(lines) + "\n]\n" if lines else "[]\n"


def to_csv(selection: Selection) -> str:
    """CSV as RFC 4180 says, with a header.

    A spreadsheet takes a text that begins with ``=``, ``+``, ``-`` or ``@`` for a formula, and runs
    it; notes come from anywhere, so such a text is written with an apostrophe before it.
    """
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=list(Record.__annotations__))
    writer.writeheader()
    for record in records(selection):
        writer.writerow({name: cell(value) for name, value in record.items()})
    return out.getvalue()


def records(selection: Selection) -> list[Record]:
    """The citations with what the user did with each."""
    nothing = ReferenceState("")
    return [
        _record(row, selection.states.get(reference_key(row.url, row.title), nothing))
        for row in selection.rows
    ]


def _record(row: ReferenceRow, state: ReferenceState) -> Record:
    return {
        "url": row.url,
        "title": row.title,
        "note": row.path,
        "note_title": row.note_title,
        "section": row.section_title,
        "anchor": row.anchor,
        "line": row.line + 1,
        "kind": row.kind.value,
        "label": row.label,
        "host": row.host,
        "canonical": canonical_url(row.url) if row.url else None,
        "comment": row.comment,
        "category": row.category,
        "date": row.date,
        "is_read": state.is_read,
        "is_starred": state.is_starred,
        "reader_comment": state.comment,
    }


def cell(value: object) -> str:
    """A value of a table, in such a form that no spreadsheet takes it for a formula."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~$])")
_NOT_IN_ADDRESS = {" ": "%20", "<": "%3C", ">": "%3E", "\n": "%0A", "\\": "%5C"}


def to_markdown(selection: Selection) -> str:
    """A heading for each note and section, a list item for each reference."""
    parts = [f"# {plain(selection.name)}\n"]
    for (path, title), of_note in groupby(selection.rows, lambda row: (row.path, row.note_title)):
        parts.append(f"\n## {plain(title)}\n\n`{path.replace('`', '')}`\n")
        for section, of_section in groupby(of_note, lambda row: row.section_title):
            parts.append(f"\n### {plain(section)}\n\n" if section else "\n")
            parts.extend(_item(row) for row in of_section)
    return "".join(parts)


def _item(row: ReferenceRow) -> str:
    title = plain(display_title(row))
    label = f"{plain(row.label)}: " if row.label and row.title else ""
    target = f"[{title}]({_address(row.url)})" if row.url else title
    comment = f" — {plain(row.comment)}" if row.comment else ""
    return f"- {label}{target}{comment} (L{row.line + 1})\n"


def plain(text: str) -> str:
    """A text in one line, in which Markdown reads no marks."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _address(url: str) -> str:
    for character, code in _NOT_IN_ADDRESS.items():
        url = url.replace(character, code)
    return f"<{url}>" if "(" in url or ")" in url else url
