"""The outline of a PDF: the web engine writes none, only places that links of the page lead to."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from urllib.parse import unquote

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, Destination, Fit, IndirectObject, NameObject

HELPER_POINTS = 2.0
"""Links smaller than this were put on the page for the sake of their targets."""


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A heading of the page."""

    level: int
    """1 to 6."""
    title: str
    anchor: str
    """Its id in the page."""


def with_outline(pdf: bytes, title: str, entries: Sequence[OutlineEntry]) -> bytes:
    """A PDF with title and outline.

    Args:
        pdf: What the web engine wrote of a page on which a link led to each heading.
        title: Of the document.
        entries: In the order of the page. What is not on paper (within a folded box) is left out.
    """
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf)))
    writer.add_metadata({"/Title": title})
    places = _places(writer)
    parents: list[tuple[int, IndirectObject]] = []
    for entry in entries:
        place = places.get(entry.anchor)
        page = writer.get_destination_page_number(place) if place is not None else None
        if place is None or page is None:
            continue
        while parents and parents[-1][0] >= entry.level:
            parents.pop()
        item = writer.add_outline_item(
            title=entry.title,
            page_number=page,
            parent=parents[-1][1] if parents else None,
            fit=Fit.xyz(left=0, top=float(place.top or 0), zoom=0),
        )
        parents.append((entry.level, item))
    _remove_helpers(writer)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _places(writer: PdfWriter) -> dict[str, Destination]:
    """Destinations by the id that they stand for; the web engine names them as an address does."""
    return {
        unquote(str(name).removeprefix("/")): place
        for name, place in writer.named_destinations.items()
    }


def _remove_helpers(writer: PdfWriter) -> None:
    for page in writer.pages:
        links = page.get("/Annots")
        if links is None:
            continue
        page[NameObject("/Annots")] = ArrayObject(
            link for link in links.get_object() if not _is_helper(link.get_object())
        )


def _is_helper(link: dict[str, list[float]]) -> bool:
    left, bottom, right, top = link["/Rect"]
    is_small = right - left < HELPER_POINTS and top - bottom < HELPER_POINTS
    return is_small and "/Dest" in link
