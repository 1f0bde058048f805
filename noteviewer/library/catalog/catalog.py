"""The read side of an index: everything the window and the commands ask of a folder of notes.

One catalog a thread, each with a connection of its own. An index that was dropped and made anew by
its writer is noticed at the next question.
"""

import json
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from noteviewer.library.catalog.backlinks import read_backlinks
from noteviewer.library.catalog.cache import FolderCache
from noteviewer.library.catalog.citations import (
    REFERENCE_ROWS,
    read_citing_notes,
    reference_from_row,
)
from noteviewer.library.catalog.topics import read_carried_on, read_topics
from noteviewer.library.index import store
from noteviewer.library.index.contents import load_contents
from noteviewer.library.index.serialization import (
    IndexCounts,
    count_index,
    layout_from_json,
    read_names,
    section_from_row,
    title_parts_from_json,
)
from noteviewer.library.names.fuzzy import find_names
from noteviewer.library.names.names import FolderNames, read_names_of
from noteviewer.library.queries.pages import FolderPages
from noteviewer.library.rows import (
    Backlink,
    CitingNote,
    FirstHits,
    NoteProblem,
    NoteRow,
    QuickMatch,
    ReferenceRow,
    Scope,
    SearchResult,
    TopicPart,
    Without,
)
from noteviewer.library.search.expansion import SearchOptions
from noteviewer.library.search.fields import (
    MarkedSections,
    NoteFacts,
    field_values,
    none_marked,
    read_facts,
)
from noteviewer.library.search.query import Field
from noteviewer.library.search.related import RelatedNote, RelatedNotes
from noteviewer.library.search.searcher import Searcher
from noteviewer.notes.answers import Answers, Question
from noteviewer.notes.canonical import key_number, reference_key
from noteviewer.notes.contents import Contents
from noteviewer.notes.model import NoteForm, Problem, ProblemKind, Section
from noteviewer.notes.relations.titles import name_key
from noteviewer.notes.site.kinds import FolderKind
from noteviewer.notes.site.layout import FolderLayout
from noteviewer.notes.site.names import NoteNames

_FORMS = {str(form): form for form in NoteForm}
NOTE_COLUMNS = """
    note.path, note.title, note.title_parts, note.date, note.category, note.tags, note.sections,
    note.reference_count, note.size, note.mtime_ns, note.encoding, note.form, note.variant_group,
    (SELECT count(*) FROM problem WHERE problem.note = note.id)
"""
"""Of the table `note`, in the order of `note_from_row`."""


def note_from_row(row: Any) -> NoteRow:
    """Make a note of `NOTE_COLUMNS`."""
    (path, title, parts, date, category, tags, sections, references, size, mtime_ns, encoding,
     form, variant_group, problems) = row  # fmt: skip
    return NoteRow(
        path=path,
        title=title,
        title_parts=title_parts_from_json(parts),
        date=date,
        category=category,
        tags=tuple(json.loads(tags)) if tags != "[]" else (),
        sections=sections,
        references=references,
        problems=problems,
        size=size,
        mtime_ns=mtime_ns,
        encoding=encoding,
        form=_FORMS[form],
        variant_group=variant_group,
    )


_ALL = Scope()
_PROGRESS_EVERY = 2000
_EXACT = SearchOptions()
_DAY = "coalesce(date, date(mtime_ns / 1000000000, 'unixepoch'))"
_SECTION_COLUMNS = "title, level, line, end, anchor, parent, continuation, topic"


@store.tells_damage
class Catalog:
    """Answers questions about one folder from its index. Use on one thread.

    Every question raises `store.IndexDamagedError` where the index turns out to be damaged.
    """

    def __init__(
        self,
        index_path: Path,
        kept: FolderCache | None = None,
        marked: MarkedSections = none_marked,
    ) -> None:
        """Open the index.

        Args:
            index_path: Where it is.
            kept: What the catalogs of other threads made of it. With it, `quick` answers from an
                older state of the index until `renew_names` is called.
            marked: Gives the sections that the reader marked, for ``has:highlight``.

        Raises:
            IndexUnavailableError: there is none yet, or it cannot be read.
        """
        self._path = index_path
        self._connection = store.connect_for_reading(index_path)
        self._inode = index_path.stat().st_ino
        self._kept = kept or FolderCache()
        self._marked = marked
        self._may_lag = kept is not None
        self._topics: tuple[int, dict[str, tuple[TopicPart, ...]]] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def interrupt(self) -> None:
        """Stop the question that another thread is asking; it raises `sqlite3.OperationalError`."""
        self._connection.interrupt()

    def generation(self) -> int:
        """Grows with every change of the index."""
        return store.get_generation(self._reader())

    def counts(self) -> IndexCounts:
        """Totals of the folder."""
        return count_index(self._reader())

    def notes(self) -> list[NoteRow]:
        """All notes, by path."""
        return [
            note_from_row(row)
            for row in self._reader().execute(f"SELECT {NOTE_COLUMNS} FROM note ORDER BY path")  # noqa: S608  (names of ours; values are bound)
        ]

    def note(self, path: str) -> NoteRow | None:
        """One note."""
        row = (
            self._reader()
            .execute(f"SELECT {NOTE_COLUMNS} FROM note WHERE path = ?", (path,))  # noqa: S608  (names of ours; values are bound)
            .fetchone()
        )
        return None if row is None else note_from_row(row)

    def digests(self) -> dict[str, tuple[str, int]]:
        """Digest of the content, and time of the last change, of all notes by path."""
        rows = self._reader().execute("SELECT path, digest, mtime_ns FROM note")
        return {path: (digest.hex(), mtime_ns) for path, digest, mtime_ns in rows}

    def newest(self, limit: int = 10) -> list[NoteRow]:
        """The notes of the latest days, the last day first.

        Notes that say no day are no news where most do; where most do not, the day counts on which
        their files were changed.
        """
        reader = self._reader()
        total, dated = reader.execute("SELECT count(*), count(date) FROM note").fetchone()
        rows = reader.execute(
            f"SELECT {NOTE_COLUMNS} FROM note WHERE id IN (SELECT id FROM note "  # noqa: S608  (names of ours; values are bound)
            f"WHERE date IS NOT NULL OR ? ORDER BY {_DAY} DESC, path DESC LIMIT ?) "
            f"ORDER BY {_DAY} DESC, path DESC",
            (2 * dated < total, limit),
        )
        return [note_from_row(row) for row in rows]

    def top_names(self) -> list[str]:
        """Names of the notes, and of the folders with notes, that lie in the uppermost folder."""
        rows = self._reader().execute(
            "SELECT DISTINCT substr(path, 1, instr(path || '/', '/') - 1) FROM note"
        )
        return [name for (name,) in rows]

    def related_notes(self, path: str) -> list[NoteRow]:
        """A note with its variants and the notes of its series; none where there is no such."""
        note = self.note(path)
        if note is None:
            return []
        # What a series is called stands in the titles of its notes as JSON, quotes and all.
        names = [json.dumps(part.name, ensure_ascii=False) for part in note.series]
        rows = self._reader().execute(
            f"SELECT {NOTE_COLUMNS} FROM note WHERE path != ? AND (variant_group = ? "  # noqa: S608  (names of ours; values are bound)
            f"{'OR instr(title_parts, ?) ' * len(names)}) ORDER BY path",
            (path, note.variant_group, *names),
        )
        return [note, *(note_from_row(row) for row in rows)]

    def sections(self, path: str) -> list[Section]:
        """Sections of a note; the first is the text above the first heading."""
        rows = self._reader().execute(
            f"SELECT {_SECTION_COLUMNS} FROM section "  # noqa: S608  (names of ours; values are bound)
            "WHERE note = (SELECT id FROM note WHERE path = ?) ORDER BY n",
            (path,),
        )
        return [section_from_row(row) for row in rows]

    def text(self, path: str, section: int) -> str:
        """Own text of a section as it was indexed, its heading line left out."""
        row = (
            self._reader()
            .execute(
                "SELECT text FROM unit WHERE id = (SELECT id FROM note WHERE path = ?) << ? | ?",
                (path, store.SECTION_BITS, min(section, store.LAST_UNIT)),
            )
            .fetchone()
        )
        return "" if row is None else str(row[0])

    def references(self, path: str) -> list[ReferenceRow]:
        """References of a note, in order."""
        return self._references("WHERE note.path = ? ORDER BY r.n", (path,))

    def all_references(
        self, on_progress: Callable[[int, int], None] | None = None
    ) -> list[ReferenceRow]:
        """References of all notes, in the order of paths and lines.

        Args:
            on_progress: Told now and then how many were read, and of how many.
        """
        reader = self._reader()
        has_pairs = self.writes_pairs()
        (total,) = reader.execute("SELECT count(*) FROM reference").fetchone()
        found: list[ReferenceRow] = []
        for row in reader.execute(f"{REFERENCE_ROWS} ORDER BY note.path, r.n"):
            found.append(reference_from_row(row, has_pairs=has_pairs))
            if on_progress is not None and len(found) % _PROGRESS_EVERY == 0:
                on_progress(len(found), total)
        return found

    def citations(self, url: str, limit: int = 50) -> list[ReferenceRow]:
        """Places that cite an address, however it is spelled, in the order of paths and lines."""
        key = key_number(reference_key(url, None))
        return self._references("WHERE r.key = ? ORDER BY note.path, r.n LIMIT ?", (key, limit))

    def citing_notes(self, path: str) -> dict[int, tuple[CitingNote, ...]]:
        """Other notes that cite what a note cites, by path.

        Returns:
            What several notes cite only, by `noteviewer.notes.canonical.key`.
        """
        return read_citing_notes(self._reader(), path)

    def backlinks(self, path: str) -> list[Backlink]:
        """Places in other notes that point at this one."""
        return read_backlinks(self._reader(), path)

    def related(self, path: str, limit: int = 10) -> tuple[RelatedNote, ...]:
        """Notes that belong to a note, nearest first, each with the reasons."""
        return RelatedNotes(self._reader()).of_note(path, limit)

    def similar(self, text: str, limit: int = 10, path: str = "") -> tuple[RelatedNote, ...]:
        """Notes that are about what a passage says, nearest first.

        Args:
            text: Of the passage.
            limit: How many notes.
            path: Of the note in which it stands, which is left out.
        """
        return RelatedNotes(self._reader()).of_passage(text, limit, path)

    def problems(self) -> list[NoteProblem]:
        """Everything a user should know about the files of the folder."""
        rows = self._reader().execute(
            "SELECT p.path, p.kind, p.detail, p.line, coalesce(note.title, '') FROM problem AS p "
            "LEFT JOIN note ON note.id = p.note ORDER BY p.path, p.line"
        )
        return [
            NoteProblem(path, Problem(ProblemKind(kind), detail, line), title)
            for path, kind, detail, line, title in rows
        ]

    def search(
        self,
        query: str,
        scope: Scope = _ALL,
        limit: int = 50,
        cancel: threading.Event | None = None,
        options: SearchOptions = _EXACT,
        *,
        on_first: FirstHits | None = None,
    ) -> SearchResult:
        """Answer a query (`noteviewer.library.search.parser`).

        Args:
            query: As typed.
            scope: Where to look.
            limit: How many hits are listed; the totals are over all.
            cancel: Set by another thread when the answer is not wanted any more.
            options: How generously the query is read.
            on_first: Is told the first hits where many texts are to be read, on this thread.

        Raises:
            Cancelled: it was.
        """
        reader = self._reader()
        return Searcher(reader, self._note_facts, self.generation(), self._marked).search(
            query, scope, limit, cancel, options, on_first=on_first
        )

    def without_each(
        self, query: str, scope: Scope = _ALL, cancel: threading.Event | None = None
    ) -> tuple[Without, ...]:
        """Of a query that nothing answers: without which part something does, most first."""
        searcher = Searcher(self._reader(), self._note_facts, self.generation(), self._marked)
        return searcher.without_each(query, scope, cancel)

    def answers(self, questions: Iterable[Question], seconds: float = 2.0) -> Answers:
        """Answer the queries of a page.

        Args:
            questions: Each once.
            seconds: Of processor time that all of them may take; one may take a second.
        """
        # Here, for few notes ask.
        from noteviewer.library.queries.questions import answer

        reader = self._reader()
        end = time.thread_time() + seconds
        now = datetime.now()
        pages = self._folder_pages()
        return tuple(
            (question, answer(reader, pages, question, now, min(1.0, end - time.thread_time())))
            for question in questions
        )

    def field_values(self, field: Field) -> list[tuple[str, int]]:
        """What can stand behind the name of a field, with the number of notes that have it."""
        return field_values(self._reader(), field)

    def quick(self, query: str, limit: int = 50) -> list[QuickMatch]:
        """Find notes, headings and references by a few letters of their names."""
        reader = self._reader()
        names = self._kept.names.latest(self._inode) if self._may_lag else None
        return find_names(reader, names or self._names(), query, limit)

    def renew_names(self) -> bool:
        """Let `quick` know of everything that the index holds now.

        Returns:
            Whether there was anything new.
        """
        before = self._kept.names.latest(self._inode)
        return self._names() is not before

    def topics(self) -> dict[str, tuple[TopicPart, ...]]:
        """Topics that are spread over several notes, with their places in reading order."""
        generation = self.generation()
        if self._topics is None or self._topics[0] != generation:
            self._topics = (generation, read_topics(self._reader()))
        return self._topics[1]

    def topic(self, name: str) -> tuple[TopicPart, ...]:
        """Places of one topic: X in series order, X（续）, X+, X=."""
        key = name_key(name)
        found = (parts for topic, parts in self.topics().items() if name_key(topic) == key)
        return next(found, ())

    def carried_on(self, path: str) -> tuple[TopicPart, ...]:
        """Sections of other notes that carry on what a note treats: X（续）, X+, X=."""
        return read_carried_on(self._reader(), path)

    def variants(self, path: str) -> tuple[str, ...]:
        """Paths of all variants of a note, itself among them; none where it has no other."""
        rows = self._reader().execute(
            "SELECT path FROM note WHERE variant_group = "
            "(SELECT variant_group FROM note WHERE path = ?) ORDER BY path",
            (path,),
        )
        return tuple(found for (found,) in rows)

    def note_names(self) -> list[NoteNames]:
        """Names of all notes, for `noteviewer.notes.site.build_site`."""
        return list(read_names(self._reader()))

    def writes_pairs(self) -> bool:
        """Whether the folder writes a title below an address; False while that is not known."""
        return store.get_meta(self._reader(), "writes_pairs") == "1"

    def folder_kind(self) -> FolderKind | None:
        """What kind of folder it was found, or chosen, to be; None until all notes were read."""
        kind = store.get_meta(self._reader(), "kind", "")
        return FolderKind(kind) if kind else None

    def folder_layout(self) -> FolderLayout | None:
        """Which kinds the folder holds; None before the index has seen all of it."""
        written = store.get_meta(self._reader(), "layout")
        return layout_from_json(written) if written else None

    def contents(self) -> Contents:
        """The table of contents that the folder's own files give."""
        return load_contents(self._reader())

    def _note_facts(self) -> dict[int, NoteFacts]:
        generation = self.generation()
        return self._kept.facts.get(
            (self._inode, generation),
            lambda: {facts.id: facts for facts in read_facts(self._connection)},
        )

    def _folder_pages(self) -> FolderPages:
        generation = self.generation()
        return self._kept.pages.get(
            (self._inode, generation), lambda: FolderPages(self._connection)
        )

    def _names(self) -> FolderNames:
        generation = self.generation()
        return self._kept.names.get(
            (self._inode, generation), lambda: read_names_of(self._connection)
        )

    def _reader(self) -> sqlite3.Connection:
        """The connection, to the file that now has the index's name."""
        try:
            inode = self._path.stat().st_ino
        except OSError:
            return self._connection
        if inode != self._inode:
            connection = store.connect_for_reading(self._path)
            self._connection.close()
            self._connection, self._inode = connection, inode
            self._topics = None
        return self._connection

    def _references(self, clause: str, values: Iterable[object]) -> list[ReferenceRow]:
        reader = self._reader()
        has_pairs = self.writes_pairs()
        rows = reader.execute(REFERENCE_ROWS + clause, tuple(values))
        return [reference_from_row(row, has_pairs=has_pairs) for row in rows]
