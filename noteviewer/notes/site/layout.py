"""Which kinds a folder holds, and where each begins: a ``docs/`` of MkDocs beside a vault."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from noteviewer.notes.file_types import is_note_name
from noteviewer.notes.site.kinds import FEWEST_WIKILINKS, KINDS, FolderKind, mark_names
from noteviewer.notes.site.paths import parent

ReadHead = Callable[[str], str]
"""Gives the beginning of a file of the folder; empty where it cannot be read."""

_DATED = re.compile(r"\d{4}-\d{1,2}-\d{1,2}-.")
_DOTTED = re.compile(r"[^\s./\d][^\s./]*(?:\.[^\s./]+)+\.md")
_NOTION_ID = re.compile(r" [0-9a-f]{32}(?=[./]|\Z)")
_JOPLIN_NAME = re.compile(r"(?:.*/)?[0-9a-f]{32}\.md")
_JOPLIN_TRAILER = re.compile(r"^type_: \d+\s*\Z", re.MULTILINE)
_JOPLIN_FIELDS = re.compile(
    r"^(?:latitude|longitude|altitude|completed\?|source_application):", re.MULTILINE
)
_QIITA_FIELDS = re.compile(r"^(?:organization_url_name|ignorePublish|slide):", re.MULTILINE)
_ZENN_FIELDS = re.compile(r"^(?:emoji|topics|published):", re.MULTILINE)
_EDITOR_SETTINGS = re.compile(r"\.vscode/(?:settings|extensions)\.json")
_FOAM = re.compile(r"\"foam\.|foam\.foam-vscode")
_ZETTEL = re.compile(r"\d{12}(?:\d\d)?(?:[ _-]|\.)")
_BY_HEAD: tuple[tuple[FolderKind, Callable[[str], object], re.Pattern[str], int], ...] = (
    (FolderKind.JOPLIN, _JOPLIN_NAME.fullmatch, _JOPLIN_TRAILER, 1),
    (FolderKind.QIITA, re.compile("public/").match, _QIITA_FIELDS, 2),
    (FolderKind.ZENN, re.compile("articles/").match, _ZENN_FIELDS, 2),
    (FolderKind.JOPLIN, len, _JOPLIN_FIELDS, 2),
)
"""Kinds with the notes that show them, and how many of which fields each of these must have."""
_FAR_MORE = 3
"""So many times the notes of the kind at the top make another one the kind of the folder."""
_SAMPLE = 3
"""Notes whose beginnings are read to tell a kind that only its front matter shows."""


def _read_nothing(_path: str) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Part:
    """A place of the folder that one kind governs."""

    kind: FolderKind
    root: str = ""
    """Folder in which its mark lies; empty for the opened folder."""
    notes: str = ""
    """Folder of its notes."""
    has_bracket_formulas: bool = False
    r"""Whether its configuration says that ``\(x\)`` and ``\[x\]`` are formulas."""

    def holds(self, path: str) -> bool:
        """Whether a path lies among the notes of the part."""
        return not self.notes or path.startswith(self.notes + "/")


@dataclass(frozen=True)
class FolderLayout:
    """The kinds of a folder, and where each of them is."""

    kind: FolderKind = FolderKind.PLAIN
    """Of the folder as a whole."""
    parts: tuple[Part, ...] = (Part(FolderKind.PLAIN),)
    """The deepest first; the last one governs all that no other does."""

    def part_at(self, path: str) -> Part:
        """Find the part that governs a file."""
        return next((part for part in self.parts if part.holds(path)), self.parts[-1])

    def kind_at(self, path: str) -> FolderKind:
        """Find the kind that governs a file."""
        return self.part_at(path).kind

    @cached_property
    def main(self) -> Part:
        """The part that gives the folder its kind."""
        fitting = [part for part in self.parts if part.kind is self.kind]
        return min(
            fitting, key=lambda part: part.root.count("/") + bool(part.root), default=self.parts[-1]
        )

    @classmethod
    def of_kind(
        cls,
        kind: FolderKind,
        paths: Iterable[str] = (),
        read_head: ReadHead = _read_nothing,
    ) -> "FolderLayout":
        """Lay out a folder of which the reader says what it is."""
        listed = _Listing(paths)
        marked = [part for part in _marked_parts(listed) if part.kind is kind]
        if not any(part.root == "" for part in marked):
            marked.append(Part(kind, "", "" if marked else _notes_folder(kind, "", listed)))
        marked = [_configured(part, listed, read_head) for part in marked]
        return cls(kind, (*_ordered(marked), *_fallback(kind, marked)))


class _Listing:
    """What lies in each folder, folders with a slash at their end."""

    def __init__(self, paths: Iterable[str], root_names: Iterable[str] = ()) -> None:
        self.paths = tuple(paths)
        self.notes = tuple(path for path in self.paths if is_note_name(path))
        self.entries: dict[str, set[str]] = {"": set()}
        for path in self.paths:
            folder, name = parent(path), path.rpartition("/")[2]
            if name:
                self.entries.setdefault(folder, set()).add(name)
            while folder:
                above, last = parent(folder), folder.rpartition("/")[2] + "/"
                known = self.entries.setdefault(above, set())
                if last in known:
                    break
                known.add(last)
                folder = above
        for name in root_names:
            # Whether such a name is a file or a folder is not said.
            self.entries[""] |= {name, name + "/"} if name not in self.entries[""] else set()

    def has(self, folder: str, names: Iterable[str]) -> bool:
        entries = self.entries.get(folder, set())
        return all(
            not (folder and name.startswith("^")) and self._has(folder, entries, name.lstrip("^"))
            for name in names
        )

    def _has(self, folder: str, entries: set[str], name: str) -> bool:
        head, slash, rest = name.partition("/")
        if not rest:
            return any(each in entries for each in mark_names(name))
        return head + slash in entries and self.has(f"{folder}/{head}".lstrip("/"), (rest,))


def recognise_layout(
    paths: Iterable[str],
    root_names: Collection[str] = (),
    wikilinks: int = 0,
    read_head: ReadHead = _read_nothing,
) -> FolderLayout:
    """Tell the kinds of a folder by what lies in it.

    Args:
        paths: All files relative to the folder, hidden ones too; a folder of which only the name
            counts ends in a slash (``.obsidian/``).
        root_names: Names of everything directly in the folder, where ``paths`` lacks some.
        wikilinks: How many ``[[x]]`` of its notes lead to a note of it; decides where nothing
            else speaks.
        read_head: Reads the beginning of a note, for kinds that only their front matter shows.
    """
    listing = _Listing(paths, root_names)
    parts = _marked_parts(listing)
    if not any(part.root == "" for part in parts):
        kind = _kind_by_notes(listing, read_head)
        if kind is None and wikilinks >= FEWEST_WIKILINKS:
            kind = FolderKind.OBSIDIAN
        if kind is not None:
            parts.append(Part(kind, "", _notes_folder(kind, "", listing)))
    parts = [_configured(part, listing, read_head) for part in parts]
    kind = _main_kind(parts, listing)
    return FolderLayout(kind, (*_ordered(parts), *_fallback(kind, parts)))


def recognise_kind(
    paths: Iterable[str], root_names: Collection[str] = (), wikilinks: int = 0
) -> FolderKind:
    """Tell the kind of a folder as a whole (`recognise_layout`)."""
    return recognise_layout(paths, root_names, wikilinks).kind


def is_output(name: str, listed: Collection[str]) -> bool:
    """Whether a folder is what a site builder makes, by what lies beside it.

    Args:
        name: Of the folder.
        listed: Names of all that lies beside it, folders with a slash at their end.
    """
    for row in KINDS.values():
        if name in row.outputs:
            for mark in row.marks:
                if all(any(n in listed for n in mark_names(m.lstrip("^"))) for m in mark):
                    return True
    return False


def _marked_parts(listing: _Listing) -> list[Part]:
    parts: list[Part] = []
    for folder in listing.entries:
        governed: set[str] = set()
        has_builder = has_vault = False
        for kind, row in KINDS.items():
            if not any(listing.has(folder, mark) for mark in row.marks):
                continue
            # A site has one builder, but its notes may well be written in a vault.
            if (has_builder and not row.has_wikilinks) or (has_vault and row.has_wikilinks):
                continue
            notes = _notes_folder(kind, folder, listing)
            has_vault |= row.has_wikilinks
            has_builder |= not row.has_wikilinks
            for each in (notes, *_beside(kind, folder, listing)):
                if each not in governed:
                    governed.add(each)
                    parts.append(Part(kind, folder, each))
    return parts


def _configured(part: Part, listing: _Listing, read_head: ReadHead) -> Part:
    """The part with what its own configuration says of its Markdown."""
    row = part.kind.row
    if row.bracket_formulas is None:
        return part
    names = (name for mark in row.marks for each in mark for name in mark_names(each))
    for name in dict.fromkeys((*names, *row.settings)):
        path = f"{part.root}/{name}".lstrip("/")
        is_there = name.rpartition("/")[2] in listing.entries.get(parent(path), ())
        if is_there and re.search(row.bracket_formulas, read_head(path)):
            return replace(part, has_bracket_formulas=True)
    return part


def _notes_folder(kind: FolderKind, root: str, listing: _Listing) -> str:
    for name in KINDS[kind].notes:
        folder = f"{root}/{name}".strip("/")
        if name and folder in listing.entries:
            return folder
    return root


def _beside(kind: FolderKind, root: str, listing: _Listing) -> Iterator[str]:
    """Folders of notes beside that of the mark, as the ``docs`` beside the ``website``."""
    above = parent(root)
    for name in KINDS[kind].beside if root else ():
        folder = f"{above}/{name}".lstrip("/")
        if folder != root and folder in listing.entries and f"{root}/{name}" not in listing.entries:
            yield folder


def _main_kind(parts: list[Part], listing: _Listing) -> FolderKind:
    """The kind at the top, else that of most notes."""
    counts = dict.fromkeys(parts, 0)
    ordered = _ordered(parts)
    for note in listing.notes:
        part = next((part for part in ordered if part.holds(note)), None)
        if part is not None:
            counts[part] += 1
    at_top = [part for part in parts if not part.root]
    if at_top:
        top = max(at_top, key=lambda part: counts[part])
        largest = max(parts, key=lambda part: counts[part])
        return largest.kind if counts[largest] > _FAR_MORE * counts[top] else top.kind
    kinds: dict[FolderKind, int] = {}
    for part, count in counts.items():
        kinds[part.kind] = kinds.get(part.kind, 0) + count
    kind = max(kinds, key=lambda each: kinds[each], default=FolderKind.PLAIN)
    return kind if kinds.get(kind, 0) * 2 > len(listing.notes) else FolderKind.PLAIN


def _ordered(parts: Iterable[Part]) -> tuple[Part, ...]:
    return tuple(sorted(parts, key=lambda part: -len(part.notes)))


def _fallback(kind: FolderKind, parts: Iterable[Part]) -> tuple[Part, ...]:
    """What governs files outside of all parts: the kind at the top, so that a README counts."""
    parts = tuple(parts)
    if any(not part.notes for part in parts):
        return ()
    at_top = next((part.kind for part in parts if not part.root), FolderKind.PLAIN)
    return (Part(at_top if at_top is kind else FolderKind.PLAIN),)


def _kind_by_notes(listing: _Listing, read_head: ReadHead) -> FolderKind | None:
    """The kind that names and front matter of notes show where no mark lies at the top."""
    notes = listing.notes
    if not notes:
        return None
    if _mostly(lambda path: _DATED.match(path.rpartition("/")[2]), notes):
        return FolderKind.JEKYLL
    if _mostly(_NOTION_ID.search, notes):
        return FolderKind.NOTION
    for kind, is_meant, fields, fewest in _BY_HEAD:
        sample = _some(path for path in notes if is_meant(path))
        if sample and all(len(set(fields.findall(read_head(path)))) >= fewest for path in sample):
            return kind
    editor = (path for path in listing.paths if _EDITOR_SETTINGS.fullmatch(path))
    if any(_FOAM.search(read_head(path)) for path in editor):
        return FolderKind.FOAM
    if _mostly(lambda path: _ZETTEL.match(path.rpartition("/")[2]), notes) and len(notes) > 3:
        return FolderKind.ZETTELKASTEN
    return FolderKind.DENDRON if _is_dotted_hierarchy(notes) else None


def _is_dotted_hierarchy(notes: tuple[str, ...]) -> bool:
    """Whether most names are paths in dots below notes that are there: ``a.b.md`` and ``root.md``.

    One numbered chapter (``01.intro.md``) is no path.
    """
    names = {path.rpartition("/")[2] for path in notes}
    if "root.md" not in names or len(notes) <= 3:
        return False
    return _mostly(lambda path: _DOTTED.fullmatch(path.rpartition("/")[2]), notes)


def _some(paths: Iterable[str]) -> tuple[str, ...]:
    listed = tuple(paths)
    return listed[:: max(1, len(listed) // _SAMPLE)][:_SAMPLE]


def _mostly(fits: Callable[[str], object], notes: tuple[str, ...]) -> bool:
    """Whether more than half of the notes are so."""
    return sum(1 for path in notes if fits(path)) * 2 > len(notes)
