"""The sanitiser: what may stand in a page, whoever wrote the note."""

import re
from collections.abc import Callable

import nh3

from noteviewer.render.raw_html import ALLOWED_TAGS
from noteviewer.render.tokens import TOKEN

_TAGS = set(ALLOWED_TAGS - {"section", "picture"}) | {"input", "mark", "sup", "div"}
_ATTRIBUTES: dict[str, set[str]] = {
    "*": {"id", "title", "lang", "dir", "align"},
    "a": {"href", "name", "rel", "class"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start", "reversed", "type", "class"},
    "li": {"value", "class"},
    "td": {"colspan", "rowspan", "valign", "width"},
    "th": {"colspan", "rowspan", "valign", "width", "scope"},
    "table": {"border", "width"},
    "col": {"span", "width"},
    "font": {"color", "size"},
    "details": {"open", "data-callout", "data-fold"},
    "input": {"type", "checked", "disabled"},
    "time": {"datetime"},
    "div": {"class"},
    "span": {"class"},
    "p": {"class"},
    "pre": {"class"},
    "code": {"class"},
    "sup": {"class"},
    "ul": {"class"},
}
_CLASSES = re.compile(
    r"mermaid|footnote(?:-ref|-backref)?|nv-dangling|task-list(?:-item|-control|-indicator)?"
)
_STYLES = {
    "color", "background-color", "text-align", "font-weight", "font-style", "text-decoration",
    "max-height", "max-width", "width", "height", "vertical-align",
}  # fmt: skip
_SAFE_VALUE = re.compile(r"[#\w\s.,%-]{1,60}(?:\([\d\s.,%]{1,40}\))?")
_RESERVED_ID = re.compile(r"nv-", re.IGNORECASE)
_DIGITS = re.compile(r"\d{1,4}(?:%|px)?")


class Sanitizer:
    """Cleans the HTML of one note.

    Args:
        rewrite_href: Turns the target of a link into the address to write, or None for no link.
        source_of: Turns tokens in an attribute back into text.
        taken_ids: Anchors of the outline, which nothing in the note may take.
    """

    def __init__(
        self,
        rewrite_href: Callable[[str], str | None],
        source_of: Callable[[str], str],
        taken_ids: frozenset[str],
    ) -> None:
        self._rewrite_href = rewrite_href
        self._source_of = source_of
        self._taken_ids = taken_ids

    def clean(self, html: str) -> str:
        """The HTML with nothing in it but what the allow-list has."""
        return nh3.clean(
            html,
            tags=_TAGS,
            clean_content_tags={"script", "style", "template", "svg", "math"},
            attributes={**_ATTRIBUTES, "*": _ATTRIBUTES["*"] | {"style"}},
            attribute_filter=self._attribute,
            strip_comments=True,
            link_rel=None,
            generic_attribute_prefixes=set(),
            url_schemes=_SCHEMES,
            filter_style_properties=_STYLES,
        )

    def _attribute(self, tag: str, name: str, value: str) -> str | None:
        if TOKEN.search(value):
            value = self._source_of(value)
        match name:
            case "href":
                return self._rewrite_href(value)
            case "id" | "name":
                is_ours = value in self._taken_ids or _RESERVED_ID.match(value)
                return None if is_ours or not value.strip() else value
            case "class":
                return " ".join(word for word in value.split() if _CLASSES.fullmatch(word)) or None
            case "style":
                return _safe_style(value)
            case "width" | "height":
                return value if _DIGITS.fullmatch(value.strip()) else None
            case "type":
                return value if tag == "ol" or value == "checkbox" else None
            case _:
                return value


def _safe_style(style: str) -> str | None:
    kept = []
    for declaration in style.split(";"):
        name, _, value = declaration.partition(":")
        name = name.strip().lower()
        if name in _STYLES and _SAFE_VALUE.fullmatch(value.strip()):
            kept.append(f"{name}:{value.strip()}")
    return ";".join(kept) or None


_SCHEMES = {"http", "https", "mailto", "ftp", "nv", "file"}
"""Schemes that reach `Sanitizer._attribute`, which then judges them; others lose their link.

``nv:`` names a target that was kept aside (`Links.stash`), whatever its scheme.
"""
