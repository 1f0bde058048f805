"""Notes and references as the catalog selects them: the columns, and the rows made of them."""

import json
from typing import Any

from noteviewer.library.rows import NoteRow, ReferenceRow
from noteviewer.library.stored import title_parts_from_json
from noteviewer.notes.model import NoteForm, ReferenceKind

_FORMS = {str(form): form for form in NoteForm}
_REFERENCE_KINDS = {str(kind): kind for kind in ReferenceKind}
NOTE_COLUMNS = """
    note.path, note.title, note.title_parts, note.date, note.category, note.tags, note.sections,
    note.reference_count, note.size, note.mtime_ns, note.encoding, note.form, note.variant_group,
    (SELECT count(*) FROM problem WHERE problem.note = note.id)
"""
"""Of the table `note`, in the order of `note_from_row`."""
REFERENCE_ROWS = """
    SELECT note.path, note.title, note.category, note.date, r.section, s.title, s.anchor, r.line,
        r.url, r.title, r.following, r.host, r.kind, r.label, r.comment
    FROM reference AS r
    JOIN note ON note.id = r.note
    JOIN section AS s ON s.note = r.note AND s.n = r.section
"""
"""To be followed by conditions on `note` and `r`; for `reference_from_row`."""


def note_from_row(row: Any) -> NoteRow:
    """Make a note of `NOTE_COLUMNS`."""
    (path, title, parts, date, category, tags, sections, references, size, mtime_ns, encoding,
     form, variant_group, problems) = row  # fmt: skip
    return NoteRow(
        path=path,
        title=title,
        title_parts=title_parts_from_json(parts),
        date=date,
        category=category,
        tags=tuple(json.loads(tags)) if tags != "[]" else (),
        sections=sections,
        references=references,
        problems=problems,
        size=size,
        mtime_ns=mtime_ns,
        encoding=encoding,
        form=_FORMS[form],
        variant_group=variant_group,
    )


def reference_from_row(row: Any, *, has_pairs: bool) -> ReferenceRow:
    """Make a reference of `REFERENCE_ROWS`.

    Args:
        row: One answer.
        has_pairs: Whether the folder writes titles on the line below an address.
    """
    (path, note_title, category, date, section, section_title, anchor, line, url, title, following,
     host, kind, label, comment) = row  # fmt: skip
    return ReferenceRow(
        path=path,
        note_title=note_title,
        category=category,
        date=date,
        section=section,
        section_title=section_title,
        anchor=anchor,
        line=line,
        url=url,
        title=following if has_pairs and following is not None else title,
        host=host,
        kind=_REFERENCE_KINDS[kind],
        label=label,
        comment=comment,
    )
