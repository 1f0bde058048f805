"""What belongs to a topic as one page has it: which sections of which notes."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from noteviewer.library.rows import NoteRow, TopicPart
from noteviewer.notes.model import Section
from noteviewer.notes.relations.titles import name_key
from noteviewer.notes.relations.topics import MARKED, MemberKind


class TopicReader(Protocol):
    """The part of the catalog that is asked."""

    def note(self, path: str) -> NoteRow | None:
        """The row of one note."""

    def sections(self, path: str) -> Sequence[Section]:
        """Sections of a note."""

    def topics(self) -> Mapping[str, Sequence[TopicPart]]:
        """All topics that are spread over several notes."""

    def topic(self, name: str) -> Sequence[TopicPart]:
        """The parts of a topic in reading order."""


@dataclass(frozen=True, slots=True)
class PartContents:
    """One part of a topic, with what is shown of its note."""

    number: int
    """Counted from one, as on the page."""
    part: TopicPart
    note: NoteRow
    sections: Sequence[Section]
    """All of the note, so that indexes into them hold."""
    shown: frozenset[int]
    """Indexes of those that belong to the part."""

    @property
    def title(self) -> str:
        """Where the part stands."""
        is_note = self.part.kind is MemberKind.NOTE
        return part_title(self.note.title, "" if is_note else self.part.title)

    @property
    def heading(self) -> str:
        """Anchor in the note of the heading that stands for the part; empty where none does."""
        titled = next((section for section in self.sections if section.title), None)
        is_title = titled is not None and titled.title == self.note.title
        return self.part.anchor or (titled.anchor if titled is not None and is_title else "")

    def anchor(self, of_section: str = "") -> str:
        """Of the part on the page of the topic, or of a section in it."""
        return part_anchor(self.number, of_section)


def part_title(note_title: str, heading: str) -> str:
    """Where a part stands: its note, and the section where it is not the whole note."""
    return f"{note_title} › {heading}" if heading else note_title


def part_anchor(number: int, of_section: str = "") -> str:
    """Anchor of a part on the page of its topic, or of a section in it; no two parts' ids meet."""
    return f"part-{number}-{of_section}" if of_section else f"part-{number}"


def anchor_in_note(of_part: str) -> str:
    """The anchor that a section has in its note, from that on the page of a topic."""
    return of_part.partition("-")[2].partition("-")[2]


def read_topic_contents(reader: TopicReader, name: str) -> list[PartContents]:
    """The parts of a topic in the order of its page; parts without a note in the index are none."""
    parts = reader.topic(name)
    notes = {row.path: row for row in map(reader.note, {part.path for part in parts}) if row}
    foreign = foreign_sections(reader.topics(), name)
    contents = []
    for number, part in enumerate(choose_parts(parts, notes), 1):
        note = notes.get(part.path)
        if note is not None:
            sections = reader.sections(part.path)
            shown = _shown(sections, part.anchor, foreign.get(part.path, set()))
            contents.append(PartContents(number, part, note, sections, shown))
    return contents


def _shown(sections: Sequence[Section], anchor: str, foreign: set[str]) -> frozenset[int]:
    shown: set[int] = set()
    for index, section in enumerate(sections):
        is_below = section.parent in shown
        if anchor:
            is_shown = section.anchor == anchor or is_below
        else:
            is_shown = section.anchor not in foreign and (section.parent is None or is_below)
        if is_shown:
            shown.add(index)
    return frozenset(shown)


def choose_parts(parts: Sequence[TopicPart], notes: Mapping[str, NoteRow]) -> list[TopicPart]:
    """The parts in their order, no text twice.

    A note that is about the topic alone stands for the sections in it. Of a note about several
    things only the sections of the topic count, if it has any.
    """
    sections: dict[str, list[TopicPart]] = defaultdict(list)
    for part in parts:
        if part.kind is MemberKind.SECTION:
            sections[part.path].append(part)
    chosen: list[TopicPart] = []
    treated: set[str] = set()
    for part in parts:
        if part.kind is MemberKind.NOTE and part.path not in treated:
            treated.add(part.path)
            is_whole = _is_about_one_thing(notes.get(part.path))
            # In the place of the note, so that the numbers of a series keep their order.
            chosen += [part] if is_whole else sections[part.path] or [part]
    for part in parts:
        is_placed = part.kind is MemberKind.SECTION and part.path in treated
        if part.kind is not MemberKind.NOTE and not is_placed:
            chosen.append(part)
    return list({(part.path, part.anchor): part for part in chosen}.values())


def foreign_sections(topics: Mapping[str, Sequence[TopicPart]], topic: str) -> dict[str, set[str]]:
    """By path, the anchors of sections that carry on a topic other than this one."""
    key = name_key(topic)
    found: dict[str, set[str]] = {}
    for name, parts in topics.items():
        if name_key(name) == key:
            continue
        for part in parts:
            if part.kind in MARKED:
                found.setdefault(part.path, set()).add(part.anchor)
    return found


def _is_about_one_thing(note: NoteRow | None) -> bool:
    if note is None:
        return True
    title = note.title_parts
    return len(title.parts) == 1 and not title.topics
