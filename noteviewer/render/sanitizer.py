"""The sanitiser, the last step of a page: what may stand in it, whoever wrote it.

Every attribute that the program itself writes has the key of the page in front of its value, a
random scheme that no note can know. What has it may be any of a long list; what has not is the
note's own, and may be of a short one. The key is taken off here, so no page holds it.
"""

import re
import secrets

import nh3

_MATHML = frozenset({
    "math", "mi", "mn", "mo", "ms", "mtext", "mspace", "mrow", "mfrac", "msqrt", "mroot",
    "mstyle", "merror", "mpadded", "mphantom", "msub", "msup", "msubsup", "munder", "mover",
    "munderover", "mmultiscripts", "mprescripts", "mtable", "mtr", "mtd", "menclose", "none",
    "semantics", "annotation",
})  # fmt: skip
_TAGS = _MATHML | {
    "a", "abbr", "article", "b", "bdi", "bdo", "big", "blockquote", "br", "button", "caption",
    "center", "cite", "code", "col", "colgroup", "dd", "del", "details", "dfn", "div", "dl", "dt",
    "em", "figcaption", "figure", "font", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "i",
    "img", "input", "ins", "kbd", "label", "li", "mark", "nav", "ol", "p", "pre", "q", "rp", "rt",
    "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "summary", "sup", "table",
    "tbody", "td", "tfoot", "th", "thead", "time", "tr", "tt", "u", "ul", "var", "wbr",
}  # fmt: skip
_NOTES = {
    "*": {"title", "lang", "dir", "align", "style", "id"},
    "a": {"name"},
    "ol": {"start", "reversed", "type"},
    "li": {"value"},
    "td": {"colspan", "rowspan", "valign", "width"},
    "th": {"colspan", "rowspan", "valign", "width", "scope"},
    "table": {"border", "width"},
    "col": {"span", "width"},
    "font": {"color", "size"},
    "details": {"open"},
    "time": {"datetime"},
    "div": {"class"},
}
"""What a note's own tags may say."""
_OURS = {
    "class", "href", "src", "alt", "width", "height", "loading", "decoding", "tabindex", "role",
    "aria-label", "rel", "type", "checked", "disabled", "name", "open", "start", "id", "title",
    "align", "dir", "lang", "style", "for", "value",
}  # fmt: skip
_MATH_ATTRIBUTES = {
    "accent", "accentunder", "align", "alttext", "bevelled", "class", "columnalign",
    "columnlines", "columnspacing", "columnspan", "data-tex", "denomalign", "depth", "display",
    "displaystyle", "dir", "fence", "form", "frame", "framespacing", "height", "id",
    "indentalign", "intent", "largeop", "linebreak", "linethickness", "lspace", "mathbackground",
    "mathcolor", "mathsize", "mathvariant", "maxsize", "minsize", "movablelimits", "notation",
    "numalign", "rowalign", "rowlines", "rowspacing", "rowspan", "rspace", "scriptlevel",
    "separator", "stretchy", "style", "symmetric", "voffset", "width",
}  # fmt: skip
_CLASSES = frozenset(("mermaid",))
_STYLES = {
    "color", "background-color", "text-align", "font-weight", "font-style", "text-decoration",
    "max-height", "max-width", "width", "height", "vertical-align", "zoom",
}  # fmt: skip
_SAFE_VALUE = re.compile(r"[#\w\s.,%-]{1,60}(?:\([\d\s.,%]{1,40}\))?")
_DIGITS = re.compile(r"\d{1,4}(?:%|px)?")
_PROGRAM_ID = re.compile(r"nv-", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?|ftp|mailto|noteviewer):|#", re.IGNORECASE)
_PICTURE = re.compile(r"(?:https?|noteviewer):|data:image/(?:png|jpeg|gif|webp);base64,")


class Sanitizer:
    """Cleans the markup of one page."""

    def __init__(self, taken_ids: frozenset[str]) -> None:
        """Take the anchors of the outline, which nothing else in the note may take."""
        self._taken_ids = taken_ids
        self.key = f"k{secrets.token_hex(8)}:"
        """To be put before the value of every attribute that the program writes."""

    def clean(self, markup: str) -> str:
        """The markup of a page, written with this key, with nothing in it but what is allowed."""
        return nh3.clean(
            markup,
            tags=set(_TAGS),
            clean_content_tags={"script", "style", "template", "svg"},
            attributes=_ATTRIBUTES,
            attribute_filter=self._attribute,
            strip_comments=True,
            link_rel=None,
            generic_attribute_prefixes={"data-"},
            url_schemes={self.key[:-1]},
        )

    def _attribute(self, tag: str, name: str, value: str) -> str | None:
        if value.startswith(self.key):
            return self._own(name, value[len(self.key) :])
        if name not in _NOTES["*"] and name not in _NOTES.get(tag, ()):
            return None
        match name:
            case "id" | "name":
                is_ours = value in self._taken_ids or _PROGRAM_ID.match(value)
                return None if is_ours or not value.strip() else value
            case "class":
                return " ".join(w for w in value.split() if w in _CLASSES) or None
            case "style":
                return safe_style(value)
            case "width" | "height":
                return value if _DIGITS.fullmatch(value.strip()) else None
            case "type":
                return value if tag == "ol" else None
            case _:
                return value

    def _own(self, name: str, value: str) -> str | None:
        """What the program wrote, looked at once more where it acts."""
        if name == "href" and not _ADDRESS.match(value):
            return None
        if name == "src" and not _PICTURE.match(value):
            return None
        return value


def safe_style(style: str) -> str | None:
    """The declarations of a style that cannot do more than look."""
    kept = []
    for declaration in style.split(";"):
        name, _, value = declaration.partition(":")
        name = name.strip().lower()
        if name in _STYLES and _SAFE_VALUE.fullmatch(value.strip()):
            kept.append(f"{name}:{value.strip()}")
    return ";".join(kept) or None


_ATTRIBUTES: dict[str, set[str]] = {
    "*": _OURS | _NOTES["*"],
    **{tag: _OURS | names for tag, names in _NOTES.items() if tag != "*"},
    **{tag: set(_MATH_ATTRIBUTES) for tag in _MATHML},
}
