"""What of a query is marked where it is found: in headings, snippets, previews and pages."""

from collections.abc import Iterable, Iterator

import regex

from noteviewer.library.phrases import word_start
from noteviewer.library.query import And, Field, FieldIs, Node, Or, Pattern, Text
from noteviewer.library.query_parser import parse_query
from noteviewer.library.rows import SearchResult
from noteviewer.notes.text import fold

_IN_TEXT = frozenset((Field.URL, Field.HOST))
"""Fields whose values stand in the text of a section."""
_IN_HEADINGS = frozenset((Field.TITLE, Field.HEADING))
_MOST = 50
"""Different texts that a regular expression is marked by."""
_LONGEST = 120
"""Of such a text; a match that is longer is a passage, not a word."""
_SECONDS = 0.1
"""For a regular expression in one text, which it has answered for before."""


def section_texts(root: Node) -> tuple[str, ...]:
    """Texts of a query that are looked for in sections, folded; those that are negated are not."""
    return tuple(dict.fromkeys(_texts(root, _IN_TEXT)))


def heading_texts(root: Node) -> tuple[str, ...]:
    """Texts of a query that are looked for in titles and headings only, folded."""
    own = section_texts(root)
    return tuple(text for text in dict.fromkeys(_texts(root, _IN_HEADINGS)) if text not in own)


def query_texts(query: str) -> tuple[str, ...]:
    """All of them, of a query that is still written."""
    root = parse_query(query).root
    return (*section_texts(root), *heading_texts(root))


def matched_texts(root: Node, texts: Iterable[str]) -> tuple[str, ...]:
    """What the regular expressions of a query match in some raw texts, folded, a line at the most.

    A match that begins within a word is taken from the beginning of that word on: marks begin where
    words begin.
    """
    patterns = [
        regex.compile(leaf.source, regex.IGNORECASE | regex.MULTILINE) for leaf in _patterns(root)
    ]
    found: dict[str, None] = {}
    for text in texts if patterns else ():
        for pattern in patterns:
            found.update(dict.fromkeys(_matches(pattern, text)))
            if len(found) >= _MOST:
                return tuple(found)[:_MOST]
    return tuple(found)


def marking_query(result: SearchResult) -> str:
    """A query by which a page marks what a search found.

    The query itself, unless it was widened or holds a regular expression: then what was found.
    """
    if set(result.highlights) <= set(query_texts(result.query)):
        return result.query
    return " OR ".join(map(phrase_query, result.highlights))


def phrase_query(text: str, url: str = "") -> str:
    """A query that marks a text as it stands, and the links to a URL."""
    # No quotation mark can be quoted; without it the words before and behind stand side by side.
    words = " ".join(text.replace('"', " ").split())
    written = [f'"{words}"'] if words else []
    if url and '"' not in url:
        written.append(f'url:"{url}"')
    return " OR ".join(written)


def _texts(node: Node, fields: frozenset[Field]) -> Iterator[str]:
    match node:
        case Text(phrase):
            yield phrase.text
        case FieldIs(field, value) if field in fields:
            yield value
        case And(parts) | Or(parts):
            for part in parts:
                yield from _texts(part, fields)


def _patterns(node: Node) -> Iterator[Pattern]:
    match node:
        case Pattern():
            yield node
        case And(parts) | Or(parts):
            for part in parts:
                yield from _patterns(part)


def _matches(pattern: "regex.Pattern[str]", text: str) -> Iterator[str]:
    try:
        for found in pattern.finditer(text, timeout=_SECONDS, concurrent=True):
            start, end = found.span()
            line = text[word_start(text, start) : end].strip()
            if start < end and line and "\n" not in line and len(line) <= _LONGEST:
                yield fold(line)
    except TimeoutError:
        return
