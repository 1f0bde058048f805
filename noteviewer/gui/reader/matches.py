"""The matches that are marked in the page, of the find bar or of a search, and the way through."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from noteviewer.gui.reader.documents import Marks
from noteviewer.gui.reader.find_bar import FindBar


class Matches(QObject):
    """Lets the page mark what is looked for, and knows at which of the matches one is."""

    searched_marked = Signal(object)
    """`Marks` of a search in all notes: of another page, or after a step."""

    def __init__(self, bar: FindBar, call: Callable[..., None]) -> None:
        """Build it.

        Args:
            bar: Where the reader types what is to be found.
            call: Calls a function of the page's script; does nothing while no page listens.
        """
        super().__init__(bar)
        self._bar = bar
        self._call = call
        self._marks = Marks(0, -1)
        self.is_entered_from_end = False
        """Whether the next page is entered at its last match, on a way back through the notes."""
        self.is_awaited = False
        """Whether those of the next page are still to come, so that none can be gone to."""
        bar.text_changed.connect(self._find)
        bar.stepped.connect(self.step)

    def step(self, steps: int) -> None:
        """Go on to the next match of what is marked, or back."""
        self._call("noteviewerHost.step", steps)

    def is_at_edge(self, steps: int) -> bool:
        """Whether the page has no match further on in this direction, of a search in all notes."""
        if self._bar.isVisible():
            return False
        last = self._marks.count - 1
        return self._marks.current == last if steps > 0 else self._marks.current <= 0

    def take(self, marks: Marks) -> None:
        """The page marked them, or went on to another."""
        self._marks = marks
        self.is_awaited = False
        self._bar.show_count(marks.current + 1, marks.count)
        if not self._bar.isVisible():
            self.searched_marked.emit(marks)

    def _find(self, text: str) -> None:
        self._call("noteviewerHost.find", text)
