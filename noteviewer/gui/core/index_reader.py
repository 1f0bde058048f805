"""The part of the catalog that the panes read, so that a fake can stand in for it."""

from collections.abc import Callable, Mapping, Sequence
from threading import Event
from typing import Protocol

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
from noteviewer.library.search.query import Field
from noteviewer.library.search.related import RelatedNote
from noteviewer.notes.model import Section


class IndexReader(Protocol):
    """Answers questions about one folder; `library.catalog.Catalog` is the real one."""

    def notes(self) -> list[NoteRow]:
        """Light rows of all notes."""

    def note(self, path: str) -> NoteRow | None:
        """The row of one note; None where the folder has none at the path."""

    def sections(self, path: str) -> Sequence[Section]:
        """Sections of a note, the text above the first heading included."""

    def references(self, path: str) -> Sequence[ReferenceRow]:
        """References of a note, in order."""

    def all_references(
        self, on_progress: Callable[[int, int], None] | None = ...
    ) -> Sequence[ReferenceRow]:
        """References of all notes; tells how many were read, and of how many."""

    def citing_notes(self, path: str) -> Mapping[int, Sequence[CitingNote]]:
        """Other notes that cite what a note cites, by `key_number` of the reference."""

    def backlinks(self, path: str) -> Sequence[Backlink]:
        """Places that point at a note."""

    def related(self, path: str, limit: int = ...) -> Sequence[RelatedNote]:
        """Notes that belong to a note, nearest first."""

    def similar(self, text: str, limit: int = ..., path: str = ...) -> Sequence[RelatedNote]:
        """Notes that are about what a passage says, nearest first."""

    def problems(self) -> Sequence[NoteProblem]:
        """What is wrong in the folder."""

    def topics(self) -> Mapping[str, Sequence[TopicPart]]:
        """All topics that are spread over several notes."""

    def topic(self, name: str) -> Sequence[TopicPart]:
        """The parts of a topic in reading order."""

    def search(
        self,
        query: str,
        scope: Scope = ...,
        limit: int = ...,
        cancel: Event | None = ...,
        options: SearchOptions = ...,
        *,
        on_first: FirstHits | None = ...,
    ) -> SearchResult:
        """Sections that answer a query."""

    def without_each(
        self, query: str, scope: Scope = ..., cancel: Event | None = ...
    ) -> Sequence[Without]:
        """Of a query that nothing answers: without which part something does."""

    def field_values(self, field: Field) -> Sequence[tuple[str, int]]:
        """What can stand behind the name of a field, the commonest first."""

    def quick(self, query: str, limit: int = ...) -> Sequence[QuickMatch]:
        """Notes, headings and references by fuzzy name or pinyin."""

    def renew_names(self) -> bool:
        """Let `quick` know of all that is indexed; whether there was anything new."""

    def text(self, path: str, section: int) -> str:
        """Own text of a section, without its heading line."""
