"""What a query means, in plain Python over one section: the rule that the index is held to.

A section answers where every part of the query holds. Parts that speak of text alone are put to the
unit, which is the section's own heading and text and the headings above it, and at least one of the
words looked for must stand in its own heading or text: otherwise every section below a fitting
heading would be a hit. Parts that mix text and fields (``a OR tag:b``) look for text in the
section's own heading and text only. Where nothing but whole notes is asked for (``tag:b``), the
text above the first heading answers for its note.

Search asks SQLite and uses this for what SQLite cannot say (punctuation, regular expressions);
``check`` and the tests use it over all sections as the oracle.
"""

import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

import regex

from noteviewer.library.index.sections import LINE_SIGN
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
from noteviewer.notes.text import fold, unaccent

REGEX_SECONDS = 0.25
"""Time for a regular expression on one section."""


@dataclass(frozen=True, slots=True)
class UnitText:
    """A section's texts, as stored."""

    id: int
    heading: str
    context: str
    text: str
    shown: str = ""
    """What the page shows of blocks that read otherwise than they are written."""


class TimeBoxError(Exception):
    """A regular expression took too long."""


@dataclass(frozen=True, slots=True)
class FieldSets:
    """Which notes and sections fulfil a condition on a field."""

    notes: Collection[int] = frozenset()
    units: Collection[int] = frozenset()


Fields = Mapping[FieldIs, FieldSets]


def fold_and_plain(text: str) -> tuple[str, str]:
    """A text folded, and folded without accents."""
    folded = fold(text)
    return folded, unaccent(folded)


Forms = Callable[[str], tuple[str, str]]


class _Place:
    """A text of a section, folded when that is first asked for."""

    __slots__ = ("_fold", "_forms", "raw")

    def __init__(self, raw: str, fold: Forms) -> None:
        self.raw = raw
        self._fold = fold
        self._forms: tuple[str, str] | None = None

    def form(self, keeps_accents: bool) -> str:
        if self._forms is None:
            self._forms = self._fold(self.raw)
        return self._forms[not keeps_accents]


Test = Callable[[_Place], bool]
"""Whether what is looked for stands in a place."""


class Matcher:
    """Decides for one section after another whether it answers a query."""

    def __init__(
        self,
        query: Query,
        fields: Fields,
        section_bits: int,
        deadline: float,
        *,
        fold: Forms = fold_and_plain,
    ) -> None:
        """Prepare.

        Args:
            query: The query.
            fields: Every condition on a field in it, resolved.
            section_bits: How a unit's id is made of its note's.
            deadline: On the monotonic clock; regular expressions stop there.
            fold: Gives the folded forms of a text, for who asks many queries of the same texts.
        """
        self._asks_for_notes = query.asks_for_notes
        texts, self._mixed = split_parts(query.root)
        self._texts = And(tuple(texts))
        self._positive = tuple(positive(self._texts))
        self._fields = fields
        self._bits = section_bits
        self._deadline = deadline
        self._fold = fold
        self._tests: dict[Text | Pattern, Test] = {
            leaf: self._test(leaf) for leaf in _leaves(query.root)
        }

    def matches(self, unit: UnitText) -> bool:
        """Whether the section answers.

        Raises:
            TimeBoxError: a regular expression took too long.
        """
        if self._asks_for_notes and unit.id >> self._bits << self._bits != unit.id:
            return False
        # A phrase does not reach from the heading into the text.
        fold = self._fold
        places = [
            _Place(unit.text, fold),
            _Place(unit.heading, fold),
            _Place(unit.shown.replace(LINE_SIGN, ""), fold),
        ]
        if self._positive and not self._stands_in(places):
            return False
        if not all(self._holds(part, unit, places) for part in self._mixed):
            return False
        return self._holds(self._texts, unit, [*places, _Place(unit.context, fold)])

    def _stands_in(self, places: list[_Place]) -> bool:
        """Whether anything looked for stands in the section itself; most sections end here."""
        for leaf in self._positive:
            test = self._tests[leaf]
            for place in places:
                if test(place):
                    return True
        return False

    def _holds(self, node: Node, unit: UnitText, places: list[_Place]) -> bool:
        match node:
            case Text() | Pattern():
                test = self._tests[node]
                return any(test(place) for place in places)
            case FieldIs():
                sets = self._fields[node]
                return unit.id >> self._bits in sets.notes or unit.id in sets.units
            case And(parts):
                return all(self._holds(part, unit, places) for part in parts)
            case Or(parts):
                return any(self._holds(part, unit, places) for part in parts)
            case Not(part):
                return not self._holds(part, unit, places)

    def _test(self, leaf: Text | Pattern) -> Test:
        if isinstance(leaf, Text):
            search = leaf.phrase.pattern.search
            keeps_accents = leaf.phrase.keeps_accents
            first = next(iter(leaf.phrase.text.split()), "")

            def stands(place: _Place) -> bool:
                # Looking for a word before its pattern is tried passes over most texts at once.
                text = place.form(keeps_accents)
                return first in text and search(text) is not None

            return stands
        compiled = regex.compile(leaf.source, regex.IGNORECASE | regex.MULTILINE)

        def test(place: _Place) -> bool:
            left = min(REGEX_SECONDS, self._deadline - time.monotonic())
            if left <= 0:
                raise TimeBoxError
            try:
                return compiled.search(place.raw, timeout=left, concurrent=True) is not None
            except TimeoutError as error:
                raise TimeBoxError from error

        return test


def split_parts(root: Node) -> tuple[list[Node], list[Node]]:
    """Part a query into what speaks of text alone and what also speaks of fields."""
    parts = root.parts if isinstance(root, And) else (root,)
    texts = [part for part in parts if not field_conditions(part)]
    return texts, [part for part in parts if field_conditions(part)]


def _leaves(node: Node) -> "list[Text | Pattern]":
    match node:
        case Text() | Pattern():
            return [node]
        case And(parts) | Or(parts):
            return [leaf for part in parts for leaf in _leaves(part)]
        case Not(part):
            return _leaves(part)
    return []


def field_conditions(node: Node) -> "list[FieldIs]":
    """All conditions on fields in a query."""
    match node:
        case FieldIs():
            return [node]
        case And(parts) | Or(parts):
            return [leaf for part in parts for leaf in field_conditions(part)]
        case Not(part):
            return field_conditions(part)
    return []
