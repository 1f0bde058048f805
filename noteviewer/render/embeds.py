"""Notes shown inside other notes: ``![[note]]``, ``![[note#heading]]``, ``![[note#^block]]``."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from noteviewer.notes.anchors import find_anchor
from noteviewer.notes.model import Section
from noteviewer.notes.outline import outline
from noteviewer.notes.scan import scan
from noteviewer.render.named_blocks import UUID, part_of
from noteviewer.render.surroundings import FoundLink, Reach, Surroundings

MAX_DEPTH = 2
"""A note in a note in a note; what lies deeper is a link."""
MOST_ON_A_PAGE = 20
"""Notes in notes counted; the others are links."""
_TAG = re.compile(r"<[a-z][^<>]*>")
_OWN_PLACE = re.compile(r' (?:id|name|data-line)="[^"]*"')


@dataclass(slots=True)
class Embeds:
    """The embedded notes of one page."""

    around: Surroundings
    draw: Callable[[str, str, "Embeds"], str]
    """Makes the article of a note from its path, its text, and what it may embed itself."""
    depth: int = 0
    drawn: list[str] = field(default_factory=list)
    """Paths of all that the page shows so far, at any depth."""

    def show(self, found: FoundLink, opening: str, title: str) -> str | None:
        """Markup of the embedded note under a link to it; None where it is to be a link only."""
        if found.reach is not Reach.NOTE or self.depth >= MAX_DEPTH:
            return None
        if len(self.drawn) >= MOST_ON_A_PAGE:
            return None
        text = self.around.read_note(found.path)
        part = _part(text, found.fragment) if text else ""
        if not part.strip():
            return None
        self.drawn.append(found.path)
        deeper = replace(self, depth=self.depth + 1)
        # What is named in the embedded note must not be confused with this one's names.
        article = _TAG.sub(
            lambda tag: _OWN_PLACE.sub("", tag[0]), self.draw(found.path, part, deeper)
        )
        heading = f'<p class="nv-embed-title">{opening}{title}</a></p>'
        return f'<div class="nv-embed">{heading}{article}</div>'


def _part(text: str, fragment: str) -> str:
    """The lines that a fragment means: a section with what lies under it, a block, or all."""
    if not fragment:
        return text
    if UUID.fullmatch(fragment):
        return part_of(text, fragment)
    document = scan(text)
    if fragment.startswith("^"):
        end = re.compile(rf"(?:^|\s){re.escape(fragment)}\s*$")
        for block in document.blocks:
            lines = document.lines[block.start : block.end]
            if lines and end.search(lines[-1]):
                return "\n".join(lines)
        return ""
    sections = outline(document)
    section = find_anchor(sections, fragment)
    if section is None:
        return ""
    return "\n".join(document.lines[section.line : _end_of(section, sections)])


def _end_of(section: Section, sections: tuple[Section, ...]) -> int:
    """One past the last line of a section and of all below it."""
    end = section.end
    for other in sections[sections.index(section) + 1 :]:
        if other.level <= section.level:
            break
        end = other.end
    return end
