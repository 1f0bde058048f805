"""What can be done with the note that is open: editor, file manager, clipboard."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from noteviewer.gui.controllers.output import Output
from noteviewer.gui.core.documents import PageDocument, Scrolled
from noteviewer.gui.core.services import AppServices, Messages
from noteviewer.gui.core.tasks import Tasks
from noteviewer.gui.navigation.navigator import Navigator
from noteviewer.gui.page.page_view import PageView
from noteviewer.gui.page_source.head_card import FolderFacts
from noteviewer.gui.page_source.loader import PageLoader
from noteviewer.library.location import GeneratedKind, GeneratedPage, Location, is_generated


class NoteCommands(QObject):
    """Acts on the place where the user is."""

    def __init__(
        self,
        navigator: Navigator,
        page_view: PageView,
        app: AppServices,
        messages: Messages,
    ) -> None:
        super().__init__(navigator)
        self._navigator = navigator
        self._page_view = page_view
        self._desktop = app.desktop
        self._settings = app.settings
        self._messages = messages
        self._anchor = ""

    def take_section(self, shown: PageDocument | Scrolled) -> None:
        """Another page is shown, or another section of it."""
        self._anchor = shown.anchor

    @property
    def file(self) -> Path | None:
        """The file of the note that is open."""
        here = self._navigator.location
        is_file = bool(here.note) and not is_generated(here.note)
        return Path(here.folder) / here.note if is_file else None

    def edit(self) -> None:
        """Open the note in an editor, at the line that the eye is on."""
        file = self.file
        if file is None:
            return

        self._page_view.ask_line(lambda line: self._open_editor(file, line))

    def edit_other(self, place: Location) -> None:
        """Open another note in an editor."""
        self._open_editor(Path(place.folder) / place.note, 0)

    def show_other(self, place: Location) -> None:
        """Show another note in the file manager."""
        self._show(Path(place.folder) / place.note)

    def show_file(self) -> None:
        """Show the note in the file manager."""
        if self.file is not None:
            self._show(self.file)

    def copy_path(self) -> None:
        """Copy the path of the note."""
        if self.file is not None:
            self._copy(str(self.file))

    def copy_path_of_tab(self, index: int) -> None:
        """Copy the path of the note in another tab."""
        place = self._navigator.tabs.histories[index].current
        self._copy(str(Path(place.folder) / place.note))

    def copy_link(self) -> None:
        """Copy an address of the present section that this program opens."""
        here = self._navigator.location
        if here.note:
            self._copy(Location(here.folder, here.note, self._anchor or here.anchor).to_url())

    def compare_versions(self) -> None:
        """Go to the page that has the versions of the note side by side."""
        here = self._navigator.location
        if here.note and not is_generated(here.note):
            page = GeneratedPage(GeneratedKind.VARIANTS, here.note)
            self._navigator.open(Location(here.folder, page.note))

    def _open_editor(self, file: Path, line: int) -> None:
        command = self._settings.settings.editor
        if self._desktop.open_editor(command, file, line + 1):
            return
        name = file.name
        if command.strip():
            name = command
            why = self.tr("The command of the editor cannot be run: {}")
        elif self._desktop.leads_back(file):
            why = self.tr("The desktop opens {} with this program: name an editor in the settings")
        else:
            why = self.tr("No editor could be started for {}")
        self._messages.post(why.format(name))

    def _show(self, file: Path) -> None:
        if self._desktop.show_file(file):
            return
        if self._desktop.leads_back(file.parent):
            why = self.tr("The desktop opens folders with this program, and has no file manager")
        else:
            why = self.tr("No file manager could be started")
        self._messages.post(why)

    def _copy(self, text: str) -> None:
        self._desktop.copy(text)
        self._messages.post(self.tr("Copied: {}").format(text))


class SeriesCommands(QObject):
    """Asks the index for the series, and goes on from there."""

    def __init__(
        self,
        navigator: Navigator,
        loader: PageLoader,
        output: Output,
        tasks: Tasks,
        messages: Messages,
    ) -> None:
        super().__init__(navigator)
        self._navigator = navigator
        self._loader = loader
        self._output = output
        self._tasks = tasks
        self._messages = messages

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
            self._messages.post(self.tr("There is no other note of the series"))

        self._tasks.run(partial(source.facts, here.note), go_on, self._fail)

    def export(self) -> None:
        """Write the topic that is open, or the series of the note, as one page."""
        here, source = self._navigator.location, self._loader.source
        if source is None:
            return
        generated = GeneratedPage.from_note(here.note)
        if generated is not None and generated.kind is GeneratedKind.TOPIC:
            self.export_topic(generated.name)
            return

        def export_first(facts: FolderFacts) -> None:
            row = facts.notes.get(here.note)
            if row is not None and row.series:
                self.export_topic(row.series[0].name)
            else:
                self._messages.post(self.tr("This note is in no series"))

        self._tasks.run(partial(source.facts, here.note), export_first, self._fail)

    def export_topic(self, name: str) -> None:
        """Write a topic as one page."""
        if self._loader.source is not None:
            self._output.export_topic(self._loader.source, name)

    def _fail(self, error: Exception) -> None:
        self._messages.post(str(error))
