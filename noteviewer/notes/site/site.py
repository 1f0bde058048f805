"""A folder as a whole: where each link and each image of its notes leads.

Everything is looked up in dictionaries made once from the list of files, so nothing that is not
in that list is ever returned: no ``..``, no absolute path, no symbolic link made later can lead
out of the folder. Values are plain dictionaries and tuples: a site travels to another process.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from noteviewer.notes.image_names import is_image_name
from noteviewer.notes.model import Link, LinkKind
from noteviewer.notes.site.config import SiteConfig
from noteviewer.notes.site.image_lookup import ImageLookup
from noteviewer.notes.site.kinds import FolderKind
from noteviewer.notes.site.layout import FolderLayout
from noteviewer.notes.site.names import NoteNames
from noteviewer.notes.site.page_lookup import PageLookup
from noteviewer.notes.site.paths import composed, decoded, join, parent, plain_path
from noteviewer.notes.site.targets import ImageTarget, LinkStatus, LinkTarget
from noteviewer.notes.site.wiki_lookup import WikiLookup

_NO_CONFIG = SiteConfig()
_DOCUMENT_ROOTS = ("", "source/", "static/", "public/", "vault/", "docs/", "content/", "assets/")


@dataclass(frozen=True, slots=True)
class Site:
    """One folder of notes."""

    layout: FolderLayout
    config: SiteConfig
    files: frozenset[str]
    """Every file of the folder."""
    decomposed: Mapping[str, str]
    """Files whose names are not in Unicode's composed form, by that form."""
    pages: PageLookup
    wiki: WikiLookup
    images: ImageLookup

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
            case LinkKind.WIKILINK | LinkKind.EMBED:
                return self.wiki.resolve(note_path, link, self.layout.kind_at(note_path))
            case LinkKind.SERIES:
                return self.wiki.resolve_series(link)
            case LinkKind.PERMALINK:
                path = self._page(plain_path(link.target).lstrip("/"))
            case LinkKind.MARKDOWN:
                path = self._relative(note_path, plain_path(link.target))
        status = LinkStatus.FOUND if path is not None else LinkStatus.BROKEN
        return LinkTarget(status, path, link.fragment, link.text)

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
        """Find the file of an image (``syntax.md``, section 9).

        Args:
            note_path: The note that shows it.
            source: As the note names it.
        """
        own = self.own_path(source)
        if own is not None:
            target = self.images.resolve(note_path, "/" + own)
            if target.path is not None:
                return target
        return self.images.resolve(note_path, plain_path(source))

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

    def _relative(self, note_path: str, written: str) -> str | None:
        """A file or a page by its path seen from a note."""
        for form in dict.fromkeys((written, decoded(written))):
            path = join(parent(note_path), form)
            on_site = join(self.pages.addresses.get(note_path, ""), form)
            for candidate in (path, on_site, join("", form.replace("../", ""))):
                if not candidate:
                    continue
                if (file := self._file(candidate)) is not None:
                    return file
                if (page := self.pages.resolve(candidate)) is not None:
                    return page
            if "/" not in form and (found := self.wiki.by_name(note_path, form)):
                return found[0]
        return None


def build_site(
    paths: Iterable[str],
    names: Iterable[NoteNames],
    kind: FolderKind | FolderLayout = FolderKind.PLAIN,
    config: SiteConfig = _NO_CONFIG,
) -> Site:
    """Make the look-up tables of a folder.

    Args:
        paths: All files of the folder, notes included.
        names: Names of its notes.
        kind: What made the folder, or where in it which kinds are.
        config: What its configuration says.
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
        {form: path for path in every if (form := composed(path)) != path},
        PageLookup.build(notes, config),
        WikiLookup.build(others, notes, by_path.by_name),
        by_path,
    )
