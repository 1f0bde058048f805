"""Copies of one post that drifted apart: notes of the same title with much text in common.

Copies are compared by their lines, section by section, whatever the order: a writer who keeps
several states of a post moves whole lines between them, and the answer wanted is which
sections are the same, and which lines only one copy has.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from noteviewer.notes.model import Section
from noteviewer.notes.relations.titles import name_key
from noteviewer.notes.text import fold

COMMON_SHARE: Final = 0.4
"""Lines of the shorter copy that must stand in the longer one. Copies of real posts that were
taken years apart share 60 % and more; parts of a series, under 5 %."""
_FEWEST_LINES: Final = 5
_SHORTEST_LINE: Final = 4
"""Characters; shorter lines (rules, brackets) stand everywhere and say nothing."""


@dataclass(frozen=True, slots=True)
class VariantText:
    """What comparing needs of a note."""

    path: str
    title: str
    lines: Sequence[str]
    sections: Sequence[Section]


@dataclass(frozen=True, slots=True)
class SectionVariants:
    """One section across the copies of a post."""

    title: str
    """Empty for the text above the first heading."""
    level: int
    indices: tuple[int | None, ...]
    """For each copy the index of the section in its note; None where it is absent."""
    own_lines: tuple[tuple[int, ...], ...]
    """For each copy the lines of this section that not every other copy has."""

    @property
    def is_common(self) -> bool:
        """Whether all copies have the section with the same lines."""
        return None not in self.indices and not any(self.own_lines)


@dataclass(frozen=True, slots=True)
class VariantGroup:
    """Copies of one post."""

    title: str
    paths: tuple[str, ...]
    common_share: float
    """Lines that all copies have, as a share of the lines of the shortest copy."""
    sections: tuple[SectionVariants, ...]
    """In the order of the first copy; sections that it lacks after them."""


def find_variants(notes: Iterable[VariantText]) -> tuple[VariantGroup, ...]:
    """Group the notes that are copies of one post; only notes of the same title are compared."""
    by_title: defaultdict[str, list[VariantText]] = defaultdict(list)
    for note in notes:
        by_title[name_key(note.title)].append(note)
    groups: list[VariantGroup] = []
    for namesakes in by_title.values():
        groups.extend(compare_variants(group) for group in _alike(namesakes) if len(group) > 1)
    return tuple(groups)


def titles_alike(titles: Iterable[tuple[str, str]]) -> tuple[tuple[str, ...], ...]:
    """Give the paths, from (path, title), of the notes that share their title with another.

    The cheap first question: only these need to be read and compared.
    """
    paths: defaultdict[str, list[str]] = defaultdict(list)
    for path, title in titles:
        paths[name_key(title)].append(path)
    return tuple(tuple(group) for group in paths.values() if len(group) > 1)


def compare_variants(notes: Sequence[VariantText]) -> VariantGroup:
    """Say for copies of one post what is common and what differs, section by section."""
    bodies = [_line_keys(note) for note in notes]
    common = frozenset.intersection(*bodies)
    places: dict[tuple[str, int], list[int | None]] = {}
    for copy, note in enumerate(notes):
        seen: defaultdict[str, int] = defaultdict(int)
        for index, section in enumerate(note.sections):
            key = name_key(section.title)
            place = places.setdefault((key, seen[key]), [None] * len(notes))
            place[copy] = index
            seen[key] += 1
    return VariantGroup(
        title=notes[0].title,
        paths=tuple(note.path for note in notes),
        common_share=len(common) / max(1, min(map(len, bodies))),
        sections=tuple(_compare_section(notes, tuple(place)) for place in places.values()),
    )


def _alike(notes: Sequence[VariantText]) -> list[list[VariantText]]:
    """Group the copies; one that is like any member of a group belongs to it."""
    groups: list[list[tuple[VariantText, frozenset[str]]]] = []
    for note in notes:
        body = _line_keys(note)
        fitting = [g for g in groups if any(_is_copy(body, other) for _, other in g)]
        merged = [member for group in fitting for member in group]
        groups = [group for group in groups if group not in fitting]
        groups.append([*merged, (note, body)])
    return [[note for note, _ in group] for group in groups]


def _is_copy(one: frozenset[str], other: frozenset[str]) -> bool:
    shorter = min(len(one), len(other))
    return shorter >= _FEWEST_LINES and len(one & other) >= COMMON_SHARE * shorter


def _line_keys(note: VariantText) -> frozenset[str]:
    first = note.sections[0].line if note.sections else 0
    return frozenset(key for line in note.lines[first:] if (key := _key(line)))


def _key(line: str) -> str:
    key = " ".join(fold(line).split())
    return key if len(key) >= _SHORTEST_LINE else ""


def _compare_section(
    notes: Sequence[VariantText], indices: tuple[int | None, ...]
) -> SectionVariants:
    keyed = [_section_lines(note, index) for note, index in zip(notes, indices, strict=True)]
    common = set.intersection(*(set(lines) for lines in keyed))
    copy, index = next((c, i) for c, i in enumerate(indices) if i is not None)
    section = notes[copy].sections[index]
    return SectionVariants(
        title=section.title,
        level=section.level,
        indices=indices,
        own_lines=tuple(
            tuple(sorted(line for key, line in lines.items() if key not in common))
            for lines in keyed
        ),
    )


def _section_lines(note: VariantText, index: int | None) -> dict[str, int]:
    if index is None:
        return {}
    section = note.sections[index]
    start = section.line + (1 if section.level else 0)
    return {
        key: number
        for number in range(start, min(section.end, len(note.lines)))
        if (key := _key(note.lines[number]))
    }
