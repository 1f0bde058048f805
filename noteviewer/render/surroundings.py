"""What a page asks about the folder around its note."""

import posixpath
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol
from urllib.parse import unquote

from noteviewer.notes.model import LinkKind


class Reach(StrEnum):
    """What a target inside the folder turned out to be."""

    NOTE = "note"
    FILE = "file"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class FoundLink:
    """Where a link leads."""

    reach: Reach
    path: str = ""
    anchor: str = ""
    """Anchor of the section in that note, as its outline has it; empty for its top."""


@dataclass(frozen=True, slots=True)
class FoundImage:
    """Where an image lies."""

    path: str | None
    """None where the folder has none."""
    offer: str | None = None
    """Path of one of the same name elsewhere in the folder."""


class Surroundings(Protocol):
    """The folder, as far as a page needs it. Must be picklable."""

    @property
    def has_wikilinks(self) -> bool:
        """Whether ``[[x]]`` is a link here; else it is text."""

    @property
    def keeps_line_ends(self) -> bool:
        """Whether a line end in a paragraph is one on the page, as in Obsidian."""

    @property
    def has_highlight_marks(self) -> bool:
        """Whether ``==x==`` is marked text."""

    def find_link(self, note: str, kind: LinkKind, target: str, fragment: str) -> FoundLink:
        """Resolve a link written in ``note``; ``target`` is decoded and may be any text."""

    def find_image(self, note: str, source: str) -> FoundImage:
        """Resolve an image written in ``note``."""


NOTE_SUFFIXES = (".md", ".markdown", ".mkd", ".mdown", ".txt")


@dataclass(frozen=True, slots=True)
class LoneNote:
    """A note of which no folder is known: paths are taken as they are written."""

    has_wikilinks: bool = True
    keeps_line_ends: bool = False
    has_highlight_marks: bool = True

    def find_link(self, note: str, kind: LinkKind, target: str, fragment: str) -> FoundLink:
        """Take the target as a path relative to the note."""
        path = _join(note, target)
        if path is None:
            return FoundLink(Reach.MISSING)
        if kind in {LinkKind.WIKILINK, LinkKind.EMBED} and not posixpath.splitext(path)[1]:
            path += ".md"
        reach = Reach.NOTE if path.lower().endswith(NOTE_SUFFIXES) else Reach.FILE
        return FoundLink(reach, path, fragment)

    def find_image(self, note: str, source: str) -> FoundImage:
        """Take the source as a path relative to the note, or to the folder if it is absolute."""
        return FoundImage(_join(note, source))


LONE_NOTE = LoneNote()


def _join(note: str, target: str) -> str | None:
    target = unquote(target.split("?", maxsplit=1)[0].split("#", maxsplit=1)[0]).strip()
    base = "" if target.startswith("/") else posixpath.dirname(note)
    path = posixpath.normpath(posixpath.join(base, target.lstrip("/")))
    return None if path.startswith("..") or path in {".", ""} else path
