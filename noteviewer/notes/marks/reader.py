"""The one pass over a text that finds its marks.

Every step either moves forward or looks at a bounded piece of text, so that a megabyte of opening
brackets costs no more than a megabyte of prose.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from noteviewer.notes.html_tags import TAG, read_attributes
from noteviewer.notes.marks.targets import Definitions, destination_at
from noteviewer.notes.marks.values import Mark, MarkKind
from noteviewer.notes.urls import is_web_url, scheme_start, url_end

_SIGN = re.compile(r"\\|\[|<|://")
_SIGN_IN_BRACKETS = re.compile(r"\\|\[|\]|<|://|\n[ \t]*\n")
"""What ends brackets, or a paragraph with brackets left open, matters only within them."""
_WIKI = re.compile(r"\[\[([^\[\]\n]{1,400}+)\]\](?!\()")
_AUTOLINK = re.compile(r"<((?:https?|ftp)://[^\s<>]++)>", re.IGNORECASE)
_OPAQUE_END = {
    name: re.compile(rf"</{name}\s*>", re.IGNORECASE) for name in ("script", "style", "textarea")
}
_ANCHOR_END = re.compile(r"</a\s*>", re.IGNORECASE)
_BLANK = re.compile(r"\s")
_LONGEST_TEXT = 1_000
_LONGEST_MARKER = 20
_LONGEST_URL = 2_000


@dataclass(slots=True)
class _Opener:
    start: int
    is_image: bool


class MarkReader:
    """State of the pass: what is open, what was found."""

    def __init__(self, text: str, masked: str, line_starts: Sequence[int]) -> None:
        self.text = text
        self.masked = masked
        self.line_starts = line_starts
        self.found: list[Mark] = []
        self.openers: list[_Opener] = []
        self.definitions = Definitions(masked)
        self.never_closed: set[str] = set()
        self.line_end = -1

    def read(self) -> list[Mark]:
        """Read the whole text; marks come in order of their end."""
        masked, position = self.masked, 0
        search, search_in_brackets = _SIGN.search, _SIGN_IN_BRACKETS.search
        while match := (search_in_brackets if self.openers else search)(masked, position):
            sign = match[0]
            start = match.start()
            if sign == "\\":
                position = start + 2
            elif sign == "[":
                position = self._open_bracket(start)
            elif sign == "]":
                position = self._close_bracket(start)
            elif sign == "<":
                position = self._angle(start)
            elif sign == "://":
                position = self._bare_url(start)
            else:
                self.openers.clear()
                position = match.end() - 1
        return self.found

    def _open_bracket(self, start: int) -> int:
        definition_end = self.definitions.end_at(start)
        if definition_end is not None:
            return definition_end
        is_marked = start > 0 and self.masked[start - 1] == "!"
        wiki = _WIKI.match(self.masked, start)
        if wiki:
            kind = MarkKind.EMBED if is_marked else MarkKind.WIKILINK
            inner = self.text[wiki.start(1) : wiki.end(1)]
            self._add(kind, start - is_marked, wiki.end(), inner)
            return wiki.end()
        self.openers.append(_Opener(start, is_marked))
        return start + 1

    def _close_bracket(self, close: int) -> int:
        opener = self.openers.pop()
        if close - opener.start > _LONGEST_TEXT:
            return close + 1
        target = None
        if self.masked[close + 1 : close + 2] == "(":
            target = destination_at(self.text, self.masked, close + 1)
        if target is None:
            target = self.definitions.target(opener.start + 1, close)
        if target is None:
            return close + 1
        self._close_link(opener, close, target.end, target.written)
        return target.end

    def _close_link(self, opener: _Opener, close: int, end: int, target: str) -> None:
        start = opener.start - opener.is_image
        # An address in the text of a link is its text, not a second reference.
        inner = [self.found.pop() for _ in range(_trailing_from(self.found, opener.start))]
        self.found += [item for item in reversed(inner) if item.kind is MarkKind.IMAGE]
        text = self.text[opener.start + 1 : close]
        if is_web_url(text) and not is_web_url(target):
            target = text
        kind = MarkKind.IMAGE if opener.is_image else MarkKind.LINK
        self._add(kind, start, end, target, text)
        if opener.is_image:
            self.openers = [item for item in self.openers[-8:] if not item.is_image]
        else:
            self.openers.clear()

    def _angle(self, start: int) -> int:
        autolink = _AUTOLINK.match(self.masked, start)
        if autolink:
            self._add(MarkKind.AUTOLINK, start, autolink.end(), autolink[1])
            return autolink.end()
        tag = TAG.match(self.masked, start)
        if tag is None:
            return start + 1
        name = tag[2].lower()
        if tag[1]:
            return tag.end()
        if name == "img":
            self._image_tag(tag)
        elif name == "a":
            return self._anchor_tag(tag)
        elif name in _OPAQUE_END:
            return self._skip_element(name, tag.end())
        return tag.end()

    def _image_tag(self, tag: re.Match[str]) -> None:
        attributes = read_attributes(tag[3])
        if source := attributes.get("src", "").strip():
            self._add(MarkKind.IMAGE, tag.start(), tag.end(), source, attributes.get("alt", ""))

    def _anchor_tag(self, tag: re.Match[str]) -> int:
        """Note ``<a href>``; an image inside it is found by reading on after the opening tag."""
        target = read_attributes(tag[3]).get("href", "").strip()
        if not target:
            return tag.end()
        close = _ANCHOR_END.search(self.masked, tag.end(), tag.end() + _LONGEST_TEXT)
        if close is None:
            return tag.end()
        text = self.text[tag.end() : close.start()]
        self._add(MarkKind.LINK, tag.start(), close.end(), target, text)
        return tag.end() if "<" in text else close.end()

    def _skip_element(self, name: str, position: int) -> int:
        if name in self.never_closed:
            return position
        close = _OPAQUE_END[name].search(self.masked, position)
        if close is None:
            self.never_closed.add(name)
            return position
        return close.end()

    def _bare_url(self, separator: int) -> int:
        start = scheme_start(self.masked, separator)
        if start is None:
            return separator + 3
        if separator > self.line_end:
            end = self.masked.find("\n", separator)
            self.line_end = len(self.masked) if end < 0 else end
        limit = self.line_end
        is_alone = self._is_alone(start, limit)
        end = url_end(self.masked, start, separator, limit, is_alone=is_alone)
        if end == start:
            return separator + 3
        self._add(MarkKind.URL, start, end, self.text[start:end])
        return end

    def _is_alone(self, start: int, limit: int) -> bool:
        """Whether one word, the address, is all that stands on the line."""
        line_start = self.masked.rfind("\n", max(0, start - _LONGEST_MARKER), start) + 1
        if line_start != start:
            before = self.masked[line_start:start] if line_start or start < _LONGEST_MARKER else "x"
            if before.strip(" \t>*+-"):
                return False
        return limit - start < _LONGEST_URL and not _BLANK.search(self.masked[start:limit].rstrip())

    def _add(self, kind: MarkKind, start: int, end: int, target: str, text: str = "") -> None:
        line = bisect_right(self.line_starts, start) - 1
        self.found.append(Mark(kind, start, end, target, text, line))


def _trailing_from(found: list[Mark], start: int) -> int:
    """How many of the last marks begin after ``start``."""
    count = 0
    for item in reversed(found):
        if item.start < start:
            break
        count += 1
    return count
