"""HTML in running text: which tags a page may have, which say nothing, and which are no tags."""

import re
from bisect import bisect_left

from noteviewer.notes.syntax.tree import NO_ATTRIBUTES, Inline, InlineKind
from noteviewer.notes.text import unescape

ALLOWED_TAGS = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "big", "blockquote", "br", "caption", "center", "cite",
    "code", "col", "colgroup", "dd", "del", "details", "dfn", "div", "dl", "dt", "em",
    "figcaption", "figure", "font", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins",
    "kbd", "li", "mark", "ol", "p", "picture", "pre", "q", "rp", "rt", "ruby", "s", "samp",
    "section", "small", "span", "strike", "strong", "sub", "summary", "sup", "table", "tbody",
    "td", "tfoot", "th", "thead", "time", "tr", "tt", "u", "ul", "var", "wbr",
})  # fmt: skip
MEDIA_TAGS = frozenset({"iframe", "video", "audio", "embed", "object"})
"""Shown as a link to what they would load."""
KNOWN_TAGS = ALLOWED_TAGS | MEDIA_TAGS
"""Those that show something."""
BREAKING_TAGS = frozenset({
    "blockquote", "br", "caption", "center", "dd", "details", "div", "dl", "dt", "figcaption",
    "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "section",
    "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
"""Text on both sides of one does not run on."""
_DROPPED_TAGS = frozenset({
    "article", "aside", "base", "body", "footer", "form", "head", "header", "html", "label",
    "link", "main", "meta", "nav", "noscript", "source", "title", "track", "button", "fieldset",
    "legend",
})  # fmt: skip
"""Their content stays, they themselves mean nothing in a note."""
_DROPPED_WITH_CONTENT = frozenset({
    "script", "style", "template", "svg", "math", "textarea", "select", "noembed", "xmp",
})  # fmt: skip
_RUNNING_ON = frozenset({
    "a", "b", "big", "code", "del", "em", "font", "i", "ins", "kbd", "mark", "q", "s", "samp",
    "small", "strike", "strong", "sub", "sup", "tt", "u", "var",
})  # fmt: skip
"""Tags that a browser opens again in each paragraph until they are closed."""

_LIQUID = r"\{[{%][^{}\n]*+\}++"
_VALUE = (
    r'"(?>(?>\{\{[^{}\n]*+\}\}|[^"\n]|\n(?![ \t]*\n))*)"|'
    r"'(?>(?>\{\{[^{}\n]*+\}\}|[^'\n]|\n(?![ \t]*\n))*)'|"
    r"(?>\{\{[^{}\n]*+\}\}|[^\s\"'=<>`])(?>(?>\{\{[^{}\n]*+\}\}|[^\s\"'<>`])*)"
)
_GAP = r"(?>(?:[ \t]|\n(?![ \t]*\n))*)"
"""Blanks within a tag, none of them a blank line."""
_NAME = r"[A-Za-z_:@.#][-\w:.@#]*+"
_BEFORE = rf"(?:(?=\s){_GAP}|(?<=[\"']))"
_ATTRIBUTE = rf"{_BEFORE}(?:{_NAME}(?:{_GAP}={_GAP}(?:{_VALUE}))?|{_LIQUID})"
TAG = re.compile(
    rf"<(/?)([A-Za-z][A-Za-z0-9:-]*+)((?>(?>{_ATTRIBUTE})*)){_GAP}(?:(?<=[\"'])[\"'])?{_GAP}/?>"
)
"""Groups: ``/`` of a closing tag, name, attributes. Whatever is no attribute makes ``<`` text:
``a<b && c>d``; it ends before a blank line."""
_ONE_ATTRIBUTE = re.compile(
    rf"(?!(?<=\s)\s){_BEFORE}(?:({_NAME})(?:{_GAP}={_GAP}({_VALUE}))?|{_LIQUID})"
)
_COMPONENT = re.compile(
    r"</?([A-Z][\w.]*|[a-z]+-[\w-]+)?(?>(?>[^<>\"'{}\n]|\n(?![ \t]*\n)|\"[^\"]*+\"|'[^']*+'"
    r"|\{(?>(?>[^{}]|\{[^{}]*+\})*)\})*)>"
)
"""A tag of JSX, with expressions in braces."""
_SAID = re.compile(r"""\s:?text=["']+([^"'<>\n]{1,200})["']""")
"""What a badge of Vue says."""
_ANCHOR_END = re.compile(r"</a\s*>", re.IGNORECASE)
_LONGEST_LINK = 1_000


def read_attributes(written: str) -> dict[str, str]:
    """Read the attributes of a tag; names in lower case, entities undone, the first one wins."""
    found: dict[str, str] = {}
    for match in _ONE_ATTRIBUTE.finditer(written):
        if match[1] is None:
            continue
        value = match[2] or ""
        if value[:1] in {'"', "'"}:
            value = value[1:-1]
        found.setdefault(match[1].lower(), unescape(value))
    return found


class TagReader:
    """Judges the tags of one text."""

    __slots__ = ("_has_components", "_places", "_source", "_text", "_unclosed")

    def __init__(self, text: str, masked: str, *, has_components: bool) -> None:
        self._source = text
        self._text = masked
        self._has_components = has_components
        self._unclosed: set[str] = set()
        """Names whose closing tag was sought and not found."""
        self._places: dict[str, tuple[list[int], list[int]]] = {}
        """Where the opening and the closing tags of a name stand."""

    def read(self, start: int, end: int) -> Inline | None:
        """Judge the tag that may begin at an offset; None where it is text."""
        found = TAG.match(self._text, start, end)
        if found is None:
            return self._component(start, end) if self._has_components else None
        name = found[2].lower()
        if name in ALLOWED_TAGS or name in MEDIA_TAGS:
            if not found[1] and name in _RUNNING_ON and self._is_left_open(found, name):
                return None
            written = self._source[found.start(3) : found.end(3)]
            attributes = read_attributes(written) if written else NO_ATTRIBUTES
            title = found[1] + name
            return Inline(InlineKind.HTML, start, found.end(), "", title, (), attributes)
        if name in _DROPPED_TAGS:
            return Inline(InlineKind.COMMENT, start, found.end())
        if name in _DROPPED_WITH_CONTENT:
            is_whole = found[1] or found[0].endswith("/>")
            stop = found.end() if is_whole else self._end(name, found.end())
            return Inline(InlineKind.COMMENT, start, stop)
        return self._component(start, end) if self._has_components else None

    def _component(self, start: int, end: int) -> Inline | None:
        found = _COMPONENT.match(self._text, start, end)
        if found is None or not (found[1] or found[0] in {"<>", "</>"}):
            return None
        if found[1] == "Badge" and (said := _SAID.search(found[0])):
            text = self._source[start + said.start(1) : start + said.end(1)]
            return Inline(InlineKind.LABEL, start, found.end(), text, attributes={"beside": ""})
        return Inline(InlineKind.COMMENT, start, found.end())

    def _is_left_open(self, found: re.Match[str], name: str) -> bool:
        """Whether a tag would run on to the end of the page: ``<s>`` in ``Array<s>``."""
        if found[3].strip():
            return False
        if name not in self._places:
            opening = [match.start() for match in _pattern(rf"<{name}[\s>]").finditer(self._text)]
            closing = [match.start() for match in _pattern(rf"</{name}[\s>]").finditer(self._text)]
            self._places[name] = (opening, closing)
        opened, closed = (
            len(places) - bisect_left(places, found.start()) for places in self._places[name]
        )
        return opened > closed

    def _end(self, name: str, position: int) -> int:
        """Offset behind the closing tag; the position itself where there is none."""
        if name in self._unclosed:
            return position
        found = _pattern(rf"</{name}[^>]*>").search(self._text, position)
        if found is None:
            self._unclosed.add(name)
            return position
        return found.end()

    def anchor_end(self, position: int) -> int:
        """Where the ``</a>`` stands that closes a link; the position itself where none does."""
        found = _ANCHOR_END.search(self._text, position, position + _LONGEST_LINK)
        return found.end() if found else position


def _pattern(source: str) -> re.Pattern[str]:
    return re.compile(source, re.IGNORECASE)
