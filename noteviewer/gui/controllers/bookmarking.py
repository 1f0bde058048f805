"""The bookmark of the place where the user is."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject

from noteviewer.errors import IndexUnavailableError
from noteviewer.gui.commands.registry import Commands
from noteviewer.gui.core.documents import PageDocument, Scrolled
from noteviewer.gui.core.index_reader import IndexReader
from noteviewer.gui.core.services import WindowServices
from noteviewer.gui.core.tasks import Lane
from noteviewer.gui.navigation.navigator import Navigator
from noteviewer.library.location import Location, is_generated
from noteviewer.library.state import UserState


@dataclass(frozen=True, slots=True)
class _Kept:
    """What is known of a place: its name, and whether it is kept."""

    place: Location
    title: str
    is_kept: bool


class Bookmarking(QObject):
    """Keeps the section that is read, or keeps it no longer; the button says which, and whether."""

    def __init__(
        self,
        navigator: Navigator,
        services: WindowServices,
        commands: Commands,
        name_of: Callable[[Location], str],
    ) -> None:
        super().__init__(navigator)
        self._navigator = navigator
        self._state = services.state
        self._queries = services.queries
        self._tasks = services.tasks
        self._messages = services.messages
        self._commands = commands
        self._name_of = name_of
        self._lane = Lane(services.tasks, self)
        self._anchor = ""

    def take_section(self, shown: PageDocument | Scrolled) -> None:
        """Another page is shown, or another section of it is read."""
        is_other = shown.anchor != self._anchor or isinstance(shown, PageDocument)
        self._anchor = shown.anchor
        if is_other:
            self.look()

    def look(self) -> None:
        """Find out what the place is called and whether it is kept, and show it."""
        here = self._navigator.location
        if not here.note:
            self._show(is_kept=False, title="")
            return
        look = partial(_look, self._queries.answer, self._state, self._place, self._name_of(here))
        self._lane.run(look, self._take, self._fail)

    def toggle(self) -> None:
        """Keep the present section or note, or keep it no longer."""
        here = self._navigator.location
        if not here.note:
            return
        place, bookmarks = self._place, self._state.bookmarks
        look = partial(_look, self._queries.answer, self._state, place, self._name_of(here))

        def toggle() -> _Kept:
            known = look()
            if known.is_kept:
                bookmarks.remove(place)
            else:
                bookmarks.add(place, known.title)
            return _Kept(place, known.title, not known.is_kept)

        self._tasks.run(toggle, self._take_toggled, self._fail)

    @property
    def _place(self) -> Location:
        here = self._navigator.location
        return Location(here.folder, here.note, self._anchor or here.anchor)

    def _take_toggled(self, kept: _Kept) -> None:
        text = self.tr("Bookmarked: {}") if kept.is_kept else self.tr("Bookmark removed: {}")
        self._messages.post(text.format(kept.title))
        self._take(kept)

    def _take(self, kept: _Kept) -> None:
        if kept.place == self._place:
            self._show(is_kept=kept.is_kept, title=kept.title)

    def _show(self, *, is_kept: bool, title: str) -> None:
        action = self._commands.action("bookmark")
        icon, role = ("bookmark-filled", "accent") if is_kept else ("bookmark", "text_muted")
        self._commands.icons.put(action, icon, role)
        text = self.tr("Remove the bookmark") if is_kept else self.tr("Bookmark this place")
        action.setText(text)
        keys = action.shortcut().toString(action.shortcut().SequenceFormat.NativeText)
        named = f"{text}: {title}" if title else text
        action.setToolTip(f"{named} ({keys})" if keys else named)

    def _fail(self, error: Exception) -> None:
        self._messages.post(self.tr("This could not be kept: {}").format(error))


Ask = Callable[[Callable[[IndexReader], str]], str]


def _look(ask: Ask, state: UserState, place: Location, name: str) -> _Kept:
    """For a worker thread."""

    def section(catalog: IndexReader) -> str:
        found = (one.title for one in catalog.sections(place.note) if one.anchor == place.anchor)
        return next(found, "")

    title = name
    if place.anchor and not is_generated(place.note):
        # A folder that is opened for the first time has no index yet: the note's name will do.
        with suppress(IndexUnavailableError):
            title = " › ".join(filter(None, (name, ask(section))))
    return _Kept(place, title, state.bookmarks.has(place))
