"""References as rows to read: the title first, its host beside it, the URL as written at hand."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from noteviewer.notes.model import Reference
from noteviewer.notes.readable_url import readable_url
from noteviewer.notes.syntax.blocks.html_blocks import match_block_tag
from noteviewer.notes.syntax.document import Document
from noteviewer.notes.syntax.tree import Block, BlockKind
from noteviewer.render.elements import Element, SubElement, new
from noteviewer.render.urls import urlsplit_host

_LONGEST_SHOWN = 90


@dataclass(frozen=True, slots=True)
class ReferenceRow:
    """A bare URL and its title as one row of a list to read."""

    line: int
    url: str
    """As the reference has it."""
    title: str | None
    """Where it does not stand on a line of its own."""
    title_block: Block | None
    """The paragraph that is its title."""


def reference_rows(document: Document, references: Sequence[Reference]) -> dict[int, ReferenceRow]:
    """The rows of a note by line: URLs that are a paragraph of their own.

    A link inside a sentence or a list stays where it is written.
    """
    paragraphs = {
        block.start: block for block in document.blocks if block.kind is BlockKind.PARAGRAPH
    }
    rows = {}
    for reference in references:
        url, paragraph = reference.url, paragraphs.get(reference.line)
        if url is None or paragraph is None or not url.startswith(("http://", "https://")):
            continue
        if paragraph.end > paragraph.start + 1 or paragraph.text.strip().strip("<>") != url:
            continue
        title_block = None
        if reference.title_line is not None:
            title_block = paragraphs.get(reference.title_line)
            if (
                title_block is None
                or reference.title_line < reference.line
                or title_block.end > title_block.start + 1
                or _holds_block(title_block.text)
            ):
                continue
        title = reference.title if title_block is None else None
        rows[reference.line] = ReferenceRow(reference.line, url, title, title_block)
    return rows


def begin_row(parent: Element, row: ReferenceRow, address: str) -> tuple[Element, Element]:
    """Begin a row in a list of rows: the item, and the link that takes the title."""
    item = SubElement(parent, "li", {"class": "nv-ref", "data-line": str(row.line)})
    if row.title_block is None and not row.title:
        item.set("data-bare", "")
    link = SubElement(
        item, "a", {"class": "nv-ref-title", "href": address, "title": readable_url(row.url)}
    )
    if row.title_block is None:
        link.text = row.title or _shorten(row.url)
    return item, link


def end_row(item: Element, row: ReferenceRow, address: str) -> None:
    """Add the host and the address behind the title."""
    item[-1].tail = " "
    host = urlsplit_host(row.url).removeprefix("www.")
    item.append(new("span", host, class_="nv-ref-host"))
    item.append(new("a", row.url, class_="nv-ref-url", href=address))


def _holds_block(text: str) -> bool:
    """Whether HTML stands in it that does not go into a link."""
    return any(match_block_tag(text, tag.start()) for tag in re.finditer("<", text))


def _shorten(url: str) -> str:
    text = readable_url(url).split("://", 1)[-1].removeprefix("www.").rstrip("/")
    return text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 1]}…"
