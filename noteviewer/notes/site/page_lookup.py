"""Pages by their address on the web site: Jekyll, Hugo and Hexo permalinks.

Sites are configured in more ways than anyone wants to follow, yet nearly all addresses keep the
slug of the file at their end, and the date, or parts of it, before. So a page is found by its
whole path where the folder shows it, else by date and slug, else by a slug that fits only one
note as well.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from noteviewer.notes.file_types import stem
from noteviewer.notes.site.config import SiteConfig
from noteviewer.notes.site.name_table import NameTable
from noteviewer.notes.site.names import NoteNames, key, split_name
from noteviewer.notes.site.paths import page_key, parent

_DATE = re.compile(r"(?:\A|/)(\d{4})(?:/(\d{1,2})(?:/(\d{1,2}))?)?(?=/)")
_DATED_SLUG = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})-(.+)")
_ROOTS = ("content/", "source/")
_HOME = ("index", "_index", "readme")
_FOLDER_PAGES = frozenset((*_HOME, "README", "Readme", "Index"))
_POSTS = re.compile(r"(?:^|/)_(?:posts|drafts)(?=/|$)")


@dataclass(frozen=True, slots=True)
class PageLookup:
    """Addresses of all pages."""

    config: SiteConfig
    by_key: Mapping[str, str]
    by_slug: NameTable[str]
    addresses: Mapping[str, str]
    """Address of the notes whose front matter names it, for links relative to the page."""

    @classmethod
    def build(cls, notes: Sequence[NoteNames], config: SiteConfig) -> "PageLookup":
        """Note the addresses of all notes."""
        by_key: dict[str, str] = {}
        by_slug: NameTable[str] = NameTable()
        addresses: dict[str, str] = {}
        for note in notes:
            address = note.permalink or (note.slug if "/" in note.slug else "")
            if address:
                addresses[note.path] = page_key(address)
                by_key[page_key(address)] = note.path
        # Of twins the plain Markdown is read: ``a.md`` beside ``a.Rmd``.
        notes = sorted(notes, key=lambda note: not note.path.endswith(".md"))
        folders: dict[str, str] = {}
        homes: list[tuple[bool, str, str]] = []
        for note in notes:
            for alias in note.aliases:
                if "/" in alias:
                    by_key.setdefault(page_key(alias), note.path)
            written = parent(note.path)
            if written not in folders:
                folders[written] = _site_folder(written, config)
            name = stem(note.path)
            if name in _FOLDER_PAGES:
                homes.append((name.lower() == "readme", note.path, folders[written]))
            folder, name = _page_name(folders[written], name)
            by_key.setdefault(page_key(f"{folder}/{name}"), note.path)
            by_slug.add(key(split_name(name).slug), note.path)
            if note.slug:
                by_slug.add(key(note.slug.rpartition("/")[2] or note.slug), note.path)
        for _, path, folder in sorted(homes):
            by_key.setdefault(page_key(f"{folder}/") if folder else "index", path)
        return cls(config, by_key, by_slug, addresses)

    def exactly(self, path: str) -> str | None:
        """Find the note that is shown at this path of the site, and no other that is like it."""
        wanted = page_key(path)
        if wanted.endswith((".md", ".mdx")):
            wanted = wanted.rpartition(".")[0]
        return self.by_key.get(wanted) if wanted else None

    def resolve(self, path: str) -> str | None:
        """Find the note that is shown at a path of the site."""
        wanted = page_key(path)
        if not wanted:
            return next((self.by_key[name] for name in _HOME if name in self.by_key), None)
        found = self.by_key.get(wanted)
        if found is not None:
            return found
        slug = key(wanted.rpartition("/")[2])
        if dated := _DATED_SLUG.match(slug):
            day = (int(dated[1]), int(dated[2]), int(dated[3]))
            fitting = (p for p in self.by_slug.get(dated[4]) if split_name(stem(p)).date == day)
            return next(fitting, None)
        return self._best(self.by_slug.get(slug), wanted)

    def _best(self, paths: tuple[str, ...], wanted: str) -> str | None:
        """The page whose date and folder fit the address; None where two fit as well."""
        if not paths:
            return None
        match = _DATE.search(wanted)
        given = tuple(int(number) for number in match.groups() if number) if match else ()
        dates = {path: split_name(stem(path)).date for path in paths}
        fitting = [
            path for path, date in dates.items() if date is None or date[: len(given)] == given
        ]
        if len(fitting) < 2:
            return fitting[0] if fitting else None
        segments = set(wanted.split("/"))

        def rank(path: str) -> tuple[int, bool]:
            folder = _site_folder(parent(path), self.config).casefold()
            return sum(part in segments for part in folder.split("/")), dates[path] is not None

        best, second = sorted(fitting, key=rank, reverse=True)[:2]
        return best if rank(best) > rank(second) else None


def _page_name(folder: str, name: str) -> tuple[str, str]:
    """Folder and name of a page; a folder's ``index`` has the folder's name."""
    if name in {"index", "_index"} and folder:
        outer, _, name = folder.rpartition("/")
        return outer, name
    return folder, name


def _site_folder(folder: str, config: SiteConfig) -> str:
    """Folder of a file as its address shows it."""
    folder += "/"
    for root in _ROOTS:
        folder = folder.removeprefix(root)
    top, _, rest = folder.partition("/")
    if top in config.collections:
        folder = f"{config.collections[top]}/{rest}"
    if "_" in folder:
        folder = _POSTS.sub("", folder)
    return folder.strip("/")
