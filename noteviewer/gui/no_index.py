"""What is known of a folder before it has an index: nothing, which is no error."""

from collections.abc import Sequence
from threading import Event

from noteviewer.library.rows import (
    Backlink,
    NoteProblem,
    NoteRow,
    QuickMatch,
    ReferenceRow,
    Scope,
    SearchResult,
    TopicPart,
)
from noteviewer.notes.model import Section

_EVERYWHERE = Scope()


class NoIndex:
    """Answers as an index without notes does."""

    def notes(self) -> list[NoteRow]:
        """No notes."""
        return []

    def note(self, path: str) -> NoteRow | None:  # noqa: ARG002  (the protocol's)
        """No note."""
        return None

    def sections(self, path: str) -> Sequence[Section]:  # noqa: ARG002  (the protocol's)
        """No sections."""
        return ()

    def references(self, path: str) -> Sequence[ReferenceRow]:  # noqa: ARG002  (the protocol's)
        """No references."""
        return ()

    def all_references(self) -> Sequence[ReferenceRow]:
        """No references."""
        return ()

    def backlinks(self, path: str) -> Sequence[Backlink]:  # noqa: ARG002  (the protocol's)
        """No backlinks."""
        return ()

    def problems(self) -> Sequence[NoteProblem]:
        """No problems."""
        return ()

    def topic(self, name: str) -> Sequence[TopicPart]:  # noqa: ARG002  (the protocol's)
        """No parts."""
        return ()

    def search(
        self,
        query: str,
        scope: Scope = _EVERYWHERE,  # noqa: ARG002  (the protocol's)
        limit: int = 0,  # noqa: ARG002  (the protocol's)
        cancel: Event | None = None,  # noqa: ARG002  (the protocol's)
    ) -> SearchResult:
        """No hits."""
        return SearchResult(query, 0, 0, ())

    def quick(self, query: str, limit: int = 0) -> Sequence[QuickMatch]:  # noqa: ARG002  (the protocol's)
        """No places."""
        return ()

    def text(self, path: str, section: int) -> str:  # noqa: ARG002  (the protocol's)
        """No text."""
        return ""
