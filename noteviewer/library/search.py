"""Answer a query: count everything that answers, list the best."""

import sqlite3
import threading
import time
from collections.abc import Callable
from dataclasses import replace

from noteviewer.library.expand import SearchOptions, with_any_script, with_near_words
from noteviewer.library.fields import NoteFacts, resolve_fields, resolve_scope
from noteviewer.library.found import Found, choose, find_all, read_candidates, read_units
from noteviewer.library.hits import make_hits
from noteviewer.library.marked import heading_texts, matched_texts, section_texts
from noteviewer.library.matching import Matcher, TimeBoxError
from noteviewer.library.plan import Plan, make_plan
from noteviewer.library.query import Query
from noteviewer.library.query_parser import parse_query
from noteviewer.library.rank import Candidate, rank
from noteviewer.library.rows import QueryIssue, Scope, SearchResult
from noteviewer.library.snippet import MarkFinder
from noteviewer.library.store import SECTION_BITS

_ALL = Scope()
_EXACT = SearchOptions()
_REGEX_BOX = 3.0
"""Seconds for a query with a regular expression."""


class Cancelled(Exception):  # noqa: N818  (a wish fulfilled, not an error)
    """The search was cancelled; its answer is not wanted any more."""


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
        plan = make_plan(query, fields, confined)
        if plan.needs_check:
            deadline = time.monotonic() + _REGEX_BOX
            found = self._check(plan, Matcher(query, fields, SECTION_BITS, deadline), cancel)
        else:
            found = find_all(self._connection, plan, limit)
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

    def _check(self, plan: Plan, matcher: Matcher, cancel: threading.Event | None) -> Found:
        """List the units that answer, reading the texts of all that can."""
        ids: list[int] = []
        is_complete = True
        rows = read_candidates(self._connection, plan)
        try:
            for unit in rows:
                if matcher.matches(unit):
                    ids.append(unit.id)
                if cancel is not None and cancel.is_set():
                    raise Cancelled
        except TimeBoxError:
            is_complete = False
        return Found(ids, len(ids), len({unit >> SECTION_BITS for unit in ids}), is_complete)

    def _ranked(self, query: Query, plan: Plan, found: Found, limit: int) -> list[Candidate]:
        facts = self._facts()
        chosen = choose(self._connection, plan, found, facts, limit)
        candidates = [
            Candidate(unit, facts[unit.id >> SECTION_BITS])
            for unit in read_units(self._connection, chosen)
            if unit.id >> SECTION_BITS in facts
        ]
        return rank(candidates, query)[: limit * 2]
