"""Which notes cite the same things."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations

from noteviewer.library.reference_library.entries import Entry, ReferenceLibrary

_MAX_NOTES = 50
"""A reference in more notes than this is a footer, not a common subject."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two notes with references in common."""

    first: str
    second: str
    shared: tuple[Entry, ...]


def overlaps(library: ReferenceLibrary) -> list[Overlap]:
    """All pairs of notes that share references, most first."""
    shared: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in library.cited_in_many_notes():
        if len(entry.paths) <= _MAX_NOTES:
            for pair in combinations(sorted(entry.paths), 2):
                shared[pair].append(entry)
    found = [Overlap(first, second, tuple(some)) for (first, second), some in shared.items()]
    return sorted(found, key=lambda one: (-len(one.shared), one.first, one.second))
