"""References as a Markdown list, under the notes and sections that cite them."""

import re
from itertools import groupby

from noteviewer.library.export.form import Selection
from noteviewer.library.reference_library import display_title
from noteviewer.library.rows import ReferenceRow

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~$])")
_NOT_IN_ADDRESS = {" ": "%20", "<": "%3C", ">": "%3E", "\n": "%0A", "\\": "%5C"}


def to_markdown(selection: Selection) -> str:
    """A heading for each note and section, a list item for each reference."""
    parts = [f"# {_plain(selection.name)}\n"]
    for (path, title), of_note in groupby(selection.rows, lambda row: (row.path, row.note_title)):
        parts.append(f"\n## {_plain(title)}\n\n`{path.replace('`', '')}`\n")
        for section, of_section in groupby(of_note, lambda row: row.section_title):
            parts.append(f"\n### {_plain(section)}\n\n" if section else "\n")
            parts.extend(_item(row) for row in of_section)
    return "".join(parts)


def _item(row: ReferenceRow) -> str:
    title = _plain(display_title(row))
    label = f"{_plain(row.label)}: " if row.label and row.title else ""
    target = f"[{title}]({_address(row.url)})" if row.url else title
    comment = f" — {_plain(row.comment)}" if row.comment else ""
    return f"- {label}{target}{comment} (L{row.line + 1})\n"


def _plain(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _address(url: str) -> str:
    for character, code in _NOT_IN_ADDRESS.items():
        url = url.replace(character, code)
    return f"<{url}>" if "(" in url or ")" in url else url
