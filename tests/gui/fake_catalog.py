"""A catalog that a test fills by hand."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from threading import Event

from noteviewer.library.rows import (
    Backlink,
    CitingNote,
    FirstHits,
    Hit,
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
from noteviewer.library.search.parser import parse_query
from noteviewer.library.search.query import Field
from noteviewer.library.search.related import RelatedNote
from noteviewer.notes.canonical import key_number, reference_key
from noteviewer.notes.model import Section

EVERYWHERE = Scope()
EXACT = SearchOptions()


@dataclass
class FakeCatalog:
    """Answers with what it was given."""

    rows: list[NoteRow] = field(default_factory=list)
    outline: dict[str, list[Section]] = field(default_factory=dict)
    cites: dict[str, list[ReferenceRow]] = field(default_factory=dict)
    links: dict[str, list[Backlink]] = field(default_factory=dict)
    belonging: dict[str, list[RelatedNote]] = field(default_factory=dict)
    faults: list[NoteProblem] = field(default_factory=list)
    parts: list[TopicPart] = field(default_factory=list)
    subjects: dict[str, list[TopicPart]] = field(default_factory=dict)
    hits: list[Hit] = field(default_factory=list)
    matches: list[QuickMatch] = field(default_factory=list)
    meant: dict[str, str] = field(default_factory=dict)
    scripts: dict[str, str] = field(default_factory=dict)
    """Other writings of queries."""
    values: dict[Field, list[tuple[str, int]]] = field(default_factory=dict)
    new_matches: list[QuickMatch] = field(default_factory=list)
    texts: dict[tuple[str, int], str] = field(default_factory=dict)
    asked: list[tuple[str, Scope]] = field(default_factory=list)
    """Every search that was made."""
    slow: dict[str, Event] = field(default_factory=dict)
    """Searches whose first hit is told at once and the others when their event is set."""

    def notes(self) -> list[NoteRow]:
        return list(self.rows)

    def note(self, path: str) -> NoteRow | None:
        return next((row for row in self.rows if row.path == path), None)

    def sections(self, path: str) -> Sequence[Section]:
        return self.outline.get(path, [])

    def references(self, path: str) -> Sequence[ReferenceRow]:
        return self.cites.get(path, [])

    def all_references(
        self, _on_progress: Callable[[int, int], None] | None = None
    ) -> Sequence[ReferenceRow]:
        return [row for rows in self.cites.values() for row in rows]

    def citing_notes(self, path: str) -> dict[int, list[CitingNote]]:
        citing: defaultdict[int, list[CitingNote]] = defaultdict(list)
        for row in self.all_references():
            if row.path != path:
                key = key_number(reference_key(row.url, row.title))
                citing[key].append(CitingNote(row.path, row.note_title))
        own = {key_number(reference_key(row.url, row.title)) for row in self.references(path)}
        return {key: notes for key, notes in citing.items() if key in own}

    def backlinks(self, path: str) -> Sequence[Backlink]:
        return self.links.get(path, [])

    def related(self, path: str, limit: int = 10) -> Sequence[RelatedNote]:
        return self.belonging.get(path, [])[:limit]

    def similar(self, text: str, limit: int = 10, path: str = "") -> Sequence[RelatedNote]:
        return [note for note in self.belonging.get(text, []) if note.path != path][:limit]

    def problems(self) -> Sequence[NoteProblem]:
        return self.faults

    def topics(self) -> dict[str, list[TopicPart]]:
        return self.subjects

    def topic(self, _name: str) -> Sequence[TopicPart]:
        return self.parts

    def search(
        self,
        query: str,
        scope: Scope = EVERYWHERE,
        limit: int = 100,
        _cancel: Event | None = None,
        options: SearchOptions = EXACT,
        *,
        on_first: FirstHits | None = None,
    ) -> SearchResult:
        if options.forgives_typos and query in self.meant:
            meant = self.meant[query]
            return replace(self.search(meant, scope, limit), query=query, corrections=(meant,))
        self.asked.append((query, scope))
        texts = (query,)
        if options.any_script and query in self.scripts:
            texts = (query, self.scripts[query])
        hits = tuple(hit for hit in self.hits if any(text in hit.snippet for text in texts))
        notes = len({hit.path for hit in hits})
        if query in self.slow and on_first is not None:
            on_first(SearchResult(query, 1, 1, hits[:1], highlights=texts, is_counting=True))
            assert self.slow[query].wait(20)
        issues = parse_query(query).issues
        return SearchResult(query, notes, len(hits), hits[:limit], issues, highlights=texts)

    def quick(self, query: str, limit: int = 50) -> Sequence[QuickMatch]:
        return [match for match in self.matches if query in match.text][:limit]

    def without_each(
        self, query: str, _scope: Scope = EVERYWHERE, _cancel: Event | None = None
    ) -> Sequence[Without]:
        words = query.split()
        return [
            Without(word, 4)
            for word in words
            if any(all(w in hit.snippet for w in words if w != word) for hit in self.hits)
        ]

    def field_values(self, field: Field) -> Sequence[tuple[str, int]]:
        return self.values.get(field, [])

    def renew_names(self) -> bool:
        new, self.new_matches = self.new_matches, []
        self.matches = [*self.matches, *new]
        return bool(new)

    def text(self, path: str, section: int) -> str:
        return self.texts.get((path, section), "")
