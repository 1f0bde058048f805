"""What the page view shows and how far it has come, as a value; without Qt."""

from dataclasses import dataclass, replace
from enum import Enum, auto
from html import escape
from threading import Event
from typing import Self

from noteviewer.gui.core.documents import PageDocument
from noteviewer.render.document.page import Page
from noteviewer.render.document.shell import page_document
from noteviewer.render.urls import page_url

PATIENCE_S = 20.0
"""Longer than the making of any page may take."""
SWAPS_BEFORE_CLEANING = 12
"""What was swapped away is collected after so many notes; by itself the engine waits too long."""


class AwaitedPage:
    """One address, and whether the page that belongs there has come, or another in its place."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._has_come = Event()

    def arrive(self) -> None:
        """Let go those who wait: there is a page, or will never be one."""
        self._has_come.set()

    def wait(self) -> None:
        """Wait for it, on a worker thread."""
        self._has_come.wait(PATIENCE_S)


class NextStep(Enum):
    """What has to be done so that a page is shown."""

    SWAP = auto()
    """It takes the place of another within the document that is there."""
    LOAD = auto()
    """A document of its own is loaded."""
    WAIT = auto()
    """The document that is being loaded will be this one."""


@dataclass(frozen=True, slots=True)
class PageState:
    """The page that is wanted, and the state of the document that it is shown in."""

    shown: PageDocument | None = None
    """What is shown, or is being loaded."""
    ticket: int = 0
    """Number of the last request; what answers an earlier one is stale."""
    pages: int = 0
    """How many pages have been shown."""
    is_ready: bool = False
    """A document is there, and its script listens."""
    is_loading: bool = False

    def with_page(
        self, document: PageDocument, awaited: AwaitedPage | None = None
    ) -> tuple[Self, NextStep]:
        """Another page is wanted.

        Args:
            document: The page.
            awaited: What the engine was told to begin with, where it has not come yet.
        """
        before = self.shown
        if self.is_ready and _are_alike(before, document):
            step = NextStep.SWAP
        elif self.is_loading and _is_asked_for(document, before, awaited):
            step = NextStep.WAIT
        else:
            step = NextStep.LOAD
        after = replace(self, shown=document, ticket=self.ticket + 1, pages=self.pages + 1)
        return after, step

    def moved(self, anchor: str, scroll: float, words: tuple[str, ...]) -> Self:
        """Another place of the page is wanted; nothing where there is no page."""
        if self.shown is None:
            return self
        shown = replace(self.shown, anchor=anchor, scroll=scroll, words=words)
        return replace(self, shown=shown, ticket=self.ticket + 1)

    def loading(self) -> Self:
        """A document is being loaded."""
        return replace(self, is_ready=False, is_loading=True)

    def loaded(self) -> Self:
        """The document listens."""
        return replace(self, is_ready=True, is_loading=False)

    def lost(self) -> Self:
        """The web process is gone, and the document with it."""
        return replace(self, is_ready=False, is_loading=False)

    def without_page(self) -> Self:
        """The page cannot be shown."""
        return replace(self.lost(), shown=None)

    @property
    def is_cleaning_due(self) -> bool:
        """Whether what was swapped away should be collected now."""
        return self.pages % SWAPS_BEFORE_CLEANING == 0


def message_page(title: str, text: str, detail: str = "") -> PageDocument:
    """A heading, a sentence, and in small letters what the system says."""
    body = (
        f'<header class="nv-card"><h1>{escape(title)}</h1></header><article>'
        f"<p>{escape(text)}</p><p><small>{escape(detail)}</small></p></article>"
    )
    html = page_document(Page(path="", title=title, html=body, anchors=()))
    return PageDocument(note="", title=title, url=page_url(""), body=body, html=html)


def _are_alike(before: PageDocument | None, document: PageDocument) -> bool:
    """Whether a page can take the place of another within its document."""
    return before is not None and before.image_hosts == document.image_hosts


def _is_asked_for(
    document: PageDocument, before: PageDocument | None, awaited: AwaitedPage | None
) -> bool:
    """Whether the document that is being loaded is this one, or an earlier version of it."""
    if awaited is not None:
        return awaited.url == document.url
    return before is not None and before.url == document.url and _are_alike(before, document)
