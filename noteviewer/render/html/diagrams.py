"""Diagrams of a page: drawn as pictures beside their source, or as source with the reason."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import blake2b

from noteviewer.render.document.page import PageDrawing
from noteviewer.render.document.wording import DiagramWording
from noteviewer.render.drawing.drawing import DiagramRequest, Drawing, Fault
from noteviewer.render.drawing.translation import to_mermaid
from noteviewer.render.elements import Element, new
from noteviewer.render.urls import diagram_url

Draw = Callable[[DiagramRequest], Drawing]

TIME_BUDGET = 1.5
"""Seconds for all diagrams of a page, of the three that a page has."""
LARGEST_TOGETHER = 12_000_000
"""Bytes of all drawings of a page."""


@dataclass(slots=True)
class Diagrams:
    """The diagrams of one page, those of notes shown in it too."""

    draw: Draw | None
    """None where nothing draws: all diagrams stay source."""
    wording: DiagramWording
    drawings: dict[str, PageDrawing] = field(default_factory=dict)
    """What was drawn, as `Page` has it."""
    _seconds: float = TIME_BUDGET
    _room: int = LARGEST_TOGETHER

    def element(self, source: str, language: str) -> Element | None:
        """The picture of a diagram, or the line that says why there is none.

        Args:
            source: Text of the block.
            language: As the note names it, in lower case.

        Returns:
            ``<img>`` to stand in place of the source, ``<p>`` to stand below it; None where
            nothing is to be said.
        """
        written = to_mermaid(source, language)
        if self.draw is None or written is None or not written.strip():
            return None
        drawing = self._drawn(written)
        if drawing.fault is not None:
            return new("p", self._reason(drawing), class_="nv-undrawn")
        name = f"{blake2b(drawing.svg, digest_size=12).hexdigest()}.svg"
        self.drawings[name] = PageDrawing(source, drawing.svg)
        image = new("img", class_="nv-image nv-drawn", src=diagram_url(name), alt=drawing.words)
        image.set("width", str(drawing.width))
        image.set("height", str(drawing.height))
        image.set("loading", "lazy")
        image.set("decoding", "async")
        image.set("data-source", source)
        image.set("tabindex", "0")
        return image

    def _drawn(self, written: str) -> Drawing:
        if self.draw is None or self._seconds <= 0:
            return Drawing(fault=Fault.TOO_LONG)
        begun = time.monotonic()
        drawing = self.draw(DiagramRequest(written))
        self._seconds -= time.monotonic() - begun
        self._room -= len(drawing.svg)
        return drawing if self._room >= 0 else Drawing(fault=Fault.TOO_LARGE)

    def _reason(self, drawing: Drawing) -> str:
        words = self.wording
        match drawing.fault:
            case Fault.NOT_INSTALLED:
                return words.not_installed.format("mmdr")
            case Fault.TOO_LARGE:
                why = words.too_large
            case Fault.TOO_LONG:
                why = words.too_long
            case _:
                why = drawing.detail
        return words.cannot_draw.format(why)
