"""Values that pass between the parts of a window: pages, links, and what is to be opened."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from noteviewer.library.location import Location
from noteviewer.render.document.page import Drawings


@dataclass(frozen=True, slots=True)
class Resource:
    """Something that a page may load."""

    content_type: str
    body: bytes


ReadResource = Callable[[str], Resource | None]
"""Reads an address on a worker thread; None where there is nothing."""


@dataclass(frozen=True, slots=True)
class PageDocument:
    """A page that is ready to be shown."""

    note: str
    """Path of the note; empty for a page of our own."""
    title: str
    url: str
    """Without a fragment."""
    body: str
    """What is swapped into a document that is there already."""
    html: str
    """The whole document."""
    image_hosts: frozenset[str] = frozenset()
    """Hosts whose pictures may be loaded. They stand in the document's policy, so that only pages
    with the same ones can take each other's place without loading a document."""
    anchor: str = ""
    scroll: float = 0.0
    words: tuple[str, ...] = ()
    """Texts to be marked."""
    is_plain: bool = False
    """Shown as plain text because it could not be laid out."""
    drawings: Drawings = field(default_factory=dict)
    """Of its diagrams."""
    is_live: bool = False
    """Whether it shows answers of the index, which change with it."""
    pages: range | None = None
    """Of a PDF, the numbers of the pages that are shown; None for all else."""
    encoding: str = ""
    folder: str = ""
    """Path of the folder that it is a page of; empty for a message."""
    text: str = field(default="", repr=False)
    """Of the note, as it was read from its file."""
    digest: str = ""
    """Of the content of its file."""


@dataclass(frozen=True, slots=True)
class Marks:
    """The matches that are marked in the page."""

    count: int
    current: int
    """Counted from zero; -1 for none."""


class Disposition(StrEnum):
    """Where the user wants a link to open."""

    HERE = "here"
    NEW_TAB = "new-tab"
    BEHIND = "behind"


@dataclass(frozen=True, slots=True)
class OpenRequest:
    """The user wants to go to a place."""

    location: Location
    disposition: Disposition = Disposition.HERE


@dataclass(frozen=True, slots=True)
class LinkActivated:
    """The user chose a link in the page."""

    url: str
    disposition: Disposition = Disposition.HERE


class DrawingUse(StrEnum):
    """What the user wants with a diagram."""

    COPY_SOURCE = "copy-source"
    COPY_PICTURE = "copy-picture"
    SAVE_SVG = "save-svg"
    SAVE_PNG = "save-png"


@dataclass(frozen=True, slots=True)
class DrawingRequested:
    """The user wants something with a diagram of the page."""

    name: str
    """In the `PageDocument.drawings` of the page."""
    use: DrawingUse


@dataclass(frozen=True, slots=True)
class Scrolled:
    """How far a note is scrolled, and which section that shows."""

    note: str
    scroll: float
    anchor: str
    """Of the section that was gone to, else that the eye is on; empty above the first heading."""
    line: int
    """Of the file, where the eye is; on a page of several notes, of one of them."""


@dataclass(frozen=True, slots=True)
class SelectionBox:
    """Where the selection of the page is, in pixels of the page view; without width for none."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class PointedLink:
    """A link of the page that the mouse or the keyboard is on."""

    url: str
    """Empty where it is on none."""
    box: tuple[float, float, float, float]
    """Left, top, width and height in CSS pixels of the window."""


@dataclass(frozen=True, slots=True)
class LinkCard:
    """What a card shows of the place that a link leads to."""

    title: str
    html: str
    """Cleaned by the renderer, or made of escaped text."""
    drawings: Drawings = field(default_factory=dict)
    """Diagrams that it shows."""
