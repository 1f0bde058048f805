"""What the window asks of a note without laying it out, as plain values: loads no parser.

`noteviewer.render.worker.answers` answers, in the process of the renderer.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from noteviewer.notes.model import Section

Answer = TypeVar("Answer")


class Reading(Generic[Answer]):
    """A question about the text of a note; its parameter is the type of the answer."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class OutlineReading(Reading[tuple[Section, ...]]):
    """Asks for the sections of a note."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class CardFacts:
    """What a note says of itself."""

    title: str
    date: str = ""
    category: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CardReading(Reading[CardFacts]):
    """Asks what a note says of itself."""

    path: str
    text: str


class PieceKind(StrEnum):
    """What a piece of a section is."""

    HEADING = "heading"
    """Of a section below the one that is previewed."""
    TEXT = "text"
    ITEM = "item"
    QUOTE = "quote"
    CODE = "code"
    FORMULA = "formula"
    ROW = "row"
    REFERENCE = "reference"
    IMAGE = "image"
    """Named, not drawn."""
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class Piece:
    """One paragraph of a preview."""

    kind: PieceKind
    text: str = ""
    detail: str = ""
    """Host of a reference; marker of a list item."""
    url: str = ""
    """Of a reference."""
    depth: int = 0
    """Of a list item; of a heading, how far below the section it stands."""
    source: str = ""
    """The lines of the file, where they say more than is shown."""


@dataclass(frozen=True, slots=True)
class PreviewReading(Reading[tuple[tuple[Piece, ...], ...]]):
    """Asks for sections of a note taken apart, each for itself."""

    path: str
    texts: tuple[str, ...]
    references: tuple[tuple[str, str, str], ...]
    """URL, title and host of those of the note."""
