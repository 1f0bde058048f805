"""Topics that are spread over notes: X, X（续）, X+ and X= gathered.

One note says by the form of a heading that it may carry on a topic (`Section.continuation`); only
all notes together show whether that topic exists. The text stays where it is: a topic is an
order of places.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from noteviewer.notes.model import Continuation, NoteTitle, Section
from noteviewer.notes.relations.titles import name_key

_MOST_SECTIONS: Final = 100
"""A heading that stands in more places than this is a habit of the writer, no part of a topic."""


class MemberKind(StrEnum):
    """What a member of a topic is, in reading order."""

    NOTE = "note"
    """A note whose title names the topic."""
    SECTION = "section"
    """A section whose heading is the topic."""
    CONTINUED = "continued"
    """X（续）"""
    SURPLUS = "surplus"
    """X+"""
    OPEN = "open"
    """X="""


MARKED: Final = frozenset({MemberKind.CONTINUED, MemberKind.SURPLUS, MemberKind.OPEN})
"""Sections that carry a topic on, and say so."""
_ORDER: Final = {kind: index for index, kind in enumerate(MemberKind)}
KINDS: Final = {
    Continuation.NONE: MemberKind.SECTION,
    Continuation.CONTINUED: MemberKind.CONTINUED,
    Continuation.SURPLUS: MemberKind.SURPLUS,
    Continuation.OPEN: MemberKind.OPEN,
}


@dataclass(frozen=True, slots=True)
class TopicNote:
    """What gathering needs of a note."""

    path: str
    title: NoteTitle
    date: str | None
    sections: Sequence[Section]


@dataclass(frozen=True, slots=True)
class TopicMember:
    """One place of a topic."""

    kind: MemberKind
    path: str
    section: int | None
    """Index in the note's sections; None for the whole note."""
    title: str
    """As written."""
    date: str | None
    number: int | None = None
    """In the series, for a note."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject and the places that treat it, in reading order."""

    name: str
    members: tuple[TopicMember, ...]


def gather_topics(notes: Iterable[TopicNote]) -> dict[str, Topic]:
    """Gather the topics of a folder: what a title or a continuation mark names, and its places.

    A heading alone makes no topic, for ``Usage`` in two notes is none.

    Returns:
        Topics by `name_key` of their names. A section with a continuation mark belongs to a topic
        of another place exactly when it is a member of one here; else its mark is part of its name.
    """
    builder = _TopicBuilder()
    for note in notes:
        builder.add_note(note)
    return builder.topics()


class _TopicBuilder:
    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._notes: defaultdict[str, list[TopicMember]] = defaultdict(list)
        self._sections: defaultdict[str, list[TopicMember]] = defaultdict(list)
        """Headings of the highest level in their note."""
        self._lower: defaultdict[str, list[TopicMember]] = defaultdict(list)
        self._marked: defaultdict[str, list[TopicMember]] = defaultdict(list)

    def add_note(self, note: TopicNote) -> None:
        for part in (*note.title.parts, *note.title.topics):
            self._notes[self._key(part.name)].append(
                TopicMember(MemberKind.NOTE, note.path, None, part.name, note.date, part.number)
            )
        top = min((section.level for section in note.sections if section.level), default=0)
        for index, section in enumerate(note.sections):
            if section.level:
                kind = KINDS[section.continuation]
                member = TopicMember(kind, note.path, index, section.title, note.date)
                if kind is not MemberKind.SECTION:
                    place = self._marked
                else:
                    place = self._sections if section.level == top else self._lower
                place[self._key(section.topic or section.title)].append(member)

    def _key(self, name: str) -> str:
        key = name_key(name)
        self._names.setdefault(key, name)
        return key

    def topics(self) -> dict[str, Topic]:
        found: dict[str, Topic] = {}
        for key in self._notes.keys() | self._marked.keys():
            members = self._members(key)
            if key and len({member.path for member in members}) > 1:
                found[key] = Topic(self._names[key], tuple(sorted(members, key=_reading_order)))
        return found

    def _members(self, key: str) -> list[TopicMember]:
        marked = self._marked.get(key, [])
        sections = self._sections.get(key, [])
        homes = [*self._notes.get(key, ()), *sections]
        if len(sections) > _MOST_SECTIONS:
            homes = self._notes.get(key, [])
        members = [*homes, *marked]
        if marked and len({member.path for member in members}) == 1:
            members += self._lower.get(key, ())
        return members


def _reading_order(member: TopicMember) -> tuple[int, int, str, str, int]:
    return (
        _ORDER[member.kind],
        member.number or 0,
        member.date or "",
        member.path,
        member.section or 0,
    )
