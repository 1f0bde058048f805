"""A whole topic as a page that stands alone: links between its parts lead to the parts. No Qt."""

import re
from html import escape, unescape
from urllib.parse import quote

from noteviewer.render.page import Page
from noteviewer.render.urls import Place, parse_url

_PART = re.compile(
    r'<section class="nv-part" id="(part-\d+)"><p class="nv-origin"><a href="([^"]*)"'
)
"""What `gathered.topic_body` writes at the head of a part."""
_LINK = re.compile(r'\bhref="(noteviewer:[^"]*)"')
_ID = re.compile(r'\bid="(part-\d+[^"]*)"')


def topic_page(name: str, body: str) -> Page:
    """The page of a topic, for `noteviewer.render.self_contained`.

    Args:
        name: The topic.
        body: What `gathered.topic_body` made.
    """
    parts: dict[str, list[str]] = {}
    for part, address in _PART.findall(body):
        inner = parse_url(unescape(address))
        if inner is not None:
            parts.setdefault(inner.path, []).append(part)
    ids = {unescape(found) for found in _ID.findall(body)}

    def replace(found: re.Match[str]) -> str:
        inner = parse_url(unescape(found[1]))
        here = parts.get(inner.path, []) if inner and inner.place is Place.PAGE else []
        if inner is None or not here:
            return found[0]
        sections = (f"{part}-{inner.anchor}" for part in here)
        target = next((section for section in sections if section in ids), here[0])
        return f'href="#{escape(quote(target))}"'

    return Page(path="", title=name, html=_LINK.sub(replace, body), anchors=())
