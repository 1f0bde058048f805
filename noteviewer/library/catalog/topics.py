"""Topics of a folder from its index: places of X, X（续）, X+ and X= in reading order."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from noteviewer.library.index.serialization import section_from_row, title_parts_from_json
from noteviewer.library.rows import TopicPart
from noteviewer.notes.model import Continuation, NoteTitle
from noteviewer.notes.relations.titles import name_key
from noteviewer.notes.relations.topics import (
    KINDS,
    MemberKind,
    TopicMember,
    TopicNote,
    gather_topics,
)

if TYPE_CHECKING:
    from noteviewer.notes.model import Section


def read_topics(connection: sqlite3.Connection) -> dict[str, tuple[TopicPart, ...]]:
    """Gather the topics that more than one note treats, by name."""
    rows = connection.execute(
        "SELECT id, path, title, title_parts, date FROM note ORDER BY path"
    ).fetchall()
    named = {number: title_parts_from_json(parts) for number, _, _, parts, _ in rows}
    sections = _read_sections(connection, named.values())
    titles: dict[str, str] = {}
    by_path: dict[str, list[Section]] = {}
    notes: list[TopicNote] = []
    for number, path, title, _, date in rows:
        titles[path] = title
        by_path[path] = sections.get(number, [])
        notes.append(TopicNote(path, named[number], date, by_path[path]))

    def part(member: TopicMember) -> TopicPart:
        section = None if member.section is None else by_path[member.path][member.section]
        return TopicPart(
            kind=member.kind,
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


def _read_sections(
    connection: sqlite3.Connection, named: Iterable[NoteTitle]
) -> dict[int, list["Section"]]:
    """Read the sections, by note, whose headings a title names or a marked heading carries on.

    Few headings are; to make a value of each of 80,000 takes ten times as long. Of each note one
    heading of the highest level is among them, so that one sees which level that is.
    """
    key_of = lru_cache(None)(name_key)
    topics = {key_of(part.name) for title in named for part in (*title.parts, *title.topics)}
    marked = connection.execute("SELECT topic FROM section WHERE continuation != ''")
    topics.update(key_of(topic) for (topic,) in marked)
    highest: dict[int, int] = dict(
        connection.execute("SELECT note, min(level) FROM section WHERE level > 0 GROUP BY note")
    )
    found: defaultdict[int, list[Section]] = defaultdict(list)
    rows = connection.execute(
        "SELECT note, title, level, line, end, anchor, parent, continuation, topic FROM section "
        "WHERE level > 0 ORDER BY note, n"
    )
    for note, *row in rows:
        if row[1] == highest.get(note):
            del highest[note]
        elif key_of(row[7] or row[0]) not in topics:
            continue
        found[note].append(section_from_row(tuple(row)))
    return found


def read_carried_on(connection: sqlite3.Connection, path: str) -> tuple[TopicPart, ...]:
    """Sections of other notes that carry on what a note treats: its X（续）, X+ and X=.

    What a note treats are the names in its title and its headings of the highest level. Only a
    note of the same series carries a heading on as X（续）, for 概述（续） of another series goes
    on with another 概述. Asked for with every page, so that only the marked sections are read.
    """
    row = connection.execute("SELECT id, title_parts FROM note WHERE path = ?", (path,)).fetchone()
    if row is None:
        return ()
    title = title_parts_from_json(row[1])
    headings = connection.execute(
        "SELECT title FROM section WHERE note = :note AND continuation = '' AND level = "
        "(SELECT min(level) FROM section WHERE note = :note AND level > 0)",
        {"note": row[0]},
    )
    named = {name_key(part.name) for part in title.parts}
    topics = [*(part.name for part in title.topics), *(heading for (heading,) in headings)]
    own = named.union(map(name_key, topics))
    series = {part.name for part in title.series}

    def carries_on(mark: str, topic: str, title_parts: str) -> bool:
        key = name_key(topic)
        if key not in own:
            return False
        if key in named or Continuation(mark) is not Continuation.CONTINUED:
            return True
        return any(part.name in series for part in title_parts_from_json(title_parts).series)

    marked = connection.execute(
        "SELECT s.continuation, s.topic, s.title, s.anchor, n.path, n.title, n.title_parts, n.date "
        "FROM section s JOIN note n ON n.id = s.note "
        "WHERE s.continuation != '' AND s.note != ? ORDER BY n.date, n.path, s.n",
        (row[0],),
    )
    parts = [
        TopicPart(
            kind=KINDS[Continuation(mark)],
            path=other,
            note_title=note_title,
            anchor=anchor,
            title=heading,
            date=date,
        )
        for mark, topic, heading, anchor, other, note_title, parts_of_title, date in marked
        if carries_on(mark, topic, parts_of_title)
    ]
    order = list(MemberKind)
    return tuple(sorted(parts, key=lambda part: order.index(part.kind)))
