"""Rows of references for tests, each written in a line."""

from noteviewer.library.rows import ReferenceRow
from noteviewer.notes.model import ReferenceKind


def reference_row(
    url: str | None,
    title: str | None = None,
    path: str = "a.md",
    line: int = 0,
    **fields,
) -> ReferenceRow:
    host = (url or "").partition("://")[2].partition("/")[0].removeprefix("www.")
    defaults = {
        "path": path,
        "note_title": path.removesuffix(".md"),
        "category": None,
        "date": None,
        "section": 0,
        "section_title": "",
        "anchor": "",
        "line": line,
        "url": url,
        "title": title,
        "host": host,
        "kind": ReferenceKind.PAGE if url else ReferenceKind.PAPER,
    }
    return ReferenceRow(**{**defaults, **fields})
