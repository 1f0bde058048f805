"""The table of contents of a folder, by the kind of its parts."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from noteviewer.notes.contents.docusaurus import read_docusaurus
from noteviewer.notes.contents.mkdocs import read_nav
from noteviewer.notes.contents.order import read_folders, read_notebooks, read_weights
from noteviewer.notes.contents.sidebar import read_sidebar
from noteviewer.notes.contents.source import ContentsEntry, FolderSource
from noteviewer.notes.contents.summary import read_summary
from noteviewer.notes.contents.toc import read_chapters, read_toc
from noteviewer.notes.site.kinds import ContentsSource, FolderKind
from noteviewer.notes.site.layout import FolderLayout, Part

_READERS: Mapping[ContentsSource, Callable[[Part, FolderSource], tuple[ContentsEntry, ...]]] = {
    ContentsSource.MKDOCS_NAV: read_nav,
    ContentsSource.SIDEBAR: read_sidebar,
    ContentsSource.DOCUSAURUS: read_docusaurus,
    ContentsSource.SUMMARY: read_summary,
    ContentsSource.TOC: read_toc,
    ContentsSource.CHAPTERS: read_chapters,
    ContentsSource.WEIGHTS: read_weights,
    ContentsSource.NOTEBOOKS: read_notebooks,
    ContentsSource.FOLDERS: read_folders,
}


@dataclass(frozen=True, slots=True)
class Contents:
    """A table of contents, and whose it is."""

    kind: FolderKind
    entries: tuple[ContentsEntry, ...] = ()


def read_contents(layout: FolderLayout, source: FolderSource) -> Contents:
    """Read the table of contents of a folder.

    Where several parts have one, that of the whole folder's kind comes first, and each other under
    an entry with the name of its folder.
    """
    parts = _parts(layout)
    found = [(part, _READERS[part.kind.row.contents](part, source)) for part in parts]
    found = [(part, entries) for part, entries in found if any(e.path for e in entries)]
    if not found:
        return Contents(layout.kind)
    (first, entries), *others = found
    gathered = list(entries)
    for part, inner in others:
        gathered.append(ContentsEntry(part.root or part.kind.row.name, None, 0))
        gathered += (ContentsEntry(e.title, e.path, e.depth + 1) for e in inner)
    return Contents(first.kind, tuple(gathered))


def titles_in(entries: Iterable[ContentsEntry]) -> dict[str, str]:
    """Give the titles by which a table of contents calls documents; the first of each counts."""
    titles: dict[str, str] = {}
    for entry in entries:
        if entry.path is not None:
            titles.setdefault(entry.path, entry.title)
    return titles


def _parts(layout: FolderLayout) -> list[Part]:
    """The parts that have a table of contents, each root once, the main one first."""
    chosen: dict[str, Part] = {}
    for part in layout.parts:
        if part.kind.row.contents and (part.root not in chosen or part.kind is layout.kind):
            chosen.setdefault(part.root, part)
    return sorted(
        chosen.values(), key=lambda p: (p.kind is not layout.kind, p.root.count("/"), p.root)
    )
