"""Expressions of queries: text to a tree, for Dataview and for Bases.

The two differ in what a name may hold, in their signs for "and", "or" and "equal", and in methods
and regular expressions, which only Bases has (`Grammar`). Length and depth are bounded.
"""

import re
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple, TypeAlias

from noteviewer.library.queries.values import QueryError

LONGEST = 20_000
DEEPEST = 60


class Grammar(Enum):
    """Whose expressions they are."""

    DATAVIEW = "dataview"
    BASES = "bases"


class Literal(NamedTuple):
    """A number, a text, true, false, null."""

    value: str | int | float | bool | None


class LinkTarget(NamedTuple):
    """``[[note]]``; of an empty target, the note in which the query stands."""

    text: str


class Word(NamedTuple):
    """``date(today)``, ``dur(1 day)``: a literal of a type."""

    kind: str
    text: str


class RegularExpression(NamedTuple):
    """``/pattern/flags``."""

    source: str
    flags: str


class Name(NamedTuple):
    """A field, or a function that is called."""

    name: str


class FieldOf(NamedTuple):
    """``a.b``, ``a[b]``."""

    of: "Node"
    field: "Node"


class Call(NamedTuple):
    """``f(a, b)``."""

    function: "Node"
    arguments: "tuple[Node, ...]"


class Method(NamedTuple):
    """``a.f(b)``."""

    of: "Node"
    name: str
    arguments: "tuple[Node, ...]"


class Not(NamedTuple):
    """The opposite."""

    of: "Node"


class Operation(NamedTuple):
    """Two values and a sign between them."""

    sign: str
    left: "Node"
    right: "Node"


class Lambda(NamedTuple):
    """``(x, y) => x + y``."""

    names: tuple[str, ...]
    body: "Node"


class Listed(NamedTuple):
    """``[a, b]``."""

    items: "tuple[Node, ...]"


class Record(NamedTuple):
    """``{ a: b }``."""

    pairs: "tuple[tuple[str, Node], ...]"


Node: TypeAlias = (
    Literal | LinkTarget | Word | RegularExpression | Name | FieldOf | Call | Method | Not
    | Operation | Lambda | Listed | Record
)  # fmt: skip

_BLANK = re.compile(r"\s*")
_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,15})?(?:[eE][-+]?\d{1,3})?")
_PICTURES = r"\u2190-\u2bff\U0001f000-\U0001faff"
_NAMES = {
    Grammar.DATAVIEW: re.compile(rf"(?:[^\W\d]|[{_PICTURES}])[\w\ufe0f{_PICTURES}-]*"),
    Grammar.BASES: re.compile(rf"(?:[^\W\d]|[${_PICTURES}])[\w$\ufe0f{_PICTURES}]*"),
}
_LINK = re.compile(r"!?\[\[[^\[\]\n]{0,500}\]\]")
_LAMBDA = re.compile(r"\(\s*((?:[^\W\d][\w-]*\s*(?:,\s*(?=[^\W\d]))?){0,8})\)\s*=>")
_TYPED = re.compile(r"(date|dur)\(\s*([\w-][\w\s:.,+-]{0,80}?)\s*\)", re.IGNORECASE)
_DATE_WORD = re.compile(
    r"today|now|tomorrow|yesterday|[se]o[wmy]|(?:start|end)-of-(?:week|month|year)|"
    r"\d{4}-\d\d(?:-\d\d(?:[T ]\d\d:\d\d[\d:.+-]*Z?)?)?",
    re.IGNORECASE,
)
_SPAN = r"-?\d{1,9}(?:\.\d{1,9})?\s{0,3}[a-z]{1,12}"
_DURATION_WORD = re.compile(rf"{_SPAN}(?:[\s,]{{0,5}}{_SPAN})*", re.IGNORECASE)
_REGEX = re.compile(r"/((?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)/([a-z]*)")
_STRING = {
    '"': re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL),
    "'": re.compile(r"'((?:[^'\\]|\\.)*)'", re.DOTALL),
}
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_JS_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "0": "\0"}
_WORDS = {"true": True, "false": False, "null": None}
_SIGNS = {
    Grammar.DATAVIEW: (
        re.compile(r"(?:and|or)(?![\w-])|[&|](?!&|\|)", re.IGNORECASE),
        re.compile(r">=|<=|!=|=(?!>)|>|<"),
    ),
    Grammar.BASES: (
        re.compile(r"\|\|"),
        re.compile(r"&&"),
        re.compile(r"===?|!==?|>=|<=|>|<"),
    ),
}
_SUM, _PRODUCT = re.compile(r"[+-]"), re.compile(r"[*/%]")
_ALIKE = {"&": "and", "&&": "and", "|": "or", "||": "or", "==": "=", "===": "=", "!==": "!="}
KEYWORDS = frozenset(("from", "where", "limit", "group", "flatten"))


@dataclass(slots=True)
class Reader:
    """Reads expressions out of a text, one after another."""

    text: str
    grammar: Grammar
    at: int = 0
    _depth: int = 0

    def expression(self) -> Node:
        """Read one.

        Raises:
            QueryError: there is none here.
        """
        self._depth += 1
        if self._depth > DEEPEST:
            raise QueryError("brackets are nested too deep")
        node = self._operation(0)
        self._depth -= 1
        return node

    def whole(self) -> Node:
        """Read an expression that is all of the text.

        Raises:
            QueryError: it is not.
        """
        if len(self.text) > LONGEST:
            raise QueryError("it is too long")
        node = self.expression()
        if self.rest():
            raise self.unknown()
        return node

    def rest(self) -> str:
        """What is not read yet, blanks left out."""
        self.skip()
        return self.text[self.at :]

    def skip(self) -> None:
        """Go on behind blanks."""
        match = _BLANK.match(self.text, self.at)
        self.at = match.end() if match else self.at

    def take(self, pattern: "re.Pattern[str]") -> "re.Match[str] | None":
        """Read what a pattern finds behind blanks."""
        self.skip()
        match = pattern.match(self.text, self.at)
        if match:
            self.at = match.end()
        return match

    def takes(self, sign: str) -> bool:
        """Read a sign, if it is there."""
        self.skip()
        if not self.text.startswith(sign, self.at):
            return False
        self.at += len(sign)
        return True

    def need(self, sign: str) -> None:
        """Read a sign.

        Raises:
            QueryError: it is not there.
        """
        if not self.takes(sign):
            raise self.unknown(f", {sign} is missing")

    def unknown(self, why: str = "") -> QueryError:
        """Say that what comes next is not understood."""
        word = self.rest()[:20].split("\n")[0]
        return QueryError(f"not understood: {word or 'the end'}{why}")

    def _operation(self, level: int) -> Node:
        signs = (*_SIGNS[self.grammar], _SUM, _PRODUCT)
        if level == len(signs):
            return self._signed()
        node = self._operation(level + 1)
        while match := self.take(signs[level]):
            sign = match[0].lower()
            node = Operation(_ALIKE.get(sign, sign), node, self._operation(level + 1))
        return node

    def _signed(self) -> Node:
        self.skip()
        if not self.text.startswith(("!", "-"), self.at) or self._is_at(_NUMBER, _LINK):
            return self._followed(self._atom())
        self._depth += 1
        if self._depth > DEEPEST:
            raise QueryError("brackets are nested too deep")
        is_not = self.text[self.at] == "!"
        self.at += 1
        inner = self._signed()
        self._depth -= 1
        return Not(inner) if is_not else Operation("-", Literal(0), inner)

    def _is_at(self, *patterns: "re.Pattern[str]") -> bool:
        return any(pattern.match(self.text, self.at) for pattern in patterns)

    def _followed(self, node: Node) -> Node:
        is_bases = self.grammar is Grammar.BASES
        for _ in range(DEEPEST):
            mark = self.at
            if is_bases:
                self.skip()
            if self.text.startswith(".", self.at) and (
                name := _NAMES[self.grammar].match(self.text, self.at + 1)
            ):
                self.at = name.end()
                if is_bases and self.takes("("):
                    node = Method(node, name[0], self._listed(")"))
                else:
                    node = FieldOf(node, Literal(name[0]))
            elif self.text.startswith("[", self.at) and not self.text.startswith("[[", self.at):
                self.at += 1
                node = FieldOf(node, self.expression())
                self.need("]")
            elif self.text.startswith("(", self.at) or (isinstance(node, Name) and self._opens()):
                self.need("(")
                node = Call(node, self._listed(")"))
            else:
                self.at = mark
                return node
        raise QueryError("brackets are nested too deep")

    def _opens(self) -> bool:
        self.skip()
        return self.text.startswith("(", self.at)

    def _listed(self, closing: str) -> tuple[Node, ...]:
        items: list[Node] = []
        if self.takes(closing):
            return ()
        while True:
            items.append(self.expression())
            if self.takes(closing):
                return tuple(items)
            self.need(",")
            if self.takes(closing):
                return tuple(items)

    def _atom(self) -> Node:
        sign = self.rest()[:1]
        is_dataview = self.grammar is Grammar.DATAVIEW
        if match := self.take(_NUMBER):
            number = match[0]
            return Literal(int(number) if number.lstrip("-").isdecimal() else float(number))
        if sign == '"' or (sign == "'" and not is_dataview):
            return Literal(self.string())
        if is_dataview and (match := self.take(_LINK)):
            return LinkTarget(match[0])
        if sign == "[":
            self.at += 1
            return Listed(self._listed("]"))
        if sign == "{":
            self.at += 1
            return self._record()
        if sign == "(":
            return self._bracket()
        if sign == "/" and not is_dataview and (match := self.take(_REGEX)):
            return RegularExpression(match[1], match[2])
        return self._name()

    def _bracket(self) -> Node:
        if self.grammar is Grammar.DATAVIEW and (match := self.take(_LAMBDA)):
            names = tuple(name.strip() for name in match[1].split(",") if name.strip())
            return Lambda(names, self.expression())
        self.need("(")
        node = self.expression()
        self.need(")")
        return node

    def _name(self) -> Node:
        if self.grammar is Grammar.DATAVIEW and (match := _TYPED.match(self.text, self.at)):
            kind, text = match[1].lower(), match[2]
            form = _DATE_WORD if kind == "date" else _DURATION_WORD
            if form.fullmatch(text):
                self.at = match.end()
                return Word(kind, text)
        match = _NAMES[self.grammar].match(self.text, self.at)
        if match is None or (self.grammar is Grammar.DATAVIEW and match[0].lower() in KEYWORDS):
            raise self.unknown()
        self.at = match.end()
        word = match[0].lower() if self.grammar is Grammar.DATAVIEW else match[0]
        return Literal(_WORDS[word]) if word in _WORDS else Name(match[0])

    def string(self) -> str:
        """Read a text in quotes.

        Raises:
            QueryError: the quote is not closed.
        """
        self.skip()
        match = _STRING[self.text[self.at]].match(self.text, self.at)
        if match is None:
            raise QueryError("a quotation mark is not closed")
        self.at = match.end()
        if self.grammar is Grammar.BASES:
            return _ESCAPE.sub(lambda found: _JS_ESCAPES.get(found[1], found[1]), match[1])
        return _ESCAPE.sub(lambda f: f[1] if f[1] in '"\\' else f[0], match[1])

    def _record(self) -> Node:
        pairs: list[tuple[str, Node]] = []
        while not self.takes("}"):
            if self.rest()[:1] in ('"', "'"):
                key = self.string()
            elif match := self.take(_NAMES[self.grammar]):
                key = match[0]
            else:
                raise self.unknown()
            self.need(":")
            pairs.append((key, self.expression()))
            if not self.takes(","):
                self.need("}")
                break
        return Record(tuple(pairs))


def read_expression(text: str, grammar: Grammar) -> Node:
    """Read an expression.

    Raises:
        QueryError: it is none, or too long, or nested too deep.
    """
    return Reader(text, grammar).whole()
