"""HTML that stands in notes: what passes to the sanitiser, what becomes text or a link."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from html import escape, unescape

from noteviewer.render.urls import urlsplit_host

ALLOWED_TAGS = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "big", "blockquote", "br", "caption", "center", "cite",
    "code", "col", "colgroup", "dd", "del", "details", "dfn", "div", "dl", "dt", "em",
    "figcaption", "figure", "font", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins",
    "kbd", "li", "mark", "ol", "p", "picture", "pre", "q", "rp", "rt", "ruby", "s", "samp",
    "section", "small", "span", "strike", "strong", "sub", "summary", "sup", "table", "tbody",
    "td", "tfoot", "th", "thead", "time", "tr", "tt", "u", "ul", "var", "wbr",
})  # fmt: skip
_DROPPED_TAGS = frozenset({
    "article", "aside", "base", "body", "footer", "form", "head", "header", "html", "label",
    "link", "main", "meta", "nav", "noscript", "source", "title", "track", "button", "fieldset",
    "legend",
})  # fmt: skip
"""Their content stays, they themselves mean nothing in a note."""
_DROPPED_WITH_CONTENT = frozenset({
    "script", "style", "template", "svg", "math", "textarea", "select", "noembed", "xmp",
})  # fmt: skip
_MEDIA = frozenset({
    "iframe", "video", "audio", "embed", "object",
})  # fmt: skip

KNOWN_TAGS = ALLOWED_TAGS | _MEDIA
"""Those that show something."""

_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9:-]*)")
_SOURCE = re.compile(r"""\b(?:src|data)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)|<!(?!--)[^>]*>|</?[A-Za-z][A-Za-z0-9:-]*(?:\s[^<>]*)?/?>|<", re.DOTALL
)
_VERBATIM = re.compile(r"</?(?:a|pre|code|kbd|samp|tt)\b", re.IGNORECASE)
_URL = re.compile(
    r"(?<![A-Za-z0-9_/])https?://[A-Za-z0-9\-._~:/?#@!$&*+,;=%()]*[A-Za-z0-9\-_~/#$&*+=%]"
)
_EDGES = re.compile(r"\A(?:\s*<br\s*/?>)+|(?:<br\s*/?>\s*)+\Z", re.IGNORECASE)
"""Line ends that only kept a distance, which a block has by itself."""
_SELF_CLOSED_ANCHOR = re.compile(r"<a\s[^<>]*/>")


_RUNNING_ON = frozenset(
    ("a", "b", "big", "code", "del", "em", "font", "i", "ins", "kbd", "mark", "q", "s", "samp",
     "small", "strike", "strong", "sub", "sup", "tt", "u", "var")
)  # fmt: skip
"""Tags that a browser opens again in each paragraph until they are closed."""


@dataclass(frozen=True, slots=True)
class RawTag:
    """One tag of a note, judged."""

    html: str
    """What to hand to the sanitiser."""
    end: int
    """Offset behind what the tag uses up."""
    is_text: bool = False
    """No HTML at all: ``<python lib path>``, ``vector<int>``."""


class TagReader:
    """Judges the tags of one text."""

    def __init__(self, text: str, media_label: str) -> None:
        self._text = text
        self._media_label = media_label
        self._unclosed: set[str] = set()
        """Names whose closing tag was sought and not found."""
        self._places: dict[str, tuple[list[int], ...]] = {}
        """Where the opening and the closing tags of a name stand."""

    def read(self, found: re.Match[str]) -> RawTag:
        """Judge the tag that was found in the text."""
        tag = found[0]
        name_match = _NAME.match(tag)
        name = name_match[1].lower() if name_match else ""
        is_closing = tag.startswith("</")
        if name in ALLOWED_TAGS:
            # <a name="x"/> is no link around all that follows.
            closed = "</a>" if _SELF_CLOSED_ANCHOR.fullmatch(tag) else ""
            return RawTag(tag + closed, found.end())
        if name in _DROPPED_TAGS:
            return RawTag("", found.end())
        if name in _MEDIA:
            return RawTag("" if is_closing else _media(tag, self._media_label), found.end())
        if name in _DROPPED_WITH_CONTENT:
            return RawTag("", found.end() if is_closing else self._end(name, found.end()))
        return RawTag("", found.end(), is_text=True)

    def is_left_open(self, found: re.Match[str]) -> bool:
        """Whether a tag would run on to the end of the page: ``<s>`` in ``Array<s>``."""
        name = found[0][1:-1].lower()
        if name not in _RUNNING_ON:
            return False
        if name not in self._places:
            text = self._text.lower()
            self._places[name] = tuple(
                [match.start() for match in re.finditer(pattern, text)]
                for pattern in (rf"<{name}[\s>]", rf"</{name}[\s>]")
            )
        opened, closed = (
            len(places) - bisect_left(places, found.start()) for places in self._places[name]
        )
        return opened > closed

    def _end(self, name: str, position: int) -> int:
        """Offset behind the closing tag; the position itself where there is none."""
        if name in self._unclosed:
            return position
        found = re.compile(f"</{name}[^>]*>", re.IGNORECASE).search(self._text, position)
        if found is None:
            self._unclosed.add(name)
            return position
        return found.end()


def raw_block(text: str, media_label: str) -> str:
    """A block of HTML with what is no HTML escaped, and what must not pass taken out."""
    out: list[str] = []
    tags = TagReader(text, media_label)
    position = verbatim = 0
    while found := _TAG.search(text, position):
        out.append(_with_links(text[position : found.start()], is_verbatim=verbatim > 0))
        position = found.end()
        if found[0].startswith("<!"):
            continue
        if found[0] == "<":
            out.append("&lt;")
            continue
        tag = tags.read(found)
        out.append(escape(found[0], quote=False) if tag.is_text else tag.html)
        if _VERBATIM.match(found[0]) and not found[0].endswith("/>"):
            verbatim = max(verbatim + (-1 if found[0].startswith("</") else 1), 0)
        position = tag.end
    out.append(_with_links(text[position:], is_verbatim=verbatim > 0))
    return _EDGES.sub("", "".join(out))


def _with_links(text: str, *, is_verbatim: bool) -> str:
    """Text of an HTML block with its addresses as links; as it is inside code and links."""
    if is_verbatim or "://" not in text:
        return text
    return _URL.sub(lambda found: f'<a href="{found[0]}">{found[0]}</a>', text)


def _media(tag: str, label: str) -> str:
    found = _SOURCE.search(tag)
    url = unescape(next((group for group in found.groups() if group), "")) if found else ""
    if not url:
        return ""
    if url.startswith("//"):
        url = f"https:{url}"
    text = label.format(urlsplit_host(url) or url)
    return f'<a href="{escape(url)}">{escape(text, quote=False)}</a>'
