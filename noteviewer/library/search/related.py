"""Notes that belong together: by what they are about, cite, link and are tagged with.

Notes with the same rare terms (`library.index.terms`) are about the same: each shared term
counts by its inverse document frequency (K. Spärck Jones, 1972), as a share of all that the note in
question has. References to the same page, links either way and common tags add to that. Every
answer says why.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from heapq import nlargest
from math import log

from noteviewer.library.index.store import LAST_UNIT, SECTION_BITS
from noteviewer.library.index.terms import notes_with, terms_of, terms_of_passage

LONGEST_PASSAGE = 20_000
"""Characters of a passage that are looked at."""
_WORDS = 3
"""Words that are named as a reason."""
_LONGEST_WORD = 8
_COMMON = 0.1
"""A term says nothing that more than this part of all notes have, or more than `_MANY` notes."""
_MANY = 200
_FEW = 20
_CANDIDATES = 40
"""Notes whose tags are looked at."""
_REFERENCE, _MOST_BY_REFERENCES = 0.1, 0.5
_LINK = 0.2
_TAG, _MOST_BY_TAGS = 0.04, 0.12
"""What a reference that no others cite, a link and a tag in common add; all terms in common are 1.
"""


@dataclass(frozen=True, slots=True)
class RelatedNote:
    """A note that belongs to another one, or to a passage, and why."""

    path: str
    title: str
    date: str | None
    category: str | None
    score: float
    """Higher is nearer; 1 where all terms are the same."""
    words: tuple[str, ...]
    """Words that both have and few others, most telling first, as the note in question writes them.
    """
    references: int
    """How many pages both cite."""
    is_linked: bool
    """One of them links to the other."""
    tags: tuple[str, ...]
    """Tags of both."""


@dataclass(slots=True)
class _Likeness:
    """What a note has in common with the one in question."""

    by_terms: float = 0.0
    by_references: float = 0.0
    references: int = 0
    is_linked: bool = False
    tags: tuple[str, ...] = ()

    @property
    def score(self) -> float:
        return (
            self.by_terms
            + min(_REFERENCE * self.by_references, _MOST_BY_REFERENCES)
            + _LINK * self.is_linked
            + min(_TAG * len(self.tags), _MOST_BY_TAGS)
        )


class RelatedNotes:
    """Looks for notes that belong together, in one index."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Take the index."""
        self._connection = connection

    def of_note(self, path: str, limit: int) -> tuple[RelatedNote, ...]:
        """Notes that belong to a note, nearest first; its variants are left out."""
        row = self._connection.execute(
            "SELECT id, tags, variant_group FROM note WHERE path = ?", (path,)
        ).fetchone()
        if row is None:
            return ()
        note, tags, group = row
        units = self._units(note)
        found = _Search(self._connection, terms_of(units).split())
        found.add_references(note)
        found.add_links(note)
        found.leave_out(note, group)
        return found.best(limit, json.loads(tags), "\n".join(map("\n".join, units)))

    def of_passage(self, text: str, limit: int, note: str = "") -> tuple[RelatedNote, ...]:
        """Notes that are about what a passage says, nearest first.

        Args:
            text: Of the passage.
            limit: How many notes.
            note: The note in which it stands, which is left out.
        """
        text = text[:LONGEST_PASSAGE]
        found = _Search(self._connection, terms_of_passage(text))
        row = self._connection.execute(
            "SELECT id, variant_group FROM note WHERE path = ?", (note,)
        ).fetchone()
        if row is not None:
            found.leave_out(*row)
        return found.best(limit, (), text)

    def _units(self, note: int) -> list[tuple[str, str]]:
        first = note << SECTION_BITS
        return self._connection.execute(
            "SELECT heading, text FROM unit WHERE id BETWEEN ? AND ? ORDER BY id",
            (first, first | LAST_UNIT),
        ).fetchall()


class _Search:
    """One question: gathers what each note has in common with it."""

    def __init__(self, connection: sqlite3.Connection, terms: list[str]) -> None:
        self._connection = connection
        self._total = connection.execute("SELECT coalesce(max(id), 0) FROM note").fetchone()[0]
        self._likeness: defaultdict[int, _Likeness] = defaultdict(_Likeness)
        limit = max(_FEW, min(int(_COMMON * self._total), _MANY))
        self._notes = {
            term: notes for term, notes in notes_with(connection, terms, limit).items() if notes
        }
        self._weights = {term: self._weight(len(notes)) for term, notes in self._notes.items()}
        self._add_terms()

    def _weight(self, notes: int) -> float:
        return log(1 + self._total / notes)

    def _add_terms(self) -> None:
        all_weights = sum(self._weights.values()) or 1.0
        sums: defaultdict[int, float] = defaultdict(float)
        for term, notes in self._notes.items():
            weight = self._weights[term] / all_weights
            for note in notes:
                sums[note] += weight
        for note in nlargest(2 * _CANDIDATES, sums, key=sums.__getitem__):
            self._likeness[note].by_terms = sums[note]

    def add_references(self, note: int) -> None:
        """Count what other notes cite too; what many cite says little."""
        rows = self._connection.execute(
            "SELECT DISTINCT mine.key, other.note FROM reference AS mine "
            "JOIN reference AS other ON other.key = mine.key WHERE mine.note = ?",
            (note,),
        )
        citing: defaultdict[int, list[int]] = defaultdict(list)
        for key, other in rows:
            citing[key].append(other)
        rarest = log(1 + self._total / 2) if self._total else 1.0
        for notes in citing.values():
            weight = self._weight(len(notes)) / rarest
            for other in notes:
                likeness = self._likeness[other]
                likeness.references += 1
                likeness.by_references += weight

    def add_links(self, note: int) -> None:
        """Count links from and to other notes."""
        rows = self._connection.execute(
            "SELECT to_note FROM link WHERE note = ?1 AND to_note IS NOT NULL "
            "UNION SELECT note FROM link WHERE to_note = ?1",
            (note,),
        )
        for (other,) in rows:
            self._likeness[other].is_linked = True

    def leave_out(self, note: int, group: int | None) -> None:
        """Leave out a note with its variants."""
        self._likeness.pop(note, None)
        if group is not None:
            rows = self._connection.execute("SELECT id FROM note WHERE variant_group = ?", (group,))
            for (variant,) in rows:
                self._likeness.pop(variant, None)

    def best(self, limit: int, tags: Iterable[str], text: str) -> tuple[RelatedNote, ...]:
        """Give the nearest notes.

        Args:
            limit: How many.
            tags: Of the note in question.
            text: Of the note in question, from which the words are taken that say why.
        """
        nearest = sorted(self._likeness.items(), key=lambda item: (-item[1].score, item[0]))
        facts = self._facts([note for note, _ in nearest[:_CANDIDATES]])
        mine = set(tags)
        for note, (*_, theirs) in facts.items():
            self._likeness[note].tags = tuple(tag for tag in theirs if tag in mine)
        chosen = sorted(facts, key=lambda note: (-self._likeness[note].score, note))[:limit]
        words = _SharedWords(text, self._weights)
        terms = self._shared_terms(chosen)
        return tuple(
            self._related(note, facts[note], words.of(terms[note], self._text(note)))
            for note in chosen
        )

    def _related(
        self, note: int, facts: tuple[str, str, str | None, str | None, list[str]],
        words: tuple[str, ...],
    ) -> RelatedNote:  # fmt: skip
        likeness = self._likeness[note]
        path, title, date, category, _ = facts
        return RelatedNote(
            path=path,
            title=title,
            date=date,
            category=category,
            score=round(likeness.score, 4),
            words=words,
            references=likeness.references,
            is_linked=likeness.is_linked,
            tags=likeness.tags,
        )

    def _facts(
        self, notes: list[int]
    ) -> dict[int, tuple[str, str, str | None, str | None, list[str]]]:
        rows = self._connection.execute(
            "SELECT id, path, title, date, category, tags FROM note "
            "WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(notes),),
        )
        return {
            note: (path, title, date, category, json.loads(tags))
            for note, path, title, date, category, tags in rows
        }

    def _shared_terms(self, chosen: list[int]) -> dict[int, list[str]]:
        shared: dict[int, list[str]] = {note: [] for note in chosen}
        for term, notes in self._notes.items():
            for note in shared.keys() & notes:
                shared[note].append(term)
        return shared

    def _text(self, note: int) -> str:
        first = note << SECTION_BITS
        rows = self._connection.execute(
            "SELECT heading, text FROM unit WHERE id BETWEEN ? AND ?", (first, first | LAST_UNIT)
        )
        return "\n".join(map("\n".join, rows))


class _SharedWords:
    """Names what notes have in common: whole words, put together from pairs of characters."""

    def __init__(self, text: str, weights: dict[str, float]) -> None:
        self._text = text
        self._lower = text.lower()
        self._weights = weights

    def of(self, terms: list[str], other: str) -> tuple[str, ...]:
        """The most telling words of the terms of another note, which has this text."""
        terms = sorted(terms, key=lambda term: (-self._weights[term], term))
        pairs = [term for term in terms if len(term) == 2 and not term.isascii()]
        lower = other.lower()
        words: list[str] = []
        for term in terms:
            if any(term in word for word in words):
                continue
            word = self._whole(term, pairs, lower) if term in pairs else term
            words = [shorter for shorter in words if shorter not in word]
            words.append(word)
            if len(words) == _WORDS:
                break
        return tuple(map(self._as_written, words))

    def _whole(self, word: str, pairs: list[str], other: str) -> str:
        """A word around a pair of characters, as far as both notes have it so."""
        is_growing = True
        while is_growing and len(word) < _LONGEST_WORD:
            is_growing = False
            longer = [word + pair[1] for pair in pairs if pair[0] == word[-1]]
            longer += [pair[0] + word for pair in pairs if pair[1] == word[0]]
            for candidate in longer:
                if candidate in self._lower and candidate in other:
                    word, is_growing = candidate, True
                    break
        return word

    def _as_written(self, word: str) -> str:
        at = self._lower.find(word)
        # A few letters are two in lower case, so that what follows them stands elsewhere.
        if at < 0 or len(self._lower) != len(self._text):
            return word
        return self._text[at : at + len(word)]
