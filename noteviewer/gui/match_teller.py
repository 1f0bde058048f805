"""Tells at which match of a search the reader is, and why he is there where none is to be seen."""

from PySide6.QtCore import QObject, Signal

from noteviewer.gui.navigator import Navigator
from noteviewer.gui.numbers import grouped
from noteviewer.gui.overlays import Overlays
from noteviewer.gui.reader.documents import Marks
from noteviewer.gui.reader.matches import Matches
from noteviewer.library.marked import query_texts


class MatchTeller(QObject):
    """Says one line when a hit has led to a page, and at each step on."""

    announced = Signal(str)
    """The line."""

    def __init__(self, matches: Matches, navigator: Navigator, overlays: Overlays) -> None:
        super().__init__(overlays)
        self._navigator = navigator
        self._overlays = overlays
        self._told: tuple[str, str, Marks] | None = None
        matches.searched_marked.connect(self._tell)

    def _tell(self, marks: Marks) -> None:
        here = self._navigator.location
        before, self._told = self._told, (here.note, here.query, marks)
        has_arrived = before is None or before[:2] != self._told[:2]
        # A page that is made anew after a change marks the same again; Esc takes marks away.
        is_news = self._told != before and (has_arrived or marks.count)
        if is_news and self._overlays.hit_place is not None:
            self.announced.emit(self._words(marks, has_arrived=has_arrived))

    def _words(self, marks: Marks, *, has_arrived: bool) -> str:
        words: list[str] = []
        if marks.current >= 0:
            number, count = grouped(marks.current + 1), grouped(marks.count)
            words.append(self.tr("Match {} of {}").format(number, count))
        elif query_texts(self._navigator.location.query):
            words.append(
                self.tr(
                    "The match itself is not shown: it stands in the front matter, or in what the "
                    "page leaves out"
                )
            )
        place = self._overlays.hit_place
        if place is not None and place.of > 1:
            words.append(self.tr("note {} of {}").format(grouped(place.number), grouped(place.of)))
            if has_arrived and place.has_begun_again:
                words.append(self.tr("begun again"))
        return " · ".join((*words, self.tr("F3 goes on")))
