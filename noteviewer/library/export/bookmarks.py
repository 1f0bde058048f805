"""References as the bookmarks file that Netscape began and every browser imports.

Folders are categories, then notes. Only web addresses become bookmarks: a note comes from anywhere,
and a ``javascript:`` bookmark would run in whatever page is open when it is clicked.
"""

from collections import defaultdict
from datetime import UTC, date, datetime
from html import escape

from noteviewer.library.export.formats import Selection
from noteviewer.library.references import display_title
from noteviewer.library.rows import ReferenceRow
from noteviewer.notes.canonical import reference_key

_HEAD = """<!DOCTYPE NETSCAPE-Bookmark-file-1>
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
<TITLE>Bookmarks</TITLE>
<H1>Bookmarks</H1>
<DL><p>
"""
_WEB = ("http://", "https://", "ftp://")


def to_bookmarks(selection: Selection) -> str:
    """One folder for all, in it one for each category, in it one for each note."""
    tree: dict[str, dict[tuple[str, str], list[ReferenceRow]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for row in selection.rows:
        if row.url and row.url.lower().startswith(_WEB):
            tree[row.category or ""][row.path, row.note_title].append(row)
    lines = [_HEAD, *_folder(selection.name, 1)]
    for category, notes in tree.items():
        depth = 2 if category else 1
        if category:
            lines += _folder(category, 2)
        for (_, title), rows in notes.items():
            lines += _folder(title, depth + 1)
            for row in rows:
                lines += _bookmark(selection, row, depth + 2)
            lines.append(_end(depth + 1))
        if category:
            lines.append(_end(2))
    return "".join([*lines, _end(1), "</DL><p>\n"])


def _folder(name: str, depth: int) -> list[str]:
    indent = "    " * depth
    return [f"{indent}<DT><H3>{_text(name)}</H3>\n", f"{indent}<DL><p>\n"]


def _end(depth: int) -> str:
    return f"{'    ' * depth}</DL><p>\n"


def _bookmark(selection: Selection, row: ReferenceRow, depth: int) -> list[str]:
    added = _seconds(row.date)
    attribute = f' ADD_DATE="{added}"' if added is not None else ""
    state = selection.states.get(reference_key(row.url, row.title))
    remarks = [text for text in (row.comment, state.comment if state else "") if text]
    place = f"{row.path}:{row.line + 1}" + (f" {row.section_title}" if row.section_title else "")
    indent = "    " * depth
    link = f'<A HREF="{_text(row.url or "")}"{attribute}>{_text(display_title(row))}</A>'
    return [
        f"{indent}<DT>{link}\n",
        f"{indent}<DD>{_text(' | '.join([place, *remarks]))}\n",
    ]


def _seconds(day: str | None) -> int | None:
    try:
        parsed = date.fromisoformat(day or "")
    except ValueError:
        return None
    return int(datetime(parsed.year, parsed.month, parsed.day, tzinfo=UTC).timestamp())


def _text(text: str) -> str:
    return escape(" ".join(text.split()))
