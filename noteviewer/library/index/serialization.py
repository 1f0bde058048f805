"""Values as they stand in columns of the index, for those who write and those who read them."""

import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from noteviewer.notes.model import Continuation, NoteTitle, Section, TitlePart
from noteviewer.notes.note import NotePlace
from noteviewer.notes.properties import ListItem
from noteviewer.notes.site.kinds import FolderKind
from noteviewer.notes.site.layout import FolderLayout, Part
from noteviewer.notes.site.names import NoteNames, identifiers_of


def title_parts_to_json(title: NoteTitle) -> str:
    """Write a taken-apart title."""
    return json.dumps(
        [[[p.name, p.number] for p in title.parts], [[p.name, p.number] for p in title.topics]],
        ensure_ascii=False,
        separators=(",", ":"),
    )


def title_parts_from_json(text: str) -> NoteTitle:
    """Read what `title_parts_to_json` wrote."""
    parts, topics = json.loads(text)
    return NoteTitle(
        tuple(TitlePart(name, number) for name, number in parts),
        tuple(TitlePart(name, number) for name, number in topics),
    )


def section_from_row(row: tuple[str, int, int, int, str, int | None, str, str]) -> Section:
    """Make a section of ``title level line end anchor parent continuation topic``."""
    title, level, line, end, anchor, parent, continuation, topic = row
    return Section(
        title, level, line, end, anchor, parent, Continuation(continuation), topic or title
    )


def place_to_text(place: NotePlace) -> str:
    """Write what the folder says of a note."""
    marks = "()" if place.has_bracket_formulas else ""
    return f"{place.kind} {place.dialect}{marks} {place.title}"


def pack_items(items: Iterable[ListItem]) -> bytes:
    """Write the items of lists; packed, for their texts stand in the index once more."""
    rows = [(item.line, item.parent, item.task, item.text, item.name) for item in items]
    text = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode("utf-8", "surrogatepass"))


def unpack_items(packed: bytes) -> tuple[ListItem, ...]:
    """Read what `pack_items` wrote.

    Raises:
        ValueError: it did not.
    """
    try:
        text = zlib.decompress(packed).decode("utf-8", "surrogatepass")
        return tuple(ListItem(*row) for row in json.loads(text))
    except (zlib.error, TypeError) as error:
        raise ValueError(str(error)) from error


def layout_to_json(layout: FolderLayout) -> str:
    """Write which kinds a folder holds."""
    parts = [
        [str(part.kind), part.root, part.notes, part.has_bracket_formulas] for part in layout.parts
    ]
    return json.dumps([str(layout.kind), parts], ensure_ascii=False)


def layout_from_json(text: str) -> FolderLayout:
    """Read what `layout_to_json` wrote."""
    kind, parts = json.loads(text)
    return FolderLayout(
        FolderKind(kind), tuple(Part(FolderKind(each), *rest) for each, *rest in parts)
    )


def read_names(connection: sqlite3.Connection) -> Iterator[NoteNames]:
    """Read the names by which links find notes."""
    rows = connection.execute("SELECT path, title, title_parts, aliases, names, html_ids FROM note")
    for path, title, parts, aliases, names, places in rows:
        values = json.loads(names) if names != "{}" else {}
        yield NoteNames(
            path,
            title,
            title_parts_from_json(parts),
            tuple(json.loads(aliases)) if aliases != "[]" else (),
            values.get("permalink", "") or values.get("url", ""),
            values.get("slug", ""),
            identifiers_of(
                path,
                values.get("id", "") or values.get("identifier", ""),
                (name for name, _ in json.loads(places)) if places != "[]" else (),
            ),
        )


@dataclass(frozen=True, slots=True)
class IndexCounts:
    """Totals of a folder."""

    notes: int
    sections: int
    references: int
    problems: int
    pdfs: int
    """Of the notes, those that are PDFs."""


def count_index(connection: sqlite3.Connection) -> IndexCounts:
    """Count what an index holds."""
    notes, sections, references, pdfs = connection.execute(
        "SELECT count(*), total(sections), total(reference_count), total(path LIKE '%.pdf')"
        " FROM note"
    ).fetchone()
    problems = connection.execute("SELECT count(*) FROM problem").fetchone()[0]
    return IndexCounts(notes, int(sections), int(references), problems, int(pdfs))


def index_bytes(index_path: Path) -> int:
    """What an index takes on the disk, its write-ahead log included."""
    files = (index_path, index_path.with_name(index_path.name + "-wal"))
    return sum(file.stat().st_size for file in files if file.exists())
