"""A PDF as a page: pictures of its pages, drawn when they are scrolled to, under their words.

Long ones are shown in parts, so that the page of two thousand weighs no more than that of forty.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from noteviewer.notes.formats.pdf import page_anchor, page_of
from noteviewer.render.drawing.drawing import Fault, PdfLayout, PdfPage, PdfWords
from noteviewer.render.urls import Action, action_url, page_url, pdf_url

PAGES_SHOWN = 40
"""Pages in one part."""
_LEAST_HEIGHT = 0.002
_TALLEST = 3.0
"""Times its width that a word may be high; a taller one stands upright, and is left out."""


@dataclass(frozen=True, slots=True)
class PdfPageStrings:
    """The words of these pages, in the user's language."""

    pages: str
    """{} pages."""
    page: str
    """Page {}."""
    part: str
    """Pages {} to {}."""
    open_outside: str
    not_installed: str
    """What the package {} is needed for."""
    not_read: str
    """The file cannot be read: {}."""
    too_long: str
    """Laying it out takes too long."""


def part_at(anchor: str) -> int:
    """The first page of the part in which an anchor lies, counted from 0."""
    number = (page_of(anchor) or 1) - 1
    return number - number % PAGES_SHOWN


def pdf_body(path: str, layout: PdfLayout | None, first: int, words: PdfPageStrings) -> str:
    """The markup of a part of a PDF.

    Args:
        path: Of the file, in the folder.
        layout: Its pages from ``first`` on; None where that took too long.
        first: Number of the first page of the part, counted from 0.
        words: Words of the page.
    """
    outside = action_url(Action.OPEN_FILE, path=path)
    link = f'<a href="{escape(outside)}">{_text(words.open_outside)}</a>'
    facts = words.pages.format(layout.count) if layout and layout.count else ""
    card = (
        f'<header class="nv-card"><h1>{_text(path.rpartition("/")[2])}</h1><p class="nv-facts">'
        f"<span>{_text(facts)}</span><span>{link}</span></p></header>"
    )
    notice = _notice(layout, words)
    if layout is None or notice:
        return f'{card}<article><p class="nv-notice">{_text(notice)}</p></article>'
    parts = _parts(path, layout.count, first, words)
    pages = "".join(_page(path, first + n, page, words) for n, page in enumerate(layout.pages))
    return f'{card}<article class="nv-pdf">{parts}{pages}{parts}</article>'


def _notice(layout: PdfLayout | None, words: PdfPageStrings) -> str:
    if layout is None:
        return words.too_long
    match layout.fault:
        case None:
            return "" if layout.count else words.not_read.format("")
        case Fault.NOT_INSTALLED:
            return words.not_installed.format("pypdfium2")
        case _:
            return words.not_read.format(layout.detail)


def _parts(path: str, count: int, first: int, words: PdfPageStrings) -> str:
    """Links to the parts beside this one, and to the first and the last."""
    if count <= PAGES_SHOWN:
        return ""
    last = (count - 1) // PAGES_SHOWN * PAGES_SHOWN
    near = {0, first - PAGES_SHOWN, first, first + PAGES_SHOWN, last}
    links = []
    for start in sorted(part for part in near if 0 <= part <= last):
        title = _text(words.part.format(start + 1, min(start + PAGES_SHOWN, count)))
        address = escape(page_url(path, page_anchor(start + 1)))
        links.append(
            f"<strong>{title}</strong>" if start == first else f'<a href="{address}">{title}</a>'
        )
    return f'<nav class="nv-pdf-parts">{" ".join(links)}</nav>'


def _page(path: str, number: int, page: PdfPage, words: PdfPageStrings) -> str:
    title = escape(words.page.format(number + 1))
    shape = f"aspect-ratio:{page.width:.1f}/{page.height:.1f}"
    return (
        f'<section class="nv-pdf-page" id="{page_anchor(number + 1)}" style="{shape}" '
        f'aria-label="{title}"><img src="{escape(pdf_url(path, number + 1))}" alt="" '
        f'loading="lazy" decoding="async"><p class="nv-pdf-text">{_lines(page.words)}</p>'
        f'</section><p class="nv-pdf-number">{number + 1}</p>'
    )


def _lines(words: Sequence[PdfWords]) -> str:
    return " ".join(
        f'<span style="left:{word.left:.2%};top:{word.top:.2%};'
        f'font-size:{word.height * 90:.2f}cqh">'
        f"{_text(word.text)}</span>"
        for word in words
        if _LEAST_HEIGHT < word.height < 1
        and 0 <= word.left < 1
        and 0 <= word.top < 1
        and (word.height < word.width * _TALLEST or len(word.text) < 3)
    )


def _text(text: str) -> str:
    return escape(text, quote=False)
