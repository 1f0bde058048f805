"""What the user's own state is made of."""

from dataclasses import dataclass
from enum import StrEnum

from noteviewer.library.location import Location


@dataclass(frozen=True, slots=True)
class ReferenceState:
    """What the user did with one reference, wherever it is cited."""

    key: str
    """`noteviewer.notes.canonical.reference_key` of the reference."""
    is_read: bool = False
    is_starred: bool = False
    comment: str = ""
    opened: float | None = None
    """When it was last opened from here, in Unix seconds."""


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A place kept by the user."""

    location: Location
    title: str
    created: float
    """Unix seconds."""


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search with a name."""

    name: str
    query: str


@dataclass(frozen=True, slots=True)
class Visit:
    """How often and when last a note was read."""

    note: str
    visits: int
    visited: float
    """Unix seconds."""


class LinkOutcome(StrEnum):
    """What a check found at the end of a link."""

    ALIVE = "alive"
    MOVED = "moved"
    """Permanently redirected to `LinkVerdict.target`."""
    GONE = "gone"
    """The server says that nothing is there (404, 410), or the host does not exist."""
    REFUSED = "refused"
    """The server answers, but not to a program (401, 403, 429 ...): not known to be dead."""
    FAILED = "failed"
    """No usable answer this time: timeout, broken TLS, server error."""


@dataclass(frozen=True, slots=True)
class LinkVerdict:
    """The result of one link check, and its date."""

    url: str
    outcome: LinkOutcome
    checked: float
    """Unix seconds."""
    status: int | None = None
    """HTTP status of the last answer; None where there was none."""
    target: str = ""
    """Where the link leads after redirects, where that differs."""
    detail: str = ""
    """A library's or server's word on the failure; not a sentence."""
