"""The panes of the window: built together, and told the same things."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from noteviewer.gui.core.documents import Scrolled
from noteviewer.gui.core.services import WindowServices
from noteviewer.gui.highlights.actions import HighlightActions
from noteviewer.gui.highlights.pane import HighlightsPane
from noteviewer.gui.panes.backlinks import BacklinksPane
from noteviewer.gui.panes.library.pane import LibraryPane
from noteviewer.gui.panes.outline import OutlinePane
from noteviewer.gui.panes.problems.pane import ProblemsPane
from noteviewer.gui.panes.references.pane import ReferencesPane
from noteviewer.gui.window.side_pane import SidePane
from noteviewer.library.location import Location
from noteviewer.library.rows import ReferenceRow
from noteviewer.notes.canonical import reference_key


class Panes(QObject):
    """Everything in the window that shows the index."""

    def __init__(self, services: WindowServices, window: QWidget) -> None:
        super().__init__(window)
        self.library = LibraryPane(services, window)
        self.outline = OutlinePane(services, window)
        self.references = ReferencesPane(services, _key_of, window)
        self.backlinks = BacklinksPane(services, window)
        self.problems = ProblemsPane(services, window)
        self.highlight_actions = HighlightActions(services, self)
        self.highlights = HighlightsPane(services, self.highlight_actions, window)
        self.all = (
            self.library,
            self.outline,
            self.references,
            self.backlinks,
            self.problems,
            self.highlights,
        )

    def fill(self, side: SidePane) -> None:
        """Put the views of the note into the side pane."""
        side.add_view("outline", self.tr("Outline"), self.outline)
        side.add_view("references", self.tr("References"), self.references)
        side.add_view("backlinks", self.tr("Backlinks"), self.backlinks)
        side.add_view("highlights", self.tr("Highlights"), self.highlights, icon="highlight")
        side.add_view("problems", self.tr("Problems"), self.problems, icon="warning")
        for name, pane in (("references", self.references), ("backlinks", self.backlinks)):
            pane.count_changed.connect(partial(_show_count, side, name))

    def set_folder(self, folder: str) -> None:
        """Show another folder."""
        self.library.set_folder(folder)
        self.problems.set_folder(folder)
        self.highlights.set_folder(folder)

    def show_location(self, location: Location) -> None:
        """Show what belongs to where the user is."""
        for show in self._shows():
            show(location)

    def follow(self, scrolled: Scrolled) -> None:
        """The page was scrolled."""
        self.outline.mark_section(scrolled.anchor)
        self.references.follow(scrolled)

    def refresh(self) -> None:
        """The index changed."""
        for pane in self.all:
            pane.refresh()

    def settle(self) -> None:
        """The index is up to date: what was put off while it grew is read now."""
        self.library.settle()

    def focus_side(self, name: str) -> None:
        """Give the keyboard to a view of the side pane."""
        focus = {
            "outline": self.outline.focus_list,
            "references": self.references.focus_list,
            "backlinks": self.backlinks.focus_list,
            "problems": self.problems.focus_list,
            "highlights": self.highlights.focus_list,
        }
        if name in focus:
            focus[name]()

    def _shows(self) -> tuple[Callable[[Location], None], ...]:
        return (
            self.library.show_location,
            self.outline.show_location,
            self.references.show_location,
            self.backlinks.show_location,
            self.highlights.show_location,
        )


def _show_count(side: SidePane, name: str, count: int) -> None:
    side.show_count(name, count or None)


def _key_of(row: ReferenceRow) -> str:
    return reference_key(row.url, row.title)
