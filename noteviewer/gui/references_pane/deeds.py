"""What can be done with references: open, copy, mark, comment."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QInputDialog, QMessageBox, QWidget

from noteviewer.gui.failures import log_failure
from noteviewer.gui.reference_text import to_markdown
from noteviewer.gui.references_pane.rows import Item
from noteviewer.gui.tasks import Tasks
from noteviewer.library.rows import ReferenceRow
from noteviewer.library.state import ReaderState, ReferenceState

logger = logging.getLogger(__name__)

ASK_FROM = 6
"""So many pages are not opened without asking."""
OPEN_LIMIT = 20
"""No more pages than this are opened at once."""


class ReferenceDeeds(QObject):
    """Acts on the references that are chosen in a list, and keeps what the reader did."""

    link_activated = Signal(str)
    """A URL for the system's browser."""
    title_search_requested = Signal(str)
    """The title of a paper without a URL, to be searched for."""
    announced = Signal(str)
    """One line on what was done, for the status bar."""
    states_changed = Signal(object)
    """New `ReferenceState` values by key, to be shown before they are kept."""

    def __init__(
        self, chosen: Callable[[], Sequence[Item]], tasks: Tasks, state: ReaderState, list_: QWidget
    ) -> None:
        """Act for a list.

        Args:
            chosen: Gives the references that are meant.
            tasks: Threads to write on.
            state: Where states are kept.
            list_: The widget above which questions are asked.
        """
        super().__init__(list_)
        self._chosen = chosen
        self._tasks = tasks
        self._state = state
        self._list = list_

    def open(self) -> None:
        """Open the pages in the browser, and mark them as read."""
        items = self._chosen()
        with_url = [item for item in items if item.row.url is not None][:OPEN_LIMIT]
        if not with_url:
            self.search_title()
            return
        if len(with_url) >= ASK_FROM and not self._is_wanted(len(with_url)):
            return
        for item in with_url:
            self.link_activated.emit(item.row.url)
        self._mark_read(with_url, is_read=True)
        self._keep(partial(self._remember_opened, [item.state.key for item in with_url]))

    def search_title(self) -> None:
        """Search for the title of the first one."""
        for item in self._chosen()[:1]:
            self.title_search_requested.emit(item.title)

    def copy_markdown(self) -> None:
        """Copy as Markdown links, one a line."""
        self._copy(to_markdown)

    def copy_urls(self) -> None:
        """Copy the URLs, one a line; of a paper without one its title."""
        self._copy(lambda row: row.url or row.title or "")

    def toggle_read(self) -> None:
        """Mark as read; where all are, as unread."""
        items = self._chosen()
        self._mark_read(items, is_read=not all(item.state.is_read for item in items))

    def toggle_star(self) -> None:
        """Star; where all are starred, take the stars away."""
        items = self._chosen()
        is_starred = not all(item.state.is_starred for item in items)
        states = {item.state.key: replace(item.state, is_starred=is_starred) for item in items}
        self.states_changed.emit(states)
        self._keep(partial(self._state.references.star, list(states), is_starred))

    def edit_comment(self) -> None:
        """Ask for the reader's comment on the first one."""
        for item in self._chosen()[:1]:
            text, is_given = QInputDialog.getMultiLineText(
                self._list, self.tr("Comment"), item.title, item.state.comment
            )
            if is_given:
                self._comment(item.state, text.strip())

    def _comment(self, state: ReferenceState, text: str) -> None:
        self.states_changed.emit({state.key: replace(state, comment=text)})
        self._keep(partial(self._state.references.comment, state.key, text))

    def _mark_read(self, items: Sequence[Item], *, is_read: bool) -> None:
        states: Mapping[str, ReferenceState] = {
            item.state.key: replace(item.state, is_read=is_read) for item in items
        }
        self.states_changed.emit(states)
        self._keep(partial(self._state.references.mark_read, list(states), is_read))

    def _remember_opened(self, keys: Sequence[str]) -> None:
        for key in keys:
            self._state.references.opened(key)

    def _copy(self, write: Callable[[ReferenceRow], str]) -> None:
        items = self._chosen()
        text = "\n".join(write(item.row) for item in items)
        if text:
            QGuiApplication.clipboard().setText(text)
            self.announced.emit(self.tr("%Ln reference(s) copied", None, len(items)))

    def _is_wanted(self, count: int) -> bool:
        answer = QMessageBox.question(
            self._list,
            self.tr("Open references"),
            self.tr("Open %Ln page(s) in the browser?", None, count),
        )
        return answer == QMessageBox.StandardButton.Yes

    def _keep(self, write: Callable[[], None]) -> None:
        self._tasks.run(write, self._kept, self._not_kept)

    def _kept(self, _answer: None) -> None:
        """Nothing to tell: the list shows it already."""

    def _not_kept(self, error: Exception) -> None:
        log_failure(logger, "cannot keep the state of references", error)
        self.announced.emit(self.tr("Your marks could not be saved: {}").format(error))
