"""Where links and images lead."""

from dataclasses import dataclass
from enum import StrEnum


class LinkStatus(StrEnum):
    """How well a link found its target."""

    FOUND = "found"
    DANGLING = "dangling"
    """A wikilink to a note that is not written yet: no error, drawn grey."""
    BROKEN = "broken"
    """A path or a page of this site that does not exist."""
    NOT_A_LINK = "not-a-link"
    """``[[x]]`` in a folder that has no wikilinks: plain text."""


@dataclass(frozen=True, slots=True)
class LinkTarget:
    """Where a link leads."""

    status: LinkStatus
    path: str | None = None
    """A note or another file of the folder; never anything outside it."""
    fragment: str = ""
    """As written; `noteviewer.notes.anchors.find_anchor` finds the section."""
    text: str = ""
    """What the reader sees; differs from the link's own text where Dendron writes it first."""
    candidates: tuple[str, ...] = ()
    """All notes of that name, best first, where there are several."""

    @property
    def is_found(self) -> bool:
        """Whether there is something to open."""
        return self.status is LinkStatus.FOUND


class ImageStatus(StrEnum):
    """Where an image is."""

    FOUND = "found"
    MOVED = "moved"
    """Not where the note says; ``path`` is the only file of that name."""
    MISSING = "missing"
    REMOTE = "remote"
    """On the web: shown only when the reader asks for it."""
    DATA = "data"
    """Inside the note itself, as a ``data:`` address."""
    OUTSIDE = "outside"
    """On the writer's own disk, or above the folder: never shown."""
    UNKNOWN = "unknown"
    """Its name is filled in by the builder of the site."""


@dataclass(frozen=True, slots=True)
class ImageTarget:
    """Where an image is."""

    status: ImageStatus
    path: str | None = None
    """A file of the folder, to be shown."""
    url: str = ""
    """Address of a remote image."""
    host: str = ""
    """Its host, for the placeholder."""
    offers: tuple[str, ...] = ()
    """Files of the same name elsewhere in the folder, for a missing or moved image."""
