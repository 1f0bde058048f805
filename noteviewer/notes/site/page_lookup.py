"""Pages by their address on the web site: Jekyll, Hugo and Hexo permalinks.

Sites are configured in more ways than anyone wants to follow, yet nearly all addresses keep the
slug of the file at their end, and the date, or parts of it, before. So a page is found by its
whole path where the folder shows it, else by date and slug, else by a slug that fits only one
note as well.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from noteviewer.notes.site.config import SiteConfig
from noteviewer.notes.site.names import NoteNames, key, split_name, stem
from noteviewer.notes.site.paths import page_key, parent

_DATE = re.compile(r"(?:\A|/)(\d{4})(?:/(\d{1,2})(?:/(\d{1,2}))?)?(?=/)")
_DATED_SLUG = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})-(.+)")
_ROOTS = ("content/", "source/")
_HOME = ("index", "_index", "readme")
_POSTS = re.compile(r"(?:^|/)_(?:posts|drafts)(?=/|$)")

Day: TypeAlias = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class _Page:
    path: str
    date: Day | None
    folder: str
    """Path of its folder on the site, as far as the file shows it."""


@dataclass(frozen=True, slots=True)
class PageLookup:
    """Addresses of all pages."""

    by_key: Mapping[str, str]
    by_slug: Mapping[str, Sequence[_Page]]
    addresses: Mapping[str, str]
    """Address of the notes whose front matter names it, for links relative to the page."""

    @classmethod
    def build(cls, notes: Sequence[NoteNames], config: SiteConfig) -> "PageLookup":
        """Note the addresses of all notes."""
        by_key: dict[str, str] = {}
        by_slug: defaultdict[str, list[_Page]] = defaultdict(list)
        addresses: dict[str, str] = {}
        for note in notes:
            address = note.permalink or (note.slug if "/" in note.slug else "")
            if address:
                addresses[note.path] = page_key(address)
                by_key[page_key(address)] = note.path
        folders: dict[str, str] = {}
        for note in notes:
            written = parent(note.path)
            if written not in folders:
                folders[written] = _site_folder(written, config)
            folder = folders[written]
            name = stem(note.path)
            parts = split_name(name)
            if name in {"index", "_index"} and folder:
                folder, _, name = folder.rpartition("/")
                parts = split_name(name)
            by_key.setdefault(page_key(f"{folder}/{name}"), note.path)
            page = _Page(note.path, parts.date, folder.casefold())
            by_slug[key(parts.slug)].append(page)
            if note.slug and note.slug != parts.slug:
                by_slug[key(note.slug)].append(page)
        return cls(by_key, dict(by_slug), addresses)

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
            pages = self.by_slug.get(dated[4], ())
            day = (int(dated[1]), int(dated[2]), int(dated[3]))
            return next((page.path for page in pages if page.date == day), None)
        return _best(self.by_slug.get(slug, ()), wanted)


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


def _best(pages: Sequence[_Page], wanted: str) -> str | None:
    """The page whose date and folder fit the address; None where two fit as well."""
    if not pages:
        return None
    date = _DATE.search(wanted)
    given = tuple(int(number) for number in date.groups() if number) if date else ()
    fitting = [page for page in pages if _date_fits(page.date, given)]
    if len(fitting) < 2:
        return fitting[0].path if fitting else None
    segments = set(wanted.split("/"))
    ranked = sorted(((_shared(page, segments), page.path) for page in fitting), reverse=True)
    return ranked[0][1] if ranked[0][0] > ranked[1][0] else None


def _date_fits(date: Day | None, given: tuple[int, ...]) -> bool:
    return date is None or date[: len(given)] == given


def _shared(page: _Page, segments: set[str]) -> tuple[int, bool]:
    shared = sum(1 for part in page.folder.split("/") if part in segments)
    return shared, page.date is not None
