"""What answers a plan: all of it by number, and what of it is worth reading.

Counting is SQLite's work over the token index. Texts of a bounded number of candidates only are
read for ranking, for ranking every hit of 的 would cost a hundred times the search itself.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from noteviewer.library.index.store import SECTION_BITS
from noteviewer.library.search.fields import NoteFacts
from noteviewer.library.search.matcher import UnitText
from noteviewer.library.search.planner import Plan
from noteviewer.notes.text import fold

_FEW = 300
"""Units whose texts are read to see what stands in them; for more the index is asked again."""
_RECENT = 500
"""Hits among which the newest are looked for: numbers of notes grow with their dates, mostly."""
_HEADINGS = 400
_IN_HEADING = 60
_IN_TEXT = 90
"""Candidates whose text is read for ranking: those that match in the heading, and newest others."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Everything that answers, or the number of it."""

    ids: list[int]
    """Of units, ascending; of a long list of a `Plan` that is cheap, the last ones."""
    sections: int
    notes: int
    is_complete: bool = True


def find_all(connection: sqlite3.Connection, plan: Plan, limit: int) -> Candidates:
    """Find the units of a plan that needs no check.

    Args:
        connection: To the index.
        plan: What is looked for.
        limit: How many hits are to be listed.
    """
    if plan.is_cheap:
        statement, values = plan.select(f"count(*), count(DISTINCT id >> {SECTION_BITS})")
        sections, notes = connection.execute(statement, values).fetchone()
        statement, values = plan.select("id", "ORDER BY id DESC LIMIT ?")
        rows = connection.execute(statement, (*values, _recent(limit)))
        return Candidates([unit for (unit,) in rows][::-1], sections, notes)
    if plan.units is not None:
        ids = sorted(plan.units)
    else:
        statement, values = _settled(connection, plan).select("json_group_array(id)")
        # One value instead of a row for each unit: half the time.
        ((listed,),) = connection.execute(statement, values)
        ids = json.loads(listed)
    return Candidates(ids, len(ids), len({unit >> SECTION_BITS for unit in ids}))


def _recent(limit: int) -> int:
    return max(_RECENT, 2 * limit)


def choose(
    connection: sqlite3.Connection,
    plan: Plan,
    found: Candidates,
    facts: Mapping[int, NoteFacts],
    limit: int,
) -> list[int]:
    """Pick the units whose text is worth reading."""

    def newest_first(unit: int) -> tuple[str, int]:
        note = facts.get(unit >> SECTION_BITS)
        return (note.date if note else "", -unit)

    if found.sections <= max(_IN_HEADING + _IN_TEXT, limit):
        return found.ids
    in_heading: list[int] = []
    for expression in filter(None, (plan.best_headings, plan.headings)):
        if len(in_heading) < _IN_HEADING:
            units = _in_heading(connection, expression, found, plan)
            in_heading += sorted(units, key=newest_first, reverse=True)
    others = sorted(found.ids[-_recent(limit) :], key=newest_first, reverse=True)
    in_heading = list(dict.fromkeys(in_heading))[:_IN_HEADING]
    return list(dict.fromkeys([*in_heading, *others[: max(_IN_TEXT, limit)]]))


def read_candidates(connection: sqlite3.Connection, plan: Plan) -> Iterator[UnitText]:
    """Read the texts of all that may answer a plan whose units must be checked."""
    found, values = plan.select("id")
    # SQLite passes over a text sooner than it hands it over.
    holds = (
        "text LIKE ? OR heading LIKE ? OR context LIKE ? OR replace(shown, char(173), '') LIKE ?"
    )
    conditions = [f"({' OR '.join([holds] * len(texts))})" for texts in plan.required]
    rows = connection.execute(
        "SELECT unit.id, heading, context, text, shown FROM "  # noqa: S608  (names of ours; values are bound)
        f"({found}) AS found JOIN unit ON unit.id = found.id "
        f"WHERE {' AND '.join(conditions) or '1'}",
        (*values, *(f"%{text}%" for texts in plan.required for text in texts for _ in range(4))),
    )
    for row in rows:
        yield UnitText(*row)


def read_units(connection: sqlite3.Connection, ids: Iterable[int]) -> Iterator[UnitText]:
    """Read the texts of units, by number."""
    rows = connection.execute(
        "SELECT id, heading, context, text, shown FROM unit "
        "WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id",
        (json.dumps(list(ids)),),
    )
    for row in rows:
        yield UnitText(*row)


def _settled(connection: sqlite3.Connection, plan: Plan) -> Plan:
    """Leave out the units that have all texts above them and none in their own lines."""
    if not plan.above:
        return plan
    rows = connection.execute(
        "SELECT rowid FROM headings WHERE headings MATCH ? LIMIT ?", (plan.above, _FEW + 1)
    )
    above = [unit for (unit,) in rows]
    if len(above) > _FEW:
        return plan.with_own()
    lacking = [
        unit.id
        for unit in read_units(connection, above)
        if not any(
            wanted.stands_in(text)
            for text in (fold(unit.heading), fold(unit.text), fold(unit.shown))
            for wanted in plan.own_texts
        )
    ]
    return plan.without(lacking) if lacking else plan


def _in_heading(
    connection: sqlite3.Connection, expression: str, found: Candidates, plan: Plan
) -> list[int]:
    """The last of the units found whose headings an expression finds."""
    rows = connection.execute(
        "SELECT rowid FROM headings WHERE headings MATCH ? ORDER BY rowid DESC", (expression,)
    )
    units: Iterable[int] = (unit for (unit,) in rows)
    if not plan.is_lone:
        units = filter(set(found.ids).__contains__, units)
    return list(islice(units, _HEADINGS))
