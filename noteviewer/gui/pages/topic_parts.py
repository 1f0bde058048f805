"""Which text of which note belongs to a topic that is read as one. No Qt here."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from noteviewer.library.rows import NoteRow, TopicPart
from noteviewer.notes.model import Section
from noteviewer.notes.titles import name_key
from noteviewer.notes.topics import MARKED, MemberKind


@dataclass(frozen=True, slots=True)
class Slice:
    """Lines of a note."""

    start: int
    end: int
    """One past the last line."""


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


def slices(sections: Sequence[Section], anchor: str, foreign: set[str], end: int) -> list[Slice]:
    """The lines of a section with all below it, or of a whole note.

    Args:
        sections: Of the note, as it is now.
        anchor: Of the section; empty for the whole note.
        foreign: Anchors of sections that carry on topics of other notes; they are left out of a
            whole note.
        end: Number of lines of the note.
    """
    if anchor:
        start = next((n for n, s in enumerate(sections) if s.anchor == anchor), None)
        if start is None:
            return []
        return [Slice(sections[start].line, _end_of(sections, start, end))]
    kept: list[Slice] = []
    line = 0
    for number, section in enumerate(sections):
        if section.anchor in foreign and section.line >= line:
            if section.line > line:
                kept.append(Slice(line, section.line))
            line = _end_of(sections, number, end)
    return [*kept, Slice(line, end)] if line < end else kept


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


def _end_of(sections: Sequence[Section], number: int, end: int) -> int:
    level = sections[number].level
    following = (s.line for s in sections[number + 1 :] if s.level <= level)
    return next(following, end)


def _is_about_one_thing(note: NoteRow | None) -> bool:
    if note is None:
        return True
    title = note.title_parts
    return len(title.parts) == 1 and not title.topics
