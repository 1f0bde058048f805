"""One file turned into the rows of the index; runs in a worker process, so everything pickles."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from urllib.parse import urlsplit

from noteviewer.library.folder.scan import digest_of, read_note_file
from noteviewer.library.index import sections as units
from noteviewer.library.index.serialization import pack_items, title_parts_to_json
from noteviewer.library.index.store import LAST_UNIT
from noteviewer.library.index.terms import terms_of
from noteviewer.library.index.tokens import cut, starts
from noteviewer.notes import note as notes_note
from noteviewer.notes.canonical import key_number, reference_key
from noteviewer.notes.formats.reading import read_text
from noteviewer.notes.model import (
    Note,
    Problem,
    ProblemKind,
    Reference,
    ReferenceKind,
    Section,
)
from noteviewer.notes.note import NotePlace
from noteviewer.notes.properties import (
    Property,
    find_items,
    find_tags_in_text,
    read_properties,
)
from noteviewer.notes.syntax.document import Document
from noteviewer.notes.text import fold, unaccent

_NAMING = (
    "permalink", "slug", "url", "id", "weight", "order", "nav_order", "index", "sidebar_position",
    "sidebar_label", "linkTitle", "identifier",
)  # fmt: skip
"""Fields by which links find a note, and tables of contents order it."""
_KNOWN_ELSEWHERE = frozenset(("title", "layout"))
"""Properties of a site's notes that are not kept once more: titles, and what speaks to builders."""
Row = tuple[object, ...]
UnitTokens = tuple[str, str, str, str, str, str]
"""Body, heading and context cut for FTS5; beginnings of words in own texts, and above; what the
page shows."""
_PLAIN_URL = re.compile(r"https?://([a-z0-9.-]+)(?=[/?#]|\Z)")
"""Most addresses, read fifty times faster than by the standard library."""


class Reading(IntEnum):
    """What became of the reading of a note."""

    PARSED = 0
    UNSETTLED = 1
    """Its text alone, or nothing, for reasons that need not lie in the note: its parser was killed
    or paused, the file could not be read. It is read again at the next start."""
    SLOW = 2
    """Its text alone, for it took more than its time. It is tried once more at the next start."""
    TEXT = 3
    """Its text alone, for as long as it is not changed."""


@dataclass(frozen=True, slots=True)
class NoteRecord:
    """Everything the index keeps of one note; the rows lack the note's id as their first value."""

    path: str
    digest: bytes
    note: Row
    sections: tuple[Row, ...]
    references: tuple[Row, ...]
    links: tuple[Row, ...]
    images: tuple[Row, ...]
    items: tuple[Row, ...]
    """One row for all items of its lists; none where it has none, or is no note of a vault."""
    problems: tuple[Row, ...]
    units: tuple[tuple[int, str, str, str, str], ...]
    """Number of the section, heading, context, text, and what the page shows."""
    tokens: tuple[UnitTokens, ...]
    """Of each unit."""
    terms: str
    """What the note is about."""
    reading: Reading = Reading.PARSED


def read_record(
    folder: str, path: str, encoding: str | None = None, place: NotePlace = notes_note.LONE
) -> NoteRecord:
    """Read and parse a file.

    Args:
        folder: The opened folder.
        path: The note's path in it.
        encoding: The encoding that the user chose for this note.
        place: What the folder says of it.
    """
    try:
        data, is_cut = read_note_file(Path(folder, path))
    except OSError as error:
        problem = Problem(ProblemKind.UNREADABLE, error.strerror or type(error).__name__)
        return bare_record(path, problem, place)
    problems = (Problem(ProblemKind.TOO_LARGE),) if is_cut else ()
    return make_record(path, data, problems, encoding, place)


def make_record(
    path: str,
    data: bytes,
    problems: tuple[Problem, ...] = (),
    encoding: str | None = None,
    place: NotePlace = notes_note.LONE,
) -> NoteRecord:
    """Parse the bytes of a file."""
    decoded = read_text(path, data, encoding)
    document = notes_note.parse_placed(path, decoded.text, place)
    note = notes_note.read_document(path, decoded, document, place)
    all_units = list(units.make_units(note, document))
    cut = _capped(all_units)
    return NoteRecord(
        path=path,
        digest=digest_of(data),
        note=_note_row(note, document),
        sections=tuple(
            _section_row(section, unit)
            for section, unit in zip(note.sections, all_units, strict=True)
        ),
        references=tuple(_reference_row(n, r) for n, r in enumerate(note.references)),
        links=tuple(
            (n, str(k.kind), k.target, k.fragment, k.text, k.line, k.start, k.end)
            for n, k in enumerate(note.links)
        ),
        images=tuple(
            (n, image.source, image.alt, image.line) for n, image in enumerate(note.images)
        ),
        items=_items_rows(document),
        problems=tuple(
            (str(problem.kind), problem.detail, problem.line)
            for problem in (*problems, *note.problems)
        ),
        units=tuple((u.section, u.heading, u.context, u.text, u.shown) for u in cut),
        tokens=tuple(unit_tokens(u.heading, u.text, u.context, u.shown) for u in cut),
        terms=terms_of((u.heading, u.text) for u in cut),
    )


def bare_record(path: str, problem: Problem, place: NotePlace = notes_note.LONE) -> NoteRecord:
    """A note of which nothing but its name is known: unreadable, or past its time budget."""
    record = make_record(path, b"", place=place)
    return NoteRecord(
        path=path,
        digest=b"",
        note=record.note,
        sections=record.sections,
        references=(),
        links=(),
        images=(),
        items=(),
        problems=((str(problem.kind), problem.detail, problem.line),),
        units=record.units,
        tokens=record.tokens,
        terms=record.terms,
        reading=Reading.UNSETTLED,
    )


def plain_record(
    folder: str, path: str, encoding: str | None = None, place: NotePlace = notes_note.LONE
) -> NoteRecord:
    """A note that cannot be parsed in its time: its text can be searched, as one section."""
    problem = Problem(ProblemKind.TIMED_OUT)
    bare = bare_record(path, problem, place)
    try:
        data, _ = read_note_file(Path(folder, path))
    except OSError:
        return bare
    lines = read_text(path, data, encoding).text.split("\n")
    text = "\n".join(line[: units.LONGEST_LINE] for line in lines)
    number, heading, context, *_ = bare.units[0]
    return NoteRecord(
        path=path,
        digest=digest_of(data),
        note=bare.note,
        sections=bare.sections,
        references=(),
        links=(),
        images=(),
        items=(),
        problems=bare.problems,
        units=((number, heading, context, text, ""),),
        tokens=(unit_tokens(heading, text, context, ""),),
        terms=terms_of([(heading, text)]),
        reading=Reading.TEXT,
    )


def unit_tokens(heading: str, text: str, context: str, shown: str) -> UnitTokens:
    """Cut the fields of a unit for FTS5; the same texts always give the same tokens."""
    body, words = cut(unaccent(fold(text)))
    own, own_words = cut(unaccent(fold(heading)))
    above, words_above = cut(unaccent(fold(context)))
    page, page_words = cut(unaccent(fold(shown))) if shown else ([], [])
    return (
        " ".join(body), " ".join(own), " ".join(above),
        starts((*words, *own_words, *page_words)), starts(words_above), " ".join(page),
    )  # fmt: skip


def host_of(url: str | None) -> str:
    """Host of a URL, lower case, without ``www.`` and port."""
    if not url:
        return ""
    if plain := _PLAIN_URL.match(url):
        return plain[1].removeprefix("www.")
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def _capped(all_units: list[units.Unit]) -> list[units.Unit]:
    if len(all_units) <= LAST_UNIT + 1:
        return all_units
    rest = all_units[LAST_UNIT:]
    last = units.Unit(
        section=LAST_UNIT,
        flags=0,
        heading=rest[0].heading,
        context=rest[0].context,
        text="\n".join(line for u in rest for line in (u.heading, u.text)),
        shown="\n".join(filter(None, (u.shown for u in rest))),
    )
    return [*all_units[:LAST_UNIT], last]


def _items_rows(document: Document) -> tuple[Row, ...]:
    items = find_items(document) if document.dialect.is_of_a_vault else ()
    return ((pack_items(items),),) if items else ()


def _properties(document: Document) -> dict[str, Property]:
    found = read_properties(document)
    if document.dialect.is_of_a_vault:
        return found
    return {key: value for key, value in found.items() if key not in _KNOWN_ELSEWHERE}


def _note_row(note: Note, document: Document) -> Row:
    pairs = sum(1 for r in note.references if r.is_pair and r.following is None)
    return (
        note.title,
        title_parts_to_json(note.title_parts),
        note.date,
        note.category,
        _json(note.tags),
        _json(note.aliases),
        _json(_names(note.front_matter.values)),
        _json(note.places),
        note.encoding,
        str(note.form),
        len(note.headings),
        len(note.references),
        pairs,
        _json(_properties(document)),
        _json(find_tags_in_text(document) if _has_tags_in_text(document) else ()),
    )


def _has_tags_in_text(document: Document) -> bool:
    return document.dialect.is_of_a_vault or not document.is_markdown


def _names(values: Mapping[str, str | tuple[str, ...]]) -> dict[str, str]:
    found = {key: values.get(key) for key in _NAMING}
    return {key: value for key, value in found.items() if isinstance(value, str)}


def _section_row(section: Section, unit: units.Unit) -> Row:
    return (
        unit.section,
        section.title,
        section.level,
        section.line,
        section.end,
        section.anchor,
        section.parent,
        str(section.continuation),
        section.topic if section.continuation or section.topic != section.title else "",
        unit.flags,
    )


def _reference_row(number: int, reference: Reference) -> Row:
    return (
        number,
        reference.section,
        reference.line,
        reference.url,
        reference.title,
        reference.following,
        host_of(reference.url),
        "" if reference.kind is ReferenceKind.PAGE else str(reference.kind),
        reference.label,
        reference.comment,
        reference.title_line,
        key_number(reference_key(reference.url, reference.title)),
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
