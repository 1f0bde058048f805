"""Pages of a PDF as pictures, and where their words stand; runs in the process that draws.

`pypdfium2`, which is optional, draws what is in the file itself: nothing of a PDF runs, opens or is
fetched, for its scripts, forms and links are not asked for.
"""

import struct
import zlib
from typing import TYPE_CHECKING

from noteviewer.render.drawing.drawing import (
    Fault,
    PdfLayout,
    PdfLayoutRequest,
    PdfPage,
    PdfPicture,
    PdfPictureRequest,
    PdfWords,
)

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument
    from pypdfium2 import PdfPage as Page

MOST_WORDS = 3_000
"""Stretches of text of one page that can be selected."""
_LARGEST_SIDE = 5_000
_MOST_PIXELS = 6_000_000


def lay_out_pdf(request: PdfLayoutRequest) -> PdfLayout:
    """Measure some pages of a PDF, and find their words."""
    try:
        import pypdfium2
    except ImportError:
        return PdfLayout(fault=Fault.NOT_INSTALLED)
    try:
        document = pypdfium2.PdfDocument(request.path)
    except (pypdfium2.PdfiumError, OSError) as error:
        return PdfLayout(fault=Fault.INVALID, detail=str(error)[:200])
    try:
        count = len(document)
        end = min(request.first + request.most, count)
        pages = tuple(_lay_out(document, number) for number in range(request.first, end))
    finally:
        document.close()
    return PdfLayout(count, pages)


def draw_pdf(request: PdfPictureRequest) -> PdfPicture:
    """Draw one page of a PDF."""
    try:
        import pypdfium2
    except ImportError:
        return PdfPicture(fault=Fault.NOT_INSTALLED)
    try:
        document = pypdfium2.PdfDocument(request.path)
        try:
            return PdfPicture(_draw(document[request.number], request.width))
        finally:
            document.close()
    except (pypdfium2.PdfiumError, IndexError, OSError) as error:
        return PdfPicture(fault=Fault.INVALID, detail=str(error)[:200])


def _lay_out(document: "PdfDocument", number: int) -> PdfPage:
    import pypdfium2

    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        return PdfPage()
    try:
        width, height = page.get_size()
        if not (1 <= width <= 1e5 and 1 <= height <= 1e5):
            return PdfPage()
        return PdfPage(width, height, _words(page, width, height))
    except pypdfium2.PdfiumError:
        return PdfPage()
    finally:
        page.close()


def _words(page: "Page", width: float, height: float) -> tuple[PdfWords, ...]:
    text_page = page.get_textpage()
    left_edge, bottom_edge = page.get_bbox()[:2]
    found: list[PdfWords] = []
    try:
        if page.get_rotation():
            return ()  # the text lies another way than the picture
        for index in range(min(text_page.count_rects(), MOST_WORDS)):
            left, bottom, right, top = text_page.get_rect(index)
            text = text_page.get_text_bounded(left, bottom, right, top)
            text = " ".join(text.replace("\ufffe", "").split())
            if text:
                x, y = (left - left_edge) / width, (height - top + bottom_edge) / height
                found.append(PdfWords(text, x, y, (right - left) / width, (top - bottom) / height))
    finally:
        text_page.close()
    return tuple(found)


def _draw(page: "Page", width: int) -> bytes:
    try:
        across, down = page.get_size()
        scale = min(width, _LARGEST_SIDE) / max(across, 1)
        scale = min(scale, _LARGEST_SIDE / max(down, 1))
        scale = min(scale, (_MOST_PIXELS / max(across * down, 1)) ** 0.5)
        bitmap = page.render(scale=scale, may_draw_forms=False, rev_byteorder=True)
        try:
            return _as_png(
                bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, bitmap.n_channels
            )
        finally:
            bitmap.close()
    finally:
        page.close()


_COLOURS = {1: 0, 3: 2, 4: 6}
"""Type of colour in PNG, by the number of channels (ISO/IEC 15948, 11.2.2)."""


def _as_png(pixels: bytes, width: int, height: int, stride: int, channels: int) -> bytes:
    row = width * channels
    rows = b"".join(b"\0" + pixels[at : at + row] for at in range(0, stride * height, stride))
    head = struct.pack(">IIBBBBB", width, height, 8, _COLOURS[channels], 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 1)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
