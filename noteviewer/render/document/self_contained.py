"""A page that needs nothing but itself: images and the math font become part of the file.

A picture is in the file once, however often it is shown: one that is shown again stands in the
style sheet. What the pictures of a file weigh together has a bound, so that a note of a few lines
makes no file of gigabytes; in the place of a picture beyond it stands a sentence.
"""

from base64 import b64encode
from collections import Counter
from collections.abc import Callable
from html import escape
from urllib.parse import quote

from noteviewer.render.document.page import Page
from noteviewer.render.document.resources import MATH_FONT, app_resource, page_style
from noteviewer.render.document.rewriting import Change, Tag, opening_tag, rewrite_tags
from noteviewer.render.document.shell import PLAIN, Appearance, document
from noteviewer.render.files.assets import AssetTooLargeError
from noteviewer.render.files.media import MEDIA_TYPES
from noteviewer.render.urls import SCHEME, Action, InnerUrl, Place, parse_url

LARGEST_TOGETHER = 50_000_000
"""Bytes of all pictures of a file, as they lie on the disk."""
LEFT_OUT = "Not in this file, which would be too large: {}"
"""What stands in place of a picture, in English; ``{}`` is its name."""
_OFFERS = frozenset({Action.LOAD_IMAGE, Action.ALLOW_HOST})
"""What only the window can do about an image from elsewhere; opening it in the browser stays."""


def self_contained(
    page: Page,
    read_asset: Callable[[str], bytes | None],
    appearance: Appearance = PLAIN,
    *,
    left_out: str = LEFT_OUT,
) -> str:
    """Write a page as one HTML file.

    Args:
        page: What `render_note` made.
        read_asset: Gives the bytes of a file of the folder, None where it must not or cannot;
            may raise `AssetTooLargeError`.
        appearance: Theme and measure.
        left_out: What stands in place of a picture that would make the file too large.
    """
    writer = _Writer(page, read_asset, left_out)
    body = rewrite_tags(page.html, writer.rewrite)
    style = page_style().replace("{math-font}", _font_url() if writer.has_formulas else "")
    return document(
        page.title, body, style + writer.style(), appearance, images="data:", fonts="data:"
    )


class _Writer:
    """Writes the tags of one page anew."""

    def __init__(
        self, page: Page, read_asset: Callable[[str], bytes | None], left_out: str
    ) -> None:
        self.has_formulas = False
        self._page = page
        self._read_asset = read_asset
        self._left_out = left_out
        self._mentions = _count_images(page.html)
        self._rules: dict[str, str] = {}
        """Rules of pictures that are shown more than once, by class."""
        self._known: dict[str, str | None] = {}
        """Data of pictures that are shown once, class of others; None of those left out."""
        self._room = LARGEST_TOGETHER

    def style(self) -> str:
        """Rules to add to the style sheet."""
        return "".join(
            f'\n.{name} {{ content: url("{data}"); }}' for name, data in self._rules.items()
        )

    def rewrite(self, tag: Tag) -> str | Change:
        attributes = dict(tag.attributes)
        match tag.name:
            case "math":
                self.has_formulas = True
            case "button" if attributes.get("class") == "nv-copy":
                return Change.DROP_ELEMENT  # without a script there is nothing behind it
            case "a" if (inner := _inner(attributes.get("href", ""))) is not None:
                if inner.place is Place.ACTION and inner.path in _OFFERS:
                    return Change.DROP_ELEMENT
                del attributes["href"]
                return opening_tag("a", attributes | self._link(inner))
            case "img" if attributes.get("src", "").startswith(f"{SCHEME}:"):
                inner = _inner(attributes.pop("src"))
                if inner is not None and inner.place is Place.DIAGRAM:
                    return self._drawing(inner.path, attributes)
                return self._image(inner.path if inner else "", attributes)
        return Change.KEEP

    def _link(self, inner: InnerUrl) -> dict[str, str]:
        """Links within the page keep working; others into the folder lead nowhere in one file."""
        if inner.place is Place.ACTION and inner.path == Action.OPEN_ADDRESS:
            return {"href": inner.arguments.get("url", "")}
        if inner.place is not Place.PAGE:
            return {}
        if inner.path == self._page.path:
            return {"href": f"#{quote(inner.anchor)}"}
        return {"data-note": inner.path}

    def _image(self, path: str, attributes: dict[str, str]) -> str:
        if path not in self._known:
            self._known[path] = self._embed(path)
        known = self._known[path]
        if known is None:
            name = path.rpartition("/")[2]
            text = escape(self._left_out.format(name), quote=False)
            return f'<span class="nv-box nv-missing"><span class="nv-box-text">{text}</span></span>'
        if known in self._rules:
            # Where a browser shows no picture of a style sheet it shows this name.
            attributes["alt"] = attributes.get("alt") or attributes.get("data-name", "")
            attributes["class"] = f"{attributes.get('class', '')} {known}".strip()
            return opening_tag("img", attributes)
        return opening_tag("img", {"src": known} | attributes if known else attributes)

    def _drawing(self, name: str, attributes: dict[str, str]) -> str:
        drawing = self._page.drawings.get(name)
        data = b64encode(drawing.svg).decode() if drawing else ""
        return opening_tag("img", {"src": f"data:image/svg+xml;base64,{data}"} | attributes)

    def _embed(self, path: str) -> str | None:
        suffix = "." + path.rpartition(".")[2].lower()
        try:
            data = self._read_asset(path) if suffix in MEDIA_TYPES else None
        except AssetTooLargeError:
            return None
        if data is None:
            return ""
        if len(data) > self._room:
            return None
        self._room -= len(data)
        url = f"data:{MEDIA_TYPES[suffix]};base64,{b64encode(data).decode()}"
        if self._mentions[path] == 1:
            return url
        name = f"nv-picture-{len(self._rules) + 1}"
        self._rules[name] = url
        return name


def _inner(address: str) -> InnerUrl | None:
    return parse_url(address) if address.startswith(f"{SCHEME}:") else None


def _count_images(html: str) -> Counter[str]:
    mentions: Counter[str] = Counter()

    def count(tag: Tag) -> Change:
        inner = _inner(tag.attributes.get("src", "")) if tag.name == "img" else None
        if inner is not None:
            mentions[inner.path] += 1
        return Change.KEEP

    rewrite_tags(html, count)
    return mentions


def _font_url() -> str:
    font = app_resource(MATH_FONT)
    return f"data:{font.media_type};base64,{b64encode(font.data).decode()}" if font else ""
