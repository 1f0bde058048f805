"""The folder as the renderer asks about it, made from its `Site`; travels to its process."""

from dataclasses import dataclass

from noteviewer.notes.model import Link, LinkKind
from noteviewer.notes.site import FolderKind, ImageStatus, LinkStatus, Site
from noteviewer.render.surroundings import FoundImage, FoundLink, Reach

_NOTES = (".md", ".markdown", ".mkd", ".mdown", ".txt")
_MARKED = {FolderKind.OBSIDIAN, FolderKind.LOGSEQ, FolderKind.PLAIN, FolderKind.HUGO}


@dataclass(frozen=True, slots=True)
class SiteSurroundings:
    """Resolves links and images of pages by the folder's own rules."""

    site: Site

    @property
    def has_wikilinks(self) -> bool:
        """Whether ``[[x]]`` is a link here."""
        return self.site.kind.has_wikilinks or self.site.kind is FolderKind.PLAIN

    @property
    def keeps_line_ends(self) -> bool:
        """Whether a line end in a paragraph is one on the page."""
        return self.site.kind in {FolderKind.OBSIDIAN, FolderKind.LOGSEQ}

    @property
    def has_highlight_marks(self) -> bool:
        """Whether ``==x==`` is marked text."""
        return self.site.kind in _MARKED

    def find_link(self, note: str, kind: LinkKind, target: str, fragment: str) -> FoundLink:
        """Resolve a link written in ``note``; its anchor is found when it is followed."""
        found = self.site.resolve_link(note, Link(kind, target, fragment, target, 0, 0, 0))
        if found.status is not LinkStatus.FOUND or found.path is None:
            return FoundLink(Reach.MISSING)
        is_note = found.path.lower().endswith(_NOTES)
        return FoundLink(Reach.NOTE if is_note else Reach.FILE, found.path, found.fragment)

    def find_image(self, note: str, source: str) -> FoundImage:
        """Resolve an image written in ``note``."""
        found = self.site.resolve_image(note, source)
        offer = found.offers[0] if found.offers else None
        if found.status in {ImageStatus.FOUND, ImageStatus.MOVED}:
            return FoundImage(found.path, offer)
        return FoundImage(None, offer)
