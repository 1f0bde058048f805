"""One line of text around a match, with every match in it marked."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice

import regex

from noteviewer.library.index.sections import LINE_SIGN
from noteviewer.library.index.tokens import CHARACTERS
from noteviewer.library.rows import SearchResult
from noteviewer.library.search.parser import parse_query
from noteviewer.library.search.phrases import PhrasePattern, word_start
from noteviewer.library.search.query import And, Field, FieldIs, Node, Or, Pattern, Text
from noteviewer.notes.text import MARKS, fold, has_accents, unaccent

Marks = tuple[tuple[int, int], ...]

_BEFORE, _AFTER = 40, 140
"""Characters kept before and after the first match."""
_IMAGE_OR_LINK = re.compile(r"!?\[([^\[\]]*)\]\(((?:[^()\s]|\([^()]*\))*)\)")
_MOST_COUNTED = 400
"""Matches of one text that are looked at for the line with the most of all texts."""
_WIKILINK = re.compile(r"!?\[\[([^\[\]|]*)(?:\|([^\[\]]*))?\]\]")
_ADDRESS = re.compile(r"<?[a-z][a-z0-9+.-]*://\S*", re.IGNORECASE)
_MARKS = re.compile(r"\*\*|__|~~|`+|^\s*(?:#{1,6}\s+|>\s?|[-*+]\s+|\d+\.\s+)+|</?[a-zA-Z][^<>]*>")


_fold_character = lru_cache(maxsize=4096)(fold)
_CHARACTER = re.compile(rf".[{MARKS}\u3099\u309a]*", re.DOTALL)
"""A letter and the marks that may make one letter of it."""
_PLAIN_WORD = re.compile(rf"(?!or$)[^\W_{CHARACTERS}]+")


class MarkFinder:
    """Finds the texts of a query in raw text, folding only where that is needed."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Take the texts, as `Phrase.mark` writes them."""
        wanted = [(text, _is_bare(text)) for text in texts]
        exact = [text.strip('"') if is_bare else text for text, is_bare in wanted]
        keeps = [is_bare or has_accents(text) for text, is_bare in wanted]
        # Each with whether accents count.
        self._patterns = [(PhrasePattern(t), kept) for t, kept in zip(exact, keeps, strict=True)]
        self._raw = [PhrasePattern(text, any_case=True) for text in exact]

    def first(self, text: str) -> int:
        """Offset of the first match of any text in a raw text; -1 where there is none."""
        if not has_accents(text):
            starts = [span[0] for pattern in self._raw if (span := pattern.search(text))]
            if starts:
                return min(starts)
        if not self._stands_in(fold(text)):
            return -1
        offset = 0
        for line in text.split("\n"):
            if self._stands_in(fold(line)):
                return offset
            offset += len(line) + 1
        return -1

    def best(self, text: str) -> int:
        """Offset in a raw text, on the first line with the most of the texts; -1 for none."""
        if len(self._raw) < 2:
            return self.first(text)
        on_line: defaultdict[int, set[int]] = defaultdict(set)
        if not has_accents(text):
            for number, pattern in enumerate(self._raw):
                for start, _ in islice(pattern.spans(text), _MOST_COUNTED):
                    on_line[text.rfind("\n", 0, start) + 1].add(number)
        if not on_line and self._stands_in(fold(text)):
            offset = 0
            for line in text.split("\n"):
                on_line[offset].update(self._standing_in(fold(line)))
                offset += len(line) + 1
        # The line itself: where on it the first one stands says `first`.
        best = min(on_line, key=lambda at: (-len(on_line[at]), at), default=-1)
        return best if best >= 0 and on_line[best] else -1

    def _standing_in(self, folded: str) -> set[int]:
        plain = unaccent(folded)
        return {
            number
            for number, (pattern, keeps_accents) in enumerate(self._patterns)
            if pattern.search(folded if keeps_accents else plain)
        }

    def _stands_in(self, folded: str) -> bool:
        plain = unaccent(folded)
        return any(
            pattern.search(folded if keeps_accents else plain)
            for pattern, keeps_accents in self._patterns
        )

    def marks(self, text: str) -> Marks:
        """All matches in a short raw text, overlapping ones joined."""
        found: list[tuple[int, int]] = []
        if not has_accents(text):
            found = [span for pattern in self._raw for span in pattern.spans(text)]
        if not found and not text.isascii() and self._stands_in(fold(text)):
            forms = {
                kept: _fold_with_origin(text, keeps_accents=kept) for _, kept in self._patterns
            }
            for pattern, kept in self._patterns:
                folded, origin = forms[kept]
                spans = pattern.spans(folded)
                found += [(origin[a], origin[b]) for a, b in spans if b > a]
        return _joined([span for span in found if span[1] > span[0]])


def fold_with_origin(text: str) -> tuple[str, list[int]]:
    """Fold a short text and tell for each folded character where it comes from."""
    folded, origin = _fold_with_origin(text, keeps_accents=True)
    return folded, origin[:-1]


def _fold_with_origin(text: str, *, keeps_accents: bool) -> tuple[str, list[int]]:
    """The folded text, where each of its characters comes from, and where the text ends."""
    pieces: list[str] = []
    origin: list[int] = []
    for found in _CHARACTER.finditer(text):
        piece = _fold_character(found[0])
        pieces.append(piece if keeps_accents else unaccent(piece))
        origin += [found.start()] * len(pieces[-1])
    return "".join(pieces), [*origin, len(text)]


def _is_bare(text: str) -> bool:
    """Whether a text is to be marked without any accents, though it has none."""
    return len(text) > 2 and text[0] == text[-1] == '"' and '"' not in text[1:-1]


def make_snippet(text: str, finder: MarkFinder) -> tuple[str, Marks, int]:
    """Choose the line of a section's text with the most of what is wanted, and cut it to size.

    Returns:
        The snippet, its marks, and the line of the text on which it stands (0 where nothing
        matches: the match is in the heading, and the snippet is the beginning of the text).
    """
    at = finder.best(text)
    line_number = text.count("\n", 0, at) if at >= 0 else 0
    if at < 0:
        line = _first_words(text)
    else:
        start = text.rfind("\n", 0, at) + 1
        end = text.find("\n", at)
        line = text[start : end if end >= 0 else len(text)]
    cleaned = clean_line(line)
    marks = finder.marks(cleaned)
    if at >= 0 and not marks:
        cleaned = _IMAGE_OR_LINK.sub(_name_and_place, line).strip()
        marks = finder.marks(cleaned)
    if at >= 0 and not marks:
        cleaned = line.strip()
        marks = finder.marks(cleaned)
    return (*_cut(cleaned, marks), line_number)


def make_shown_snippet(shown: str, finder: MarkFinder) -> tuple[str, Marks, int]:
    """Choose a line of what the page shows of a section; gives what `make_snippet` does."""
    plain = shown.replace(LINE_SIGN, "")
    line_number = max(0, plain.count("\n", 0, max(0, finder.best(plain))))
    block = shown.split("\n")[line_number]
    line = block.replace(LINE_SIGN, "").strip()
    marks = finder.marks(line)
    left = marks[0][0] if marks else 0
    further = 0
    for character in block:
        if character == LINE_SIGN:
            further += 1
        elif left == 0:
            break
        else:
            left -= 1
    return (*_cut(line, marks), line_number + further)


def _first_words(text: str) -> str:
    """The first line that says something: not an image, a rule or an address, if there is one."""
    lines = [line for line in text.split("\n") if line.strip()]
    return next((line for line in lines if _says_something(line)), lines[0] if lines else "")


def _says_something(line: str) -> bool:
    cleaned = clean_line(line)
    return _ADDRESS.fullmatch(cleaned) is None and any(map(str.isalnum, cleaned))


def _name_and_place(found: re.Match[str]) -> str:
    """A link with its address; an image with the name of its file."""
    place = found[2].rpartition("/")[2] if found[0].startswith("!") else found[2]
    return f"{found[1]} {place}".strip()


def clean_line(line: str) -> str:
    """A line without the marks of Markdown; links and images are what they show."""
    line = _IMAGE_OR_LINK.sub(lambda match: match[1], line[:4000])
    line = _WIKILINK.sub(lambda match: match[2] or match[1], line)
    return _MARKS.sub("", line).strip()


def _cut(line: str, marks: Marks) -> tuple[str, Marks]:
    first = marks[0][0] if marks else 0
    start = max(0, first - _BEFORE) if len(line) > _BEFORE + _AFTER else 0
    end = min(len(line), start + _BEFORE + _AFTER)
    head, tail = ("…" if start else ""), ("…" if end < len(line) else "")
    shift = len(head) - start
    kept = tuple(
        (max(a, start) + shift, min(b, end) + shift) for a, b in marks if b > start and a < end
    )
    return head + line[start:end] + tail, kept


def _joined(spans: list[tuple[int, int]]) -> Marks:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


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
    return " OR ".join(map(_query_of, result.highlights))


def _query_of(text: str) -> str:
    """A query for a text of `SearchResult.highlights`; a word in quotes has no other accents."""
    return text if _is_bare(text) or _PLAIN_WORD.fullmatch(text) else phrase_query(text)


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
            yield phrase.mark
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
