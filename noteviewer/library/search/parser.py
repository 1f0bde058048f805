"""The query language: text to a tree of conditions.

::

    多任务 learning         both, in one section      "deep learning"     as it stands
    -word                   not                       a OR b, (a b) OR c  either
    title:x heading:x tag:x category:x series:x path:x url:x host:x
    date:2020..2023 date:2021-05 date:..2019          has:formula|image|code|reference|link
    prop:rating>=4  prop:status=done  prop:year=2019..2021  has:cover (any property)
    /regular expression/

What is unknown or half-typed is searched as text, and reported with its place; nothing is an
error. Full-width quotes, brackets and colons do as well, and so do Chinese names of fields.
"""

import re

import regex

from noteviewer.library.rows import QueryIssue
from noteviewer.library.search.phrases import phrase
from noteviewer.library.search.query import (
    FIELD_NAMES,
    HAS_VALUES,
    KIND_VALUES,
    And,
    Field,
    FieldIs,
    Node,
    Not,
    Or,
    Pattern,
    Query,
    Text,
    parse_dates,
)
from noteviewer.notes.text import fold

_LONGEST = 2000
"""Characters of a query that are read."""
_DEEPEST = 40
"""Brackets within brackets; more are text."""
_OR = re.compile(r"(?:OR|[|])(?=[\s(（]+\S)")
_QUOTES = {'"': '"', "“": "”", "”": "”", "＂": "＂", "「": "」"}
_LONE_OPERATORS = ("-", "－", "−", "|")
_OPEN, _CLOSE = "(（", ")）"
_FIELD = re.compile(rf"({'|'.join(FIELD_NAMES)})[:：]", re.IGNORECASE)
_OTHER_FIELD = re.compile(r"([A-Za-z]{3,12}):(?!//)\S")
_REGEX = re.compile(r"/((?:[^/\\\n]|\\.)+)/(?=[\s)）]|$)")
_OPEN_REGEX = re.compile(r"/[^\s/]*[\\^$*+?()\[\]{|}][^\s/]*")
"""The beginning of one, up to the blank; told from a path by its signs."""
_NO_KEY = re.compile(r"[<>=!:]")
_WORD_END = re.compile(r"[\s\"“”＂]")


def parse_query(text: str) -> Query:
    """Understand a query; never fails."""
    parser = _Parser(text[:_LONGEST])
    root = parser.parse()
    if root == And(()) and (whole := _text(text[:_LONGEST])):
        root = whole  # operators alone
    return Query(text, root, tuple(parser.issues))


class _Parser:
    """Recursive descent over the characters of a query."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.depth = 0
        self.issues: list[QueryIssue] = []

    def parse(self) -> Node:
        """Read all of it; a closing bracket too many is text."""
        parts = [self._either()]
        while self.at < len(self.text):
            self.at += 1  # a closing bracket that nothing opened
            rest = self._either()
            if rest != And(()):
                parts.append(rest)
        return _and(parts)

    def _either(self) -> Node:
        sides = [self._all()]
        while self._takes_or():
            sides.append(self._all())
        sides = [side for side in sides if side != And(())]
        if not sides:
            return And(())
        return sides[0] if len(sides) == 1 else Or(tuple(sides))

    def _takes_or(self) -> bool:
        match = _OR.match(self.text, self.at)
        if match is None:
            return False
        self.at = match.end()
        return True

    def _all(self) -> Node:
        parts: list[Node] = []
        while True:
            self._skip_blanks()
            if self.at >= len(self.text) or (parts and self._is_or_next()):
                break
            if self.text[self.at] in _CLOSE:
                break
            node = self._one()
            if node is not None:
                parts.append(node)
        return _and(parts)

    def _is_or_next(self) -> bool:
        return _OR.match(self.text, self.at) is not None

    def _one(self) -> Node | None:
        character = self.text[self.at]
        if character in "-－−" and self._stands_before_something():
            self.at += 1
            part = self._one()
            if isinstance(part, Not):
                return part.part  # not what is not
            return None if part is None else Not(part)
        if character in _OPEN and self.depth < _DEEPEST:
            return self._bracket()
        if character in _QUOTES:
            value = self._quoted()
            return _text(value, is_quoted=True)
        if match := _REGEX.match(self.text, self.at):
            return self._regex(match)
        if match := _OPEN_REGEX.match(self.text, self.at):
            self._report(match.start(), match.end(), "unclosed-regex")
        if match := _FIELD.match(self.text, self.at):
            return self._field(match)
        word = self._word()
        return None if word in _LONE_OPERATORS else _text(word)

    def _stands_before_something(self) -> bool:
        following = self.text[self.at + 1 : self.at + 2]
        return bool(following.strip()) and following not in "-－−"

    def _skip_blanks(self) -> None:
        while self.at < len(self.text) and self.text[self.at].isspace():
            self.at += 1

    def _bracket(self) -> Node | None:
        start = self.at
        self.at += 1
        self.depth += 1
        inner = self._either()
        self.depth -= 1
        if self.at < len(self.text):
            self.at += 1
        else:
            self._report(start, start + 1, "unclosed-bracket")
        return None if inner == And(()) else inner

    def _is_at_quote(self) -> bool:
        return self.at < len(self.text) and self.text[self.at] in _QUOTES

    def _quoted(self) -> str:
        start = self.at
        closing = _QUOTES[self.text[start]]
        end = self.text.find(closing, start + 1)
        if end < 0:
            self._report(start, len(self.text), "unclosed-quote")
            self.at = len(self.text)
            return self.text[start + 1 :]
        self.at = end + 1
        return self.text[start + 1 : end]

    def _word(self) -> str:
        start = self.at
        match = _WORD_END.search(self.text, start)
        end = match.start() if match else len(self.text)
        word = self.text[start:end]
        if self.depth:
            # Brackets that a word opens itself, as in f(x), belong to it.
            level = 0
            for offset, character in enumerate(word):
                level += (character in _OPEN) - (character in _CLOSE)
                if level < 0:
                    word = word[:offset]
                    break
        self.at = start + max(len(word), 1)
        if match := _OTHER_FIELD.match(word):
            self._report(start, start + match.end(1) + 1, "unknown-field", match[1])
        return word

    def _regex(self, match: "re.Match[str]") -> Node:
        self.at = match.end()
        try:
            regex.compile(match[1])
        except regex.error as error:
            self._report(match.start(), match.end(), "bad-regex", str(error))
            return _text(match[0]) or And(())
        return Pattern(match[1])

    def _field(self, match: "re.Match[str]") -> Node | None:
        start = match.start()
        field = FIELD_NAMES[match[1].lower()]
        self.at = match.end()
        is_whole = self._is_at_quote()
        has_value = self.at < len(self.text) and not self.text[self.at].isspace()
        value = (self._quoted() if is_whole else self._word()) if has_value else ""
        if field is Field.PROPERTY and value[-1:] in ("=", "<", ">") and self._is_at_quote():
            value += self._quoted()
        folded = " ".join(fold(value).split())
        if not folded:
            self._report(start, match.end(), "missing-value", match[1])
        elif field is Field.DATE and parse_dates(folded) is None:
            self._report(match.end(), self.at, "bad-date", value)
        elif field is Field.HAS and folded not in HAS_VALUES:
            if not _NO_KEY.search(folded):
                return FieldIs(Field.PROPERTY, folded)
            self._report(match.end(), self.at, "bad-has", value)
        elif field is Field.KIND and folded not in KIND_VALUES:
            self._report(match.end(), self.at, "bad-kind", value)
        else:
            return FieldIs(field, folded, is_whole)
        return _text(self.text[start : self.at])

    def _report(self, start: int, end: int, code: str, detail: str = "") -> None:
        self.issues.append(QueryIssue(start, end, code, detail))


def _text(value: str, *, is_quoted: bool = False) -> Node | None:
    made = phrase(value, is_quoted=is_quoted)
    return Text(made) if made.text else None


def _and(parts: list[Node]) -> Node:
    flat: list[Node] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, And) else (part,))
    return flat[0] if len(flat) == 1 else And(tuple(flat))
