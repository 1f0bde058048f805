"""What a card shows of the place that a link leads to. Runs on worker threads; no Qt here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from noteviewer.gui.core.documents import LinkCard
from noteviewer.library.catalog.catalog import Catalog
from noteviewer.library.location import Location, is_generated
from noteviewer.library.rows import ReferenceRow
from noteviewer.notes.anchors import find_anchor
from noteviewer.notes.model import Section
from noteviewer.render.urls import Place, page_url, parse_url

LONGEST = 3000
"""Characters of a note that are laid out for a card."""
MOST_HEADINGS = 16
MOST_PLACES = 30
WEB = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class LinkCardStrings:
    """The words of cards, in the user's language."""

    cited_by: str
    """Above {} other places that cite the same."""
    not_cited: str
    """Cited nowhere else."""
    goes_on: str
    """The note goes on."""


@dataclass(frozen=True, slots=True)
class LinkCardBuilder:
    """Makes cards for the links of one folder."""

    catalog: Catalog
    read_text: Callable[[str], str]
    """Decoded text of a note; raises `CannotOpenError`."""
    render: Callable[[str, str], str]
    """Markup of a text as part of the note at a path."""
    wording: LinkCardStrings

    def make(self, url: str, here: Location) -> LinkCard | None:
        """The card of a link in a note; None where there is nothing to show.

        Args:
            url: Where the link leads, as the page has it.
            here: The place of the page.

        Raises:
            CannotOpenError: the note that it leads to cannot be read.
        """
        inner = parse_url(url)
        if inner is not None:
            path = inner.path or here.note
            is_note = inner.place is Place.PAGE and bool(path) and not is_generated(path)
            return self._of_note(path, inner.anchor) if is_note else None
        return self._of_page(url, here) if url.lower().startswith(WEB) else None

    # A note of the folder.

    def _of_note(self, path: str, anchor: str) -> LinkCard | None:
        row = self.catalog.note(path)
        if row is None:
            return None
        sections = self.catalog.sections(path)
        target = find_anchor(sections, anchor) if anchor else None
        lines = self.read_text(path).split("\n")
        start, end = _lines_of(sections, target, len(lines))
        text, is_cut = _cut(lines[start:end])
        title = row.title if target is None else f"{row.title} › {target.title}"
        parts = (
            _headings(path, sections, target),
            self.render(path, text),
            f'<p><a href="{escape(page_url(path, anchor))}">{escape(self.wording.goes_on)}</a></p>'
            if is_cut
            else "",
        )
        return LinkCard(title, "".join(parts))

    # A page outside.

    def _of_page(self, url: str, here: Location) -> LinkCard:
        rows = self.catalog.citations(url, MOST_PLACES)
        title = next((row.title for row in rows if row.title), "") or url
        others = [row for row in rows if row.path != here.note]
        words = self.wording.cited_by.format(len(others)) if others else self.wording.not_cited
        places = "".join(map(_place, others))
        html = (
            f'<p class="nv-card-address">{escape(url, quote=False)}</p>'
            f"<p>{escape(words, quote=False)}</p>"
        )
        return LinkCard(title, f"{html}<ul>{places}</ul>" if places else html)


def _lines_of(sections: Sequence[Section], target: Section | None, count: int) -> tuple[int, int]:
    """First and last line of a section with all below it; of the whole note where it is none."""
    if target is None or not target.level:
        return 0, count
    below = (one.line for one in sections if one.line > target.line and one.level <= target.level)
    return target.line, next(below, count)


def _cut(lines: Sequence[str]) -> tuple[str, bool]:
    """As many whole lines as are laid out, and whether some were left out."""
    room = LONGEST
    for number, line in enumerate(lines):
        room -= len(line) + 1
        if room < 0:
            return "\n".join(lines[:number]) or line[:LONGEST], True
    return "\n".join(lines), False


def _headings(path: str, sections: Sequence[Section], target: Section | None) -> str:
    """Links to the headings of a note, or to those below a section."""
    start, end = _lines_of(sections, target, 1 << 62)
    within = [
        one for one in sections if one.level and start <= one.line < end and one is not target
    ]
    if len(within) < 2:
        return ""
    links = (
        f'<a href="{escape(page_url(path, one.anchor))}">{escape(one.title, quote=False)}</a>'
        for one in within[:MOST_HEADINGS]
    )
    return f'<nav class="nv-card-headings">{"".join(links)}</nav>'


def _place(row: ReferenceRow) -> str:
    words = f"{row.note_title} · {row.section_title}" if row.section_title else row.note_title
    address = escape(page_url(row.path, row.anchor))
    return f'<li><a href="{address}">{escape(words, quote=False)}</a></li>'
