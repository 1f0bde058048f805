"""What tables of contents are made from, and of: files and notes of a folder, and entries."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from noteviewer.notes.data_files import DataError, Value, format_of, read_data
from noteviewer.notes.fields import name_of
from noteviewer.notes.file_types import NOTE_SUFFIXES, is_note_name, stem
from noteviewer.notes.model import Problem, ProblemKind
from noteviewer.notes.site.paths import composed, decoded, join, parent

MOST_ENTRIES = 50_000
"""Entries of one table of contents; what is longer is cut."""
DEEPEST = 30
_DOCUMENTS = (*NOTE_SUFFIXES, ".ipynb", ".rst", ".org")
"""What a table of contents may list, in the order in which a name without ending is completed."""
_DIGITS = re.compile(r"(\d+)")
_HOME = ("index", "readme", "_index")


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """One line of a table of contents."""

    title: str
    path: str | None
    """A file of the folder; None for a part that has no page of its own."""
    depth: int


@dataclass(frozen=True, slots=True)
class ContentsNote:
    """What a table of contents asks of a note."""

    path: str
    title: str = ""
    date: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    """Fields that order notes: ``weight``, ``sidebar_position`` and the like."""

    def number(self, *names: str) -> float | None:
        """Give the first of some fields that is a number."""
        for name in names:
            try:
                return float(self.values[name])
            except (KeyError, ValueError):
                continue
        return None


@dataclass(frozen=True)
class FolderSource:
    """The folder as its tables of contents see it."""

    files: frozenset[str]
    """Every file, hidden ones too."""
    notes: Mapping[str, ContentsNote]
    read: Callable[[str], str]
    """Gives the text of a file of the folder; empty where it cannot be read."""
    problems: list[tuple[str, Problem]] = field(default_factory=list)
    """What is wrong with the files that were read."""
    given: dict[str, str] = field(default_factory=dict)
    """Titles that tables of contents give to documents, the first of each."""

    @cached_property
    def _folded(self) -> Mapping[str, str]:
        return {_fold(path): path for path in sorted(self.files, reverse=True)}

    @cached_property
    def _children(self) -> Mapping[str, tuple[list[str], list[str]]]:
        """Documents and folders directly in each folder."""
        children: dict[str, tuple[list[str], list[str]]] = {"": ([], [])}
        for path in sorted(path for path in self.files if is_document(path)):
            folder = parent(path)
            children.setdefault(folder, ([], []))[0].append(path)
            while folder:
                above = parent(folder)
                known = children.setdefault(above, ([], []))[1]
                if folder in known[-1:]:
                    break
                if folder not in known:
                    known.append(folder)
                folder = above
        return children

    def documents_in(self, folder: str) -> list[str]:
        """Give the documents directly in a folder, as a person would sort them."""
        return sorted(self._children.get(folder, ([], []))[0], key=natural_key)

    def folders_in(self, folder: str) -> list[str]:
        """Give the folders with documents directly in a folder, as a person would sort them."""
        return sorted(self._children.get(folder, ([], []))[1], key=natural_key)

    def all_documents(self, folder: str) -> list[str]:
        """Give all documents below a folder, in file order."""
        found: list[str] = []
        waiting = [folder]
        while waiting:
            each = waiting.pop()
            found += self.documents_in(each)
            waiting += reversed(self.folders_in(each))
        return found

    def data(self, path: str) -> Value:
        """Read a data file; empty text where there is none, or where it is none."""
        data_format = format_of(path)
        if path not in self.files or data_format is None:
            return ""
        try:
            return read_data(self.read(path), data_format)
        except DataError as error:
            self.problems.append((path, Problem(ProblemKind.BAD_CONFIG, error.reason, error.line)))
            return ""

    def fields(self, path: str) -> dict[str, Value]:
        """Read a data file that has names at its top."""
        value = self.data(path)
        return value if isinstance(value, dict) else {}

    def find(self, folder: str, written: str) -> str | None:
        """Find a document that a table of contents names.

        Args:
            folder: From which it is named.
            written: With or without its ending, or the name of a folder that has an index.
        """
        written = written.partition("#")[0].partition("?")[0].strip()
        for form in dict.fromkeys((written, decoded(written))):
            path = join(folder, form)
            if path is None:
                continue
            found = self._folded.get(_fold(path)) if path else None
            if found is not None and is_document(found):
                return found
            bare = re.sub(r"\.html?\Z", "", path)
            for base in (bare, *(f"{bare}/{home}".lstrip("/") for home in _HOME)):
                for ending in _DOCUMENTS:
                    if (found := self._folded.get(_fold(base + ending))) is not None:
                        return found
        return None

    def title_of(self, path: str) -> str:
        """Give the title of a document, by itself or by its name."""
        note = self.notes.get(path)
        if note is not None and note.title:
            return note.title
        if path in self.files and path.lower().endswith(".rst"):
            return heading_of_rst(self.read(path)) or name_of(path[:-4], is_readable=True)
        return name_of(path, is_readable=True)

    def entry(self, path: str, depth: int, title: str = "") -> ContentsEntry:
        """Make an entry of a document."""
        if title.strip():
            self.given.setdefault(path, title.strip())
        return ContentsEntry(title.strip() or self.title_of(path), path, depth)


def is_document(path: str) -> bool:
    """Whether a table of contents may list a file."""
    return is_note_name(path) or path.lower().endswith(_DOCUMENTS)


def is_home(path: str) -> bool:
    """Whether a document is what its folder shows."""
    return stem(path).lower() in _HOME


def natural_key(path: str) -> tuple[object, ...]:
    """Order names as a person does: ``9.x`` before ``10.x``, capitals beside small letters."""
    name = path.rpartition("/")[2].casefold()
    parts = _DIGITS.split(name)
    return tuple(
        (0, int(p[:18]), "") if p.isdecimal() and p.isascii() else (1, 0, p) for p in parts
    )


def is_address(written: str) -> bool:
    """Whether something listed leads out of the folder."""
    return "://" in written or written.startswith(("//", "mailto:"))


def texts(values: Iterable[object]) -> list[str]:
    """Give those of some values that are texts."""
    return [value for value in values if isinstance(value, str)]


def text_of(value: object) -> str:
    """Give a value that should be a text; empty where it is none."""
    return value if isinstance(value, str) else ""


def heading_of_rst(text: str) -> str:
    """Give the first heading of a text in reStructuredText."""
    lines = text[:20_000].split("\n")
    for line, below in pairwise(lines):
        mark = below.strip()[:1]
        if (
            line.strip()
            and mark in set("=-~`#*^\"'+:.<>_")
            and mark
            and set(below.strip()) == {mark}
            and len(below.strip()) >= min(len(line.strip()), 4)
            and set(line.strip()) != {mark}
        ):
            return line.strip()
    return ""


def _fold(path: str) -> str:
    return composed(path.casefold())
