"""What a page may hold, whoever wrote the note: elements, attributes and values, and nothing else."""

import re
from collections.abc import Iterator

from tests.render.conftest import Element, read_html

MATHML = {
    "math", "mi", "mn", "mo", "ms", "mtext", "mspace", "mrow", "mfrac", "msqrt", "mroot", "mstyle",
    "merror", "mpadded", "mphantom", "msub", "msup", "msubsup", "munder", "mover", "munderover",
    "mmultiscripts", "mprescripts", "mtable", "mtr", "mtd", "menclose", "none",
}  # fmt: skip
HTML = {
    "article", "header", "nav", "h1", "h2", "h3", "h4", "h5", "h6", "p", "br", "hr", "a", "b", "i", "u",
    "s", "em", "strong", "del", "ins", "mark", "sub", "sup", "small", "big", "code", "pre", "kbd",
    "samp", "var", "tt", "q", "cite", "abbr", "dfn", "time", "span", "div", "font", "center", "ul",
    "ol", "li", "dl", "dt", "dd", "blockquote", "table", "caption", "colgroup", "col", "thead",
    "tbody", "tfoot", "tr", "td", "th", "details", "summary", "img", "figure", "figcaption", "ruby",
    "rt", "rp", "bdi", "bdo", "strike", "wbr", "input", "button", "section",
}  # fmt: skip
COMMON = {"id", "class", "title", "lang", "dir", "align", "style", "role"}
OWN = {
    "a": {"href", "name", "rel"},
    "img": {"src", "alt", "width", "height", "loading", "decoding", "tabindex"},
    "ol": {"start", "reversed", "type"},
    "li": {"value"},
    "td": {"colspan", "rowspan", "valign", "width"},
    "th": {"colspan", "rowspan", "valign", "width", "scope"},
    "table": {"border", "width"},
    "col": {"span", "width"},
    "colgroup": {"span"},
    "font": {"color", "size"},
    "details": {"open", "name"},
    "input": {"type", "checked", "disabled"},
    "button": {"type", "disabled"},
    "time": {"datetime"},
    "div": {"tabindex"},
}
OF_MATHML = {
    "accent", "accentunder", "alttext", "class", "columnalign", "columnlines", "columnspacing",
    "depth", "dir", "display", "displaystyle", "encoding", "fence", "form", "frame", "height", "href",
    "id", "largeop", "linethickness", "lspace", "mathbackground", "mathcolor", "mathsize",
    "mathvariant", "maxsize", "minsize", "movablelimits", "notation", "rowalign", "rowlines",
    "rowspacing", "rspace", "scriptlevel", "separator", "stretchy", "style", "symmetric", "title",
    "voffset", "width",
}  # fmt: skip
INERT = re.compile(r"(?:data|aria)-[a-z]+(?:-[a-z]+)*")
"""Names of attributes that no engine acts upon."""
OWN_PICTURE = re.compile(r"noteviewer://(asset|diagram|pdf)/")
HREF = re.compile(r"https?://|mailto:|ftp://|noteviewer://(page|action)/")
ACTIONS = ("load-image", "allow-host", "open-address", "open-file", "refused", "unresolved")
PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/]+={0,2}")
STYLE = re.compile(r"[\w-]+:\s*[#\w\s.,%()-]*(;\s*[\w-]+:\s*[#\w\s.,%()-]*)*;?")
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufdd0-\ufdef]")
"""Controls, and noncharacters, which may not stand for anything by the time a page is made."""


def elements(root: Element) -> Iterator[tuple[Element, Element]]:
    """All elements below one, each with its parent."""
    for child in root.children:
        yield root, child
        yield from elements(child)


def check_harmless(html: str) -> None:
    """Fail if markup holds anything that a page may not."""
    assert not UNSEEN.search(html), UNSEEN.findall(html)
    for parent, element in elements(read_html(html)):
        is_math = element.tag in MATHML
        assert element.tag in HTML or is_math, element.tag
        if is_math:
            assert element.tag != "math" or "nv-math" in parent.attributes.get("class", "")
        allowed = OF_MATHML if is_math else COMMON | OWN.get(element.tag, set())
        for name, value in element.attributes.items():
            assert name in allowed or INERT.fullmatch(name), f"<{element.tag} {name}>"
            _check_value(element.tag, name, value, is_math=is_math)


def _check_value(tag: str, name: str, value: str, *, is_math: bool) -> None:
    if name == "href" and is_math:
        assert value.startswith("#eq-")
    elif name == "href":
        assert not value or HREF.match(value) or value.startswith("#eq-"), value
        if value.startswith("noteviewer://action/"):
            assert value.split("/")[3].split("?", maxsplit=1)[0] in ACTIONS
            if "/open-address?" in value:
                assert re.match(r"[^?]*\?url=(https?|ftp)%3A", value, re.IGNORECASE), value
    elif name == "src":
        assert tag == "img"
        assert OWN_PICTURE.match(value) or PICTURE.fullmatch(value), value
        assert ".." not in value
    elif name == "style":
        assert STYLE.fullmatch(value), value
        assert "url" not in value
        assert "position" not in value
    elif name in {"id", "name"} and tag not in {"h1", "h2", "details"}:
        assert not value.startswith("nv-"), value
    elif name == "type":
        assert value == {"input": "checkbox", "button": "button"}.get(tag, value)
