"""What the notes of a folder say about one another, for the head card. No Qt here."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from noteviewer.library.location import GeneratedKind, GeneratedPage
from noteviewer.library.rows import NoteRow, TopicPart
from noteviewer.render.document.page import CardLink, HeadCard, SeriesPlace

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_WORD = re.compile(r"[A-Za-z][A-Za-z'-]+")
HAN_A_MINUTE = 400
WORDS_A_MINUTE = 220
LONGEST_MEASURED = 200_000
"""Characters that are counted; the rest of a longer text is taken to be like them."""


@dataclass(frozen=True, slots=True)
class FolderFacts:
    """Series and variants of some notes, looked up by note."""

    notes: Mapping[str, NoteRow] = field(default_factory=dict)
    series: Mapping[str, tuple[tuple[int, str], ...]] = field(default_factory=dict)
    """Number and path of the notes of a series, in order."""
    variants: Mapping[int, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, rows: Iterable[NoteRow]) -> "FolderFacts":
        """Gather them from all notes that can be related."""
        notes = {row.path: row for row in rows}
        series: dict[str, list[tuple[int, str]]] = defaultdict(list)
        variants: dict[int, list[str]] = defaultdict(list)
        for row in notes.values():
            for part in row.series:
                series[part.name].append((part.number or 0, row.path))
            if row.variant_group is not None:
                variants[row.variant_group].append(row.path)
        return cls(
            notes,
            {name: tuple(sorted(places)) for name, places in series.items()},
            {group: tuple(paths) for group, paths in variants.items()},
        )

    def neighbours(self, path: str) -> tuple[SeriesPlace, ...]:
        """Where a note stands in each of its series that has other notes."""
        row = self.notes.get(path)
        if row is None:
            return ()
        places = []
        for part in row.series:
            members = self.series.get(part.name, ())
            if len(members) < 2:
                continue
            here = next((i for i, (_, other) in enumerate(members) if other == path), None)
            if here is None:
                continue
            before = self._other(path, reversed(members[:here]))
            after = self._other(path, members[here + 1 :])
            if before or after:
                places.append(SeriesPlace(part.name, part.number or 0, before, after))
        return tuple(places)

    def other_variants(self, path: str) -> tuple[CardLink, ...]:
        """Other versions of the same note."""
        row = self.notes.get(path)
        if row is None or row.variant_group is None:
            return ()
        others = [other for other in self.variants.get(row.variant_group, ()) if other != path]
        titles = [row.title, *map(self._name, others)]
        files = [PurePosixPath(other).name for other in (path, *others)]
        # Versions of one post mostly have one title: then their files are what differs.
        if len(set(titles)) == len(titles):
            names = titles
        else:
            names = files if len(set(files)) == len(files) else [path, *others]
        return tuple(map(CardLink, names[1:], others))

    def _other(self, path: str, members: Iterable[tuple[int, str]]) -> CardLink | None:
        """The first of these notes that is not only another version of this one."""
        group = self.notes[path].variant_group
        for _, other in members:
            if group is None or self.notes[other].variant_group != group:
                return CardLink(self._name(other), other)
        return None

    def _name(self, path: str) -> str:
        return self.notes[path].title if path in self.notes else path


def reading_minutes(text: str) -> int:
    """How long a note takes to read; 0 for less than a minute."""
    measured = text[:LONGEST_MEASURED]
    han = len(_HAN.findall(measured))
    words = len(_WORD.findall(measured))
    part = len(measured) / len(text) if text else 1
    return round((han / HAN_A_MINUTE + words / WORDS_A_MINUTE) / part)


def head_card(
    row: NoteRow, facts: FolderFacts, carried_on: Iterable[TopicPart], text: str
) -> HeadCard:
    """The card above a note that is in the index."""
    continued = [
        CardLink(f"{part.title} · {part.note_title}", part.path, part.anchor) for part in carried_on
    ]
    variants = facts.other_variants(row.path)
    comparison = GeneratedPage(GeneratedKind.VARIANTS, row.path).note if variants else ""
    return HeadCard(
        title=row.title,
        date=row.date or "",
        category=row.category or "",
        tags=row.tags,
        series=facts.neighbours(row.path),
        references=row.references,
        minutes=reading_minutes(text),
        encoding=row.encoding,
        variants=variants,
        comparison=comparison,
        continued=tuple(continued),
    )
