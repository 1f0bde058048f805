"""An SVG drawing that another program made, with nothing in it that runs, leads or loads.

Pages show drawings as images, where a browser runs and loads nothing. A drawing that is saved or
exported is opened by others as a document, so what could act there is left out here: elements and
attributes that are not known to draw, and all addresses but those of the drawing's own parts.
"""

import re
from collections.abc import Mapping
from html import escape
from typing import NamedTuple
from xml.parsers import expat

from noteviewer.render.files.svg_cost import without_escapes

_KEPT = frozenset({
    "svg", "g", "defs", "symbol", "use", "path", "rect", "circle", "ellipse", "line", "polyline",
    "polygon", "text", "tspan", "textPath", "title", "desc", "style", "marker", "linearGradient",
    "radialGradient", "stop", "clipPath", "mask", "pattern", "switch",
})  # fmt: skip
_AS_GROUP = "a"
"""A link: what stands in it is kept."""
_DROPPED_ATTRIBUTES = ("on", "data-", "aria-", "xmlns:", "xml:base")
_LOADS = re.compile(
    r"url\((?!\s*[\"']?#)|(?:image-set|image|cross-fade|src|drop-shadow|blur)\(", re.IGNORECASE
)
_FILTER = re.compile(r"\bfilter[ \t]{0,9}:", re.IGNORECASE)
"""Shadows: a large drawing with one at each of its parts takes long to show."""
_RULE = re.compile(r"@(?!(?:-webkit-)?keyframes\b)", re.IGNORECASE)
_LONGEST_WORDS = 300
_NUMBER = r"(-?\d{1,7}(?:\.\d{0,20})?)"
_VIEW_BOX = re.compile(rf"{_NUMBER}[ ,]+{_NUMBER}[ ,]+{_NUMBER}[ ,]+{_NUMBER}")


class UncleanError(ValueError):
    """It is no drawing that can be read."""


class CleanDrawing(NamedTuple):
    """A drawing that only draws."""

    svg: str
    width: int
    """In pixels of CSS."""
    height: int
    words: str
    """What can be read in it, from its beginning."""


def clean_drawing(svg: str) -> CleanDrawing:
    """Write a drawing anew, with a size of its own.

    Args:
        svg: What the other program made.

    Raises:
        UncleanError: it is no XML, declares entities, or has no size.
    """
    writer = _Writer()
    try:
        writer.read(svg)
    except expat.ExpatError as error:
        raise UncleanError(str(error)) from error
    if not writer.width or not writer.height:
        raise UncleanError("no size")
    words = " ".join(" ".join(writer.words).split())[:_LONGEST_WORDS]
    return CleanDrawing("".join(writer.out), writer.width, writer.height, words)


class _Writer:
    def __init__(self) -> None:
        self.out: list[str] = []
        self.words: list[str] = []
        self.width = 0
        self.height = 0
        self._dropped = 0
        """How many elements are open that are left out, from the outermost on."""
        self._style: list[str] | None = None

    def read(self, svg: str) -> None:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self._refuse
        parser.Parse(svg.encode("utf-8", "replace"), True)  # noqa: FBT003  (takes no keywords)

    def _refuse(self, *_declaration: object) -> None:
        raise UncleanError("a document type")

    def _begin(self, tag: str, attributes: Mapping[str, str]) -> None:
        if self._dropped or (tag not in _KEPT and tag != _AS_GROUP):
            self._dropped += 1
            return
        kept = {name: value for name, value in attributes.items() if _is_kept(name, value)}
        if not self.out:
            self._take_size(kept)
        name = "g" if tag == _AS_GROUP else tag
        written = "".join(f' {key}="{escape(_harmless(value))}"' for key, value in kept.items())
        self.out.append(f"<{name}{written}>")
        if tag == "style":
            self._style = []

    def _take_size(self, attributes: dict[str, str]) -> None:
        box = _VIEW_BOX.fullmatch(attributes.get("viewBox", "").strip())
        if box is not None:
            self.width, self.height = (max(1, round(float(box[n]))) for n in (3, 4))
        attributes["xmlns"] = "http://www.w3.org/2000/svg"
        attributes["xmlns:xlink"] = "http://www.w3.org/1999/xlink"
        attributes |= {"width": str(self.width), "height": str(self.height)}
        attributes.pop("style", None)

    def _end(self, tag: str) -> None:
        if self._dropped:
            self._dropped -= 1
            return
        if tag == "style" and self._style is not None:
            self.out.append(escape(_harmless("".join(self._style)), quote=False))
            self._style = None
        self.out.append("</g>" if tag == _AS_GROUP else f"</{tag}>")

    def _text(self, text: str) -> None:
        if self._style is not None:
            self._style.append(text)
        elif not self._dropped:
            self.out.append(escape(text, quote=False))
            self.words.append(text)


def _is_kept(name: str, value: str) -> bool:
    if name.lower().startswith(_DROPPED_ATTRIBUTES):
        return False
    return not name.lower().endswith("href") or value.strip().startswith("#")


def _harmless(value: str) -> str:
    """A value of an attribute or a style sheet that loads nothing."""
    if "(" not in value and "@" not in value and "\\" not in value:
        return value
    plain = without_escapes(value) if "(" in value or "@" in value else value
    return _FILTER.sub("x-filter:", _RULE.sub("@x-", _LOADS.sub("none(", plain)))
