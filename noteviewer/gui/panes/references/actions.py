"""What can be done with the references that are chosen: open, copy, mark, comment."""

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QInputDialog, QWidget

from noteviewer.gui.core.reference_actions import OPEN_LIMIT, ReferenceMarks, to_markdown
from noteviewer.gui.core.services import WindowServices
from noteviewer.gui.panes.references.rows import Item
from noteviewer.library.state import ReferenceState


class ReferenceActions(QObject):
    """Acts on the references that are chosen in a list."""

    link_activated = Signal(str)
    """A URL for the system's browser."""
    title_search_requested = Signal(str)
    """The title of a paper without a URL, to be searched for."""
    states_changed = Signal(object)
    """New `ReferenceState` values by key, to be shown before they are kept."""

    def __init__(
        self, chosen: Callable[[], Sequence[Item]], services: WindowServices, list_: QWidget
    ) -> None:
        """Act for a list.

        Args:
            chosen: Gives the references that are meant.
            services: Where states are kept, and what was done is said.
            list_: The widget above which questions are asked.
        """
        super().__init__(list_)
        self._chosen = chosen
        self._list = list_
        self._marks = ReferenceMarks(services, list_)

    def open(self) -> None:
        """Open the pages in the browser, and mark them as read."""
        with_url = [item for item in self._chosen() if item.row.url is not None][:OPEN_LIMIT]
        if not with_url:
            self.search_title()
        elif self._marks.confirms_opening(len(with_url)):
            for item in with_url:
                self.link_activated.emit(item.row.url)
            self.states_changed.emit(self._marks.mark_opened(item.state for item in with_url))

    def search_title(self) -> None:
        """Search for the title of the first one."""
        for item in self._chosen()[:1]:
            self.title_search_requested.emit(item.title)

    def copy_markdown(self) -> None:
        """Copy as Markdown links, one a line."""
        self._marks.copy(to_markdown(item.row) for item in self._chosen())

    def copy_urls(self) -> None:
        """Copy the URLs, one a line; of a paper without one its title."""
        self._marks.copy(item.row.url or item.row.title or "" for item in self._chosen())

    def toggle_read(self) -> None:
        """Mark as read; where all are, as unread."""
        self.states_changed.emit(self._marks.toggle_read(self._states()))

    def toggle_star(self) -> None:
        """Star; where all are starred, take the stars away."""
        self.states_changed.emit(self._marks.toggle_star(self._states()))

    def edit_comment(self) -> None:
        """Ask for the user's comment on the first one."""
        for item in self._chosen()[:1]:
            text, is_given = QInputDialog.getMultiLineText(
                self._list, self.tr("Comment"), item.title, item.state.comment
            )
            if is_given:
                self.states_changed.emit(self._marks.comment(item.state, text.strip()))

    def _states(self) -> Iterator[ReferenceState]:
        return (item.state for item in self._chosen())
