"""A folder as a whole: where each link and each image of its notes leads.

Everything is looked up in dictionaries made once from the list of files, so nothing that is not
in that list is ever returned: no ``..``, no absolute path, no symbolic link made later can lead
out of the folder. Values are plain dictionaries and tuples: a site travels to another process.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from noteviewer.notes.formats.cells import held_picture
from noteviewer.notes.image_names import is_image_name
from noteviewer.notes.model import Link, LinkKind
from noteviewer.notes.site.config import SiteConfig
from noteviewer.notes.site.image_lookup import ImageLookup
from noteviewer.notes.site.kinds import FolderKind
from noteviewer.notes.site.layout import FolderLayout, Part
from noteviewer.notes.site.names import NoteNames, key
from noteviewer.notes.site.page_lookup import PageLookup
from noteviewer.notes.site.paths import (
    TEMPLATE,
    composed,
    decoded,
    join,
    page_name,
    parent,
    plain_path,
)
from noteviewer.notes.site.targets import ImageStatus, ImageTarget, LinkStatus, LinkTarget
from noteviewer.notes.site.wiki_lookup import WikiLookup, zim_paths

_NO_CONFIG = SiteConfig()
_ALIASES = re.compile(r"(?:@site|~@|@)/")
"""Names of the folder of a site in Docusaurus and VuePress."""
_PROGRAMS = (".tsx", ".jsx", ".ts", ".js", "/index.tsx", "/index.jsx", "/index.js")
_HUGO_REFERENCE = re.compile(r"\{\{[<%]\s*(?:rel)?ref\b")
_LANGUAGE = re.compile(r"[a-z]{2}(?:-[a-zA-Z]{2,4})?")
_REF_END = re.compile(r"[\"'`]?\s*[>%]\}\}\Z")
"""What is left behind a fragment of ``{{< relref "x.md#part" >}}``."""
_JOPLIN_ID = re.compile(r":/([0-9a-f]{32})\Z")
_ORG_ID = re.compile(r"(?:id|denote):(.{1,200})")
_ID_LENGTH = 32
_IDENTIFIED = re.compile(r"([0-9a-f]{32})(?=\.|\Z)")
_DOCUMENT_ROOTS = ("", "source/", "static/", "public/", "vault/", "docs/", "content/", "assets/")


@dataclass(frozen=True, slots=True)
class Site:
    """One folder of notes."""

    layout: FolderLayout
    config: SiteConfig
    files: frozenset[str]
    """Every file of the folder."""
    hidden: frozenset[str]
    """Files in hidden folders, which are no notes of it."""
    folders: frozenset[str]
    """Every folder with a file in it, at any depth."""
    identified: Mapping[str, tuple[str, ...]]
    """Files whose names are numbers of Joplin's, by these."""
    decomposed: Mapping[str, str]
    """Files whose names are not in Unicode's composed form, by that form."""
    pages: PageLookup
    wiki: WikiLookup
    images: ImageLookup
    named: Mapping[str, tuple[str, str]]
    """Note and place by the identifiers that links of Org use."""

    @property
    def kind(self) -> FolderKind:
        """What made the folder as a whole."""
        return self.layout.kind

    def resolve_link(self, note_path: str, link: Link) -> LinkTarget:
        """Find where a link of a note leads.

        Args:
            note_path: The note in which it stands.
            link: The link.
        """
        match link.kind:
            case LinkKind.FRAGMENT:
                return LinkTarget(LinkStatus.FOUND, note_path, link.fragment, link.text)
            case LinkKind.WIKILINK if self.layout.kind_at(note_path) is FolderKind.ZIM:
                return self._zim_page(note_path, link)
            case LinkKind.WIKILINK | LinkKind.EMBED:
                return self.wiki.resolve(note_path, link, self.layout.kind_at(note_path))
            case LinkKind.SERIES:
                return self.wiki.resolve_series(link)
            case LinkKind.PERMALINK:
                path = self._rooted(note_path, plain_path(link.target).lstrip("/"))
            case LinkKind.MARKDOWN if (named := _ORG_ID.fullmatch(link.target)) is not None:
                path, place = self.named.get(named[1], (None, ""))
                status = LinkStatus.DANGLING if path is None else LinkStatus.FOUND
                return LinkTarget(status, path, place, link.text)
            case LinkKind.MARKDOWN:
                path = self._relative(note_path, link.target)
        status = LinkStatus.FOUND if path is not None else self._unfound(note_path, link)
        return LinkTarget(status, path, _REF_END.sub("", link.fragment), link.text)

    def _unfound(self, note_path: str, link: Link) -> LinkStatus:
        """What a link is that leads to no file: a folder without a page of its own is no fault."""
        target = plain_path(link.target)
        if target.startswith(("{", "<")):
            return LinkStatus.NOT_A_LINK  # an expression of JSX, which only its program can fill in
        part = self.layout.part_at(note_path)
        is_rooted = target.startswith("/")
        for base in (part.notes, part.root, "") if is_rooted else (parent(note_path),):
            folder = join(base, decoded(target).lstrip("/"))
            if folder and (folder in self.folders or folder in self.hidden):
                return LinkStatus.DANGLING
        if part.kind is FolderKind.DOCUSAURUS:
            page = join(part.root, f"src/pages/{target.strip('/')}") or ""
            if any(f"{page}{ending}" in self.files for ending in _PROGRAMS):
                return LinkStatus.DANGLING  # a page that is a program
        return LinkStatus.BROKEN

    def _zim_page(self, note_path: str, link: Link) -> LinkTarget:
        """The page that a link of Zim means: ``Page``, ``:Top:Page``, ``+Below``."""
        root = self.layout.part_at(note_path).notes
        for wanted in zim_paths(note_path, link.target, root):
            named = self.wiki.notes.get(key(wanted.rpartition("/")[2]))
            found = next((p for p in named if key(p.rpartition(".")[0]) == key(wanted)), None)
            if found is not None:
                return LinkTarget(LinkStatus.FOUND, found, link.fragment, link.text)
        if not link.target:
            return LinkTarget(LinkStatus.FOUND, note_path, link.fragment, link.text)
        return LinkTarget(LinkStatus.DANGLING, None, link.fragment, link.text)

    def resolve_url(self, url: str) -> LinkTarget | None:
        """Find the note that an address of the folder's own web site shows.

        Returns:
            None where the address belongs to somebody else's site, or is the home page of this
            one and the folder has no note for it.
        """
        path = self.own_path(url)
        if path is None:
            return None
        found = self._page(path)
        if found is None and not path:
            return None
        status = LinkStatus.FOUND if found is not None else LinkStatus.BROKEN
        return LinkTarget(status, found, decoded(url.partition("#")[2]))

    def own_path(self, url: str) -> str | None:
        """Path of an address on the folder's own web site; None for any other site."""
        if not self.config.hosts or "://" not in url:
            return None
        try:
            parts = urlsplit(url)
            host = (parts.hostname or "").removeprefix("www.")
        except ValueError:
            return None
        return parts.path.lstrip("/") if host in self.config.hosts else None

    def resolve_image(self, note_path: str, source: str) -> ImageTarget:
        """Find the file of an image.

        Args:
            note_path: The note that shows it.
            source: As the note names it.
        """
        if (held := held_picture(note_path, source)) is not None:
            return ImageTarget(ImageStatus.FOUND, held)
        own = self.own_path(source)
        written = plain_path(source)
        part = self.layout.part_at(note_path)
        roots = tuple(f"{root}/" for root in dict.fromkeys((part.notes, part.root)) if root)
        roots += tuple(f"{root}{each}" for root in ("", *roots) for each in part.kind.row.assets)
        if own is not None:
            target = self.images.resolve(note_path, "/" + own, roots)
            if target.path is not None:
                return target
        if (alias := _ALIASES.match(written)) is not None:
            written = "/" + written[alias.end() :]
        identifier = _JOPLIN_ID.match(written)
        path = self._by_id(identifier[1]) if identifier else None
        if path is not None and is_image_name(path):
            return ImageTarget(ImageStatus.FOUND, path)
        target = self.images.resolve(note_path, written, roots)
        is_away = target.status in (ImageStatus.MISSING, ImageStatus.MOVED)
        if is_away and written.startswith("/") and part.kind.row.assets:
            # Below which path a site is put is not always known: what is left may be a file of it.
            rest = written.lstrip("/").partition("/")[2]
            inner = self.images.resolve(note_path, f"/{rest}", roots) if rest else target
            target = inner if inner.status is ImageStatus.FOUND else target
        if target.status is ImageStatus.MISSING and TEMPLATE.search(source):
            return ImageTarget(ImageStatus.UNKNOWN)
        return target

    def _by_id(self, identifier: str) -> str | None:
        """The file that Joplin calls by a number."""
        found = self.wiki.notes.get(identifier) or self.identified.get(identifier, ())
        return found[0] if found else None

    def _rooted(self, note_path: str, written: str) -> str | None:
        """A file or a page by its path on the site, or in the part of the folder around a note."""
        path = self._page(written)
        if path is not None and written.strip("/"):
            return path
        part = self.layout.part_at(note_path)
        bare = written.partition("?")[0]
        bases = [
            *_of_language(note_path, part),
            part.notes,
            *(join(part.root, each) or "" for each in part.kind.row.assets),
        ]
        if part.kind is FolderKind.DOCUSAURUS:
            bases += [join(part.root, "src/pages") or "", part.root]
            bases += [join(part.root, each) or "" for each in part.kind.row.beside]
        for form in dict.fromkeys((bare, decoded(bare))):
            for base in dict.fromkeys(bases):
                candidate = join(base, form)
                if candidate and (found := self._there(candidate)) is not None:
                    return found
        # Sites say in many ways below which path they are put: what is left of it may be a page.
        head, _, rest = bare.partition("/")
        if path is None and rest and part.kind is not FolderKind.PLAIN and head not in self.folders:
            for base in bases:
                candidate = join(base, decoded(rest))
                if candidate and (found := self._there(candidate)) is not None:
                    return found
        return path

    def _there(self, path: str) -> str | None:
        """A file, or the page of exactly this path."""
        return self._file(path.strip("/")) or self.pages.exactly(path)

    def _page(self, path: str) -> str | None:
        """A file or a page by its path on the site."""
        path = path.partition("?")[0]
        base = self.config.base
        tries = [path]
        if base and (path + "/").startswith(base + "/"):
            tries.insert(0, path[len(base) :].lstrip("/"))
        for written in tries:
            for form in dict.fromkeys((written, decoded(written))):
                for root in _DOCUMENT_ROOTS:
                    if (file := self._file(root + form)) is not None:
                        return file
                if (page := self.pages.resolve(form)) is not None:
                    return page
        return None

    def _file(self, path: str) -> str | None:
        """A file by its path, in whichever Unicode form either is written."""
        if path in self.files:
            return path
        if path.isascii():
            return None
        form = composed(path)
        return form if form in self.files else self.decomposed.get(form)

    def _referred(self, note_path: str, written: str) -> str | None:
        """A page of Hugo's by its path on the site."""
        part = self.layout.part_at(note_path)
        for base in (*_of_language(note_path, part), part.notes):
            place = join(base, decoded(written.partition("?")[0]).lstrip("/"))
            if place and (found := self._there(place)) is not None:
                return found
        return None

    def _relative(self, note_path: str, target: str) -> str | None:
        """A file or a page by its path seen from a note; of Hugo's, from the site too."""
        written = plain_path(target)
        if identifier := _JOPLIN_ID.match(written):
            return self._by_id(identifier[1])
        if (alias := _ALIASES.match(written)) is not None:
            part = self.layout.part_at(note_path)
            inner = written[alias.end() :]
            tries = (join(base, inner) for base in dict.fromkeys((part.root, part.notes, "")))
            return next((p for each in tries if each and (p := self._there(each))), None)
        if _HUGO_REFERENCE.match(target) and (referred := self._referred(note_path, written)):
            return referred
        bare = written.partition("?")[0]
        page_folder = page_name(note_path)
        for form in dict.fromkeys((written, decoded(written), bare, decoded(bare))):
            path = join(parent(note_path), form)
            if path == "" and form.strip("./") == "":
                path = "index"  # the home of the site
            on_site = join(self.pages.addresses.get(note_path, ""), form)
            for candidate in (path, on_site, join("", form.replace("../", ""))):
                if not candidate:
                    continue
                if (file := self._file(candidate)) is not None:
                    return file
                if (page := self.pages.resolve(candidate)) is not None:
                    return page
            # On the web a page is a folder, from which relative addresses are counted.
            below = join(page_folder, form)
            if below and (found_below := self._there(below)) is not None:
                return found_below
            if "/" not in form and (found := self.wiki.by_name(note_path, form)):
                return found[0]
        return None


def _of_language(note_path: str, part: Part) -> tuple[str, ...]:
    """The folder of the language of a note, from which its addresses are counted; or none."""
    inner = note_path[len(part.notes) + 1 if part.notes else 0 :]
    head, slash, _ = inner.partition("/")
    is_one = slash and _LANGUAGE.fullmatch(head) is not None
    return (f"{part.notes}/{head}".lstrip("/"),) if is_one else ()


def _folders_of(paths: Iterable[str]) -> frozenset[str]:
    folders: set[str] = set()
    for path in paths:
        folder = parent(path)
        while folder and folder not in folders:
            folders.add(folder)
            folder = parent(folder)
    return frozenset(folders)


def _identified(paths: Iterable[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for path in paths:
        name = path.rpartition("/")[2]
        if len(name) >= _ID_LENGTH and (match := _IDENTIFIED.match(name)):
            found[match[1]] = (*found.get(match[1], ()), path)
    return found


def build_site(
    paths: Iterable[str],
    names: Iterable[NoteNames],
    kind: FolderKind | FolderLayout = FolderKind.PLAIN,
    config: SiteConfig = _NO_CONFIG,
    hidden: Iterable[str] = (),
) -> Site:
    """Make the look-up tables of a folder.

    Args:
        paths: All files of the folder, notes included.
        names: Names of its notes.
        kind: What made the folder, or where in it which kinds are.
        config: What its configuration says.
        hidden: Files in hidden folders.
    """
    notes = tuple(names)
    every = tuple(paths)
    layout = kind if isinstance(kind, FolderLayout) else FolderLayout.of_kind(kind, every)
    images: list[str] = []
    others: list[str] = []
    for path in every:
        (images if is_image_name(path) else others).append(path)
    by_path = ImageLookup.build(images)
    return Site(
        layout,
        config,
        frozenset(every),
        frozenset(hidden),
        _folders_of(every),
        _identified(every),
        {form: path for path in every if (form := composed(path)) != path},
        PageLookup.build(notes, config),
        WikiLookup.build(others, notes, by_path.by_name),
        by_path,
        _named(notes),
    )


def _named(notes: Iterable[NoteNames]) -> dict[str, tuple[str, str]]:
    """Where the identifiers of notes lead: to the note, or to a place in it."""
    found: dict[str, tuple[str, str]] = {}
    for note in notes:
        own, *places = note.identifiers or ("",)
        if own:
            found.setdefault(own, (note.path, ""))
        for place in places:
            found.setdefault(place, (note.path, place))
    return found
