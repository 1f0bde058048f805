"""A query as SQL: which sections can answer it, and whether each must still be checked."""

import json
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from operator import attrgetter

from noteviewer.library.index.store import LAST_UNIT, SECTION_BITS
from noteviewer.library.search.matcher import Fields, FieldSets, split_parts
from noteviewer.library.search.phrases import Phrase, required_texts
from noteviewer.library.search.query import (
    And,
    FieldIs,
    Node,
    Not,
    Or,
    Pattern,
    Query,
    Text,
    positive,
)

_PATTERNS = 8
"""Regular expressions of a query whose texts SQLite looks for before they are tried."""


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
    required: tuple[tuple[str, ...], ...] = ()
    """Of each of these a unit to be checked must hold one text, but for ASCII case."""
    headings: str = ""
    """FTS5 expression over ``headings``: every unit with one of the texts in its heading."""
    best_headings: str = ""
    """The same for those whose headings begin with the only text, or have all texts in them."""
    above: str = ""
    """FTS5 expression over ``headings``: units that have all texts above them. Only these can be
    among those that ``match`` finds and have none in their own heading or text."""
    own: str = ""
    """FTS5 expression: one of the texts stands in the section's own heading or text."""
    own_texts: tuple[Phrase, ...] = ()
    """The same, to be looked for in a text."""
    units: Collection[int] | None = None
    """All that answers, where a condition on a field is all that is asked."""
    is_lone: bool = False
    """Whether it is one text and nothing else: who has it in the heading is found."""
    is_cheap: bool = False
    """Whether it is one list of the index as it stands: asking twice is less than reading all."""

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

    def with_own(self) -> "Plan":
        """Leave nothing to be looked at ``above``: twice the work, but any number of units."""
        return replace(self, match=f"({self.match}) AND ({self.own})", above="")

    def without(self, units: Collection[int]) -> "Plan":
        """Leave some units out."""
        left_out = "id NOT IN (SELECT value FROM json_each(?))"
        condition = f"{self.condition} AND {left_out}" if self.condition else left_out
        return replace(self, condition=condition, values=(*self.values, json.dumps(list(units))))


def make_plan(query: Query, fields: Fields, scope: FieldSets | None) -> Plan:
    """Turn a query into SQL.

    Args:
        query: The query.
        fields: Its conditions on fields, resolved.
        scope: Notes and sections to which it is confined.
    """
    texts, mixed = split_parts(query.root)
    wanted, refused = _parted(texts)
    conditions: list[str] = []
    values: list[object] = []
    if not wanted:
        for node in refused:
            conditions.append(f"id NOT IN ({_FOUND})")
            values.append(_expression(node, _ANYWHERE))
    said = [_condition(part, fields, values) for part in mixed]
    conditions.extend(condition for condition in said if condition is not None)
    if scope is not None:
        conditions.append(_among(scope, values))
    if query.asks_for_notes:
        conditions.append("n = 0")  # asked for notes only: one answer a note
    leaves = [leaf for part in texts for leaf in positive(part)]
    phrases = tuple(
        leaf.phrase for leaf in leaves if isinstance(leaf, Text) and leaf.phrase.expression
    )
    plan = Plan(
        _match(wanted, refused, _ANYWHERE),
        " AND ".join(conditions),
        tuple(values),
        # What SQL cannot say must not be left unsaid.
        needs_check=_is_loose(query.root) or len(wanted) + len(refused) < len(texts),
        required=_required(texts),
        units=_units_of_field(query, fields) if scope is None else None,
    )
    if wanted and phrases:
        plan = _with_headings(plan, [text.expression for text in phrases])
    if not wanted or len(phrases) < len(leaves):
        return plan  # of a text without tokens, nobody knows yet where it stands
    if len(phrases) == 1:
        is_lone = not (refused or conditions or plan.needs_check)
        return replace(
            plan,
            match=_match(wanted, refused, _OWN, _ANYWHERE),
            is_lone=is_lone,
            is_cheap=is_lone and phrases[0].is_one_token,
        )
    return replace(
        plan,
        above=f"context : ({_match(wanted, [], _RAW)})",
        own=" OR ".join(f"({text.own})" for text in phrases),
        own_texts=phrases,
    )


def _units_of_field(query: Query, fields: Fields) -> Collection[int] | None:
    if not isinstance(query.root, FieldIs) or query.asks_for_notes:
        return None
    return fields[query.root].units


def _required(texts: list[Node]) -> tuple[tuple[str, ...], ...]:
    patterns = [part.source for part in texts if isinstance(part, Pattern)]
    return tuple(filter(None, map(required_texts, patterns[:_PATTERNS])))


def _with_headings(plan: Plan, texts: list[str]) -> Plan:
    best = f"^ {texts[0]}" if len(texts) == 1 else f"({' AND '.join(texts)})"
    return replace(
        plan, headings=f"heading : ({' OR '.join(texts)})", best_headings=f"heading : {best}"
    )


Form = Callable[[Phrase], str]
_ANYWHERE: Form = attrgetter("anywhere")
_OWN: Form = attrgetter("own")
_RAW: Form = attrgetter("expression")
_FOUND = "SELECT rowid FROM search WHERE search MATCH ?"


def _parted(texts: list[Node]) -> tuple[list[Node], list[Node]]:
    """Conditions on text that FTS5 can narrow down with, and those it can leave out with."""
    wanted: list[Node] = []
    refused: list[Node] = []
    for part in texts:
        if not isinstance(part, Not):
            if _expression(part, _RAW) is not None:
                wanted.append(part)
        elif not _is_loose(part) and _expression(part.part, _RAW) is not None:
            refused.append(part.part)
    return wanted, refused


def _match(
    wanted: list[Node], refused: list[Node], form: Form, refused_form: Form | None = None
) -> str:
    """Join conditions on text as one FTS5 expression; empty where there are none."""
    if not wanted:
        return ""
    match = " AND ".join(f"({_expression(node, form)})" for node in wanted)
    left_out = [f"({_expression(node, refused_form or form)})" for node in refused]
    return " NOT ".join([f"({match})", *left_out])


def _expression(node: Node, form: Form) -> str | None:
    """FTS5 expression for a condition on text alone, or for more than it; None for any other."""
    match node:
        case Text(phrase):
            return form(phrase) if phrase.expression else None
        case Or(parts):
            expressions = [_expression(part, form) for part in parts]
            if any(expression is None for expression in expressions):
                return None
            return " OR ".join(f"({expression})" for expression in expressions)
        case And(parts):
            wanted = [_expression(part, form) for part in parts if not isinstance(part, Not)]
            refused = [_expression(part.part, form) for part in parts if isinstance(part, Not)]
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
            values.append(phrase.own)
            return f"id IN ({_FOUND})"
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
