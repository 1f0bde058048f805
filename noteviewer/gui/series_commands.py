"""Commands about the series of the note that is open: its neighbours, and all of it as one page."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from noteviewer.gui.navigator import Navigator
from noteviewer.gui.output import Output
from noteviewer.gui.pages.facts import FolderFacts
from noteviewer.gui.pages.loader import PageLoader
from noteviewer.gui.tasks import Tasks
from noteviewer.library.gathered import Gathered, GatheredKind
from noteviewer.library.location import Location


class SeriesCommands(QObject):
    """Asks the index for the series, and goes on from there."""

    announced = Signal(str)
    """One line on why nothing was done."""

    def __init__(
        self, navigator: Navigator, loader: PageLoader, output: Output, tasks: Tasks
    ) -> None:
        super().__init__(navigator)
        self._navigator = navigator
        self._loader = loader
        self._output = output
        self._tasks = tasks

    def go(self, steps: int) -> None:
        """Go to the next note of a series, or the one before."""
        here, source = self._navigator.location, self._loader.source
        if source is None or not here.note:
            return

        def go_on(facts: FolderFacts) -> None:
            for place in facts.neighbours(here.note):
                link = place.next if steps > 0 else place.previous
                if link is not None:
                    self._navigator.open(Location(here.folder, link.path))
                    return
            self.announced.emit(self.tr("There is no other note of the series"))

        self._tasks.run(partial(source.facts, here.note), go_on, self._fail)

    def export(self) -> None:
        """Write the topic that is open, or the series of the note, as one page."""
        here, source = self._navigator.location, self._loader.source
        if source is None:
            return
        gathered = Gathered.from_note(here.note)
        if gathered is not None and gathered.kind is GatheredKind.TOPIC:
            self.export_topic(gathered.name)
            return

        def export_first(facts: FolderFacts) -> None:
            row = facts.notes.get(here.note)
            if row is not None and row.series:
                self.export_topic(row.series[0].name)
            else:
                self.announced.emit(self.tr("This note is in no series"))

        self._tasks.run(partial(source.facts, here.note), export_first, self._fail)

    def export_topic(self, name: str) -> None:
        """Write a topic as one page."""
        if self._loader.source is not None:
            self._output.export_topic(self._loader.source, name)

    def _fail(self, error: Exception) -> None:
        self.announced.emit(str(error))
