"""Choosing among references: by what is cited, and by a query."""

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from noteviewer.library.references import Entry, ReferenceLibrary
    from noteviewer.library.references.columns import Columns
    from noteviewer.library.rows import ReferenceRow
    from noteviewer.library.state import ReferenceState


class ChosenReferences:
    """Some references; what choosing among them needs is made once, when it is first needed."""

    def __init__(self, rows: "list[ReferenceRow]") -> None:
        """Take references, in the order of paths and lines."""
        self.rows = rows

    def citing(self, url: str) -> "tuple[list[ReferenceRow], tuple[Entry, ...]]":
        """Places that cite an address, however it is spelled; if none do, what is near it."""
        from noteviewer.library.references import find

        found = find(self._library, url)
        if found.entry is None:
            return [], found.related
        return list(found.entry.citations), ()

    def found_by(self, query: str) -> "list[ReferenceRow]":
        """Places of what a query finds (`library.references.filters`)."""
        from noteviewer.library.references import Choice, ReferenceTable

        table = ReferenceTable(self._library, kept_states(), columns=self._columns)
        lines = table.list(Choice(query)).lines
        found = {id(row) for line in lines for row in line.entry.citations}
        return [row for row in self.rows if id(row) in found]

    @cached_property
    def _library(self) -> "ReferenceLibrary":
        from noteviewer.library.references import build_library

        return build_library(self.rows)

    @cached_property
    def _columns(self) -> "Columns":
        from noteviewer.library.references.columns import Columns

        return Columns(self._library)


def kept_states() -> "dict[str, ReferenceState]":
    """What the user did with references; nothing where that cannot be read."""
    import logging

    from noteviewer.errors import StateUnavailableError
    from noteviewer.library.state import UserState
    from noteviewer.paths import state_path

    if not state_path().exists():
        return {}
    try:
        state = UserState(state_path())
    except StateUnavailableError as error:
        logging.getLogger(__name__).warning("%s", error)
        return {}
    try:
        return state.references.all()
    finally:
        state.close()
