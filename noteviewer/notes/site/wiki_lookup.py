"""Notes by name: wikilinks of Obsidian, Logseq and Dendron, and titles of a series."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from noteviewer.notes.file_types import is_note_name, stem
from noteviewer.notes.model import Link, LinkKind
from noteviewer.notes.relations.titles import name_key, parse_title
from noteviewer.notes.site.journals import journal_stem
from noteviewer.notes.site.kinds import FolderKind
from noteviewer.notes.site.name_table import NameTable
from noteviewer.notes.site.names import NoteNames, key
from noteviewer.notes.site.paths import join, nearest, parent
from noteviewer.notes.site.targets import LinkStatus, LinkTarget

_NUMBER = re.compile(r"(\d{8,14})(?=[ _.-])")
_DENDRON_RANGE = re.compile(r"(?:,\d+)?(?::#[^#]*)?\Z")
"""``#heading,1:#end``: skip a line, and stop there; a link leads to the heading."""


@dataclass(frozen=True, slots=True)
class WikiLookup:
    """Names of all notes and attachments."""

    notes: NameTable[str]
    """By file name without its ending; ``a/b`` for Logseq's ``a___b``."""
    files: NameTable[str]
    """Files that are neither notes nor images, by name."""
    images: NameTable[str]
    """Images by name: the table of `ImageLookup`."""
    aliases: NameTable[str]
    titles: NameTable[str]
    series: NameTable[tuple[str, int]]
    numbers: NameTable[str]
    """Notes by the number at the head of their names: ``202001011200 Title``."""

    @classmethod
    def build(
        cls, paths: Iterable[str], notes: Iterable[NoteNames], images: NameTable[str]
    ) -> "WikiLookup":
        """Note the names of all notes, and of the other files in ``paths``."""
        lookup = cls(
            NameTable(), NameTable(), images, NameTable(), NameTable(), NameTable(), NameTable()
        )
        known = set()
        for note in notes:
            known.add(note.path)
            lookup._add_note(note)
        for path in paths:
            if path not in known:
                lookup.files.add(key(path.rpartition("/")[2]), path)
        return lookup

    def _add_note(self, note: NoteNames) -> None:
        path = note.path
        name = key(stem(path))
        self.notes.add(name, path)
        if (number := _NUMBER.match(name)) is not None:
            self.numbers.add(number[1], path)
        if "___" in name or "%2f" in name:
            self.notes.add(name.replace("___", "/").replace("%2f", "/"), path)
        for alias in note.aliases:
            self.aliases.add(key(alias), path)
        if note.title:
            self.titles.add(key(note.title), path)
        for part in note.title_parts.series:
            self.series.add((name_key(part.name), part.number or 0), path)

    def resolve(self, note_path: str, link: Link, kind: FolderKind) -> LinkTarget:
        """Find where ``[[x]]`` or ``![[x]]`` leads.

        Dendron writes the text first: where only the part behind the ``|`` is a note, or the
        folder is Dendron's, it is the target.
        """
        target, fragment, text = link.target, link.fragment, link.text
        if not target:
            return LinkTarget(LinkStatus.FOUND, note_path, fragment, text)
        found = self.by_name(note_path, target)
        written = f"{target}#{fragment}" if fragment else target
        if text != written and (kind is FolderKind.DENDRON or not found):
            behind, _, behind_fragment = text.partition("#")
            reversed_found = self.by_name(note_path, behind.strip())
            if reversed_found:
                found, fragment, text = reversed_found, behind_fragment.strip(), written
        if kind is FolderKind.DENDRON:
            fragment = _DENDRON_RANGE.sub("", fragment)
        if found:
            candidates = found if len(found) > 1 else ()
            return LinkTarget(LinkStatus.FOUND, found[0], fragment, text, candidates)
        is_link = kind.has_wikilinks or link.kind is LinkKind.EMBED
        status = LinkStatus.DANGLING if is_link else LinkStatus.NOT_A_LINK
        return LinkTarget(status, None, fragment, text)

    def by_name(self, note_path: str, name: str) -> tuple[str, ...]:
        """All notes (else files) that a name means, best first.

        Ambiguous names prefer the note's own folder, then its top folder, then the shortest path.
        """
        name = name.strip().strip("/")
        if not name:
            return ()
        wanted = key(name)
        found = self.notes.get(wanted)
        if not found and "/" in name:
            found = self._by_path(note_path, name)
        if not found and is_note_name(name):
            found = self.notes.get(key(stem(name))) if "/" not in name else ()
        for names in (self.files, self.images, self.aliases, self.titles, self.numbers):
            if not found:
                found = names.get(wanted)
        if not found and (journal := journal_stem(wanted)):
            found = self.notes.get(journal)
        return nearest(found, note_path)

    def _by_path(self, note_path: str, name: str) -> tuple[str, ...]:
        """Paths that end in what was written, or are it seen from the note."""
        relative = key(join(parent(note_path), name) or "") if name.startswith(".") else None
        wanted = relative or key(name)
        last = wanted.rpartition("/")[2]
        pool = self.notes.get(key(stem(last))) or self.files.get(last) or self.images.get(last)
        exact, ending = [], []
        for path in pool:
            folded = key(path)
            bare = folded.rpartition("/")[0] + "/" + key(stem(path))
            for form in (folded, bare.lstrip("/")):
                if form == wanted:
                    exact.append(path)
                elif form.endswith("/" + wanted) and relative is None:
                    ending.append(path)
        return tuple(exact or ending)

    def resolve_series(self, link: Link) -> LinkTarget:
        """Find the note that 《series（n）》 names."""
        parts = parse_title(link.target).series
        found: tuple[str, ...] = ()
        if parts:
            found = self.series.get((name_key(parts[0].name), parts[0].number or 0))
        if not found:
            return LinkTarget(LinkStatus.NOT_A_LINK, text=link.text)
        candidates = found if len(found) > 1 else ()
        return LinkTarget(LinkStatus.FOUND, found[0], "", link.text, candidates)


def zim_paths(note_path: str, target: str, root: str) -> tuple[str, ...]:
    """Paths without ending that a link of Zim may mean, best first.

    A page is looked for beside the note, then beside each folder above it
    (https://zim-wiki.org/manual/Help/Links.html).

    Args:
        note_path: The page in which the link stands.
        target: ``Page``, ``Page:Below``, ``:Top:Page`` or ``+Below``.
        root: Folder of the notebook.
    """
    parts = [part.strip().replace(" ", "_") for part in target.lstrip(":+").split(":")]
    inner = "/".join(part for part in parts if part and part not in (".", ".."))
    if not inner:
        return ()
    if target.startswith("+"):
        folders = [note_path.rpartition(".")[0]]
    elif target.startswith(":"):
        folders = [root]
    else:
        folders = [parent(note_path)]
        while folders[-1] and folders[-1] != root:
            folders.append(parent(folders[-1]))
    return tuple(f"{folder}/{inner}".lstrip("/") for folder in folders)
