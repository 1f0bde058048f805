"""The text of a page as its reader sees it, and as ``resources/scripts/margin.js`` reads it.

Passages that were marked in the page are looked for in it where no page is shown.
"""

from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import count

_BLOCKS = frozenset({
    "p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "pre", "summary", "dt", "dd",
    "figcaption",
})  # fmt: skip
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_VOID = frozenset({"br", "img", "hr", "input", "wbr", "col"})
_HIDDEN = frozenset({"nv-copy", "nv-lines", "nv-ref-url", "nv-ref-host", "nv-box"})
"""Classes of what is the program's own."""
_BLANKS = str.maketrans("\n\r\t", "   ")
_BEGIN = "<article>"


@dataclass(frozen=True, slots=True)
class PageText:
    """A block on each line; formulas as their source."""

    text: str
    sections: tuple[tuple[int, str], ...]
    """Where the sections begin, and their anchors."""


def page_text(markup: str) -> PageText:
    """Read the text of a note's page.

    Args:
        markup: Of the page, cleaned: elements are closed in the order in which they were opened.
    """
    reader = _Reader()
    at = markup.find(_BEGIN)
    if at >= 0:
        reader.feed(markup[at:])
        reader.close()
    return PageText("".join(reader.parts), tuple(reader.sections))


@dataclass(frozen=True, slots=True)
class _Element:
    tag: str
    block: int
    """Number of the block that it is in, or is; 0 for none."""
    block_tag: str
    heading: str
    """Id of the heading that the block is; empty for none."""
    is_hidden: bool


_OUTSIDE = _Element("", 0, "", "", is_hidden=False)


class _Reader(HTMLParser):
    """Walks through the elements."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.sections: list[tuple[int, str]] = []
        self._open: list[_Element] = [_OUTSIDE]
        self._length = 0
        self._block = 0
        self._numbers = count(1)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Enter an element; a formula is read at once, and what is in it passed over."""
        if tag in _VOID:
            return
        attributes = dict(attrs)
        around = self._open[-1]
        source = attributes.get("data-tex")
        if source is not None and not around.is_hidden:
            self._add(source, around)
        classes = (attributes.get("class") or "").split()
        is_hidden = around.is_hidden or source is not None or not _HIDDEN.isdisjoint(classes)
        if tag in _BLOCKS:
            heading = attributes.get("id") or "" if tag in _HEADINGS else ""
            element = _Element(tag, next(self._numbers), tag, heading, is_hidden)
        else:
            element = _Element(tag, around.block, around.block_tag, around.heading, is_hidden)
        self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        """Leave an element."""
        if tag not in _VOID and len(self._open) > 1:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        """Read a text."""
        around = self._open[-1]
        if not around.is_hidden:
            self._add(data, around)

    def _add(self, data: str, around: _Element) -> None:
        if not around.block and not data.strip():
            return
        if around.block != self._block and self._length:
            self._put("\n")
        self._block = around.block
        if around.heading and (not self.sections or self.sections[-1][1] != around.heading):
            self.sections.append((self._length, around.heading))
        self._put(data if around.block_tag == "pre" else data.translate(_BLANKS))

    def _put(self, text: str) -> None:
        self.parts.append(text)
        self._length += len(text)
