"""A page that needs nothing but itself: images and the math font become part of the file."""

import re
from base64 import b64encode
from collections.abc import Callable
from html import escape, unescape
from urllib.parse import quote

from noteviewer.render.media import MEDIA_TYPES
from noteviewer.render.page import Page
from noteviewer.render.resources import MATH_FONT, app_resource, page_style
from noteviewer.render.shell import PLAIN, Appearance, document
from noteviewer.render.urls import Action, InnerUrl, Place, parse_url

_ADDRESS = re.compile(r'\b(href|src)="(noteviewer:[^"]*)"')
_COPY_BUTTON = re.compile(r'<button type="button" class="nv-copy">[^<]*</button>')
"""Without a script there is nothing behind it."""
_IMAGE_OFFER = re.compile(
    rf'<a [^>]*href="noteviewer://action/(?:{Action.LOAD_IMAGE}|{Action.ALLOW_HOST})\?[^>]*>[^<]*</a>'
)
"""What only the window can do about an image from elsewhere; opening it in the browser stays."""
_MAX_IMAGE = 20_000_000


def self_contained(
    page: Page, read_asset: Callable[[str], bytes | None], appearance: Appearance = PLAIN
) -> str:
    """Write a page as one HTML file.

    Args:
        page: What `render_note` made.
        read_asset: Gives the bytes of a file of the folder, None where it must not or cannot.
        appearance: Theme and measure.
    """
    used: dict[str, str] = {}

    def replace(found: re.Match[str]) -> str:
        inner = parse_url(unescape(found[2]))
        if inner is None:
            return ""
        if found[1] == "href":
            return _link(inner, page)
        if inner.path not in used:
            used[inner.path] = _data_url(inner.path, read_asset)
        return f'src="{used[inner.path]}"'

    without_offers = _IMAGE_OFFER.sub("", _COPY_BUTTON.sub("", page.html))
    body = _ADDRESS.sub(replace, without_offers)
    style = page_style().replace("{math-font}", _font_url() if "<math" in body else "")
    return document(page.title, body, style, appearance, images="data:", fonts="data:")


def _link(inner: InnerUrl, page: Page) -> str:
    """Links within the page keep working; others into the folder lead nowhere in one file."""
    if inner.place is Place.PAGE and inner.path == page.path:
        return f'href="#{quote(inner.anchor)}"'
    return f'data-note="{escape(inner.path)}"' if inner.place is Place.PAGE else ""


def _data_url(path: str, read_asset: Callable[[str], bytes | None]) -> str:
    suffix = "." + path.rpartition(".")[2].lower()
    data = read_asset(path) if suffix in MEDIA_TYPES else None
    if data is None or len(data) > _MAX_IMAGE:
        return ""
    return f"data:{MEDIA_TYPES[suffix]};base64,{b64encode(data).decode()}"


def _font_url() -> str:
    font = app_resource(MATH_FONT)
    return f"data:{font.media_type};base64,{b64encode(font.data).decode()}" if font else ""
