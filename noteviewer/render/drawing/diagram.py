"""Draws a diagram with `mmdr`, which is optional; runs in the process that draws."""

from noteviewer.render.drawing.cleaner import UncleanError, clean_drawing
from noteviewer.render.drawing.drawing import LONGEST, Drawing, Fault
from noteviewer.render.drawing.mending import mended, prepared
from noteviewer.render.files.svg_cost import TooCostlyError, check_drawing

LARGEST = 4_000_000
"""Bytes of a drawing."""
_LONGEST_DETAIL = 200


def draw_diagram(source: str) -> Drawing:
    """Draw a diagram in the language of Mermaid."""
    try:
        import mmdr
    except ImportError:
        return Drawing(fault=Fault.NOT_INSTALLED)
    if len(source) > LONGEST:
        return Drawing(fault=Fault.TOO_LARGE)
    try:
        svg = mmdr.render(prepared(source)).svg()
    except ValueError as error:
        another = mended(source)
        if another == source:
            return _invalid(error)
        try:
            svg = mmdr.render(prepared(another)).svg()
        except ValueError:
            return _invalid(error)
    return _cleaned(svg)


def _cleaned(svg: str) -> Drawing:
    if len(svg) > LARGEST:
        return Drawing(fault=Fault.TOO_LARGE)
    try:
        clean = clean_drawing(svg)
        data = clean.svg.encode("utf-8", "replace")
        check_drawing(data)
    except TooCostlyError:
        return Drawing(fault=Fault.TOO_LARGE)
    except UncleanError as error:
        return _invalid(error)
    return Drawing(data, clean.width, clean.height, clean.words)


def _invalid(error: Exception) -> Drawing:
    said = str(error)
    is_limit = said.startswith("resource limit")
    fault = Fault.TOO_LARGE if is_limit else Fault.INVALID
    return Drawing(fault=fault, detail="" if is_limit else said[:_LONGEST_DETAIL])
