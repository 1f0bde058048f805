"""What is asked of the process that draws, and what it answers; loads next to nothing."""

from dataclasses import dataclass
from enum import StrEnum

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


@dataclass(frozen=True, slots=True)
class DiagramRequest:
    """Asks for a diagram."""

    source: str
    """In the language of Mermaid."""


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
