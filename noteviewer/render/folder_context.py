"""What a page asks about the folder around its note."""

import posixpath
import re
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote

from noteviewer.notes.bibliography import Work
from noteviewer.notes.file_types import FileKind, is_note_name, kind_of
from noteviewer.notes.formats.cells import held_picture, split_held
from noteviewer.notes.formats.parsing import parse_text
from noteviewer.notes.formats.reading import read_text
from noteviewer.notes.labels import Label
from noteviewer.notes.model import Link, LinkKind
from noteviewer.notes.note import NotePlace, dialect_of, parse_placed
from noteviewer.notes.places import block_named
from noteviewer.notes.site import FolderKind, ImageStatus, LinkStatus, Site
from noteviewer.notes.site.paths import join
from noteviewer.notes.syntax.dialect import Dialect
from noteviewer.notes.syntax.document import Document
from noteviewer.notes.syntax.parser import parse
from noteviewer.render.book import Book
from noteviewer.render.files.assets import FolderAssets
from noteviewer.render.files.image_size import Size


class Reach(StrEnum):
    """What a target inside the folder turned out to be."""

    NOTE = "note"
    FILE = "file"
    DANGLING = "dangling"
    """A note that is not written yet."""
    MISSING = "missing"
    NO_LINK = "no-link"
    """Not meant as a link: to be shown as it is written."""


@dataclass(frozen=True, slots=True)
class ResolvedLink:
    """Where a link leads."""

    reach: Reach
    path: str = ""
    fragment: str = ""
    """As written; the page that it leads to knows the anchor (`Page.find_anchor`)."""
    text: str = ""
    """What the reader sees, where that is not the link's own text."""


@dataclass(frozen=True, slots=True)
class ResolvedImage:
    """Where an image lies."""

    path: str | None
    """None where the folder has none."""
    offers: tuple[str, ...] = ()
    """Files of the same name elsewhere in the folder."""
    size: Size | None = None
    """Of the image itself; None where that is not known."""
    is_too_large: bool = False
    """Whether it would take too long to show, and is not."""


class FolderContext(Protocol):
    """The folder, as far as a page needs it. Must be picklable."""

    def parse(self, path: str, text: str) -> Document:
        """Parse a note by its ending, Markdown as that of its part of the folder."""

    def find_link(self, note: str, link: Link) -> ResolvedLink:
        """Resolve a link written in ``note``."""

    def find_own_page(self, url: str) -> ResolvedLink | None:
        """The note that an address of the folder's own web site shows."""

    def find_image(self, note: str, source: str) -> ResolvedImage:
        """Resolve an image written in ``note``."""

    def find_block(self, name: str) -> ResolvedLink | None:
        """Where Logseq's block of a name stands, with what it reads like; None if nowhere."""

    def file_size(self, path: str) -> int | None:
        """Bytes of a file of the folder; None where they cannot be had."""

    def read_note(self, path: str) -> str | None:
        """The text of another note, to be shown inside this one; None where it cannot be had."""

    def read_included(self, note: str, target: str) -> tuple[str, str] | None:
        """A file that a note includes: its path in the folder, and its text."""

    def find_label(self, name: str) -> tuple[str, Label] | None:
        """The part of the book that has a name, behind the path of its note."""

    def find_work(self, key: str) -> Work | None:
        """The work of a key in the folder's bibliographies."""


@dataclass(frozen=True, slots=True)
class LoneNote:
    """A note of which no folder is known: paths are taken as they are written."""

    dialect: Dialect = Dialect.GFM

    def parse(self, path: str, text: str) -> Document:
        """Parse it in the dialect that is given."""
        return parse_text(path, text, self.dialect)

    def find_link(self, note: str, link: Link) -> ResolvedLink:
        """Take the target as a path relative to the note."""
        if link.kind is LinkKind.SERIES:
            return ResolvedLink(Reach.NO_LINK)
        path = _join(note, link.target)
        if path is None:
            return ResolvedLink(Reach.MISSING)
        is_wiki = link.kind in {LinkKind.WIKILINK, LinkKind.EMBED}
        if is_wiki and not posixpath.splitext(path)[1]:
            path += ".md"
        return ResolvedLink(_reach(path), path, link.fragment)

    def find_own_page(self, url: str) -> ResolvedLink | None:  # noqa: ARG002  (nothing is known)
        """None: no web site is known."""
        return None

    def find_image(self, note: str, source: str) -> ResolvedImage:
        """Take the source as a path relative to the note, or to the folder if it is absolute."""
        return ResolvedImage(held_picture(note, source) or _join(note, source))

    def find_block(self, name: str) -> ResolvedLink | None:  # noqa: ARG002  (nothing is known)
        """None: no other notes are known."""
        return None

    def file_size(self, path: str) -> int | None:  # noqa: ARG002  (nothing is known)
        """None: no files are known."""
        return None

    def read_note(self, path: str) -> str | None:  # noqa: ARG002  (no other notes are known)
        """None: there are no other notes."""
        return None

    def read_included(self, note: str, target: str) -> tuple[str, str] | None:  # noqa: ARG002
        """None: there are no other files."""
        return None

    def find_label(self, name: str) -> tuple[str, Label] | None:  # noqa: ARG002  (the same)
        """None: there are no other notes."""
        return None

    def find_work(self, key: str) -> Work | None:  # noqa: ARG002  (the same)
        """None: there are no bibliographies."""
        return None


LONE_NOTE = LoneNote()

_NAME_LINE = re.compile(
    r"^[ \t]*(?:[-*+][ \t]+)?id::[ \t]*([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})[ \t]*$",
    re.MULTILINE,
)
_LARGEST_EMBEDDED = 300_000
"""Bytes."""
_LARGEST_BIBLIOGRAPHY = 3_000_000
"""Bytes."""
_REACHES = {
    LinkStatus.DANGLING: Reach.DANGLING,
    LinkStatus.BROKEN: Reach.MISSING,
    LinkStatus.NOT_A_LINK: Reach.NO_LINK,
}


@dataclass(frozen=True, slots=True)
class SiteContext:
    """A folder whose files and names are known."""

    site: Site
    root: str = ""
    """Absolute path of the folder; without it, embedded notes are links and images without size."""
    _blocks: dict[str, str] = field(default_factory=dict, compare=False, repr=False)
    """Notes of Logseq's blocks by name; gathered when the first one is looked for."""
    _book: Book = field(default_factory=Book, compare=False, repr=False)

    def parse(self, path: str, text: str) -> Document:
        """Parse a note as the kind of its part of the folder has it."""
        return parse_placed(path, text, NotePlace.of_part(self.site.layout.part_at(path), path))

    def find_link(self, note: str, link: Link) -> ResolvedLink:
        """Look the target up in the folder."""
        found = self.site.resolve_link(note, link)
        if found.path is None:
            return ResolvedLink(_REACHES.get(found.status, Reach.MISSING), text=found.text)
        return ResolvedLink(_reach(found.path), found.path, found.fragment, found.text)

    def find_own_page(self, url: str) -> ResolvedLink | None:
        """Look an address of the folder's own web site up in the folder."""
        found = self.site.resolve_url(url)
        if found is None or found.path is None:
            return None
        return ResolvedLink(_reach(found.path), found.path, found.fragment)

    def find_image(self, note: str, source: str) -> ResolvedImage:
        """Look the image up in the folder."""
        found = self.site.resolve_image(note, source)
        if found.path is None or found.status not in {ImageStatus.FOUND, ImageStatus.MOVED}:
            return ResolvedImage(None, found.offers)
        if not self.root or split_held(found.path) is not None:
            return ResolvedImage(found.path, found.offers)
        assets = FolderAssets(Path(self.root))
        is_too_large = assets.is_too_large(found.path)
        return ResolvedImage(
            found.path, found.offers, assets.read_size(found.path), is_too_large=is_too_large
        )

    def find_block(self, name: str) -> ResolvedLink | None:
        """Look for the block in all notes of a folder of Logseq's."""
        if self.site.kind is not FolderKind.LOGSEQ:
            return None
        if not self._blocks:
            self._blocks[""] = ""
            for note in sorted(filter(is_note_name, self.site.files)):
                names = _NAME_LINE.findall(self.read_note(note) or "")
                self._blocks.update(dict.fromkeys(names, note))
        path = self._blocks.get(name, "")
        title = _title_of(self.read_note(path) or "", name) if path else ""
        return ResolvedLink(Reach.NOTE, path, name, title) if title else None

    def read_included(self, note: str, target: str) -> tuple[str, str] | None:
        """Read it from beside the note, or from where the site or its notes begin."""
        part = self.site.layout.part_at(note)
        bare = target.removeprefix("~").removeprefix("@").lstrip("/")
        bases: tuple[str, ...] = (part.notes, part.root, f"{part.root}/includes".lstrip("/"), "")
        if target[:1] not in ("/", "@", "~"):
            bases = (posixpath.dirname(note), *bases)
        for base in dict.fromkeys(bases):
            path = join(base, bare)
            if path and not path.startswith(".git/"):
                text = self._read(path, _LARGEST_EMBEDDED)
                if text is not None:
                    return path, text
        return None

    def find_label(self, name: str) -> tuple[str, Label] | None:
        """Look for the name in the notes whose Markdown has such."""
        notes = (path for path in sorted(self.site.files) if is_note_name(path))
        citing = (path for path in notes if self._cites(path))
        return self._book.label(name, citing, self.read_note, self.parse)

    def _cites(self, path: str) -> bool:
        return Dialect(dialect_of(self.site.layout.kind_at(path), path)).rules.has_citations

    def find_work(self, key: str) -> Work | None:
        """Look for the key in all bibliographies of the folder."""
        files = sorted(path for path in self.site.files if path.lower().endswith(".bib"))
        return self._book.work(key, files, self._read_bibliography)

    def _read_bibliography(self, path: str) -> str | None:
        return self._read(path, _LARGEST_BIBLIOGRAPHY)

    def file_size(self, path: str) -> int | None:
        """Ask the file system, of files inside the folder."""
        try:
            root = Path(self.root).resolve(strict=True)
            file = (root / path).resolve(strict=True)
            is_inside = bool(self.root) and file.is_relative_to(root) and file.is_file()
            return file.stat().st_size if is_inside else None
        except (OSError, RuntimeError):  # RuntimeError: a loop of symbolic links
            return None

    def read_note(self, path: str) -> str | None:
        """Read a note of the folder, links followed before it is judged whether it is inside."""
        # A PDF is shown by its pages, not by its text.
        return None if kind_of(path) is FileKind.PDF else self._read(path, _LARGEST_EMBEDDED)

    def _read(self, path: str, most: int) -> str | None:
        if not self.root:
            return None
        try:
            root = Path(self.root).resolve(strict=True)
            file = (root / path).resolve(strict=True)
            if not file.is_relative_to(root) or file.stat().st_size > most:
                return None
            return read_text(path, file.read_bytes()).text
        except (OSError, RuntimeError):  # RuntimeError: a loop of symbolic links
            return None


def _title_of(text: str, name: str) -> str:
    """What Logseq's block of a name reads like in a line; empty where it is not there."""
    document = parse(text, Dialect.LOGSEQ)
    block = block_named(document, name)
    leaves = (leaf for leaf in block.walk() if leaf.text.strip()) if block else iter(())
    first = next(leaves, None)
    return document.plain_text(first) if first is not None else ""


def _reach(path: str) -> Reach:
    return Reach.NOTE if is_note_name(path) else Reach.FILE


def _join(note: str, target: str) -> str | None:
    target = unquote(target.split("?", maxsplit=1)[0].split("#", maxsplit=1)[0]).strip()
    base = "" if target.startswith("/") else posixpath.dirname(note)
    path = posixpath.normpath(posixpath.join(base, target.lstrip("/")))
    return None if path.startswith("..") or path in {".", ""} else path
