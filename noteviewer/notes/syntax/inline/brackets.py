"""Brackets: links, images, wikilinks, footnotes, and spans with attributes."""

import re
from collections.abc import Sequence
from typing import NamedTuple, TypeGuard

from noteviewer.notes.syntax.inline.braces import (
    read_image_attributes,
    read_own_name,
    read_span_attributes,
)
from noteviewer.notes.syntax.inline.emphasis import Item, nest
from noteviewer.notes.syntax.inline.inline_items import InlineContext, InlineItems
from noteviewer.notes.syntax.inline.links import Destination, destination_at, fold_label, label_at
from noteviewer.notes.syntax.inline.plain_text import plain_text
from noteviewer.notes.syntax.tree import Atom, CitationForm, Inline, InlineKind
from noteviewer.notes.urls import is_web_url

_WIKILINK = re.compile(r"\[\[([^\[\]\n]{1,400}+)\]\]")
_WIKI_TARGET = re.compile(r"\((?:#|[^()\s]*[/.:#][^()\s]*\))")
_FOOTNOTE = re.compile(r"\[\^([^\]\s\[]{1,200})\]")
_SIZE = re.compile(r"\s*(\d{1,4})(?:x(\d{1,4}))?\s*\Z")
_LONGEST_TEXT = 1_000
_MOST_OPEN = 24
"""Open brackets that are kept; the first of more are text."""
_MOST_NOTES = 4
"""Footnotes within footnotes."""
_SORTED = re.compile(r"(?:fig|tbl|tab|sec|eq|lst|thm|lem|cor|prp|cnj|def|exm|exr|sol|rem|alg)[-:]")
"""Begins the names of parts of a book."""
_UNLINKED = frozenset({InlineKind.URL, InlineKind.SERIES})
"""What is text inside a link."""


class _Opener(NamedTuple):
    """An open bracket."""

    start: int
    inner: int
    """Where its text begins."""
    first: int
    """How many items stood before it."""
    kind: InlineKind
    """LINK, IMAGE or INLINE_NOTE."""


class BracketReader(InlineItems):
    """Keeps open brackets on a stack until what closes them tells what they are."""

    __slots__ = ("cites", "inactive", "openers")

    def __init__(self, text: str, atoms: Sequence[Atom], context: InlineContext) -> None:
        super().__init__(text, atoms, context)
        self.openers: list[_Opener] = []
        self.cites = False
        """Whether a work or a part was named so far."""
        self.inactive = 0
        """How many of the first openers hold a link already, so that they cannot be one."""

    def forget_brackets(self) -> None:
        """Let no bracket reach further: a paragraph ends."""
        self.openers.clear()
        self.inactive = 0

    def open_bracket(self, start: int, end: int) -> int:
        """Read a wikilink or the mark of a footnote, or keep the bracket open."""
        if self.masked.startswith("[[", start) and (stop := self._wikilink(start, start)):
            return stop
        if self.masked.startswith("[^", start):
            found = _FOOTNOTE.match(self.masked, start, self.end)
            known = self.context.footnotes
            if found and (known is None or found[1] in known or fold_label(found[1]) in known):
                return self.add(Inline(InlineKind.FOOTNOTE, start, found.end(), found[1]))
        self.open(start, end, InlineKind.LINK)
        return end

    def open_image(self, start: int, end: int) -> int:
        """Read an embedded note, or keep the bracket of an image open."""
        if self.masked.startswith("[[", start + 1) and (stop := self._wikilink(start, start + 1)):
            return stop
        self.open(start, end, InlineKind.IMAGE)
        return end

    def _wikilink(self, start: int, bracket: int) -> int:
        """Read ``[[note]]``; 0 for what is no such link."""
        found = _WIKILINK.match(self.masked, bracket, self.end)
        if found is None or _WIKI_TARGET.match(self.masked, found.end(), self.end):
            return 0
        target = self.text[found.start(1) : found.end(1)].replace("\\|", "|")
        if not target.strip():
            return 0
        kind = InlineKind.WIKILINK if start == bracket else InlineKind.EMBED
        return self.add(Inline(kind, start, found.end(), target))

    def open(self, start: int, inner: int, kind: InlineKind) -> None:
        """Keep a bracket open until its end tells what it is."""
        self.openers.append(_Opener(start, inner, len(self.items), kind))
        if len(self.openers) > _MOST_OPEN:
            del self.openers[0]
            self.inactive = max(0, self.inactive - 1)

    def close_bracket(self, start: int, end: int) -> int:
        """Make of the last open bracket what stands behind it."""
        if not self.openers:
            return end
        opener = self.openers.pop()
        is_active = opener.kind is not InlineKind.LINK or len(self.openers) >= self.inactive
        self.inactive = min(self.inactive, len(self.openers))
        if start - opener.inner > _LONGEST_TEXT and opener.kind is not InlineKind.INLINE_NOTE:
            return end
        destination = self._destination_behind(opener, start) if is_active else None
        if destination is None:
            if opener.kind is InlineKind.INLINE_NOTE:
                return self._note(opener, start, end)
            stop = self._span(opener, start, end)
            return self._cite(opener, start, end) if stop == end and self.cites else stop
        if opener.kind is InlineKind.IMAGE:
            return self._image(opener, start, destination)
        return self._link(opener, start, destination)

    def _destination_behind(self, opener: _Opener, close: int) -> Destination | None:
        following = self.masked[close + 1 : close + 2]
        if following == "(" and (found := self.destination(close + 1)):
            return found
        definitions = self.context.definitions
        if not definitions or opener.kind is InlineKind.INLINE_NOTE:
            return None
        label = (
            label_at(self.masked, close + 1, self.end) if following in {"[", " ", "\t"} else None
        )
        written = self.text[opener.inner : close]
        if label and following != "[" and not self.rules.has_spaced_labels:
            # Two links, where each of them is one.
            label = None if fold_label(written) in definitions else label
        if label and (known := definitions.get(fold_label(label[0]))):
            return Destination(known.target, known.title, label[1])
        known = definitions.get(fold_label(written)) if "[" not in written else None
        if known is None:
            return None
        is_collapsed = label is not None and not label[0]
        end = label[1] if label and is_collapsed else close + 1
        return Destination(known.target, known.title, end)

    def destination(self, start: int) -> Destination | None:
        """Read ``(address "title")``; None where there is none."""
        return destination_at(self.text, self.masked, start, self.end, self.rules)

    def _link(self, opener: _Opener, close: int, destination: Destination) -> int:
        items = self.items[opener.first :]
        del self.items[opener.first :]
        children = nest(_unlinked(items), opener.inner, close)
        target, title, end, _, _ = destination
        written = self.text[opener.inner : close]
        if is_web_url(written) and not is_web_url(target) and " " not in written:
            target = written
        self.inactive = len(self.openers)
        start = opener.inner - 1
        return self.add(Inline(InlineKind.LINK, start, end, target, title, children))

    def _image(self, opener: _Opener, close: int, destination: Destination) -> int:
        alt = self.text[opener.inner : close]
        if len(self.items) > opener.first:
            nodes = nest(_unlinked(self.items[opener.first :]), opener.inner, close)
            del self.items[opener.first :]
            alt = plain_text(nodes, self.text)
        target, title, end, width, height = destination
        written_width, written_height, end = read_image_attributes(self.masked, end, self.end)
        width, height = written_width or width, written_height or height
        text, bar, last = alt.rpartition("|")
        found = _SIZE.match(last) if bar or self.rules.has_sized_alt else None
        if found:
            alt, width, height = text, found[1], found[2] or ""
        attributes = {"alt": alt}
        if own := read_own_name(self.masked, destination.end, end):
            attributes["name"] = own
        if width:
            attributes["width"] = width
        if height:
            attributes["height"] = height
        return self.add(Inline(InlineKind.IMAGE, opener.start, end, target, title, (), attributes))

    def _note(self, opener: _Opener, close: int, end: int) -> int:
        """``^[text]``; notes in notes only so deep."""
        notes = sum(other.kind is InlineKind.INLINE_NOTE for other in self.openers)
        if notes >= _MOST_NOTES or close == opener.inner:
            return end
        children = nest(self.items[opener.first :], opener.inner, close)
        del self.items[opener.first :]
        return self.add(Inline(InlineKind.INLINE_NOTE, opener.start, end, "", "", children))

    def _span(self, opener: _Opener, close: int, end: int) -> int:
        """``[text]{.class}``: the text stays."""
        if opener.kind is not InlineKind.LINK or not self.rules.has_brace_attributes:
            return end
        attributes = None
        if self.masked[end : end + 1] == "{":
            attributes = read_span_attributes(self.masked, end, self.end)
        if attributes is None:
            return end
        self.items.insert(opener.first, Inline(InlineKind.COMMENT, opener.start, opener.inner))
        return self.add(attributes._replace(start=close))

    def _cite(self, opener: _Opener, close: int, end: int) -> int:
        """``[see @a, p. 3; @b]``: brackets around works are parentheses; around parts, nothing."""
        inside = self.items[opener.first :]
        if opener.kind is not InlineKind.LINK or not any(map(_is_citation, inside)):
            return end
        self.items[opener.first :] = [
            item._replace(title=CitationForm.INSIDE)
            if _is_citation(item, CitationForm.NAMED)
            else item
            for item in inside
        ]
        is_bare = all(_SORTED.match(item.target) for item in inside if _is_citation(item))
        signs = ("", "") if is_bare else ("(", ")")
        before = Inline(InlineKind.LITERAL, opener.start, opener.inner, signs[0])
        self.items.insert(opener.first, before)
        return self.add(Inline(InlineKind.LITERAL, close, end, signs[1]))


def _is_citation(item: Item, form: CitationForm | None = None) -> TypeGuard[Inline]:
    if not isinstance(item, Inline) or item.kind is not InlineKind.CITATION:
        return False
    return form is None or item.title == form


def _unlinked(items: Sequence[Item]) -> list[Item]:
    """Items without addresses, which are text inside a link."""
    kept: list[Item] = []
    for item in items:
        if isinstance(item, Inline):
            if item.kind in _UNLINKED:
                continue
            if item.kind is InlineKind.AUTOLINK:
                item = item._replace(kind=InlineKind.LITERAL)  # noqa: PLW2901  (the same, as text)
        kept.append(item)
    return kept
