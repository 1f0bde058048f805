"""What is asked of the process that draws, and what it answers; loads next to nothing.

Paths are absolute, and were judged by whoever asks.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Generic, NamedTuple, TypeVar

LONGEST = 50_000
"""Characters of a diagram that is drawn; the longest real ones have a tenth."""


class Fault(StrEnum):
    """Why something is not drawn."""

    NOT_INSTALLED = "not-installed"
    """The package that draws it is not there."""
    TOO_LARGE = "too-large"
    TOO_LONG = "too-long"
    """It was not drawn within its time."""
    INVALID = "invalid"
    """`Drawing.detail` says what the package says of it."""


Answer = TypeVar("Answer")


class DrawingRequest(Generic[Answer]):
    """What is asked of the process that draws; its parameter is the type of the answer."""

    __slots__ = ()
    seconds: ClassVar[float]
    """Processor time that it may take."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture, or why there is none."""

    svg: bytes = b""
    """Cleaned; empty where there is none."""
    width: int = 0
    """In pixels of CSS."""
    height: int = 0
    words: str = ""
    """What can be read in it, from its beginning."""
    fault: Fault | None = None
    detail: str = ""
    """What the package says, in its own words and language."""


@dataclass(frozen=True, slots=True)
class DiagramRequest(DrawingRequest[Drawing]):
    """Asks for a diagram."""

    source: str
    """In the language of Mermaid."""
    seconds: ClassVar[float] = 0.7


class PdfWords(NamedTuple):
    """Text that stands in a line of a page; places and sizes are parts of the page's own."""

    text: str
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class PdfPage:
    """One page of a PDF."""

    width: float = 612.0
    """In points; of a page that cannot be measured, those of a letter."""
    height: float = 792.0
    words: tuple[PdfWords, ...] = ()


@dataclass(frozen=True, slots=True)
class PdfLayout:
    """Some pages of a PDF, or why there are none."""

    count: int = 0
    """Of all its pages."""
    pages: tuple[PdfPage, ...] = ()
    fault: Fault | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class PdfLayoutRequest(DrawingRequest[PdfLayout]):
    """Asks for some pages of a PDF, without their pictures."""

    path: str
    first: int
    """Counted from 0."""
    most: int
    seconds: ClassVar[float] = 5.0


@dataclass(frozen=True, slots=True)
class PdfPicture:
    """A page as a PNG, or why there is none."""

    png: bytes = b""
    fault: Fault | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class PdfPictureRequest(DrawingRequest[PdfPicture]):
    """Asks for the picture of one page of a PDF."""

    path: str
    number: int
    """Counted from 0."""
    width: int
    """In pixels."""
    seconds: ClassVar[float] = 5.0
