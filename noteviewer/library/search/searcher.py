"""Answer a query: count everything that answers, list the best."""

import json
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from noteviewer.library.index.store import LAST_UNIT, SECTION_BITS
from noteviewer.library.rows import (
    FirstHits,
    HiddenPlace,
    Hit,
    QueryIssue,
    Scope,
    SearchResult,
    Without,
)
from noteviewer.library.search.candidates import (
    Candidates,
    choose,
    find_all,
    read_candidates,
    read_units,
)
from noteviewer.library.search.expansion import SearchOptions, with_any_script, with_near_words
from noteviewer.library.search.fields import (
    MarkedSections,
    NoteFacts,
    none_marked,
    resolve_fields,
    resolve_scope,
)
from noteviewer.library.search.hidden_text import hidden_place
from noteviewer.library.search.matcher import Matcher, TimeBoxError
from noteviewer.library.search.parser import parse_query
from noteviewer.library.search.planner import Plan, make_plan
from noteviewer.library.search.query import And, Query, write
from noteviewer.library.search.ranking import Candidate, rank
from noteviewer.library.search.snippets import (
    MarkFinder,
    clean_line,
    heading_texts,
    make_shown_snippet,
    make_snippet,
    matched_texts,
    section_texts,
)


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
        and finder.first(unit.shown) < 0
    )
    text = unit.heading if is_front else _below_heading(unit.text, shown, finder)
    snippet, marks, offset = make_snippet(text, finder)
    if (not marks or finder.first(text) < 0) and finder.first(unit.shown) >= 0:
        # The page shows it so, across marks of the source.
        snippet, marks, offset = make_shown_snippet(unit.shown, finder)
    hidden_in = HiddenPlace.PROPERTIES if is_front else None
    if not (is_front or title_marks):
        hidden_in = hidden_place(unit.text, unit.shown, finder)
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
        hidden_in=hidden_in,
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


_ALL = Scope()
_EXACT = SearchOptions()
_MOST_PARTS = 6
"""Of a query that is tried without each."""
_REGEX_BOX = 3.0
"""Seconds for a query with a regular expression."""
_FIRST = 20
"""Units found after which the first hits are told while the others are looked for."""
_FIRST_AFTER = 0.08
"""Seconds after which fewer are told."""


class Cancelled(Exception):  # noqa: N818  (what was asked for, not an error)
    """The search was cancelled; its answer is not wanted any more."""


class Searcher:
    """Searches one index through one connection."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        facts: Callable[[], dict[int, NoteFacts]],
        generation: int,
        marked: MarkedSections = none_marked,
    ) -> None:
        """Prepare.

        Args:
            connection: To the index.
            facts: Gives the facts of all notes by their number.
            generation: Of the index.
            marked: Gives the sections with highlights.
        """
        self._marked = marked
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
        *,
        on_first: FirstHits | None = None,
    ) -> SearchResult:
        """Answer a query.

        Args:
            text: The query.
            scope: Where to look.
            limit: Hits to be listed at the most.
            cancel: Set by another thread when the answer is not wanted any more.
            options: How generously the query is read.
            on_first: Called on this thread.

        Raises:
            Cancelled: ``cancel`` was set meanwhile.
        """
        query = parse_query(text)
        if query.is_empty:
            return SearchResult(text, 0, 0, (), query.issues, generation=self._generation)
        with self._cancelled_by(cancel):
            corrections: tuple[str, ...] = ()
            if options.any_script:
                query = with_any_script(query)
            if options.forgives_typos:
                query, corrections = with_near_words(query, self._connection)
            result = self._answer(query, scope, limit, cancel, on_first)
            return replace(result, corrections=corrections)

    def without_each(
        self, text: str, scope: Scope = _ALL, cancel: threading.Event | None = None
    ) -> tuple[Without, ...]:
        """Of a query that nothing answers: without which part something does, most first.

        Only of queries that want several things, but not more than `_MOST_PARTS`.

        Raises:
            Cancelled: ``cancel`` was set meanwhile.
        """
        query = parse_query(text)
        parts = query.root.parts if isinstance(query.root, And) else ()
        if len(parts) > _MOST_PARTS:
            return ()
        found: list[Without] = []
        with self._cancelled_by(cancel):
            for part in parts:
                rest = tuple(other for other in parts if other is not part)
                root = rest[0] if len(rest) == 1 else And(rest)
                answer = self._answer(replace(query, root=root), scope, 1, cancel, None)
                found.append(Without(write(part), answer.sections))
        return tuple(sorted((one for one in found if one.sections), key=lambda one: -one.sections))

    @contextmanager
    def _cancelled_by(self, cancel: threading.Event | None) -> Iterator[None]:
        if cancel is not None:
            self._connection.set_progress_handler(cancel.is_set, 5000)
        try:
            yield
        except sqlite3.OperationalError as error:
            if "interrupt" in str(error):
                raise Cancelled from error
            raise
        finally:
            self._connection.set_progress_handler(None, 0)

    def _answer(
        self,
        query: Query,
        scope: Scope,
        limit: int,
        cancel: threading.Event | None,
        on_first: FirstHits | None,
    ) -> SearchResult:
        def facts() -> list[NoteFacts]:
            return list(self._facts().values())

        fields = resolve_fields(self._connection, query, facts, self._marked)
        confined = resolve_scope(self._connection, scope, facts)
        plan = make_plan(query, fields, confined)
        if not plan.needs_check:
            return self._result(query, plan, find_all(self._connection, plan, limit), limit)

        def tell_first(ids: list[int]) -> None:
            if on_first is not None:
                first = self._result(query, plan, _candidates(ids), limit)
                on_first(replace(first, is_counting=True))

        deadline = time.monotonic() + _REGEX_BOX
        matcher = Matcher(query, fields, SECTION_BITS, deadline)
        return self._result(query, plan, self._check(plan, matcher, cancel, tell_first), limit)

    def _result(self, query: Query, plan: Plan, found: Candidates, limit: int) -> SearchResult:
        """List the best of what was found."""
        ranked = self._ranked(query, plan, found, limit)
        read = (text for c in ranked for text in (c.unit.heading, c.unit.text))
        texts = (*section_texts(query.root), *matched_texts(query.root, read))
        in_headings = heading_texts(query.root)
        finders = MarkFinder(texts), MarkFinder((*texts, *in_headings))
        hits = make_hits(self._connection, ranked, *finders, limit)
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
            highlights=(*texts, *in_headings),
        )

    def _check(
        self,
        plan: Plan,
        matcher: Matcher,
        cancel: threading.Event | None,
        tell_first: Callable[[list[int]], None],
    ) -> Candidates:
        """List the units that answer, reading the texts of all that can."""
        ids: list[int] = []
        is_complete, is_told = True, False
        soon = time.monotonic() + _FIRST_AFTER
        rows = read_candidates(self._connection, plan)
        try:
            for unit in rows:
                if matcher.matches(unit):
                    ids.append(unit.id)
                if cancel is not None and cancel.is_set():
                    raise Cancelled
                if not is_told and (len(ids) >= _FIRST or (ids and time.monotonic() > soon)):
                    is_told = True
                    tell_first(ids)
        except TimeBoxError:
            is_complete = False
        return _candidates(ids, is_complete=is_complete)

    def _ranked(self, query: Query, plan: Plan, found: Candidates, limit: int) -> list[Candidate]:
        facts = self._facts()
        chosen = choose(self._connection, plan, found, facts, limit)
        candidates = [
            Candidate(unit, facts[unit.id >> SECTION_BITS])
            for unit in read_units(self._connection, chosen)
            if unit.id >> SECTION_BITS in facts
        ]
        return rank(candidates, query)[: limit * 2]


def _candidates(ids: list[int], *, is_complete: bool = True) -> Candidates:
    return Candidates(ids, len(ids), len({unit >> SECTION_BITS for unit in ids}), is_complete)
