"""Shows a card when the mouse rests on a link, or at once for a key."""

import logging
from collections.abc import Callable

from PySide6.QtCore import QObject

from noteviewer.gui.core.documents import LinkCard, PointedLink
from noteviewer.gui.core.tasks import Lane, Tasks
from noteviewer.gui.page.page_view import PageView
from noteviewer.gui.widgets.delayed_call import DelayedCall

logger = logging.getLogger(__name__)

REST_MS = 400
"""How long the mouse rests on a link before its card comes."""
LEAVE_MS = 350
"""How long it may be on the way from the link to the card."""


class LinkCards(QObject):
    """Asks for the content of cards on a thread, and lets the page's script show them."""

    def __init__(
        self,
        page_view: PageView,
        tasks: Tasks,
        make: Callable[[str], LinkCard | None],
        is_on: Callable[[], bool],
    ) -> None:
        """Prepare.

        Args:
            page_view: Shows the page.
            tasks: Threads on which content is made.
            make: Makes the card of an address, on a worker thread.
            is_on: Whether cards come by themselves; by key they come in any case.
        """
        super().__init__(page_view)
        self._page_view = page_view
        self._lane = Lane(tasks, self)
        self._make = make
        self._is_on = is_on
        self._pointed: PointedLink | None = None
        self._rest = DelayedCall(REST_MS, self._show_pointed, self)
        self._leave = DelayedCall(LEAVE_MS, self._close, self)
        page_view.link_pointed.connect(self._point)
        page_view.card_pointed.connect(self._stay)
        page_view.card_wanted.connect(self._show_focused)
        page_view.page_shown.connect(self._prepare)
        self._prepare()

    def _prepare(self) -> None:
        """Say the words of cards to a document that may be new."""
        self._rest.stop()
        self._lane.cancel()
        self._page_view.call(
            "noteviewerCards.setWords",
            {
                "pin": self.tr("Keep this card"),
                "unpin": self.tr("Keep it no longer"),
                "close": self.tr("Close"),
                "footnote": self.tr("Footnote"),
            },
        )

    def _point(self, link: PointedLink) -> None:
        self._rest.stop()
        self._leave.stop()
        self._pointed = link
        if link.url and self._is_on():
            self._rest.start()
        elif not link.url:
            self._lane.cancel()
            self._leave.start()

    def _stay(self) -> None:
        self._rest.stop()
        self._leave.stop()

    def _close(self) -> None:
        self._page_view.call("noteviewerCards.closeLoose")

    def _show_pointed(self) -> None:
        if self._pointed is not None:
            self._show(self._pointed, is_focused=False)

    def _show_focused(self, link: PointedLink) -> None:
        self._rest.stop()
        self._show(link, is_focused=True)

    def _show(self, link: PointedLink, *, is_focused: bool) -> None:
        left, top, width, height = link.box
        box = {
            "left": left,
            "top": top,
            "width": width,
            "height": height,
            "right": left + width,
            "bottom": top + height,
        }

        def show(card: LinkCard | None) -> None:
            if card is not None:
                given = {"href": link.url, "box": box, "isFocused": is_focused}
                given |= {"title": card.title, "content": card.html}
                self._page_view.card_drawings = card.drawings
                self._page_view.call("noteviewerCards.show", given)

        def ask(is_shown: object) -> None:
            if not is_shown:
                self._lane.run(lambda: self._make(link.url), show, _not_made)

        # What is in the note itself is shown from the page.
        self._page_view.call("noteviewerCards.own", link.url, box, is_focused, on_done=ask)


def _not_made(error: Exception) -> None:
    logger.info("no card for a link: %s", error)
