"""Widen a query where the user asks for it: the other script of Chinese, and slips of the keys.

Both only add alternatives to the words of a query; what is found is still checked as any word is.
"""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from noteviewer.library.search.phrases import phrase
from noteviewer.library.search.query import And, Node, Not, Or, Query, Text

_SHORTEST = 4
"""Letters of a word that may hold a slip."""
_LONG = 8
"""Letters from which two slips are forgiven."""
_MOST = 12
"""Words that one word may stand for."""


@dataclass(frozen=True, slots=True)
class SearchOptions:
    """How generously a query is read."""

    any_script: bool = False
    """Traditional characters find simplified ones, and the other way round."""
    forgives_typos: bool = False
    """A Latin word that the folder does not have stands for those that are a slip away."""


def with_any_script(query: Query) -> Query:
    """Let each Chinese text of a query stand for its traditional and simplified writing."""

    def widen(text: Text) -> Node:
        written = text.phrase.text
        if written.isascii():
            return text
        return _either(text, _other_writings(written))

    return replace(query, root=_each_text(query.root, widen))


def with_near_words(query: Query, connection: sqlite3.Connection) -> tuple[Query, tuple[str, ...]]:
    """Let each Latin word that no note has stand for the words that are a slip away.

    Returns:
        The query, and the words that were taken in the place of others.
    """
    taken: list[str] = []

    def widen(text: Text) -> Node:
        word = text.phrase.text
        if len(word) < _SHORTEST or not (word.isascii() and word.isalpha()):
            return text
        if _is_known(connection, text.phrase.expression):
            return text
        near = near_words(connection, word)
        taken.extend(near)
        return _either(text, near)

    return replace(query, root=_each_text(query.root, widen)), tuple(taken)


def distance(one: str, other: str, limit: int) -> int:
    """Slips between two words (insert, delete, replace, swap neighbours); above ``limit`` any more.

    Optimal string alignment: R. Lowrance and R. A. Wagner, 1975, restricted to one edit a letter.
    """
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        before_last, before, row = before, row, [i]
        for j, opposite in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != opposite))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == opposite:
                cost = min(cost, before_last[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return row[-1]


def _each_text(node: Node, widen: Callable[[Text], Node]) -> Node:
    match node:
        case Text():
            return widen(node)
        case And(parts):
            return And(tuple(_each_text(part, widen) for part in parts))
        case Or(parts):
            return Or(tuple(_each_text(part, widen) for part in parts))
        case Not(part):
            return Not(_each_text(part, widen))
    return node


def _either(text: Text, others: list[str]) -> Node:
    texts = [text, *(Text(phrase(other)) for other in others if other != text.phrase.text)]
    return text if len(texts) == 1 else Or(tuple(dict.fromkeys(texts)))


def writings_of(text: str) -> tuple[str, ...]:
    """Give a text, and where it is Chinese its simplified and traditional writing too."""
    return (text,) if text.isascii() else (text, *_other_writings(text))


def _other_writings(text: str) -> list[str]:
    to_simplified, to_traditional = _converters()
    return [to_simplified(text), to_traditional(text)]


@cache
def _converters() -> tuple[Callable[[str], str], Callable[[str], str]]:
    # Here, not above: the tables take a while to load, and few searches ask for them.
    import opencc

    def converter(name: str) -> Callable[[str], str]:
        # By its name alone it would first be looked for in the working folder.
        shipped = Path(opencc.__file__).parent / "clib" / "share" / "opencc" / f"{name}.json"
        convert: Callable[[str], str] = opencc.OpenCC(
            str(shipped) if shipped.is_file() else name
        ).convert
        return convert

    return converter("t2s"), converter("s2t")


def _is_known(connection: sqlite3.Connection, expression: str) -> bool:
    found = connection.execute(
        "SELECT 1 FROM search WHERE search MATCH ? LIMIT 1", (expression,)
    ).fetchone()
    return found is not None


def near_words(connection: sqlite3.Connection, word: str) -> list[str]:
    """Words of the folder a slip away, commonest first; the first letter is taken to be right."""
    limit = 2 if len(word) >= _LONG else 1
    connection.execute(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab(main, search, row)"
    )
    rows = connection.execute(
        "SELECT term, doc FROM vocabulary WHERE term >= ? AND term < ? "
        "AND length(term) BETWEEN ? AND ?",
        (word[0], chr(ord(word[0]) + 1), len(word) - limit, len(word) + limit),
    )
    near = [(distance(word, term, limit), -count, term) for term, count in rows]
    return [term for slips, _, term in sorted(near) if slips <= limit][:_MOST]
