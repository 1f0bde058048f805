"""Hiccup, HTML written as Clojure's vectors: ``[:h2 {:style {:color "red"}} "title"]``.

Logseq draws it wherever it stands in a block. What comes of it is HTML of the note's own, judged
and sanitised as all HTML is; what is no well-formed vector of a known tag stays as it is written.
"""

import re
from collections.abc import Sequence
from html import escape

from noteviewer.notes.syntax.inline.html import KNOWN_TAGS
from noteviewer.notes.syntax.tree import Atom, InlineKind

_START = re.compile(r"\[:(?=[a-z])")
_TAG = re.compile(r":([a-z][a-z0-9]*)(?:[.#][\w-]+)*(?=[\s\]{\[\"])")
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)
_ATOM = re.compile(r"[^\s\[\]{}\"]+")
_BLANKS = re.compile(r"[\s,]*")
_VOID = frozenset({"br", "hr", "img", "wbr"})
_DEEPEST = 20
_LONGEST = 20_000
"""Characters of one vector."""
_MOST_FAILURES = 100
"""Long ones, after which a note is taken to be no Hiccup; hostile ones cost no more time."""
_LONG = 20


def with_hiccup(text: str, atoms: Sequence[Atom]) -> tuple[Atom, ...]:
    """The atoms of a leaf with each vector as one that holds its HTML."""
    found: list[Atom] = []
    position = failures = 0
    while failures < _MOST_FAILURES and (start := _START.search(text, position)):
        position = start.end()
        if any(atom.start <= start.start() < atom.end for atom in atoms):
            continue
        reader = _Reader(text, start.start())
        element = reader.read()
        if element is None:
            failures += reader.position - position > _LONG
            continue
        position = reader.position
        found.append(Atom(InlineKind.HTML_CODE, start.start(), position, element[1]))
    kept = [atom for atom in atoms if not any(f.start <= atom.start < f.end for f in found)]
    return tuple(sorted((*kept, *found), key=lambda atom: atom.start))


class _Reader:
    """Reads one vector at a place of a text."""

    def __init__(self, text: str, position: int) -> None:
        self._text = text
        self._limit = position + _LONGEST
        self.position = position
        """How far it has read."""

    def read(self) -> tuple[str, str] | None:
        """Its tag and its HTML; None where it is no well-formed vector of a known tag."""
        try:
            return self._vector(0)
        except ValueError:
            return None

    def _vector(self, depth: int) -> tuple[str, str]:
        name = _TAG.match(self._text, self.position + 1)
        if depth > _DEEPEST or not name or name[1] not in KNOWN_TAGS:
            raise ValueError
        self.position = name.end()
        self._skip_blanks()
        attributes = self._map(depth) if self._next() == "{" else {}
        written = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items())
        content = []
        while (sign := self._after_blanks()) != "]":
            content.append(self._vector(depth + 1)[1] if sign == "[" else self._text_value())
        self.position += 1
        tag = name[1]
        closing = "" if tag in _VOID else f"</{tag}>"
        return tag, f"<{tag}{written}>{''.join(content)}{closing}"

    def _text_value(self) -> str:
        return escape(self._value(), quote=False)

    def _map(self, depth: int) -> dict[str, str]:
        """Attributes; a map as value is one of styles."""
        if depth > _DEEPEST:
            raise ValueError
        self.position += 1
        read: dict[str, str] = {}
        while (sign := self._after_blanks()) != "}":
            if sign != ":":
                raise ValueError
            key = self._value()[1:]
            if not key.replace("-", "").isalnum():
                raise ValueError
            if self._after_blanks() == "{":
                styles = self._map(depth + 1)
                read[key] = ";".join(f"{name}:{value}" for name, value in styles.items())
            else:
                read[key] = self._value().removeprefix(":")
        self.position += 1
        return read

    def _value(self) -> str:
        if self.position > self._limit:
            raise ValueError
        if found := _STRING.match(self._text, self.position):
            self.position = found.end()
            return re.sub(r"\\(.)", r"\1", found[1])
        if found := _ATOM.match(self._text, self.position):
            self.position = found.end()
            return found[0]
        raise ValueError

    def _after_blanks(self) -> str:
        self._skip_blanks()
        return self._next()

    def _skip_blanks(self) -> None:
        found = _BLANKS.match(self._text, self.position)
        self.position = found.end() if found else self.position

    def _next(self) -> str:
        return self._text[self.position : self.position + 1]
