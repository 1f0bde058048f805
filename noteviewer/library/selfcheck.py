"""Compare an index with its folder, and search with a scan by brute force: the self-test.

The brute force reads every file anew, cuts it into sections by itself, and asks of each section
whether it answers, by the plain rule of `library.search.matcher`. It shares the parser with
the index (what a section is, and what of a note that takes too long), and nothing of the way a
query is looked up.
"""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from pathlib import Path

from noteviewer.library.catalog.catalog import Catalog
from noteviewer.library.folder.options import find_layout, read_choices, scan_chosen
from noteviewer.library.folder.scan import FolderScan
from noteviewer.library.index import store
from noteviewer.library.index.contents import find_places
from noteviewer.library.index.parser_pool import ParserPool
from noteviewer.library.index.store import SECTION_BITS
from noteviewer.library.index.tokens import CHARACTERS
from noteviewer.library.search.matcher import (
    Fields,
    Forms,
    Matcher,
    UnitText,
    fold_and_plain,
)
from noteviewer.library.search.parser import parse_query
from noteviewer.library.search.query import Query
from noteviewer.notes.text import fold

_FOREVER = float("inf")
_WORD = re.compile(rf"[^\W_{CHARACTERS}]+")
_HAN = re.compile(f"[{CHARACTERS}]+")
_SHOWN = 20
_COMPARED = 1000
"""Hits of a query that are looked at one by one; all are counted."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that the index says and the folder does not, or the other way round."""

    what: str
    """``missing``, ``surplus``, ``outdated`` (a note); ``query`` (a search)."""
    subject: str
    """Path of the note, or the query."""
    expected: int = 0
    found: int = 0


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check found."""

    notes: int
    sections: int
    queries: int
    differences: tuple[Difference, ...]

    @property
    def is_exact(self) -> bool:
        """Whether index and folder agree in everything asked."""
        return not self.differences


@dataclass(frozen=True, slots=True)
class _Corpus:
    units: list[UnitText]
    """As the files hold them; ids are made of the place in ``paths``."""
    paths: list[str]


def check_folder(
    folder: Path, index_path: Path, *, queries: int = 200, seed: int = 0
) -> CheckReport:
    """Check an index that has just been brought up to date.

    Args:
        folder: The folder of notes.
        index_path: Its index.
        queries: How many random queries to ask.
        seed: Of the random queries.
    """
    found = scan_chosen(folder, read_choices(folder.resolve()))
    corpus = _read_corpus(folder, found)
    with Catalog(index_path) as catalog:
        with store.reading():
            differences = list(_compare_notes(index_path, corpus))
        asked = list(
            random_queries(
                [text for unit in corpus.units for text in (unit.text, unit.shown)], queries, seed
            )
        )
        fold_once = cache(fold_and_plain)
        for query in asked:
            differences.extend(_compare_query(catalog, corpus, query, fold_once))
    return CheckReport(
        len(corpus.paths), len(corpus.units), len(asked), tuple(differences[:_SHOWN])
    )


def random_queries(texts: list[str], count: int, seed: int) -> Iterator[str]:
    """Make queries of what the texts hold: Han of 1 to 6 characters, words, both, and nonsense."""
    chance = random.Random(seed)  # noqa: S311  (a repeatable sample, no secret)
    filled = [text for text in texts if text.strip()]
    made = 0
    while made < count and filled:
        folded = fold(chance.choice(filled))
        at = chance.randrange(len(folded)) if folded else 0
        piece = folded[at : at + 200]
        query = _take(piece, chance)
        if query:
            made += 1
            yield query


def _take(piece: str, chance: random.Random) -> str:
    kind = chance.randrange(6)
    han: list[str] = [run for run in _HAN.findall(piece) if len(run) > 1]
    words: list[str] = _WORD.findall(piece)
    match kind:
        case 0 | 1 if han:
            run = chance.choice(han)
            size = chance.randint(1, 6)
            start = chance.randrange(max(1, len(run) - size + 1))
            return run[start : start + size]
        case 2 if words:
            word = chance.choice(words)
            return word[: chance.randint(1, len(word))]
        case 3 if han and words:
            return f"{chance.choice(han)[:2]} {chance.choice(words)}"
        case 4:
            # A stretch as it stands, punctuation and all.
            start = chance.randrange(max(1, len(piece)))
            return '"' + piece[start : start + chance.randint(2, 8)].replace('"', " ").strip() + '"'
        case 5 if han:
            return chance.choice(han)[:2] + chance.choice(han)[:1]
    return ""


def _read_corpus(folder: Path, found: FolderScan) -> _Corpus:
    units: list[UnitText] = []
    paths = sorted(found.notes)
    numbers = {path: number for number, path in enumerate(paths)}
    pool = ParserPool(folder)
    choices = read_choices(folder.resolve())
    pool.encodings = choices.encodings
    pool.places = find_places(folder, found, find_layout(folder, found, choices.kind))
    try:
        for record in pool.parse(paths):
            number = numbers[record.path]
            units.extend(
                UnitText(number << SECTION_BITS | section, *texts)
                for section, *texts in record.units
            )
    finally:
        pool.close()
    units.sort(key=attrgetter("id"))
    return _Corpus(units, paths)


def _compare_notes(index_path: Path, corpus: _Corpus) -> Iterator[Difference]:
    connection = store.connect_for_reading(index_path)
    names = dict(connection.execute("SELECT id, path FROM note"))
    stored: dict[str, list[tuple[int, str, str, str, str]]] = {path: [] for path in names.values()}
    for number, heading, context, text, shown in connection.execute(
        "SELECT id, heading, context, text, shown FROM unit ORDER BY id"
    ):
        section = number & store.LAST_UNIT
        path = names.get(number >> SECTION_BITS, f"#{number >> SECTION_BITS}")
        stored.setdefault(path, []).append((section, heading, context, text, shown))
    connection.close()
    expected: dict[str, list[tuple[int, str, str, str, str]]] = {path: [] for path in corpus.paths}
    for unit in corpus.units:
        section = unit.id & store.LAST_UNIT
        expected[corpus.paths[unit.id >> SECTION_BITS]].append(
            (section, unit.heading, unit.context, unit.text, unit.shown)
        )
    for path in sorted(stored.keys() | expected.keys()):
        if path not in stored:
            yield Difference("missing", path)
        elif path not in expected:
            yield Difference("surplus", path)
        elif stored[path] != expected[path]:
            yield Difference("outdated", path)


def _compare_query(
    catalog: Catalog, corpus: _Corpus, text: str, fold_once: Forms
) -> Iterator[Difference]:
    expected = brute_force(corpus.units, text, fold_once)
    result = catalog.search(text, limit=min(len(expected) + 10, _COMPARED))
    notes = {number >> SECTION_BITS for number in expected}
    if (result.sections, result.notes) != (len(expected), len(notes)):
        yield Difference("query", text, len(expected), result.sections)
        return
    wanted = {(corpus.paths[n >> SECTION_BITS], n & store.LAST_UNIT) for n in expected}
    for hit in result.hits:
        if (hit.path, hit.section) not in wanted:
            yield Difference("query", text, len(expected), result.sections)
            return


def brute_force(
    units: list[UnitText],
    text: str,
    fold_text: Forms = fold_and_plain,
    resolve: Callable[[Query], Fields] = lambda _: {},
) -> set[int]:
    """Ids of the sections that answer a query.

    Args:
        units: All sections.
        text: The query.
        fold_text: Gives the folded forms of a text.
        resolve: Gives the notes and sections that fulfil its conditions on fields.
    """
    query = parse_query(text)
    if query.is_empty:
        return set()
    matcher = Matcher(query, resolve(query), SECTION_BITS, _FOREVER, fold=fold_text)
    return {unit.id for unit in units if matcher.matches(unit)}
