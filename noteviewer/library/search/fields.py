"""Conditions on fields: which notes and sections fulfil them."""

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from noteviewer.library.folder.scan import folders_of
from noteviewer.library.index.serialization import title_parts_from_json
from noteviewer.library.index.store import LAST_UNIT, SECTION_BITS
from noteviewer.library.rows import Scope, ScopeKind, UnitFlag
from noteviewer.library.search.matcher import Fields, FieldSets, field_conditions
from noteviewer.library.search.phrases import Phrase, phrase
from noteviewer.library.search.properties import make_test, property_values, read_keyed
from noteviewer.library.search.query import (
    HAS_VALUES,
    KIND_VALUES,
    Field,
    FieldIs,
    Query,
    parse_dates,
)
from noteviewer.notes.file_types import kind_of
from noteviewer.notes.text import fold, has_accents, unaccent

_KEY_PART = re.compile(r"[a-z0-9]+|[\u4e00-\u9fff]+")


@dataclass(frozen=True, slots=True)
class NoteFacts:
    """What conditions on fields ask of a note, folded."""

    id: int
    path: str
    title: str
    date: str
    category: str
    tags: tuple[str, ...]
    series: tuple[str, ...]
    variant_group: int | None
    raw_path: str


def read_facts(connection: sqlite3.Connection) -> list[NoteFacts]:
    """Read the facts of all notes."""
    rows = connection.execute(
        "SELECT id, path, title, date, category, tags, title_parts, variant_group FROM note"
    )
    return [
        NoteFacts(
            id=number,
            path=fold(path),
            title=fold(title),
            date=date or "",
            category=fold(category or ""),
            tags=tuple(fold(tag) for tag in json.loads(tags)) if tags != "[]" else (),
            series=_series(parts),
            variant_group=group,
            raw_path=path,
        )
        for number, path, title, date, category, tags, parts, group in rows
    ]


MarkedSections = Callable[[], Iterable[tuple[str, str]]]
"""Gives the sections with highlights of the reader, as path of the note and anchor."""


def none_marked() -> Iterable[tuple[str, str]]:
    """No section, where nobody knows what the reader marked."""
    return ()


def resolve_fields(
    connection: sqlite3.Connection,
    query: Query,
    facts: Callable[[], list[NoteFacts]],
    marked: MarkedSections = none_marked,
) -> Fields:
    """Find what fulfils each condition of a query."""
    return {
        condition: _by_mark(connection, marked)
        if _asks_for_highlights(condition)
        else _resolve(connection, condition, facts)
        for condition in field_conditions(query.root)
    }


def resolve_scope(
    connection: sqlite3.Connection, scope: Scope, facts: Callable[[], list[NoteFacts]]
) -> FieldSets | None:
    """Find what a scope holds; None for everything."""
    value = fold(scope.value)
    match scope.kind:
        case ScopeKind.ALL:
            return None
        case ScopeKind.NOTE:
            return _notes(facts(), lambda note: note.raw_path == scope.value)
        case ScopeKind.FOLDER:
            return _notes(facts(), lambda note: note.raw_path.startswith(scope.value + "/"))
        case ScopeKind.CATEGORY:
            return _notes(facts(), lambda note: note.category == value)
        case ScopeKind.SERIES:
            return FieldSets(
                _notes(facts(), lambda note: value in note.series).notes,
                _continuations(connection, lambda topic: topic == value),
            )


def _resolve(
    connection: sqlite3.Connection, condition: FieldIs, facts: Callable[[], list[NoteFacts]]
) -> FieldSets:
    value, is_whole = condition.value, condition.is_whole
    match condition.field:
        case Field.SERIES:
            form: Callable[[str], str] = str if is_whole or has_accents(value) else unaccent
            return FieldSets(
                _notes(
                    facts(), lambda n: any(_begins(form(s), value, is_whole) for s in n.series)
                ).notes,
                _continuations(connection, lambda topic: _begins(form(topic), value, is_whole)),
            )
        case Field.HEADING:
            return FieldSets(units=_by_heading(connection, phrase(value, is_quoted=is_whole)))
        case Field.HAS:
            return FieldSets(units=_by_flag(connection, HAS_VALUES[value]))
        case Field.HOST:
            return FieldSets(units=_by_host(connection, value.removeprefix("www.")))
        case Field.URL:
            return FieldSets(units=_by_url(connection, value))
        case Field.PROPERTY:
            return FieldSets(_by_property(connection, value))
        case _:
            return _notes(facts(), _fulfils(condition))


def _fulfils(condition: FieldIs) -> Callable[[NoteFacts], bool]:
    """Whether a note fulfils a condition that its facts alone decide."""
    value, is_whole = condition.value, condition.is_whole
    form: Callable[[str], str] = str if is_whole or has_accents(value) else unaccent
    match condition.field:
        case Field.TAG:
            return lambda note: any(_begins(form(tag), value, is_whole) for tag in note.tags)
        case Field.CATEGORY:
            return lambda note: _begins(form(note.category), value, is_whole)
        case Field.PATH:
            return lambda note: value in form(note.path)
        case Field.DATE:
            first, last = parse_dates(value) or ("", "")
            return lambda note: _is_between(note.date, first, last)
        case Field.KIND:
            kind = KIND_VALUES[value]
            return lambda note: kind_of(note.raw_path) is kind
        case _:
            stands_in = phrase(value, is_quoted=is_whole).stands_in
            return lambda note: stands_in(note.title)


def _notes(facts: Iterable[NoteFacts], fulfils: Callable[[NoteFacts], bool]) -> FieldSets:
    return FieldSets(frozenset(note.id for note in facts if fulfils(note)))


def _begins(text: str, value: str, is_whole: bool) -> bool:
    """A tag or category is meant by its beginning as it is typed; in quotes, by all of it."""
    if is_whole:
        return text == value or text.startswith(value + "/")
    return text.startswith(value)


def _is_between(date: str, first: str, last: str) -> bool:
    return bool(date) and date >= first and (not last or date[: len(last)] <= last)


def _series(parts: str) -> tuple[str, ...]:
    title = title_parts_from_json(parts)
    return tuple(fold(part.name) for part in (*title.series, *title.topics))


def _continuations(
    connection: sqlite3.Connection, is_meant: Callable[[str], bool]
) -> frozenset[int]:
    """Sections elsewhere that carry a topic on: X（续）, X+, X=."""
    rows = connection.execute(
        "SELECT note << ? | n, topic FROM section WHERE continuation != '' AND n <= ?",
        (SECTION_BITS, LAST_UNIT),
    )
    return frozenset(number for number, topic in rows if is_meant(fold(topic)))


def _by_heading(connection: sqlite3.Connection, prepared: Phrase) -> frozenset[int]:
    if not prepared.expression:
        return frozenset()
    rows = connection.execute(
        "SELECT unit.id, unit.heading FROM unit WHERE id & ? > 0 AND id IN "
        "(SELECT rowid FROM headings WHERE headings MATCH ?)",
        (LAST_UNIT, f"heading : ({prepared.expression})"),
    )
    return frozenset(
        number for number, heading in rows if prepared.is_exact or prepared.stands_in(fold(heading))
    )


def _asks_for_highlights(condition: FieldIs) -> bool:
    flag = HAS_VALUES.get(condition.value) if condition.field is Field.HAS else None
    return flag is UnitFlag.HIGHLIGHT


def _by_mark(connection: sqlite3.Connection, marked: MarkedSections) -> FieldSets:
    """Sections that the reader marked; what stands above the first heading has no anchor."""
    rows = connection.execute(
        "SELECT DISTINCT section.note << ? | section.n FROM json_each(?) AS mark"
        " JOIN note ON note.path = mark.value ->> 0"
        " JOIN section ON section.note = note.id AND section.n <= ?"
        " AND iif(mark.value ->> 1 = '', section.n = 0, section.anchor = mark.value ->> 1)",
        (SECTION_BITS, json.dumps(list(marked())), LAST_UNIT),
    )
    return FieldSets(units=frozenset(number for (number,) in rows))


def _by_flag(connection: sqlite3.Connection, flag: int) -> frozenset[int]:
    rows = connection.execute(
        "SELECT note << ? | n FROM section WHERE flags & ? AND n <= ?",
        (SECTION_BITS, flag, LAST_UNIT),
    )
    return frozenset(number for (number,) in rows)


def _by_host(connection: sqlite3.Connection, value: str) -> frozenset[int]:
    """A host is meant by its beginning as it is typed, and by the domain it belongs to."""
    domain = "." + value
    ((units,),) = connection.execute(
        "SELECT json_group_array(DISTINCT note << ? | min(section, ?)) FROM reference "
        # What does not hold it is passed over sooner than two pieces of it are cut.
        "WHERE url IS NOT NULL AND instr(host, ?) "
        "AND (substr(host, 1, ?) = ? OR substr(host, ?) = ?)",
        (SECTION_BITS, LAST_UNIT, value, len(value), value, -len(domain), domain),
    )
    return frozenset(json.loads(units))


def _by_url(connection: sqlite3.Connection, value: str) -> frozenset[int]:
    literal = re.sub(r"([%_\\])", r"\\\1", value)
    # Of an address in ASCII, SQLite knows as well as `fold` what it holds, and sooner.
    rows = connection.execute(
        "SELECT DISTINCT note << ? | min(section, ?), iif(is_ascii, '', url) FROM "
        "(SELECT *, length(url) = length(CAST(url AS BLOB)) AS is_ascii FROM reference) "
        "WHERE url LIKE ? ESCAPE '\\' OR NOT is_ascii",
        (SECTION_BITS, LAST_UNIT, f"%{literal}%"),
    )
    return frozenset(number for number, url in rows if not url or value in fold(url))


def _by_property(connection: sqlite3.Connection, value: str) -> frozenset[int]:
    fulfils = make_test(value)
    # What does not have the beginning of the key in it is not taken apart.
    part = _KEY_PART.match(value)
    rows = connection.execute(
        "SELECT id, properties FROM note WHERE properties != '{}' AND properties LIKE ?",
        (f"%{part[0] if part else ''}%",),
    )
    return frozenset(number for number, stored in rows if fulfils(read_keyed(stored)))


def field_values(connection: sqlite3.Connection, field: Field) -> list[tuple[str, int]]:
    """Values of a field with the number of notes that have them, the commonest first; years newest.

    None for fields that are searched as text; the values of ``has:`` are not counted.
    """
    ask = connection.execute
    match field:
        case Field.HAS:
            return [(name, 0) for name in HAS_VALUES if name.isascii()]
        case Field.KIND:
            kinds = _count(kind_of(path) for (path,) in ask("SELECT path FROM note"))
            return [(str(kind), count) for kind, count in kinds]
        case Field.CATEGORY:
            return _count_spellings(row[0] for row in ask("SELECT category FROM note"))
        case Field.TAG:
            rows = ask("SELECT tags FROM note WHERE tags != '[]'")
            return _count_spellings(tag for (tags,) in rows for tag in set(json.loads(tags)))
        case Field.SERIES:
            rows = ask("SELECT title_parts FROM note")
            return _count_spellings(name for (parts,) in rows for name in _series_values(parts))
        case Field.DATE:
            years = _count(row[0] for row in ask("SELECT substr(date, 1, 4) FROM note"))
            return sorted(years, reverse=True)
        case Field.HOST:
            return ask(
                "SELECT host, count(DISTINCT note) AS notes FROM reference "
                "WHERE host != '' GROUP BY host ORDER BY notes DESC"
            ).fetchall()
        case Field.PATH:
            paths = [path for (path,) in ask("SELECT path FROM note")]
            return _count(folder for path in paths for folder in folders_of([path]))
        case Field.PROPERTY:
            return property_values(row[0] for row in ask("SELECT properties FROM note"))
        case Field.TITLE | Field.HEADING | Field.URL:
            return []


def _series_values(parts: str) -> set[str]:
    return {part.name for part in title_parts_from_json(parts).series}


def _count(values: Iterable[str | None]) -> list[tuple[str, int]]:
    return Counter(value for value in values if value).most_common()


def _count_spellings(values: Iterable[str | None]) -> list[tuple[str, int]]:
    """Values that differ by case only as one, as a query takes them, in the usual spelling."""
    counted: Counter[str] = Counter()
    usual: dict[str, str] = {}
    for value, count in _count(values):
        key = fold(value)
        counted[key] += count
        usual.setdefault(key, value)
    return [(usual[key], count) for key, count in counted.most_common()]
