"""Pages that are gathered from several notes, as places that a `Location` can name.

Such a page stands where the path of a note does, behind two slashes, where no path of a note can
begin: history, tabs, bookmarks and sessions hold it like any other place.
"""

from dataclasses import dataclass
from enum import StrEnum

_LEAD = "//"


class GatheredKind(StrEnum):
    """What is gathered."""

    TOPIC = "topic"
    """All parts of a topic, in reading order; named by the topic."""
    VARIANTS = "variants"
    """Variants of one post, side by side; named by the path of one of them."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """One such page."""

    kind: GatheredKind
    name: str

    @property
    def note(self) -> str:
        """What stands in ``Location.note``."""
        return f"{_LEAD}{self.kind}/{self.name}"

    @classmethod
    def from_note(cls, note: str) -> "Gathered | None":
        """Read what `note` wrote; None for the path of a real note."""
        if not note.startswith(_LEAD):
            return None
        kind, _, name = note.removeprefix(_LEAD).partition("/")
        return cls(GatheredKind(kind), name) if kind in set(GatheredKind) and name else None


def is_gathered(note: str) -> bool:
    """Whether a place is gathered from several notes."""
    return Gathered.from_note(note) is not None
