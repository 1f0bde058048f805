"""Hits as they are shown: the best candidates with their places and snippets."""

import json
import sqlite3
from dataclasses import dataclass

from noteviewer.library.rank import Candidate
from noteviewer.library.rows import Hit
from noteviewer.library.snippet import MarkFinder, clean_line, make_snippet
from noteviewer.library.store import LAST_UNIT, SECTION_BITS


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a section stands."""

    title: str
    line: int
    anchor: str
    note_title: str
    category: str | None


def make_hits(
    connection: sqlite3.Connection,
    ranked: list[Candidate],
    finder: MarkFinder,
    heading_finder: MarkFinder,
    limit: int,
) -> tuple[Hit, ...]:
    """Make hits of the best candidates; those at one heading of variants of a note are one.

    Args:
        connection: To the index.
        ranked: Best first.
        finder: Of what is marked in texts.
        heading_finder: Of what is marked in titles and headings.
        limit: Hits at the most.
    """
    shown = _without_variants(ranked)[:limit]
    places = _places(connection, [candidate.unit.id for candidate, _ in shown])
    return tuple(
        _make_hit(candidate, places[candidate.unit.id], variants, finder, heading_finder)
        for candidate, variants in shown
    )


def _places(connection: sqlite3.Connection, ids: list[int]) -> dict[int, _Place]:
    rows = connection.execute(
        "SELECT value, s.title, s.line, s.anchor, note.title, note.category "
        "FROM json_each(?) JOIN section AS s ON s.note = value >> ? AND s.n = value & ? "
        "JOIN note ON note.id = s.note",
        (json.dumps(ids), SECTION_BITS, LAST_UNIT),
    )
    return {row[0]: _Place(*row[1:]) for row in rows}


def _make_hit(
    candidate: Candidate,
    place: _Place,
    variants: tuple[str, ...],
    finder: MarkFinder,
    heading_finder: MarkFinder,
) -> Hit:
    unit, facts = candidate.unit, candidate.note
    shown = place.title or place.note_title
    title_marks = heading_finder.marks(shown)
    # What stands in the front matter is part of the heading, and seen nowhere else.
    is_front = (
        not unit.id & LAST_UNIT
        and not title_marks
        and finder.first(unit.text) < 0 <= finder.first(unit.heading)
    )
    text = unit.heading if is_front else _below_heading(unit.text, shown, finder)
    snippet, marks, offset = make_snippet(text, finder)
    return Hit(
        path=facts.raw_path,
        note_title=place.note_title,
        anchor=place.anchor,
        title=shown,
        heading_path=tuple(unit.context.split("\n")[1:]) if unit.context else (),
        line=place.line + (0 if is_front else offset),
        snippet=snippet,
        marks=marks,
        title_marks=title_marks,
        date=facts.date or None,
        category=place.category,
        section=unit.id & LAST_UNIT,
        matches=max(candidate.matches, 1),
        variants=variants,
    )


def _below_heading(text: str, heading: str, finder: MarkFinder) -> str:
    """The text without its first line, where that only says the heading again, with marks."""
    first, end, rest = text.partition("\n")
    is_heading = first.startswith("#") and clean_line(first) == heading
    if is_heading and (finder.first(first) < 0 or finder.marks(heading)):
        return end + rest
    return text


def _without_variants(ranked: list[Candidate]) -> list[tuple[Candidate, tuple[str, ...]]]:
    """Fold hits at the same heading of variants of one note into the best of them."""
    kept: dict[tuple[int, str] | int, tuple[Candidate, list[str]]] = {}
    for candidate in ranked:
        group = candidate.note.variant_group
        key = candidate.unit.id if group is None else (group, candidate.unit.heading)
        if key in kept:
            if candidate.note.raw_path != kept[key][0].note.raw_path:
                kept[key][1].append(candidate.note.raw_path)
        else:
            kept[key] = (candidate, [])
    return [(candidate, tuple(dict.fromkeys(paths))) for candidate, paths in kept.values()]
