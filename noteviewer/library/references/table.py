"""The references of a folder as a table: filtered, counted and sorted within a keystroke.

Everything that can be folded, split and ranked is computed once (`Columns`); a listing then only
walks lists of numbers. Figures for 25,000 references are in ``docs/performance.md``.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from noteviewer.library.references.columns import Column, Columns, Facet
from noteviewer.library.references.entries import Entry, ReferenceLibrary, find
from noteviewer.library.references.filters import parse_condition, select
from noteviewer.library.state import LinkVerdict, ReferenceState

UNREAD, READ, STARRED, COMMENTED = "unread", "read", "starred", "commented"
"""Values of `Facet.STATE`; an entry may have several."""


@dataclass(frozen=True, slots=True)
class Order:
    """How the table is sorted."""

    column: Column = Column.DATE
    is_descending: bool = True


@dataclass(frozen=True, slots=True)
class Choice:
    """What the user wants to see."""

    typed: str = ""
    facets: Mapping[Facet, frozenset[str]] = field(default_factory=dict)
    """Of each facet, the values of which one must hold; none for all."""
    order: Order = Order()


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value of a facet, and how far the user is with it."""

    value: str
    count: int
    read: int


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table."""

    entry: Entry
    state: ReferenceState
    verdict: LinkVerdict | None = None
    """What the last link check found, if there was one."""


@dataclass(frozen=True, slots=True)
class Listing:
    """The table as the user wants to see it."""

    lines: Sequence[Line]
    read: int
    """How many of the lines were read."""
    facets: Mapping[Facet, tuple[FacetValue, ...]]
    """Most frequent value first, years latest first; counted as if the facet itself were free."""


class ReferenceTable:
    """A library with the user's states; ask for a listing as often as keys are typed.

    The values never change; `with_changes` gives a new table that shares everything else.
    """

    def __init__(
        self,
        library: ReferenceLibrary,
        states: Mapping[str, ReferenceState],
        verdicts: Mapping[str, LinkVerdict] | None = None,
        columns: Columns | None = None,
    ) -> None:
        self.library = library
        self._verdicts = verdicts or {}
        self._all_counts: dict[Facet, tuple[FacetValue, ...]] = {}
        self._columns = columns or Columns(library)
        self._lines = [
            Line(
                entry,
                states.get(entry.key) or ReferenceState(entry.key),
                self._verdicts.get(entry.url or ""),
            )
            for entry in library.entries
        ]
        self._states = [line.state for line in self._lines]
        self._changing: dict[Facet, Sequence[tuple[str, ...]]] = {
            Facet.STATE: [state_values(state) for state in self._states],
            Facet.LINK: [
                (line.verdict.outcome.value,) if line.verdict else () for line in self._lines
            ],
        }

    def with_changes(
        self,
        states: Mapping[str, ReferenceState],
        verdicts: Mapping[str, LinkVerdict] | None = None,
    ) -> "ReferenceTable":
        """The same references after the user marked some, or had some checked."""
        known = {state.key: state for state in self._states}
        return ReferenceTable(
            self.library,
            {**known, **states},
            {**self._verdicts, **(verdicts or {})},
            self._columns,
        )

    def state(self, key: str) -> ReferenceState:
        """What the user did with a reference."""
        number = self._columns.number_of.get(key)
        return ReferenceState(key) if number is None else self._states[number]

    def verdict(self, url: str) -> LinkVerdict | None:
        """What the last link check found."""
        return self._verdicts.get(url)

    @property
    def total(self) -> int:
        """How many references there are."""
        return len(self._lines)

    def prepare(self) -> None:
        """Rank by every column, so that the first sort is as quick as all others."""
        for column in Column:
            self._columns.ranks(column)

    def list(self, choice: Choice) -> Listing:
        """Filter, count and sort."""
        found = self._find(choice.typed)
        chosen = {facet: wanted for facet, wanted in choice.facets.items() if wanted}
        numbers = self._narrow(found, chosen)
        facets = {
            facet: self._count(
                facet,
                self._narrow(found, {f: w for f, w in chosen.items() if f is not facet})
                if facet in chosen
                else numbers,
            )
            for facet in Facet
        }
        numbers = self._sorted(numbers, choice.order)
        return Listing(
            lines=[self._lines[n] for n in numbers],
            read=sum(self._states[n].is_read for n in numbers),
            facets=facets,
        )

    def _find(self, typed: str) -> Sequence[int]:
        """What is typed is a condition, or an address that somebody pasted."""
        if not is_address(typed):
            return select(self._columns, self._states, parse_condition(typed))
        found = find(self.library, typed)
        wanted = {entry.key for entry in (found.entry, *found.related) if entry}
        return [n for n, line in enumerate(self._lines) if line.entry.key in wanted]

    def _values(self, facet: Facet) -> Sequence[tuple[str, ...]]:
        return self._changing[facet] if facet in self._changing else self._columns.facet(facet)

    def _narrow(
        self, numbers: Sequence[int], facets: Mapping[Facet, frozenset[str]]
    ) -> Sequence[int]:
        for facet, wanted in facets.items():
            values = self._values(facet)
            numbers = [n for n in numbers if not wanted.isdisjoint(values[n])]
        return numbers

    def _count(self, facet: Facet, numbers: Sequence[int]) -> tuple[FacetValue, ...]:
        if numbers is not self._columns.numbers:
            return self._count_some(facet, numbers)
        if facet not in self._all_counts:
            self._all_counts[facet] = self._count_some(facet, numbers)
        return self._all_counts[facet]

    def _count_some(self, facet: Facet, numbers: Sequence[int]) -> tuple[FacetValue, ...]:
        values, states = self._values(facet), self._states
        counts = Counter(value for n in numbers for value in values[n])
        read = Counter(value for n in numbers if states[n].is_read for value in values[n])
        found = [FacetValue(value, count, read[value]) for value, count in counts.items()]
        if facet is Facet.YEAR:
            return tuple(sorted(found, key=lambda one: one.value, reverse=True))
        return tuple(sorted(found, key=lambda one: (-one.count, one.value)))

    def _sorted(self, numbers: Sequence[int], order: Order) -> Sequence[int]:
        if order.column is Column.STATE:
            states = self._states
            ranks = [
                (not state.is_starred) + 2 * state.is_read - (2 if state.comment else 0)
                for state in states
            ]
        elif numbers is self._columns.numbers:
            found = self._columns.order(order.column)
            return found[::-1] if order.is_descending else found
        else:
            ranks = self._columns.ranks(order.column)
        return sorted(numbers, key=ranks.__getitem__, reverse=order.is_descending)


def state_values(state: ReferenceState) -> tuple[str, ...]:
    """Values of `Facet.STATE` that a state has."""
    values = [READ if state.is_read else UNREAD]
    if state.is_starred:
        values.append(STARRED)
    if state.comment:
        values.append(COMMENTED)
    return tuple(values)


def is_address(typed: str) -> bool:
    """Whether a text is one web address rather than words to look for."""
    return typed.strip().lower().startswith(("http://", "https://", "www.")) and " " not in (
        typed.strip()
    )
