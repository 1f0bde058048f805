"""Keeps how notes were when they were read, where the reader was in them, and marks what changed.

A note is taken for read as it is when it is left: what changes while it is open stays marked until
then, however often its page is made anew.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from noteviewer.gui.core.documents import PageDocument, Scrolled
from noteviewer.gui.core.services import WindowServices
from noteviewer.gui.core.tasks import Lane, Tasks, ignore_result
from noteviewer.gui.page.page_view import PageView
from noteviewer.gui.widgets.delayed_call import DelayedCall
from noteviewer.library.folder.options import choices_key
from noteviewer.library.location import is_generated
from noteviewer.library.reading.changes import ChangeKind, LineChange, compare_texts
from noteviewer.library.state import UserState

logger = logging.getLogger(__name__)

PLACE_DELAY_MS = 800
"""How long the page rests before its place is kept."""


@dataclass(frozen=True, slots=True)
class OpenNote:
    """The note that is shown, as it is now."""

    folder: str
    """As choices for it are kept."""
    note: str
    text: str
    digest: str

    def is_same(self, other: "OpenNote") -> bool:
        """Whether it is the same note, in any state."""
        return (self.folder, self.note) == (other.folder, other.note)


class ReadNotes(QObject):
    """Follows the page that is shown."""

    notes_read = Signal()
    """A note was taken for read: what is new in the folder changed."""

    def __init__(self, page_view: PageView, services: WindowServices, tasks: Tasks) -> None:
        super().__init__(page_view)
        self._page_view = page_view
        self._state = services.state
        self._writing = services.tasks
        self._lane = Lane(tasks, self)
        self._open: OpenNote | None = None
        self._scrolled: Scrolled | None = None
        self._keep_place = DelayedCall(PLACE_DELAY_MS, self._ask_progress, self)
        page_view.page_shown.connect(self._show)
        page_view.scrolled.connect(self._take_scroll)
        if page_view.shown is not None:
            self._show(page_view.shown)

    def leave(self) -> None:
        """The note that is shown is left, at the latest when the window is closed."""
        left, self._open = self._open, None
        if left is not None:
            _keep_read(self._state, left)

    @property
    def open_text(self) -> str:
        """What is taken for read when the note is left; empty where none is shown."""
        return self._open.text if self._open is not None else ""

    # The note that is shown.

    def _show(self, shown: PageDocument) -> None:
        now = _open_note(shown)
        left = self._open
        if left is not None and (now is None or not now.is_same(left)):
            self._open = None
            self._keep(left)
        if now is not None:
            state = self._state
            self._lane.run(lambda: _compare(state, now), self._mark, _not_kept)

    def _mark(self, found: tuple[OpenNote, bool, tuple[LineChange, ...]]) -> None:
        now, is_first, changes = found
        self._open = now
        if is_first:
            self._keep(now)
        if changes:
            self._page_view.call(
                "noteviewerChanges.paint",
                [{"line": one.line, "kind": one.kind.value, "was": one.was} for one in changes],
                self._words(),
            )
        else:
            self._page_view.call("noteviewerChanges.clear")

    def _words(self) -> dict[str, str]:
        return {
            ChangeKind.NEW.value: self.tr("New since you read this note"),
            ChangeKind.CHANGED.value: self.tr("Changed since you read this note: show what it was"),
            ChangeKind.REMOVED.value: self.tr("Something stood here when you read this note"),
            "was": self.tr("What it was"),
        }

    def _keep(self, left: OpenNote) -> None:
        state = self._state
        self._writing.run(lambda: _keep_read(state, left), self._tell, _not_kept)

    def _tell(self, _nothing: None) -> None:
        self.notes_read.emit()

    # The place in it.

    def _take_scroll(self, scrolled: Scrolled) -> None:
        self._scrolled = scrolled
        self._keep_place.start()

    def _ask_progress(self) -> None:
        scrolled, now = self._scrolled, self._open
        if scrolled is None or now is None or scrolled.note != now.note:
            return
        self._page_view.call(
            "noteviewerChanges.progress", on_done=_taking(self._take_progress, now, scrolled)
        )

    def _take_progress(self, now: OpenNote, scrolled: Scrolled, progress: float) -> None:
        readings = self._state.readings

        def keep() -> None:
            readings.keep_place(now.folder, now.note, scrolled.anchor, scrolled.scroll, progress)

        self._writing.run(keep, ignore_result, _not_kept)


def _taking(
    take: Callable[[OpenNote, Scrolled, float], None], now: OpenNote, scrolled: Scrolled
) -> Callable[[object], None]:
    def done(answer: object) -> None:
        if isinstance(answer, int | float):
            take(now, scrolled, float(answer))

    return done


def _open_note(shown: PageDocument) -> OpenNote | None:
    if not shown.folder or not shown.note or not shown.digest or is_generated(shown.note):
        return None
    key = choices_key(Path(shown.folder))
    return OpenNote(key, shown.note, shown.text, shown.digest)


def _compare(state: UserState, now: OpenNote) -> tuple[OpenNote, bool, tuple[LineChange, ...]]:
    """What changed since a note was read, and whether it is read for the first time."""
    read = state.readings.get(now.folder, now.note)
    if read is None or not read.digest:
        return now, True, ()
    if read.digest == now.digest:
        return now, False, ()
    before = state.read_texts.get(now.folder, now.note)
    changes = None if before is None else compare_texts(before, now.text)
    return now, False, changes or ()


def _keep_read(state: UserState, left: OpenNote) -> None:
    state.readings.keep_read(left.folder, left.note, left.digest)
    state.read_texts.keep(left.folder, left.note, left.text)


def _not_kept(error: Exception) -> None:
    logger.info("what was read is not kept: %s", error)
