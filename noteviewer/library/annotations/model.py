"""A highlight as a value: the passage, and what the reader made of it."""

from dataclasses import dataclass, field
from enum import StrEnum


class Color(StrEnum):
    """The five colours of highlights."""

    YELLOW = "yellow"
    GREEN = "green"
    BLUE = "blue"
    PINK = "pink"
    PURPLE = "purple"


@dataclass(frozen=True, slots=True)
class Selectors:
    """How a passage is found again, as the selectors of the W3C Web Annotation Data Model name it.

    Offsets count characters of the text in which the passage was marked (`ReadingText`).
    """

    exact: str
    """The passage itself."""
    prefix: str = ""
    """Some characters in front of it."""
    suffix: str = ""
    """Some characters behind it."""
    start: int = 0
    end: int = 0
    section: str = ""
    """Anchor of the section in which it begins; empty above the first heading."""
    block: str = ""
    """Fingerprint of the paragraph in which it begins."""
    number: int = 0
    """Which of the equal passages of the note it is, counted from zero."""
    count: int = 1
    """How many equal passages the note had."""
    rival: float = 0.0
    """How near the context of the nearest other passage was that is nearly the same; 2 at most."""


@dataclass(frozen=True, slots=True)
class Highlight:
    """A passage that the reader marked, perhaps with a comment."""

    id: str
    """A URN, unique everywhere."""
    folder: str
    """Absolute path of the folder of notes."""
    note: str
    """Path of the note in it."""
    selectors: Selectors
    color: Color = Color.YELLOW
    comment: str = ""
    """Markdown."""
    created: float = field(default=0.0, kw_only=True)
    """Unix seconds."""
    changed: float = field(default=0.0, kw_only=True)
    is_lost: bool = field(default=False, kw_only=True)
    """Its passage was not found with certainty when it was last looked for."""
