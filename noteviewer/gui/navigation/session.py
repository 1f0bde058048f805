"""The session of a folder as text: tabs with their histories, and the arrangement of the window."""

import json
import logging
from dataclasses import asdict, dataclass, fields
from typing import Any

from noteviewer.gui.navigation.history import ClosedTab, History, Tabs
from noteviewer.library.folder.start_note import find_first_note
from noteviewer.library.location import Location


@dataclass(frozen=True, slots=True)
class Layout:
    """Sizes and what is shown; pixels are device-independent."""

    has_library: bool = True
    has_side: bool = True
    library_width: int = 316
    side_width: int = 320
    side_view: str = "outline"
    geometry: str = ""
    """What `QWidget.saveGeometry` gives, in base64."""


logger = logging.getLogger(__name__)

VERSION = 1


def write_session(tabs: Tabs, layout: Layout) -> str:
    """Write as JSON; the folder is left out, as the session is kept under it."""
    return json.dumps(
        {
            "version": VERSION,
            "current": tabs.current,
            "tabs": [_write_history(history) for history in tabs.histories],
            "closed": [{**_write_history(tab.history), "place": tab.place} for tab in tabs.closed],
            "layout": asdict(layout),
        },
        ensure_ascii=False,
    )


def find_session(kept: str, folder: str, *, has_place: bool) -> tuple[Tabs, Layout]:
    """Tabs and arrangement with which a folder is opened.

    Args:
        kept: Its session; empty for a folder that was never open, which begins at its first note,
            with its own page behind that.
        folder: Path of the folder.
        has_place: The user has named a place in it.
    """
    tabs, layout = read_session(kept, folder)
    first = "" if kept or has_place else find_first_note(folder)
    if first:
        tabs = tabs.with_history(tabs.history.visited(Location(folder, first)))
    return tabs, layout


def read_session(text: str | None, folder: str) -> tuple[Tabs, Layout]:
    """Read what `write_session` wrote; a damaged session is an empty one."""
    empty = Tabs.at(Location(folder)), Layout()
    if not text:
        return empty
    try:
        values = json.loads(text)
        if values["version"] != VERSION:
            return empty
        histories = tuple(_read_history(tab, folder) for tab in values["tabs"])
        # Kept without places once: such tabs come back at the end.
        closed = tuple(
            ClosedTab(_read_history(tab, folder), max(int(tab.get("place", len(histories))), 0))
            for tab in values["closed"]
        )
        current = int(values["current"])
        known = {entry.name for entry in fields(Layout)}
        layout = Layout(**{k: v for k, v in values["layout"].items() if k in known})
    except (ValueError, KeyError, TypeError, AttributeError):
        logger.info("the session of %s cannot be read; beginning anew", folder)
        return empty
    if not histories:
        return empty
    front = histories[min(max(current, 0), len(histories) - 1)]
    # Pinned ones come first, whoever wrote it.
    ordered = tuple(sorted(histories, key=lambda history: not history.is_pinned))
    return Tabs(ordered, next(n for n, tab in enumerate(ordered) if tab is front), closed), layout


def _write_history(history: History) -> dict[str, Any]:
    pin = {"pinned": True} if history.is_pinned else {}
    return {
        **pin,
        "index": history.index,
        "places": [[p.note, p.anchor, p.query, round(p.scroll, 1)] for p in history.places],
    }


def _read_history(values: dict[str, Any], folder: str) -> History:
    places = tuple(
        Location(folder, str(note), str(anchor), str(query), float(scroll))
        for note, anchor, query, scroll in values["places"]
    )
    index = int(values["index"])
    if not 0 <= index < len(places):
        raise ValueError(f"no place {index}")
    return History(places, index, values.get("pinned") is True)
