"""Highlights of the page that is shown: found in its text, painted, made from a selection."""

import json
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import QObject, Signal

from noteviewer.gui.core.documents import PageDocument
from noteviewer.gui.core.services import WindowServices
from noteviewer.gui.core.tasks import Lane, Tasks
from noteviewer.gui.highlights.actions import HighlightActions
from noteviewer.gui.highlights.colors import color_name
from noteviewer.gui.page.page_view import PageView
from noteviewer.library.annotations.anchoring import Found, Place, describe, locate
from noteviewer.library.annotations.model import Color, Highlight
from noteviewer.library.annotations.reading_text import ReadingText, SectionStart
from noteviewer.library.folder.options import choices_key
from noteviewer.library.location import is_generated
from noteviewer.library.state import UserState

logger = logging.getLogger(__name__)

LARGEST_TEXT = 20_000_000
"""Characters of a page in which passages are looked for."""


@dataclass(frozen=True, slots=True)
class PageText:
    """What our script says of the text of a page."""

    text: ReadingText
    start: int
    """Where the selection begins; offsets count characters, those of the script UTF-16 units."""
    end: int

    @classmethod
    def read(cls, answer: object) -> "PageText | None":
        """Read what `noteviewerMargin.text` or `noteviewerMargin.selection` gave."""
        if not isinstance(answer, str) or not 0 < len(answer) <= LARGEST_TEXT:
            return None
        given = json.loads(answer)
        text: str = given["text"]
        units = Units(text)
        sections = tuple(
            SectionStart(units.character(offset), anchor) for offset, anchor in given["sections"]
        )
        start, end = given.get("start", 0), given.get("end", 0)
        return cls(ReadingText(text, sections), units.character(start), units.character(end))


class Units:
    """Offsets in characters for offsets in UTF-16 units, and back."""

    def __init__(self, text: str) -> None:
        self._wide = [at for at, one in enumerate(text) if one > "\uffff"] if text else []

    def character(self, unit: int) -> int:
        """The character that a unit is of."""
        before = 0
        for at in self._wide:
            if at + before >= unit:
                break
            before += 1
        return unit - before

    def unit(self, character: int) -> int:
        """The first unit of a character."""
        return character + sum(at < character for at in self._wide)


@dataclass(frozen=True, slots=True)
class _Found:
    """A highlight that stands in the page."""

    highlight: Highlight
    place: Place
    comment: str
    """As markup; empty for none."""


class PageHighlights(QObject):
    """Paints the highlights of the page after it was shown, and after they changed."""

    editing_requested = Signal(object)
    """A `Highlight` whose comment the user wants to write."""

    def __init__(
        self,
        page_view: PageView,
        services: WindowServices,
        tasks: Tasks,
        actions: HighlightActions,
        *,
        lay_out: Callable[[str, str], str],
    ) -> None:
        """Prepare.

        Args:
            page_view: Shows the page.
            services: Where highlights are kept.
            tasks: Threads on which passages are looked for.
            actions: Makes the changes.
            lay_out: Makes markup of a comment to a note, on a worker thread.
        """
        super().__init__(page_view)
        self._page_view = page_view
        self._state = services.state
        self._lane = Lane(tasks, self)
        self._actions = actions
        self._lay_out = lay_out
        self._color = Color.YELLOW
        self._sought = ""
        page_view.page_shown.connect(self._show)
        page_view.highlight_wanted.connect(self._mark_selection)
        page_view.highlight_chosen.connect(self._edit)
        actions.highlights_changed.connect(self.refresh)
        actions.highlight_added.connect(self._take_added)
        self._wants_comment = False

    # Painting.

    def refresh(self) -> None:
        """Paint the highlights of the page as they are kept now."""
        shown = self._page_view.shown
        if shown is not None:
            self._show(shown)

    def go_to(self, highlight_id: str) -> None:
        """Scroll to a highlight, now or as soon as its note is shown."""
        self._sought = highlight_id
        self._page_view.call("noteviewerMargin.goTo", highlight_id)

    def _show(self, shown: PageDocument) -> None:
        if not _can_be_marked(shown):
            return
        key = choices_key(Path(shown.folder))

        def read() -> list[Highlight]:
            return self._state.highlights.of_note(key, shown.note)

        def ask_text(highlights: list[Highlight]) -> None:
            if not highlights:
                self._page_view.call("noteviewerMargin.clear")
                return
            self._page_view.call(
                "noteviewerMargin.text", on_done=lambda answer: self._find(highlights, answer)
            )

        self._lane.run(read, ask_text, _not_read)

    def _find(self, highlights: list[Highlight], answer: object) -> None:
        state, lay_out = self._state, self._lay_out

        def find() -> tuple[list[_Found], Units]:
            page = PageText.read(answer)
            if page is None:
                return [], Units("")
            return _find_all(state, highlights, page.text, lay_out), Units(page.text.text)

        self._lane.run(find, self._paint, _not_read)

    def _paint(self, answer: tuple[list[_Found], Units]) -> None:
        found, units = answer
        marks = [
            {
                "id": one.highlight.id,
                "start": units.unit(one.place.start),
                "end": units.unit(one.place.end),
                "color": one.highlight.color.value,
                "comment": one.comment,
                "label": self._label(one.highlight),
            }
            for one in found
        ]
        self._page_view.call("noteviewerMargin.paint", marks)
        if self._sought and any(one.highlight.id == self._sought for one in found):
            self._page_view.call("noteviewerMargin.goTo", self._sought)
        self._sought = ""

    def _label(self, highlight: Highlight) -> str:
        """What a screen reader says of a comment in the margin."""
        words = " ".join(highlight.selectors.exact.split())[:120]
        return self.tr("Comment on “{}”, {}").format(words, color_name(highlight.color))

    # Marking.

    def mark(self, color: Color | None = None, *, has_comment: bool = False) -> None:
        """Highlight what is selected in the page; without a colour, in the one used last."""
        self._color = color or self._color
        self._mark_selection(has_comment)

    def _mark_selection(self, has_comment: bool) -> None:
        shown = self._page_view.shown
        if shown is None or not _can_be_marked(shown):
            return
        self._wants_comment = has_comment
        key, color = choices_key(Path(shown.folder)), self._color
        now = self._state.clock()

        def take(answer: object) -> None:
            self._actions.add(lambda: _make(key, shown.note, answer, color, now))

        self._page_view.call("noteviewerMargin.selection", on_done=take)

    def _take_added(self, made: Highlight) -> None:
        self._page_view.call("getSelection().removeAllRanges")
        if self._wants_comment:
            self._wants_comment = False
            self.editing_requested.emit(made)

    def _edit(self, highlight_id: str) -> None:
        def ask() -> Highlight | None:
            return self._state.highlights.get(highlight_id)

        def request(found: Highlight | None) -> None:
            if found is not None:
                self.editing_requested.emit(found)

        self._lane.run(ask, request, _not_read)


def _can_be_marked(shown: PageDocument) -> bool:
    return bool(shown.folder and shown.note) and not is_generated(shown.note)


def _make(folder: str, note: str, answer: object, color: Color, now: float) -> Highlight | None:
    page = PageText.read(answer)
    selectors = None if page is None else describe(page.text, page.start, page.end)
    if selectors is None:
        return None
    return Highlight(uuid4().urn, folder, note, selectors, color, created=now, changed=now)


def _find_all(
    state: UserState,
    highlights: Sequence[Highlight],
    text: ReadingText,
    lay_out: Callable[[str, str], str],
) -> list[_Found]:
    """Find passages in the page, and keep where they are now, or that they are lost."""
    found: list[_Found] = []
    changed: list[tuple[Highlight, Highlight]] = []
    for one in highlights:
        place = locate(one.selectors, text)
        after = _followed(one, text, place)
        if after != one:
            changed.append((one, after))
        if place is not None:
            comment = lay_out(one.note, one.comment) if one.comment else ""
            found.append(_Found(after, place, comment))
    if changed:
        state.highlights.keep_places(changed)
    return found


def _followed(one: Highlight, text: ReadingText, place: Place | None) -> Highlight:
    """A highlight with what will find it again; an edited passage keeps its first wording."""
    if place is None:
        return replace(one, is_lost=True)
    if place.found is Found.SIMILAR:
        return replace(one, is_lost=False)
    described = describe(text, place.start, place.end) or one.selectors
    return replace(one, selectors=described, is_lost=False)


def _not_read(error: Exception) -> None:
    logger.info("highlights cannot be shown: %s", error)
