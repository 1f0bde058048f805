"""The user's own state: marks, bookmarks, sessions, choices; one SQLite file for all folders.

>>> state = UserState(None)
>>> state.references.star(["https://example.org/paper"])
>>> state.references.get("https://example.org/paper").is_starred
True
"""

from noteviewer.library.state.folders import KIND
from noteviewer.library.state.models import (
    Bookmark,
    LinkOutcome,
    LinkVerdict,
    ReferenceState,
    SavedSearch,
    Visit,
)
from noteviewer.library.state.state import UserState

__all__ = [
    "KIND",
    "Bookmark",
    "LinkOutcome",
    "LinkVerdict",
    "ReferenceState",
    "SavedSearch",
    "UserState",
    "Visit",
]
