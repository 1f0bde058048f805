"""Anchors of a whole folder, for links whose section has moved to another note."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from noteviewer.notes.model import Note
from noteviewer.notes.site.names import key
from noteviewer.notes.site.paths import nearest


@dataclass(frozen=True, slots=True)
class PlaceIndex:
    """Which notes have a place of a name: a heading's anchor, an ``id``, a block."""

    paths: Mapping[str, tuple[str, ...]]

    @classmethod
    def build(cls, notes: Iterable[Note]) -> "PlaceIndex":
        """Note the places of all notes."""
        found: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for note in notes:
            for section in note.headings:
                found[key(section.anchor)][note.path] = None
            for name, _ in note.places:
                found[key(name)][note.path] = None
        return cls({name: tuple(paths) for name, paths in found.items()})

    def find(self, fragment: str, note_path: str) -> tuple[str, ...]:
        """Notes that have a place of this name, the nearest to ``note_path`` first."""
        return nearest(self.paths.get(key(fragment), ()), note_path)
