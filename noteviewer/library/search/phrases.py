"""What is looked for: a word or a quoted phrase of a query, for the index and for plain text."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial

from noteviewer.library.index.tokens import (
    CHARACTERS,
    GAP,
    LONGEST_WORD,
    START,
    is_character,
    tokens_of,
)
from noteviewer.notes.text import MARKS, fold, has_accents, unaccent

Span = tuple[int, int]
_IN_WORD = re.compile(rf"[^\W_{CHARACTERS}]|[{MARKS}]")
_LONE_MARKS = re.compile(rf"(?:^|(?<=\s))[{MARKS}]+")
_MARK = re.compile(f"[{MARKS}]")


@dataclass(frozen=True)
class Phrase:
    """A piece of a query, ready to be looked up."""

    text: str
    """Folded, blanks at the ends removed, runs of blanks made one."""
    expression: str
    """FTS5 string, without column filter; empty where the text has no tokens (``++``)."""
    is_exact: bool
    """Whether every section found holds the text; otherwise hits must be checked."""
    start: str = ""
    """FTS5 string for a text that is the first letter or two of a word."""
    keeps_accents: bool = False
    """Whether it is looked for as to accents: it has some, or stands in quotes."""

    @property
    def own(self) -> str:
        """FTS5 expression over ``search``: stands in the section's heading or text."""
        return (
            f"starts : {self.start}"
            if self.start
            else f"{{body heading shown}} : {self.expression}"
        )

    @property
    def anywhere(self) -> str:
        """FTS5 expression over ``search``: stands there or in the headings above."""
        return f"{{starts above}} : {self.start}" if self.start else self.expression

    @property
    def is_one_token(self) -> bool:
        """Whether the index has one list of all sections in which it stands."""
        return bool(self.start) or (" " not in self.expression and self.expression.endswith('"'))

    @property
    def mark(self) -> str:
        """The text by which matches are marked; in quotes where accents count and it has none."""
        is_bare = self.keeps_accents and not has_accents(self.text)
        return f'"{self.text}"' if is_bare else self.text

    def form(self, folded: str) -> str:
        """The form of a folded text in which it is looked for."""
        return folded if self.keeps_accents else unaccent(folded)

    def stands_in(self, folded: str) -> bool:
        """Whether it stands in a folded text."""
        return self.pattern.search(self.form(folded)) is not None

    @cached_property
    def pattern(self) -> "PhrasePattern":
        """Finds the text in the `form` of a folded text."""
        return PhrasePattern(self.text)


def phrase(text: str, *, is_quoted: bool = False) -> Phrase:
    """Prepare a word or a quoted phrase of a query.

    Args:
        text: As it is written.
        is_quoted: Whether accents count though it may have none.
    """
    # A mark without its letter cannot be looked for.
    folded = " ".join(_LONE_MARKS.sub("", fold(text)).split())
    plain = unaccent(folded)
    keeps_accents = plain != folded or (is_quoted and _IN_WORD.search(folded) is not None)
    tokens = tokens_of(plain)
    words = [token for token in tokens if token != GAP]
    if not words:
        return Phrase(folded, "", is_exact=False, keeps_accents=keeps_accents)
    ends_in_word = tokens[-1] != GAP and not is_character(tokens[-1])
    expression = '"' + " ".join(tokens) + '"' + ("*" if ends_in_word else "")
    is_start = len(tokens) == 1 and ends_in_word and len(tokens[0]) <= START
    holds_punctuation = any(not (c.isalnum() or c.isspace() or is_character(c)) for c in plain)
    beside_blank = GAP in tokens
    too_long = any(len(token) >= LONGEST_WORD for token in tokens)
    return Phrase(
        folded,
        expression,
        is_exact=not (holds_punctuation or beside_blank or too_long or keeps_accents),
        start=f'"{tokens[0]}{GAP}"' if is_start else "",
        keeps_accents=keeps_accents,
    )


def word_start(text: str, at: int) -> int:
    """Where the word begins that a place of a text lies in; the place itself outside of words."""
    if not _IN_WORD.match(text, at):
        return at
    while at and _IN_WORD.match(text, at - 1):
        at -= 1
    return at


class PhrasePattern:
    """Finds a phrase: a word at the beginning of a word, characters anywhere; blanks are any.

    What stands before a match is looked at afterwards: a regular expression that looks behind for
    all scripts without blanks takes milliseconds to compile, and is slower at every character.
    """

    def __init__(self, folded: str, *, any_case: bool = False) -> None:
        """Prepare.

        Args:
            folded: A folded text.
            any_case: Whether letters of other case match too, for texts that are not folded.
        """
        self._words = folded.split()
        self._any_case = any_case and folded != folded.swapcase()
        self._starts_word = bool(folded) and folded[0].isalnum() and not is_character(folded[0])

    @cached_property
    def _find(self) -> Callable[[str, int], Span | None]:
        """Place of the first text like it, whatever stands before it."""
        if len(self._words) == 1 and not self._any_case:
            # No pattern need be made, which takes longer than finding the word in a few texts.
            return partial(_find_word, self._words[0])
        body = r"\s+".join(map(re.escape, self._words))
        compiled = re.compile(body, re.IGNORECASE if self._any_case else re.NOFLAG)
        return partial(_find_pattern, compiled)

    def search(self, text: str, start: int = 0) -> Span | None:
        """Place of the first match from ``start`` on."""
        while span := self._find(text, start):
            first = span[0]
            is_inside = self._starts_word and first and _IN_WORD.match(text, first - 1)
            # A mark behind the last letter is of that letter, which then is another one.
            if not (is_inside or _MARK.match(text, span[1])):
                return span
            start = first + 1
        return None

    def spans(self, text: str) -> Iterator[Span]:
        """Places of all matches; they do not overlap."""
        span = self.search(text)
        while span:
            yield span
            span = self.search(text, max(span[1], span[0] + 1))


def _find_word(word: str, text: str, start: int) -> Span | None:
    at = text.find(word, start)
    return (at, at + len(word)) if at >= 0 else None


def _find_pattern(pattern: "re.Pattern[str]", text: str, start: int) -> Span | None:
    match = pattern.search(text, start)
    return match.span() if match else None


_ITEM = re.compile(
    r"(?:\\(?:[dDwWsSbB]|[^\w\s])"  # a sort of character, or a sign that means itself
    r"|\[\^?\]?(?:\\.|[^\[\]\\])*\]"
    r"|\((?:\?:|(?![?*]))[^()\[\]\\]*\)"
    r"|[^\\\[\](){}|?*+])"
    r"(?:[?*+]{1,2}|\{[\d,]+\}[?+]?)?"
    r"|\|"
)
"""One item and how often it is wanted, or what parts alternatives. What is needed of a group, and
of what is none of these, is hard to tell."""
_MOST = 8
"""Alternatives for which looking for each is still less than trying the expression."""
_SURE = re.compile(rf"[a-hjl-rt-zA-HJL-RT-Z0-9{CHARACTERS}]")
"""What only stands for itself in either case. Kelvin's sign is a k, the long s is an s, and Turkish
has more letters that are an i."""


def required_texts(source: str) -> tuple[str, ...]:
    """Texts of which every match holds one, but for ASCII case; none where none is certain.

    Args:
        source: A regular expression that ignores case.
    """
    alternatives = [[""]]
    at = 0
    while at < len(source):
        item = _ITEM.match(source, at)
        if item is None:
            return ()
        if item[0] == "|":
            alternatives.append([""])
        elif _SURE.fullmatch(item[0]):
            alternatives[-1][-1] += item[0]
        else:
            alternatives[-1].append("")
        at = item.end()
    longest = tuple(max(runs, key=len) for runs in alternatives)
    return longest if all(longest) and len(longest) <= _MOST else ()
