"""Topics of a folder from its index: places of X, X（续）, X+ and X= in reading order."""

import sqlite3
from typing import TYPE_CHECKING

from noteviewer.library.records import section_from_row, title_parts_from_json
from noteviewer.library.rows import TopicPart, TopicPartKind
from noteviewer.notes.topics import TopicMember, TopicNote, gather_topics

if TYPE_CHECKING:
    from noteviewer.notes.model import Section


def read_topics(connection: sqlite3.Connection) -> dict[str, tuple[TopicPart, ...]]:
    """Gather the topics that more than one note treats, by name."""
    sections: dict[int, list[Section]] = {}
    rows = connection.execute(
        "SELECT note, title, level, line, end, anchor, parent, continuation, topic FROM section "
        "ORDER BY note, n"
    )
    for note, *row in rows:
        sections.setdefault(note, []).append(section_from_row(tuple(row)))
    titles: dict[str, str] = {}
    by_path: dict[str, list[Section]] = {}
    notes: list[TopicNote] = []
    for number, path, title, parts, date in connection.execute(
        "SELECT id, path, title, title_parts, date FROM note ORDER BY path"
    ):
        titles[path] = title
        by_path[path] = sections.get(number, [])
        notes.append(TopicNote(path, title_parts_from_json(parts), date, by_path[path]))

    def part(member: TopicMember) -> TopicPart:
        section = None if member.section is None else by_path[member.path][member.section]
        return TopicPart(
            kind=TopicPartKind(str(member.kind)),
            path=member.path,
            note_title=titles[member.path],
            anchor=section.anchor if section is not None else "",
            title=member.title,
            date=member.date,
            number=member.number,
        )

    return {
        topic.name: tuple(part(member) for member in topic.members)
        for topic in gather_topics(notes).values()
    }
