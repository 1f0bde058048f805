"""Answer a query: count everything that answers, list the best.

Counting is SQLite's work over the token index. Ranking reads the text of a bounded number of
candidates only, for ranking every hit of 的 would cost a hundred times the search itself.
"""

import json
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from noteviewer.library import plan as plans
from noteviewer.library.expand import SearchOptions, with_any_script, with_near_words
from noteviewer.library.fields import NoteFacts, resolve_fields, resolve_scope
from noteviewer.library.matching import Matcher, TimeBoxError, UnitText
from noteviewer.library.plan import Plan
from noteviewer.library.query import Query, Text, parse_query
from noteviewer.library.rank import Candidate, rank
from noteviewer.library.rows import Hit, QueryIssue, Scope, SearchResult
from noteviewer.library.snippet import MarkFinder, make_snippet
from noteviewer.library.store import LAST_UNIT, SECTION_BITS

_ALL = Scope()
_EXACT = SearchOptions()
_LISTED = 20_000
"""Hits whose ids are read, in one pass over the index; beyond, SQLite counts them in a second."""
_RECENT = 500
"""Hits among which the newest are looked for: numbers of notes grow with their dates, mostly."""
_HEADINGS = 400
_IN_HEADING = 60
_IN_TEXT = 90
"""Candidates whose text is read for ranking: those that match in the heading, and newest others."""
_REGEX_BOX = 3.0
"""Seconds for a query with a regular expression."""
_BATCH = 200


class Cancelled(Exception):  # noqa: N818  (a wish fulfilled, not an error)
    """The search was cancelled; its answer is not wanted any more."""


@dataclass(frozen=True, slots=True)
class _Found:
    sections: int
    notes: int
    ids: list[int]
    """All of them, or enough to choose from."""
    is_complete: bool = True
    has_all_ids: bool = True


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a section stands, for a hit."""

    title: str
    line: int
    anchor: str
    note_title: str
    category: str | None


class Searcher:
    """Searches one index through one connection."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        facts: Callable[[], dict[int, NoteFacts]],
        generation: int,
    ) -> None:
        """Prepare.

        Args:
            connection: To the index.
            facts: Gives the facts of all notes by their number.
            generation: Of the index.
        """
        self._connection = connection
        self._facts = facts
        self._generation = generation

    def search(
        self,
        text: str,
        scope: Scope = _ALL,
        limit: int = 50,
        cancel: threading.Event | None = None,
        options: SearchOptions = _EXACT,
    ) -> SearchResult:
        """Answer a query.

        Raises:
            Cancelled: ``cancel`` was set meanwhile.
        """
        query = parse_query(text)
        if query.is_empty:
            return SearchResult(text, 0, 0, (), query.issues, generation=self._generation)
        if cancel is not None:
            self._connection.set_progress_handler(cancel.is_set, 5000)
        try:
            corrections: tuple[str, ...] = ()
            if options.any_script:
                query = with_any_script(query)
            if options.forgives_typos:
                query, corrections = with_near_words(query, self._connection)
            result = self._answer(query, scope, limit, cancel)
            return replace(result, corrections=corrections)
        except sqlite3.OperationalError as error:
            if "interrupt" in str(error):
                raise Cancelled from error
            raise
        finally:
            self._connection.set_progress_handler(None, 0)

    def _answer(
        self, query: Query, scope: Scope, limit: int, cancel: threading.Event | None
    ) -> SearchResult:
        def facts() -> list[NoteFacts]:
            return list(self._facts().values())

        fields = resolve_fields(self._connection, query, facts)
        confined = resolve_scope(self._connection, scope, facts)
        plan = self._simplify(plans.make_plan(query, fields, confined))
        finder = MarkFinder(
            [leaf.phrase.pattern for leaf in query.positive() if isinstance(leaf, Text)]
        )
        if plan.needs_check:
            deadline = time.monotonic() + _REGEX_BOX
            found = self._check(plan, Matcher(query, fields, SECTION_BITS, deadline), cancel)
        else:
            found = self._count(plan)
        hits = self._hits(query, plan, found, finder, limit)
        issues = query.issues
        if not found.is_complete:
            issues += (QueryIssue(0, len(query.text), "timed-out"),)
        return SearchResult(
            query.text,
            found.notes,
            found.sections,
            hits,
            issues,
            is_complete=found.is_complete,
            generation=self._generation,
            highlights=tuple(
                leaf.phrase.text for leaf in query.positive() if isinstance(leaf, Text)
            ),
        )

    def _simplify(self, plan: Plan) -> Plan:
        """Do not ask for a text in the section itself where no section could lack it."""
        if not plan.anywhere:
            return plan
        above = "SELECT 1 FROM search WHERE search MATCH ? LIMIT 1"
        if self._connection.execute(above, (plan.above,)).fetchone():
            return plan
        return replace(plan, match=plan.anywhere)

    def _count(self, plan: Plan) -> _Found:
        ids = [row[0] for row in self._run(plan, "id", f"LIMIT {_LISTED}")]
        if len(ids) < _LISTED:
            return _Found(len(ids), len({number >> SECTION_BITS for number in ids}), ids)
        what = f"count(*), count(DISTINCT id >> {SECTION_BITS})"
        sections, notes = next(self._run(plan, what))
        return _Found(sections, notes, ids, has_all_ids=False)

    def _check(self, plan: Plan, matcher: Matcher, cancel: threading.Event | None) -> _Found:
        ids: list[int] = []
        is_complete = True
        rows = self._connection.execute(
            "SELECT unit.id, heading, context, text FROM "  # noqa: S608  (names of ours; values are bound)
            f"({plan.select('id')[0]}) AS found JOIN unit ON unit.id = found.id",
            plan.select("id")[1],
        )
        try:
            for row in rows:
                if matcher.matches(UnitText(*row)):
                    ids.append(row[0])
                if cancel is not None and cancel.is_set():
                    raise Cancelled
        except TimeBoxError:
            is_complete = False
        notes = len({number >> SECTION_BITS for number in ids})
        return _Found(len(ids), notes, ids, is_complete)

    def _run(self, plan: Plan, what: str, extra: str = "") -> Iterator[tuple[int, ...]]:
        statement, values = plan.select(what, extra)
        return iter(self._connection.execute(statement, values))

    def _hits(
        self, query: Query, plan: Plan, found: _Found, finder: MarkFinder, limit: int
    ) -> tuple[Hit, ...]:
        facts = self._facts()
        chosen = self._choose(plan, found, facts, limit)
        candidates = [
            Candidate(unit, facts[unit.id >> SECTION_BITS])
            for unit in self._units(chosen)
            if unit.id >> SECTION_BITS in facts
        ]
        ranked = rank(candidates, query)[: limit * 2]
        return self._make_hits(_without_variants(ranked), finder, limit)

    def _choose(
        self, plan: Plan, found: _Found, facts: dict[int, NoteFacts], limit: int
    ) -> list[int]:
        """Pick the candidates whose text is worth reading."""

        def newest_first(number: int) -> tuple[str, int]:
            note = facts.get(number >> SECTION_BITS)
            return (note.date if note else "", -number)

        if len(found.ids) <= max(_IN_HEADING + _IN_TEXT, limit):
            return found.ids
        in_heading: list[int] = []
        if plan.match_in_heading:
            in_heading = self._in_heading(plan, found)
            in_heading.sort(key=newest_first, reverse=True)
        others = sorted(found.ids[-max(_RECENT, 2 * limit) :], key=newest_first, reverse=True)
        return list(dict.fromkeys([*in_heading[:_IN_HEADING], *others[: max(_IN_TEXT, limit)]]))

    def _in_heading(self, plan: Plan, found: _Found) -> list[int]:
        if not found.has_all_ids:
            narrowed = replace(plan, match=plan.match_in_heading)
            return [row[0] for row in self._run(narrowed, "id", f"LIMIT {_HEADINGS}")]
        # Headings are few: looking them up in what was found is less than asking for both.
        known = set(found.ids)
        rows = self._run(Plan(plan.headings, "", (), needs_check=False), "id")
        return list(islice((row[0] for row in rows if row[0] in known), _HEADINGS))

    def _units(self, ids: list[int]) -> Iterator[UnitText]:
        for start in range(0, len(ids), _BATCH):
            batch = ids[start : start + _BATCH]
            marks = ",".join("?" * len(batch))
            rows = self._connection.execute(
                f"SELECT id, heading, context, text FROM unit WHERE id IN ({marks})",  # noqa: S608  (names of ours; values are bound)
                batch,
            )
            for row in rows:
                yield UnitText(*row)

    def _make_hits(
        self, ranked: list[tuple[Candidate, tuple[str, ...]]], finder: MarkFinder, limit: int
    ) -> tuple[Hit, ...]:
        shown = ranked[:limit]
        places = self._places([candidate.unit.id for candidate, _ in shown])
        return tuple(
            _make_hit(candidate, places[candidate.unit.id], variants, finder)
            for candidate, variants in shown
        )

    def _places(self, ids: list[int]) -> dict[int, _Place]:
        rows = self._connection.execute(
            "SELECT value, s.title, s.line, s.anchor, note.title, note.category "
            "FROM json_each(?) JOIN section AS s ON s.note = value >> ? AND s.n = value & ? "
            "JOIN note ON note.id = s.note",
            (json.dumps(ids), SECTION_BITS, LAST_UNIT),
        )
        return {row[0]: _Place(*row[1:]) for row in rows}


def _make_hit(
    candidate: Candidate, place: _Place, variants: tuple[str, ...], finder: MarkFinder
) -> Hit:
    unit, facts = candidate.unit, candidate.note
    snippet, marks, offset = make_snippet(unit.text, finder)
    shown = place.title or place.note_title
    return Hit(
        path=facts.raw_path,
        note_title=place.note_title,
        anchor=place.anchor,
        title=shown,
        heading_path=tuple(unit.context.split("\n")[1:]) if unit.context else (),
        line=place.line + offset,
        snippet=snippet,
        marks=marks,
        title_marks=finder.marks(shown),
        date=facts.date or None,
        category=place.category,
        section=unit.id & LAST_UNIT,
        matches=max(candidate.matches, 1),
        variants=variants,
    )


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
