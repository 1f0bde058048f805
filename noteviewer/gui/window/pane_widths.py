"""How wide the panes beside the page are, from what the user chose and the room there is."""

from dataclasses import dataclass, replace
from enum import Enum, auto

from noteviewer.gui.navigation.session import Layout

LEAST_PAGE = 320
READABLE_PAGE = 560
"""The page gets so much before panes of their usual widths do, and before there are two of them."""


class Side(Enum):
    """Where a pane is."""

    LIBRARY = auto()
    """At the left."""
    NOTE = auto()
    """At the right: what belongs to the note."""


@dataclass(frozen=True, slots=True)
class PaneWidths:
    """Device-independent pixels; 0 for a pane that is not shown."""

    library: int
    side: int

    def page(self, width: int) -> int:
        """What is left of the window."""
        return max(width - self.library - self.side, LEAST_PAGE)


def has_room_for_both(width: int, least: int) -> bool:
    """Whether two panes of the least width leave a page that can be read."""
    return width - 2 * least >= READABLE_PAGE


def fit_panes(wanted: Layout, width: int, least: int, front: Side) -> PaneWidths:
    """Widths of the panes in a window.

    Args:
        wanted: What the user chose; it stays chosen where it does not fit.
        width: Of the window.
        least: Width below which the names of a pane are cut.
        front: The pane that stays where only one has room.
    """
    if not has_room_for_both(width, least):
        wanted = replace(
            wanted,
            has_library=wanted.has_library and front is Side.LIBRARY,
            has_side=wanted.has_side and front is Side.NOTE,
        )
    library = wanted.library_width if wanted.has_library else 0
    side = wanted.side_width if wanted.has_side else 0
    usual = Layout()
    is_usual = (wanted.library_width, wanted.side_width) == (usual.library_width, usual.side_width)
    room = max(width - (READABLE_PAGE if is_usual else LEAST_PAGE), 0)
    share = min(room / (library + side), 1.0) if library + side else 1.0
    return PaneWidths(
        max(round(library * share), least) if library else 0,
        max(round(side * share), least) if side else 0,
    )
