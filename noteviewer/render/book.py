"""What notes of a folder refer to by name: parts of the book, works of its bibliographies."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from noteviewer.notes.bibliography import Work, read_bibliography
from noteviewer.notes.labels import DEFINED, Label, find_labels
from noteviewer.notes.syntax.document import Document

_MOST_NOTES = 5_000
"""In which names are looked for."""
_MOST_FILES = 20
"""Bibliographies that are read."""
_MOST_PARSED = 40
"""Notes of which the names are kept."""


@dataclass(slots=True)
class Book:
    """The names of a folder, gathered when the first one is looked for."""

    _notes: dict[str, str] | None = field(default=None, repr=False)
    """In which note each name is given; the first one counts."""
    _labels: dict[str, dict[str, Label]] = field(default_factory=dict, repr=False)
    _works: dict[str, Work] | None = field(default=None, repr=False)

    def label(
        self,
        name: str,
        notes: Iterable[str],
        read: Callable[[str], str | None],
        parse: Callable[[str, str], Document],
    ) -> tuple[str, Label] | None:
        """Find the part of a name, and the note in which it is.

        Args:
            name: As the reference has it.
            notes: Those in which it may be, in order.
            read: Gives the text of a note.
            parse: Parses it.
        """
        if self._notes is None:
            self._notes = {}
            for path in list(notes)[:_MOST_NOTES]:
                for found in DEFINED.findall(read(path) or ""):
                    self._notes.setdefault("".join(found), path)
        path = self._notes.get(name, "")
        if not path:
            return None
        if path not in self._labels:
            if len(self._labels) >= _MOST_PARSED:
                self._labels.clear()
            self._labels[path] = find_labels(parse(path, read(path) or ""))
        label = self._labels[path].get(name)
        return (path, label) if label else None

    def work(
        self, key: str, files: Iterable[str], read: Callable[[str], str | None]
    ) -> Work | None:
        """Find a work by its key in the bibliographies."""
        if self._works is None:
            self._works = {}
            for path in list(files)[:_MOST_FILES]:
                self._works = read_bibliography(read(path) or "") | self._works
        return self._works.get(key)
