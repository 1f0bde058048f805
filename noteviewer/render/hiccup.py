"""Hiccup, HTML written as Clojure's vectors: ``[:h2 {:style {:color "red"}} "title"]``.

Logseq draws it wherever it stands in a block. What comes of it is HTML of the note's own, judged
and sanitised as all HTML is; what is no well-formed vector of a known tag stays as it is written.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from html import escape
from itertools import takewhile

from noteviewer.render.cut import Line
from noteviewer.render.raw_html import KNOWN_TAGS, raw_block
from noteviewer.render.tokens import Tokens

_START = re.compile(r"\[:(?=[a-z])")
_TAG = re.compile(r":([a-z][a-z0-9]*)(?:[.#][\w-]+)*(?=[\s\]{\[\"])")
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)
_ATOM = re.compile(r"[^\s\[\]{}\"]+")
_BLANKS = re.compile(r"[\s,]*")
_ITEM = re.compile(r"[ \t]*[-*+][ \t]")
_INLINE = frozenset({
    "a", "abbr", "b", "br", "code", "del", "em", "font", "i", "img", "ins", "kbd", "mark", "q", "s",
    "samp", "small", "span", "strong", "sub", "sup", "u", "var",
})  # fmt: skip
_VOID = frozenset({"br", "hr", "img", "wbr"})
_DEEPEST = 20
_LONGEST = 40
"""Lines of one vector."""


def with_hiccup(lines: Sequence[Line], tokens: Tokens, media_label: str) -> list[Line]:
    """The lines with each vector as a token of HTML."""
    written: list[Line] = []
    index = 0
    while index < len(lines):
        line, used = lines[index], 1
        start = 0
        while found := _START.search(line.text, start):
            below = lines[index + used : index + _LONGEST]
            more = [each.text for each in takewhile(_belongs_to_block, below)]
            source = "\n".join([line.text[found.start() :], *more])
            element = _Reader(source).read()
            if element is None:
                start = found.end()
                continue
            tag, html, end = element
            rest, *left = source[end:].split("\n")
            used += len(more) - len(left)
            judged = raw_block(html, media_label)
            make = tokens.raw if tag in _INLINE else tokens.raw_block
            before = line.text[: found.start()] + make(judged, source[:end])
            line, start = replace(line, text=before + rest), len(before)
        written.append(line)
        index += used
    return written


def _belongs_to_block(line: Line) -> bool:
    return bool(line.text.strip()) and not _ITEM.match(line.text)


class _Reader:
    """Reads one vector from the start of a text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._position = 0

    def read(self) -> tuple[str, str, int] | None:
        """Its tag, its HTML and where it ends; None where it is no vector of a known tag."""
        try:
            tag, html = self._vector(0)
        except ValueError:
            return None
        return tag, html, self._position

    def _vector(self, depth: int) -> tuple[str, str]:
        name = _TAG.match(self._text, self._position + 1)
        if depth > _DEEPEST or not name or name[1] not in KNOWN_TAGS:
            raise ValueError
        self._position = name.end()
        self._skip_blanks()
        attributes = self._map(depth) if self._next() == "{" else {}
        written = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items())
        content = []
        while (sign := self._after_blanks()) != "]":
            content.append(self._vector(depth + 1)[1] if sign == "[" else self._text_value())
        self._position += 1
        tag = name[1]
        closing = "" if tag in _VOID else f"</{tag}>"
        return tag, f"<{tag}{written}>{''.join(content)}{closing}"

    def _text_value(self) -> str:
        return escape(self._value(), quote=False)

    def _map(self, depth: int) -> dict[str, str]:
        """Attributes; a map as value is one of styles."""
        if depth > _DEEPEST:
            raise ValueError
        self._position += 1
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
        self._position += 1
        return read

    def _value(self) -> str:
        if found := _STRING.match(self._text, self._position):
            self._position = found.end()
            return re.sub(r"\\(.)", r"\1", found[1])
        if found := _ATOM.match(self._text, self._position):
            self._position = found.end()
            return found[0]
        raise ValueError

    def _after_blanks(self) -> str:
        self._skip_blanks()
        return self._next()

    def _skip_blanks(self) -> None:
        found = _BLANKS.match(self._text, self._position)
        self._position = found.end() if found else self._position

    def _next(self) -> str:
        return self._text[self._position : self._position + 1]
