"""What is done with references, wherever they are listed: open, copy, read, star, comment."""

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from enum import StrEnum
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QMessageBox, QWidget

from noteviewer.errors import NoteviewerError
from noteviewer.gui.core.services import WindowServices
from noteviewer.gui.core.tasks import ignore_result, log_failure
from noteviewer.gui.theme.icons import Icons
from noteviewer.library.references import display_title
from noteviewer.library.rows import ReferenceRow
from noteviewer.library.state import ReferenceState

logger = logging.getLogger(__name__)

ASK_FROM = 6
"""So many pages are not opened without asking."""
OPEN_LIMIT = 20
"""No more pages than this are opened at once."""

States = dict[str, ReferenceState]
"""By the key of the reference."""


class Act(StrEnum):
    """What a list of references offers by key and menu, each with its key."""

    OPEN = "Return"
    GO_TO_PLACE = "Shift+Return"
    TOGGLE_READ = "Space"
    TOGGLE_STAR = "S"
    COMMENT = "C"
    COPY_MARKDOWN = "Ctrl+C"
    COPY_ADDRESS = "Ctrl+Shift+C"
    SEARCH_TITLE = "T"


_ICONS = {
    Act.OPEN: "external",
    Act.GO_TO_PLACE: "note",
    Act.TOGGLE_READ: "dot",
    Act.TOGGLE_STAR: "star",
    Act.COMMENT: "edit",
    Act.COPY_MARKDOWN: "copy",
    Act.COPY_ADDRESS: "link",
    Act.SEARCH_TITLE: "search",
}


def act_title(act: Act) -> str:
    """What a menu says."""
    tr = QCoreApplication.translate
    match act:
        case Act.OPEN:
            return tr("ReferenceActs", "Open in browser")
        case Act.GO_TO_PLACE:
            return tr("ReferenceActs", "Go to its place in the note")
        case Act.TOGGLE_READ:
            return tr("ReferenceActs", "Read / unread")
        case Act.TOGGLE_STAR:
            return tr("ReferenceActs", "Star / no star")
        case Act.COMMENT:
            return tr("ReferenceActs", "Comment…")
        case Act.COPY_MARKDOWN:
            return tr("ReferenceActs", "Copy as Markdown")
        case Act.COPY_ADDRESS:
            return tr("ReferenceActs", "Copy address")
        case Act.SEARCH_TITLE:
            return tr("ReferenceActs", "Search for this title")


def keys_of(slots: Mapping[Act, Callable[[], object]]) -> dict[str, Callable[[], object]]:
    """What each key does while the keyboard is in a list."""
    return {str(act): slots[act] for act in Act} | {"Enter": slots[Act.OPEN]}


def menu_actions(
    view: QWidget, icons: Icons, slots: Mapping[Act, Callable[[], object]]
) -> list[QAction]:
    """The entries of the menu of a list."""
    actions: list[QAction] = []
    for act in Act:
        shown = QKeySequence(act).toString(QKeySequence.SequenceFormat.NativeText)
        action = QAction(f"{act_title(act)}\t{shown}", view)
        icons.put(action, _ICONS[act])
        action.triggered.connect(lambda _checked=False, do=slots[act]: do())
        actions.append(action)
    return actions


class ReferenceMarks(QObject):
    """Gives the new states, to be shown at once, and keeps them on a thread, in order."""

    def __init__(self, services: WindowServices, parent: QWidget) -> None:
        """Build it.

        Args:
            services: Where marks are kept, and what was done is said.
            parent: The widget above which questions are asked.
        """
        super().__init__(parent)
        self._tasks = services.tasks
        self._state = services.state
        self._messages = services.messages
        self._window = parent
        self._is_closing = False

    def toggle_read(self, states: Iterable[ReferenceState]) -> States:
        """Mark all as read, or as unread where all were read."""
        before = list(states)
        is_read = not all(state.is_read for state in before)
        after = {state.key: replace(state, is_read=is_read) for state in before}
        self.keep(partial(self._state.references.mark_read, list(after), is_read))
        return after

    def toggle_star(self, states: Iterable[ReferenceState]) -> States:
        """Star all, or none where all were starred."""
        before = list(states)
        is_starred = not all(state.is_starred for state in before)
        after = {state.key: replace(state, is_starred=is_starred) for state in before}
        self.keep(partial(self._state.references.star, list(after), is_starred))
        return after

    def comment(self, before: ReferenceState, text: str) -> States:
        """Keep what the user wrote."""
        self.keep(partial(self._state.references.comment, before.key, text))
        return {before.key: replace(before, comment=text)}

    def mark_opened(self, states: Iterable[ReferenceState]) -> States:
        """What was opened was read, and is remembered with its time."""
        after = {state.key: replace(state, is_read=True) for state in states}
        references = self._state.references

        def write() -> None:
            references.mark_read(after)
            for key in after:
                references.opened(key)

        self.keep(write)
        return after

    def confirms_opening(self, count: int) -> bool:
        """Whether the user means it; asked only where many pages would be opened."""
        if count < ASK_FROM:
            return True
        answer = QMessageBox.question(
            self._window,
            self.tr("Open references"),
            self.tr("Open %Ln page(s) in the browser?", None, count),
        )
        return answer == QMessageBox.StandardButton.Yes

    def copy(self, references: Iterable[str]) -> None:
        """Put references on the clipboard, one a line."""
        lines = list(references)
        if any(lines):
            QGuiApplication.clipboard().setText("\n".join(lines))
            self._messages.post(self.tr("%Ln reference(s) copied", None, len(lines)))

    def keep(self, write: Callable[[], None]) -> None:
        """Write something in the order in which it was done."""
        if not self._is_closing:
            self._tasks.run(write, ignore_result, self._not_kept)
            return
        try:
            write()
        except NoteviewerError as error:
            self._not_kept(error)

    def close(self) -> None:
        """What is kept from now on is written before the call returns."""
        self._is_closing = True

    def _not_kept(self, error: Exception) -> None:
        log_failure(logger, "cannot keep the state of references", error)
        self._messages.post(self.tr("Your marks could not be saved: {}").format(error))


def to_markdown(row: ReferenceRow) -> str:
    """A reference as a Markdown link; a paper without a URL as its title."""
    title = display_title(row)
    if row.url is None:
        return f"《{title}》"
    text = title.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
    return f"[{text}](<{row.url}>)" if set(row.url) & set("() ") else f"[{text}]({row.url})"
