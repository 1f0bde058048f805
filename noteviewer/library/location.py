"""Where the user is: one frozen value for history, tabs, bookmarks, session and links.

Such a page stands where the path of a note does, behind two slashes, where no path of a note can
begin: history, tabs, bookmarks and sessions hold it like any other place.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import PurePath, PureWindowsPath
from urllib.parse import parse_qs, quote, unquote, urlencode, urlsplit

SCHEME = "noteviewer"


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a folder of notes."""

    folder: str
    """Absolute path of the opened folder."""
    note: str = ""
    """Path of the note relative to the folder; empty for the folder itself."""
    anchor: str = ""
    """Anchor of a section of the note; empty for its top."""
    query: str = ""
    """Search whose matches are marked in the page."""
    scroll: float = 0.0
    """Vertical position in CSS pixels, kept for the way back; 0 where not known."""

    def same_place(self, other: "Location") -> bool:
        """Whether both name the same note and section, wherever they are scrolled."""
        return replace(self, scroll=0.0, query="") == replace(other, scroll=0.0, query="")

    def same_note(self, other: "Location") -> bool:
        """Whether both name the same note of the same folder."""
        return (self.folder, self.note) == (other.folder, other.note)

    def to_url(self) -> str:
        """Write as ``noteviewer://open/<folder>?note=..&query=..#anchor``; scroll is left out."""
        query = {key: value for key, value in (("note", self.note), ("q", self.query)) if value}
        folder = self.folder
        if not folder.startswith("/"):  # Windows: C:\notes, \\server\share\notes
            folder = "/" + PureWindowsPath(folder).as_posix()
        url = f"{SCHEME}://open{quote(folder)}"
        if query:
            url += "?" + urlencode(query, quote_via=quote)
        return url + (f"#{quote(self.anchor)}" if self.anchor else "")

    @classmethod
    def from_url(cls, url: str, flavour: type[PurePath] = PurePath) -> "Location":
        """Read what `to_url` wrote.

        Args:
            url: As `to_url` wrote it.
            flavour: Whose paths they are; this system's where not said.

        Raises:
            ValueError: the URL is of another scheme, or names no absolute folder.
        """
        parts = urlsplit(url)
        path = unquote(parts.path)
        is_windows = isinstance(flavour(), PureWindowsPath)
        folder = flavour(path[1:] if is_windows else path)
        if parts.scheme != SCHEME or parts.netloc != "open" or not folder.is_absolute():
            raise ValueError(f"not a place in a folder of notes: {url}")
        fields = parse_qs(parts.query)
        return cls(
            folder=str(folder) if is_windows else path,
            note=fields.get("note", [""])[0],
            anchor=unquote(parts.fragment),
            query=fields.get("q", [""])[0],
        )


_LEAD = "//"


class GeneratedKind(StrEnum):
    """What is gathered."""

    TOPIC = "topic"
    """All parts of a topic, in reading order; named by the topic."""
    VARIANTS = "variants"
    """Variants of one post, side by side; named by the path of one of them."""
    NEWS = "news"
    """Notes that changed, came, or were not read yet."""


@dataclass(frozen=True, slots=True)
class GeneratedPage:
    """One such page."""

    kind: GeneratedKind
    name: str

    @property
    def note(self) -> str:
        """What stands in ``Location.note``."""
        return f"{_LEAD}{self.kind}/{self.name}"

    @classmethod
    def from_note(cls, note: str) -> "GeneratedPage | None":
        """Read what `note` wrote; None for the path of a real note."""
        if not note.startswith(_LEAD):
            return None
        kind, _, name = note.removeprefix(_LEAD).partition("/")
        return cls(GeneratedKind(kind), name) if kind in set(GeneratedKind) and name else None


def is_generated(note: str) -> bool:
    """Whether a place is gathered from several notes."""
    return GeneratedPage.from_note(note) is not None
