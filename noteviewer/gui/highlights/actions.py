"""What can be done with highlights: add, colour, comment, delete, undo."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from noteviewer.gui.core.services import WindowServices
from noteviewer.library.annotations.model import Color, Highlight

logger = logging.getLogger(__name__)


class HighlightActions(QObject):
    """Changes what is kept; each change is confirmed when it is safe on the disk."""

    highlights_changed = Signal()
    """Whoever shows highlights should read them again."""
    highlight_added = Signal(object)
    """The new `Highlight`."""

    def __init__(self, services: WindowServices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state = services.state
        self._tasks = services.tasks
        self._messages = services.messages
        self._removed: list[Sequence[Highlight]] = []

    def add(self, make: Callable[[], Highlight | None]) -> None:
        """Keep a new highlight.

        Args:
            make: Describes the passage, on a worker thread; None where there is none.
        """

        def keep() -> Highlight | None:
            made = make()
            if made is not None:
                self._state.highlights.keep([made])
            return made

        self._tasks.run(keep, self._confirm_added, self._fail)

    def recolor(self, ids: Sequence[str], color: Color) -> None:
        """Give highlights another colour."""

        def change() -> None:
            for one in ids:
                self._state.highlights.change(one, color=color)

        self._tasks.run(change, self._tell, self._fail)

    def comment(self, highlight_id: str, text: str) -> None:
        """Keep a comment; an empty text removes it."""

        def change() -> None:
            self._state.highlights.change(highlight_id, comment=text)

        self._tasks.run(change, self._tell, self._fail)

    def change(self, highlight_id: str, color: Color, comment: str) -> None:
        """Keep another colour and comment at once."""

        def change() -> None:
            self._state.highlights.change(highlight_id, color=color, comment=comment)

        self._tasks.run(change, self._tell, self._fail)

    def remove(self, highlights: Sequence[Highlight]) -> None:
        """Delete highlights; `undo` brings them back."""

        def remove() -> Sequence[Highlight]:
            self._state.highlights.remove(one.id for one in highlights)
            return highlights

        self._tasks.run(remove, self._confirm_removed, self._fail)

    def undo(self) -> None:
        """Bring back what was deleted last."""
        if not self._removed:
            self._messages.post(self.tr("Nothing was deleted"))
            return
        removed = self._removed.pop()

        def bring_back() -> None:
            now = self._state.clock()
            self._state.highlights.keep(replace(one, changed=now) for one in removed)

        self._tasks.run(bring_back, self._tell, self._fail)

    def _confirm_added(self, made: Highlight | None) -> None:
        if made is None:
            self._messages.post(self.tr("Nothing is selected that can be highlighted"))
            return
        self._messages.post(self.tr("Highlighted"))
        self.highlights_changed.emit()
        self.highlight_added.emit(made)

    def _confirm_removed(self, removed: Sequence[Highlight]) -> None:
        self._removed.append(removed)
        text = self.tr("%Ln highlight(s) deleted; Ctrl+Z brings them back", None, len(removed))
        self._messages.post(text)
        self.highlights_changed.emit()

    def _tell(self, _nothing: None) -> None:
        self.highlights_changed.emit()

    def _fail(self, error: Exception) -> None:
        logger.info("highlights cannot be kept: %s", error)
        self._messages.post(self.tr("This could not be kept: {}").format(error))
