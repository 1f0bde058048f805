"""Notes shown inside other notes: ``![[note]]``, ``![[note#heading]]``, ``![[note#^block]]``."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from noteviewer.notes.anchors import find_anchor
from noteviewer.notes.file_types import FileKind, kind_of, suffix_of
from noteviewer.notes.formats.pdf import page_of
from noteviewer.notes.model import Section
from noteviewer.notes.outline import outline
from noteviewer.notes.places import block_named
from noteviewer.render.elements import Element, SubElement, new
from noteviewer.render.folder_context import FolderContext, Reach, ResolvedLink
from noteviewer.render.urls import pdf_url

MAX_DEPTH = 2
"""A note in a note in a note; what lies deeper is a link."""
MOST_ON_A_PAGE = 20
"""Notes in notes counted; the others are links."""
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


_START = re.compile(r"t=(\d{1,6})(?:\.\d{1,3})?(?:,\d{1,6})?s?")
"""Where a film is to begin, in seconds (Media Fragments URI 1.0)."""


def shown_size(size: int) -> str:
    """Bytes as people write them."""
    for unit in ("B", "kB", "MB", "GB"):
        if size < 1000 or unit == "GB":
            break
        size = (size + 500) // 1000
    return f"{size:,} {unit}"


def shown_time(seconds: str) -> str:
    """Seconds as a clock shows them."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


@dataclass(slots=True)
class Embeds:
    """The embedded notes of one page."""

    around: FolderContext
    write: Callable[[str, str, "Embeds"], Element]
    """Makes the article of a note from its path, its text, and what it may embed itself."""
    depth: int = 0
    shown: list[str] = field(default_factory=list)
    """Paths of all that the page shows so far, at any depth."""

    def show(self, found: ResolvedLink, address: str, title: str) -> Element | None:
        """The embedded note under a link to it; None where it is to be a link only."""
        if found.reach is Reach.FILE:
            return self._file_card(found, address, title)
        if found.reach is not Reach.NOTE or self.depth >= MAX_DEPTH:
            return None
        if kind_of(found.path) is FileKind.PDF:
            return self._pdf_page(found, address, title)
        if len(self.shown) >= MOST_ON_A_PAGE:
            return None
        text = self.around.read_note(found.path)
        part = self._part(found.path, text, found.fragment) if text else ""
        if not part.strip():
            return None
        self.shown.append(found.path)
        element = new("div", class_="nv-embed")
        heading = SubElement(element, "p", {"class": "nv-embed-title"})
        heading.append(new("a", title, href=address))
        deeper = replace(self, depth=self.depth + 1)
        element.append(self.write(found.path, part, deeper))
        return element

    def include(self, path: str, text: str) -> Element | None:
        """A file in the place of the line that includes it; None where it is a file too many."""
        if self.depth >= MAX_DEPTH or len(self.shown) >= MOST_ON_A_PAGE:
            return None
        self.shown.append(path)
        return self.write(path, text, replace(self, depth=self.depth + 1))

    def _file_card(self, found: ResolvedLink, address: str, title: str) -> Element:
        """A file that is no note, by its name and size; opening it is asked about."""
        element = new("div", class_="nv-file")
        element.append(new("span", suffix_of(found.path)[1:6].upper(), class_="nv-file-kind"))
        element.append(new("a", title, href=address))
        size = self.around.file_size(found.path)
        start = _START.fullmatch(found.fragment)
        facts = [
            *([shown_size(size)] if size is not None else ()),
            *([shown_time(start[1])] if start else ()),
        ]
        element.append(new("span", " · ".join(facts), class_="nv-file-facts"))
        return element

    def _pdf_page(self, found: ResolvedLink, address: str, title: str) -> Element | None:
        """The picture of a page of a PDF, which leads to it."""
        if len(self.shown) >= MOST_ON_A_PAGE:
            return None
        self.shown.append(found.path)
        element = new("div", class_="nv-embed nv-pdf-embed")
        link = SubElement(element, "a", {"href": address})
        source = pdf_url(found.path, page_of(found.fragment) or 1)
        link.append(new("img", src=source, alt=title, loading="lazy", decoding="async"))
        return element

    def _part(self, path: str, text: str, fragment: str) -> str:
        """The lines that a fragment means: a section with what lies under it, a block, or all."""
        if not fragment:
            return text
        document = self.around.parse(path, text)
        if fragment.startswith("^") or _UUID.fullmatch(fragment):
            block = block_named(document, fragment)
            if block is None:
                return ""
            return _dedented(
                [line.expandtabs(4) for line in document.lines[block.start : block.end]]
            )
        sections = outline(document)
        section = find_anchor(sections, fragment)
        if section is None:
            return ""
        return "\n".join(document.lines[section.line : _end_of(section, sections)])


def _dedented(lines: list[str]) -> str:
    """The lines of a block without the blanks of the containers around it."""
    depth = len(lines[0]) - len(lines[0].lstrip())
    return "\n".join(line[min(depth, len(line) - len(line.lstrip())) :] for line in lines)


def _end_of(section: Section, sections: tuple[Section, ...]) -> int:
    """One past the last line of a section and of all below it."""
    end = section.end
    for other in sections[sections.index(section) + 1 :]:
        if other.level <= section.level:
            break
        end = other.end
    return end
