"""What a note is called: by its path, its date, its slug, its title and its aliases."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from noteviewer.notes.file_types import format_of
from noteviewer.notes.model import Note, NoteTitle
from noteviewer.notes.text import fold

_DATED = re.compile(r"(\d{4})[-_](\d{1,2})[-_](\d{1,2})(?:[-_](.+))?\Z")
_DENOTED = re.compile(r"(\d{8}T\d{6})(?=[-_.]|\Z)")
_EMPTY_TITLE = NoteTitle(())


@dataclass(frozen=True, slots=True)
class NoteNames:
    """All names by which other notes can call a note."""

    path: str
    title: str = ""
    title_parts: NoteTitle = _EMPTY_TITLE
    aliases: tuple[str, ...] = ()
    permalink: str = ""
    """``permalink`` or ``url`` of the front matter."""
    slug: str = ""
    """``slug`` of the front matter."""
    identifiers: tuple[str, ...] = ()
    """What Org's ``id:`` and ``denote:`` links call the note and its headings; its own first, empty
    where it has none."""


@dataclass(frozen=True, slots=True)
class FileName:
    """A note's file name taken apart: ``2017-8-21-tensorflow.md``."""

    date: tuple[int, int, int] | None
    slug: str


def note_names(note: Note) -> NoteNames:
    """Collect the names of a note."""
    values = note.front_matter.values
    return NoteNames(
        note.path,
        note.title,
        note.title_parts,
        note.aliases,
        _text(values, "permalink") or _text(values, "url"),
        _text(values, "slug"),
        identifiers_of(
            note.path,
            _text(values, "id") or _text(values, "identifier"),
            (name for name, _ in note.places),
        ),
    )


def identifiers_of(path: str, own: str, places: Iterable[str]) -> tuple[str, ...]:
    """Collect the identifiers of a note of Org, or one that Denote named; others have none."""
    if format_of(path) not in ("org", "rst"):
        return ()
    denoted = _DENOTED.match(path.rpartition("/")[2])
    return (own or (denoted[1] if denoted else ""), *places)


def _text(values: Mapping[str, str | tuple[str, ...]], key: str) -> str:
    value = values.get(key, "")
    return value.strip() if isinstance(value, str) else ""


def split_name(name: str) -> FileName:
    """Take the stem of a file apart; digits are read as numbers, padded or not."""
    match = _DATED.match(name) if name[:4].isdigit() else None
    if match is None:
        return FileName(None, name)
    return FileName((int(match[1]), int(match[2]), int(match[3])), match[4] or name)


def key(name: str) -> str:
    """Form in which two names are the same."""
    return name.casefold() if name.isascii() else fold(name)
