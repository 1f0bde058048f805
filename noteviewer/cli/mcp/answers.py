"""Answers about one folder, as JSON: bounded, paged, and with the exact place of everything.

The index is brought up to date before each answer, so that it knows every change. Paths of notes
are looked up in the index and nowhere else: nothing outside the folder can be named.
"""

import os
from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from noteviewer.cli.answers import shown_to_json
from noteviewer.cli.chosen_references import ChosenReferences
from noteviewer.cli.common import marked_sections
from noteviewer.cli.mcp.protocol import Json, Progress
from noteviewer.cli.output import for_terminal
from noteviewer.library.catalog.catalog import Catalog
from noteviewer.library.folder.options import read_choices
from noteviewer.library.folder.scan import read_note_file
from noteviewer.library.index.indexer import Progress as IndexProgress
from noteviewer.library.location import Location
from noteviewer.library.rows import NoteRow, Scope, ScopeKind
from noteviewer.library.search.snippets import clean_line
from noteviewer.library.sync.shared_index import bring_up_to_date
from noteviewer.notes.anchors import find_anchor
from noteviewer.notes.answers import Question, QuestionKind
from noteviewer.notes.canonical import canonical_url
from noteviewer.notes.formats.reading import read_text
from noteviewer.notes.model import Section

_SHORT = 300
"""Characters of a title, snippet or detail."""
_LONG = 2_000
"""Characters of an address, or of one line of a note."""
_LINES, _CHARACTERS = 400, 30_000
"""Of one answer of `FolderAnswers.read`."""
_LIMIT = 20
_RESOURCE = 400_000
"""Characters of a note that is read as a resource."""
_SCOPES = {
    "in_note": ScopeKind.NOTE,
    "in_folder": ScopeKind.FOLDER,
    "in_series": ScopeKind.SERIES,
    "in_category": ScopeKind.CATEGORY,
}
Item = TypeVar("Item")


class ToolError(Exception):
    """Something is wrong with a question; the message says what, in one line."""


class Asked:
    """The arguments of a call; their types are those of the table of tools."""

    def __init__(self, values: dict[str, Any]) -> None:
        """Take arguments that were checked."""
        self._values = values
        self.limit = self.number("limit", _LIMIT)
        self.offset = self.number("offset", 0)

    def text(self, name: str) -> str:
        """An argument; empty where it is not there."""
        return str(self._values.get(name, ""))

    def number(self, name: str, default: int) -> int:
        """An argument that is a number."""
        return int(self._values.get(name, default))


class FolderAnswers:
    """Answers about one folder of notes."""

    def __init__(self, folder: Path, name: str) -> None:
        """Serve a folder; nothing is read yet."""
        self.name = name
        self.root = str(folder.resolve())
        self._index: Path | None = None
        self._inode = 0
        self._open: Catalog | None = None
        self._references: tuple[tuple[int, int], ChosenReferences] | None = None
        """All of the folder, with the index and its generation of which they are."""

    def follow(self, progress: Progress = lambda _done, _total: None) -> None:
        """Bring the index up to date.

        Args:
            progress: Told how many notes of how many are read.

        Raises:
            NoteviewerError: the folder is gone, or no index can be made.
        """

        def report(made: IndexProgress) -> None:
            progress(made.done, made.total)

        fresh = bring_up_to_date(Path(self.root), self._index, report=report)
        if self._open is None or (fresh.is_temporary and self._index != fresh.path):
            self.close()
            marked = partial(marked_sections, Path(self.root))
            self._open = Catalog(fresh.path, marked=marked)
        self._inode = fresh.path.stat().st_ino
        if fresh.is_temporary:
            self._index = fresh.path

    def close(self) -> None:
        """Close the index."""
        if self._open is not None:
            self._open.close()
            self._open = None

    def search(self, asked: Asked) -> Json:
        """Sections that answer a query."""
        scopes = [
            Scope(kind, value) for name, kind in _SCOPES.items() if (value := asked.text(name))
        ]
        if len(scopes) > 1:
            raise ToolError(f"only one of {', '.join(_SCOPES)} can be given")
        query = asked.text("query")
        end = asked.offset + asked.limit
        if end > 1_000:
            raise ToolError("only the best 1,000 hits are listed: make the query narrower")
        result = self._catalog.search(query, scopes[0] if scopes else Scope(), end)
        hits = [
            {
                **self._place(hit.path, hit.anchor, hit.line, query),
                "title": _short(hit.note_title),
                "section": _short(hit.title),
                "headings_above": [_short(heading) for heading in hit.heading_path[-6:]],
                "snippet": _short(hit.snippet),
                "date": hit.date,
                "category": hit.category and _short(hit.category),
            }
            for hit in result.hits[asked.offset :]
        ]
        return {
            "notes": result.notes,
            "sections": result.sections,
            "is_complete": result.is_complete,
            "taken_as_text": [query[issue.start : issue.end] for issue in result.issues],
            "hits": hits,
            "next_offset": end if len(result.hits) == end and result.sections > end else None,
        }

    def read(self, asked: Asked) -> Json:
        """Lines of a note or section."""
        note = self._note(asked.text("note"))
        lines = self._lines(note.path)
        start, end, section = 0, len(lines), None
        if wanted := asked.text("section"):
            section, start, end = self._section(note.path, wanted)
        first = asked.number("from_line", start + 1) - 1
        if not start <= first < max(end, start + 1):
            raise ToolError(f"from_line must be from {start + 1} to {max(end, start + 1)}")
        is_text = asked.text("form") == "text"
        shown: list[str] = []
        room = _CHARACTERS
        number = first
        for number in range(first, min(end, first + asked.number("lines", _LINES))):
            line = clean_line(lines[number]) if is_text else lines[number]
            line = f"{number + 1}\t{_short(line, _LONG)}"
            room -= len(line)
            if room < 0 and shown:
                break
            shown.append(line)
        after = first + len(shown)
        answer = {
            **self._place(note.path, section.anchor if section else "", first),
            "title": _short(note.title),
            "section": _short(section.title) if section else None,
            "last_line": after,
            "lines_of_note": len(lines),
            "next_line": after + 1 if after < end else None,
            "text": "\n".join(shown),
        }
        told = (
            "note",
            "title",
            "section",
            "line",
            "last_line",
            "lines_of_note",
            "next_line",
            "open",
        )
        head = "\n".join(f"{name}: {answer[name]}" for name in told if answer[name] is not None)
        return {**answer, "as_text": f"{head}\n\n{answer['text']}"}

    def outline(self, asked: Asked) -> Json:
        """Headings of a note."""
        note = self._note(asked.text("note"))
        sections = [section for section in self._catalog.sections(note.path) if section.level]
        page, after = _page(sections, asked)
        return {
            **self._described(note),
            "headings": len(sections),
            "sections": [
                {
                    **self._place(note.path, section.anchor, section.line),
                    "level": section.level,
                    "title": _short(section.title),
                }
                for section in page
            ],
            "next_offset": after,
        }

    def references(self, asked: Asked) -> Json:
        """Places that cite something."""
        path, url, query = asked.text("note"), asked.text("url"), asked.text("filter")
        chosen = self._references_of(self._note(path).path) if path else self._all_references()
        if url:
            chosen = ChosenReferences(chosen.citing(url)[0])
        rows = chosen.found_by(query) if query else chosen.rows
        page, after = _page(rows, asked)
        return {
            "total": len(rows),
            "references": [
                {
                    **self._place(row.path, row.anchor, row.line),
                    "title": row.title and _short(row.title),
                    "url": row.url and _short(row.url, _LONG),
                    "canonical": row.url and _short(canonical_url(row.url), _LONG),
                    "kind": str(row.kind),
                    "note_title": _short(row.note_title),
                    "section": _short(row.section_title),
                    "comment": row.comment and _short(row.comment),
                }
                for row in page
            ],
            "next_offset": after,
        }

    def backlinks(self, asked: Asked) -> Json:
        """Places that link to a note."""
        found = self._catalog.backlinks(self._note(asked.text("note")).path)
        page, after = _page(found, asked)
        return {
            "total": len(found),
            "backlinks": [
                {
                    **self._place(link.path, link.anchor, link.line),
                    "title": _short(link.note_title),
                    "section": _short(link.section_title),
                    "text": _short(link.text),
                    "sentence": _short(link.sentence) or None,
                    "to_section": _short(link.target_anchor) or None,
                }
                for link in page
            ],
            "next_offset": after,
        }

    def related(self, asked: Asked) -> Json:
        """Notes that belong together."""
        path, text = asked.text("note"), asked.text("text")
        if not path and not text:
            raise ToolError("name a note, or give a text")
        if path:
            self._note(path)
        found = (
            self._catalog.similar(text, asked.limit, path)
            if text
            else self._catalog.related(path, asked.limit)
        )
        return {
            "related": [
                {
                    **self._place(one.path),
                    "title": _short(one.title),
                    "date": one.date,
                    "category": one.category and _short(one.category),
                    "score": one.score,
                    "words": [_short(word) for word in one.words],
                    "shared_references": one.references,
                    "is_linked": one.is_linked,
                    "shared_tags": [_short(tag) for tag in one.tags[:20]],
                }
                for one in found
            ]
        }

    def query(self, asked: Asked) -> Json:
        """Rows that answer a query of Dataview."""
        path = self._note(asked.text("note")).path if asked.text("note") else ""
        question = Question(QuestionKind.DATAVIEW, asked.text("query"), path)
        ((_, answer),) = self._catalog.answers((question,))
        if answer.problem:
            raise ToolError(answer.problem)
        view = answer.views[0]
        rows = [
            *([shown_to_json(value) for value in row] for g in view.groups for row in g.rows),
            *(
                {"task": task.text, "status": task.status, "note": task.path, "line": task.line + 1}
                for group in view.groups
                for task in group.tasks
            ),
        ]
        end = asked.offset + asked.limit
        return {
            "columns": [_short(name) for name in view.columns],
            "total": view.total,
            "rows": [_shortened(row) for row in rows[asked.offset : end]],
            "next_offset": end if len(rows) > end else None,
        }

    def recent(self, asked: Asked) -> Json:
        """Notes of the latest days."""
        end = asked.offset + asked.limit
        found = self._catalog.newest(end + 1)
        return {
            "notes": [self._described(note) for note in found[asked.offset : end]],
            "next_offset": end if len(found) > end else None,
        }

    def problems(self, asked: Asked) -> Json:
        """What is wrong in the folder."""
        found = self._catalog.problems()
        kinds = Counter(str(one.problem.kind) for one in found)
        if kind := asked.text("kind"):
            found = [one for one in found if one.problem.kind == kind]
        page, after = _page(found, asked)
        return {
            "total": len(found),
            "kinds": dict(kinds),
            "problems": [
                {
                    **self._place(one.path, "", one.problem.line),
                    "title": _short(one.note_title),
                    "kind": str(one.problem.kind),
                    "detail": _short(one.problem.detail),
                }
                for one in page
            ],
            "next_offset": after,
        }

    def resources(self) -> list[Json]:
        """All notes, as resources."""
        return [
            {
                "uri": Location(self.root, note.path).to_url(),
                "name": note.path,
                "title": _short(note.title),
                "mimeType": "text/markdown",
                "size": note.size,
            }
            for note in self._catalog.notes()
        ]

    def resource(self, path: str, uri: str) -> Json:
        """A note as Markdown, if it is not very long all of it.

        Raises:
            ToolError: there is no such note.
        """
        text = "\n".join(self._lines(self._note(path).path))
        if len(text) > _RESOURCE:
            text = text[:_RESOURCE] + "\n[cut here: use the tool read to go on]"
        return {"uri": uri, "mimeType": "text/markdown", "text": _plain(text)}

    @property
    def _catalog(self) -> Catalog:
        if self._open is None:
            raise ToolError("the notes are not indexed yet")
        return self._open

    def _references_of(self, path: str) -> ChosenReferences:
        return ChosenReferences(self._catalog.references(path))

    def _all_references(self) -> ChosenReferences:
        state = (self._inode, self._catalog.generation())
        if self._references is None or self._references[0] != state:
            self._references = (state, ChosenReferences(self._catalog.all_references()))
        return self._references[1]

    def _note(self, path: str) -> NoteRow:
        note = self._catalog.note(path)
        if note is None:
            raise ToolError(f"there is no such note: {_short(path)}; search gives paths")
        return note

    def _lines(self, path: str) -> list[str]:
        """Lines of the file that the index knows by this path."""
        root = Path(self.root)
        file = root / path
        if not Path(os.path.realpath(file)).is_relative_to(root):
            raise ToolError(f"{_short(path)} leads out of the folder")
        data, _ = read_note_file(file)
        return read_text(path, data, read_choices(root).encodings.get(path)).text.split("\n")

    def _section(self, path: str, wanted: str) -> tuple[Section, int, int]:
        """A section, its first line, and the one after its last, sections below it counted."""
        sections = self._catalog.sections(path)
        found = find_anchor(sections, wanted) or next(
            (section for section in sections if section.title == wanted), None
        )
        if found is None:
            raise ToolError(f"there is no such section: {_short(wanted)}; outline names them")
        at = sections.index(found)
        end = found.end
        for section in sections[at + 1 :]:
            if section.level <= found.level:
                break
            end = section.end
        return found, found.line, end

    def _described(self, note: NoteRow) -> Json:
        return {
            **self._place(note.path),
            "title": _short(note.title),
            "date": note.date,
            "category": note.category and _short(note.category),
            "tags": [_short(tag) for tag in note.tags[:50]],
            "series": [
                {"name": _short(part.name), "number": part.number} for part in note.series[:10]
            ],
            "references": note.references,
        }

    def _place(self, path: str, anchor: str = "", line: int | None = None, query: str = "") -> Json:
        place: Json = {"note": path}
        if anchor:
            place["anchor"] = anchor
        if line is not None:
            place["line"] = line + 1
        return {**place, "open": Location(self.root, path, anchor, query).to_url()}


def _page(items: Sequence[Item], asked: Asked) -> tuple[Sequence[Item], int | None]:
    """Some of a list, and where it goes on."""
    end = asked.offset + asked.limit
    return items[asked.offset : end], end if end < len(items) else None


def _shortened(value: Any) -> Any:
    """A value of a row, its texts and lists cut."""
    if isinstance(value, str):
        return _short(value)
    if isinstance(value, list):
        return [_shortened(item) for item in value[:_LIMIT]]
    if isinstance(value, dict):
        return {name: _shortened(item) for name, item in list(value.items())[:_LIMIT]}
    return value


def _short(text: str, most: int = _SHORT) -> str:
    """A text of a note as one that is shown: not endless, and without control characters."""
    text = _plain(text)
    return text if len(text) <= most else f"{text[:most]}… [{len(text) - most} characters more]"


def _plain(text: str) -> str:
    return for_terminal(text)
