"""A query as SQL: which sections can answer it, and whether each must still be checked."""

import json
from dataclasses import dataclass

from noteviewer.library.matching import Fields, FieldSets, split_parts
from noteviewer.library.query import And, FieldIs, Node, Not, Or, Pattern, Query, Text, positive
from noteviewer.library.store import LAST_UNIT, SECTION_BITS

_OWN = "{heading body} : "


@dataclass(frozen=True, slots=True)
class Plan:
    """SQL that yields the ids of units."""

    match: str
    """FTS5 expression; empty where the text of the query cannot narrow anything down."""
    condition: str
    """SQL over ``id``; empty where there is none."""
    values: tuple[object, ...]
    needs_check: bool
    """Whether the units are only candidates, and `Matcher` decides."""
    match_in_heading: str = ""
    """As ``match``, for those units alone that have one of the texts in their heading."""
    headings: str = ""
    """Every unit that has one of the texts in its heading, whether it answers or not."""
    anywhere: str = ""
    """As ``match``, but all texts may stand in the headings above; half the work."""
    above: str = ""
    """Units that have all texts in the headings above: where none is, ``anywhere`` is ``match``."""

    def select(self, what: str, extra: str = "") -> tuple[str, tuple[object, ...]]:
        """Write the statement; ``what`` speaks of ``id``, ``extra`` follows the conditions."""
        if self.match:
            source = "(SELECT rowid AS id FROM search WHERE search MATCH ?)"
            values: tuple[object, ...] = (self.match, *self.values)
        else:
            source = (
                f"(SELECT note << {SECTION_BITS} | n AS id, n, flags FROM section "  # noqa: S608  (names of ours; values are bound)
                f"WHERE n <= {LAST_UNIT})"
            )
            values = self.values
        where = f" WHERE {self.condition}" if self.condition else ""
        return f"SELECT {what} FROM {source}{where} {extra}", values  # noqa: S608  (names of ours; values are bound)


def make_plan(query: Query, fields: Fields, scope: FieldSets | None) -> Plan:
    """Turn a query into SQL.

    Args:
        query: The query.
        fields: Its conditions on fields, resolved.
        scope: Notes and sections to which it is confined.
    """
    texts, mixed = split_parts(query.root)
    matched: list[str] = []
    refused: list[str] = []
    conditions: list[str] = []
    values: list[object] = []
    for part in texts:
        if isinstance(part, Not):
            if not _is_loose(part) and (expression := _expression(part.part)) is not None:
                refused.append(expression)
        elif (expression := _expression(part)) is not None:
            matched.append(expression)
    own = _own([leaf for part in texts for leaf in positive(part)])
    match = _match(matched, refused, own)
    if not matched:
        for expression in refused:
            conditions.append("id NOT IN (SELECT rowid FROM search WHERE search MATCH ?)")
            values.append(expression)
    said = [_condition(part, fields, values) for part in mixed]
    conditions.extend(condition for condition in said if condition is not None)
    if scope is not None:
        conditions.append(_among(scope, values))
    if not query.positive() and not _speaks_of_sections(query.root):
        conditions.append("n = 0")  # asked for notes only: one answer a note
    wanted = [
        leaf.phrase.expression
        for part in texts
        for leaf in positive(part)
        if isinstance(leaf, Text) and leaf.phrase.expression
    ]
    headings = f"heading : ({' OR '.join(wanted)})" if match else ""
    is_alone = len(texts) == len(wanted) == 1
    is_split = bool(match) and len(own) > 1
    return Plan(
        match,
        " AND ".join(conditions),
        tuple(values),
        needs_check=_is_loose(query.root),
        match_in_heading=headings if is_alone or not match else f"({match}) AND ({headings})",
        headings=headings,
        anywhere=_match(matched, refused, []) if is_split else "",
        above=f"context : ({_match(matched, [], [])})" if is_split else "",
    )


def _own(wanted: list[Text | Pattern]) -> list[str]:
    """The texts of which one must stand in the section's own fields; none where that is open."""
    own = [leaf.phrase.expression for leaf in wanted if isinstance(leaf, Text)]
    return own if len(own) == len(wanted) and all(own) else []


def _match(matched: list[str], refused: list[str], own: list[str]) -> str:
    """Join FTS5 expressions; one of ``own`` must stand in the section's own fields."""
    if not matched:
        return ""
    match = " AND ".join(f"({expression})" for expression in matched)
    if own:
        any_own = f"{_OWN}({' OR '.join(own)})"
        match = any_own if len(own) == 1 else f"({match}) AND ({any_own})"
    return " NOT ".join([f"({match})", *(f"({expression})" for expression in refused)])


def _expression(node: Node) -> str | None:
    """FTS5 expression for a condition on text alone, or for more than it; None for any other."""
    match node:
        case Text(phrase):
            return phrase.expression or None
        case Or(parts):
            expressions = [_expression(part) for part in parts]
            if any(expression is None for expression in expressions):
                return None
            return " OR ".join(f"({expression})" for expression in expressions)
        case And(parts):
            wanted = [_expression(part) for part in parts if not isinstance(part, Not)]
            refused = [_expression(part.part) for part in parts if isinstance(part, Not)]
            if not wanted or any(expression is None for expression in (*wanted, *refused)):
                return None
            if any(_is_loose(part) for part in parts if isinstance(part, Not)):
                return None
            joined = "(" + " AND ".join(f"({expression})" for expression in wanted) + ")"
            return " NOT ".join([joined, *(f"({expression})" for expression in refused)])
    return None


def _condition(node: Node, fields: Fields, values: list[object]) -> str | None:
    """SQL for any condition; None where SQL can say nothing and every unit is a candidate."""
    match node:
        case Text(phrase):
            if not phrase.expression:
                return None
            values.append(f"{_OWN}({phrase.expression})")
            return "id IN (SELECT rowid FROM search WHERE search MATCH ?)"
        case FieldIs():
            return _among(fields[node], values)
        case And(parts):
            said = [_condition(part, fields, values) for part in parts]
            return "(" + " AND ".join(s for s in said if s) + ")" if any(said) else None
        case Or(parts):
            mark = len(values)
            said = [_condition(part, fields, values) for part in parts]
            if all(said):
                return "(" + " OR ".join(s for s in said if s) + ")"
            del values[mark:]
        case Not(part) if not _is_loose(part):
            mark = len(values)
            condition = _condition(part, fields, values)
            if condition is not None:
                return f"NOT {condition}"
            del values[mark:]
    return None


def _among(sets: FieldSets, values: list[object]) -> str:
    parts = []
    if sets.notes:
        values.append(json.dumps(list(sets.notes)))
        parts.append(f"id >> {SECTION_BITS} IN (SELECT value FROM json_each(?))")  # noqa: S608  (names of ours; values are bound)
    if sets.units:
        values.append(json.dumps(list(sets.units)))
        # The plus keeps SQLite from searching the words anew for each of the sections.
        parts.append("+id IN (SELECT value FROM json_each(?))")
    return "(" + " OR ".join(parts) + ")" if parts else "0"


def _is_loose(node: Node) -> bool:
    """Whether SQL cannot decide a condition for certain."""
    match node:
        case Text(phrase):
            return not phrase.is_exact
        case Pattern():
            return True
        case And(parts) | Or(parts):
            return any(_is_loose(part) for part in parts)
        case Not(part):
            return _is_loose(part)
    return False


def _speaks_of_sections(node: Node) -> bool:
    match node:
        case FieldIs(field):
            return field in ("heading", "has", "url", "host")
        case And(parts) | Or(parts):
            return any(_speaks_of_sections(part) for part in parts)
        case Not(part):
            return _speaks_of_sections(part)
    return True
