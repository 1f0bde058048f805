"""What a note is about: its own terms, kept so that notes with the same terms are found.

A term is a word, or two neighbouring characters of a script that is written without blanks. Of each
note the `MOST` commonest terms are kept, those of headings before those of text: which note has
which term, and no more, takes a thirtieth of the size of the notes. How much a term says follows
from the number of notes that have it, and is worked out when it is asked for
(`noteviewer.library.search.related`).

The full-text index of SQLite holds the terms as a table without content and without positions. It
must be told what it forgets, so the terms of a note are made again of the texts that were stored.
"""

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Iterable
from itertools import islice
from operator import add

from noteviewer.library.index.tokens import CHARACTERS
from noteviewer.notes.text import fold

SCHEMA = """
CREATE VIRTUAL TABLE term USING fts5(
    terms, content='', columnsize=0, detail=none, tokenize="ascii"
);
"""
MOST = 40
"""Terms that are kept of a note. With 32 fewer notes of one category find each other, with 96 no
more do, and the index grows."""
_LONGEST_TEXT = 100_000
"""Characters of a note that are looked at."""
_HEADING_WEIGHT = 3
_WORD_WEIGHT = 2
"""A word says as much as the two or three pairs of characters of which a Chinese word is made."""

_RUN = re.compile(f"[{CHARACTERS}]{{2,}}")
_WORD = re.compile(rf"(?![\d_])[^\W_{CHARACTERS}]{{2,40}}")
_NO_PROSE = tuple(
    re.compile(pattern)
    for pattern in (
        r"https?://[^\s()<>\[\]]*",
        r"`\\[(\[][^`]*`",
        r"\$[^$]*\$",
        r"\\[a-z]+",
        r"</?[a-z][^<>]*>",
        r"\]\([^()\s]*\)",
    )
)
"""Addresses, formulas, LaTeX, tags and targets of links; each read in one pass."""
_FUNCTION_CHARACTERS = frozenset(
    "的了是在和有不这我们也就都而及与或等可以为对于从到把被让将会要能个一中上下其此那之所因但如果则又很"
    "更最它他她你您啊吧呢吗来去说做用时后前里着过还没并且由该各每些什么怎样种"
)
"""Characters of Chinese words that only hold a sentence together."""
_FUNCTION_WORDS = frozenset(
    re.findall(
        r"\w+",
        """
        about above after again all also am an and any are as at be because been before being
        below between both but by can could did do does doing down during each few for from
        further had has have having he her here hers him his how if in into is it its just let
        like made make many me more most much my new no nor not now of off on once one only or
        other our out over own same see she should so some such than that the their them then
        there these they this those through to too two under until up us use used using very was
        we were what when where which while who whom why will with would you your
        """,
    )
)


def terms_of(units: Iterable[tuple[str, str]]) -> str:
    """Choose the terms of a note, most telling first, with blanks between them.

    Args:
        units: Heading and text of each of its sections.
    """
    headings, texts = [], []
    room = _LONGEST_TEXT
    for heading, text in units:
        headings.append(heading[:room])
        texts.append(text[:room])
        room -= len(heading) + len(text)
        if room <= 0:
            break
    counts = _count("\n".join(texts))
    for term, count in _count("\n".join(headings)).items():
        counts[term] += _HEADING_WEIGHT * count
    return " ".join(_commonest(counts))


def terms_of_passage(text: str) -> list[str]:
    """Choose the terms of a piece of text, commonest first."""
    return _commonest(_count(text))


def _count(text: str) -> Counter[str]:
    """Count all pairs and words of a text; words count double."""
    text = fold(text)
    for pattern in _NO_PROSE:
        text = pattern.sub(" ", text)
    counts: Counter[str] = Counter()
    for run in _RUN.findall(text):
        counts.update(map(add, run, run[1:]))
    for word, count in Counter(_WORD.findall(text)).items():
        counts[word] = _WORD_WEIGHT * count
    return counts


def _commonest(counts: Counter[str]) -> list[str]:
    # Equal ones by themselves, so that notes on one thing choose the same.
    ordered = sorted(sorted(counts), key=counts.__getitem__, reverse=True)
    return list(islice(filter(_says_something, ordered), MOST))


def _says_something(term: str) -> bool:
    if len(term) == 2 and _RUN.match(term):
        return _FUNCTION_CHARACTERS.isdisjoint(term)
    return term not in _FUNCTION_WORDS


def insert_terms(connection: sqlite3.Connection, note: int, terms: str) -> None:
    """Keep the terms of a note."""
    connection.execute("INSERT INTO term (rowid, terms) VALUES (?, ?)", (note, terms))


def delete_terms(connection: sqlite3.Connection, note: int, terms: str) -> None:
    """Forget the terms of a note; they must be those that were kept."""
    connection.execute(
        "INSERT INTO term (term, rowid, terms) VALUES ('delete', ?, ?)", (note, terms)
    )


def merge_terms(connection: sqlite3.Connection) -> None:
    """Make one piece of what many transactions wrote: smaller, and found sooner."""
    connection.execute("INSERT INTO term (term) VALUES ('optimize')")


def notes_with(
    connection: sqlite3.Connection, terms: Iterable[str], limit: int
) -> dict[str, list[int]]:
    """Find which notes have each of some terms.

    Returns:
        Numbers of notes by term; a term that more than ``limit`` notes have is left out, for it
        says too little.
    """
    rows = connection.execute(
        """
        SELECT value, (SELECT json_group_array(rowid)
            FROM (SELECT rowid FROM term WHERE term MATCH '"' || value || '"' LIMIT ?))
        FROM json_each(?)
        """,
        (limit + 1, json.dumps(list(terms))),
    )
    found = ((term, json.loads(listed)) for term, listed in rows)
    return {term: notes for term, notes in found if len(notes) <= limit}
