"""Places in a note that links can name besides its headings."""

import re
from typing import TYPE_CHECKING, NamedTuple

from noteviewer.notes.html_tags import TAG, read_attributes

if TYPE_CHECKING:
    from noteviewer.notes.document import Document

_BLOCK_ID = re.compile(r"(?:^|[ \t\])])(\^[A-Za-z0-9-]+)[ \t]*$", re.MULTILINE)


class Place(NamedTuple):
    """A named place."""

    name: str
    """As written; names of Obsidian's blocks keep their ``^``."""
    line: int


def find_places(document: "Document") -> tuple[Place, ...]:
    """Find every named place, in order of the text.

    These are ``id`` and ``name`` of HTML tags (``<a name="PCA"/>``), and Obsidian's ``^block``;
    kramdown's ``{#id}`` of a heading is its anchor.

    Returns:
        What `noteviewer.notes.anchors.find_anchor` takes as ``html_ids``.
    """
    masked = document.masked
    found: list[tuple[int, str]] = []
    if "id=" in masked or "name=" in masked or "ID=" in masked or "NAME=" in masked:
        for tag in TAG.finditer(masked):
            attributes = read_attributes(tag[3])
            names = {attributes.get("id", ""), attributes.get("name", "")}
            found += [(tag.start(), name) for name in sorted(names) if name]
    if "^" in masked:
        found += [(match.start(1), match[1]) for match in _BLOCK_ID.finditer(masked)]
    return tuple(Place(name, document.line_at(offset)) for offset, name in sorted(found))
