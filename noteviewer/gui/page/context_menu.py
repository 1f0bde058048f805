"""The menu of the page: what can be done with the text or link under the mouse."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWebEngineCore import QWebEngineContextMenuRequest, QWebEnginePage
from PySide6.QtWidgets import QMenu

from noteviewer.gui.core.documents import (
    Disposition,
    DrawingRequested,
    DrawingUse,
    LinkActivated,
)
from noteviewer.gui.page.web_engine import Engine
from noteviewer.render.urls import SCHEME, diagram_url, outer_address

LONGEST_SEARCH = 60


@dataclass(frozen=True, slots=True)
class MenuTarget:
    """What was under the mouse."""

    selected: str
    link: str
    link_text: str
    drawing: str = ""
    """Name of a diagram of the page."""
    image: str = ""
    """Address of the picture under the mouse; empty where there is none."""


class ContextMenu(QObject):
    """Builds the menu each time it is opened."""

    link_activated = Signal(object)
    """A `LinkActivated`."""
    copy_requested = Signal(str)
    """A text for the clipboard."""
    drawing_requested = Signal(object)
    """A `DrawingRequested`."""
    image_requested = Signal(str)
    """Address of a picture that is to be saved."""
    search_requested = Signal(str)
    """A selected text to be searched in all notes."""

    def __init__(self, engine: Engine, actions: Callable[[], list[QAction]]) -> None:
        """Build it.

        Args:
            engine: Whose page it is for.
            actions: Commands of the window that are offered below; None of them is made here.
        """
        super().__init__(engine.view)
        self._engine = engine
        self._actions = actions
        engine.view.customContextMenuRequested.connect(self._open)

    def fill(self, menu: QMenu, target: MenuTarget) -> None:
        """Put into a menu what can be done with the target."""
        link = target.link
        if link:
            self._add(menu, self.tr("Open link"), lambda: self._follow(link, Disposition.HERE))
            if link.startswith(f"{SCHEME}://page/"):
                self._add(
                    menu,
                    self.tr("Open link in a new tab"),
                    lambda: self._follow(link, Disposition.BEHIND),
                )
            else:
                self._add(menu, self.tr("Copy address"), lambda: self.copy_requested.emit(link))
                markdown = f"[{target.link_text or link}]({link})"
                self._add(
                    menu,
                    self.tr("Copy as Markdown link"),
                    lambda: self.copy_requested.emit(markdown),
                )
            menu.addSeparator()
        image = target.image
        if image and not target.drawing:
            copy_image = QWebEnginePage.WebAction.CopyImageToClipboard
            self._add(menu, self.tr("Copy picture"), partial(self._do, copy_image))
            self._add(menu, self.tr("Save picture…"), lambda: self.image_requested.emit(image))
            menu.addSeparator()
        if target.selected:
            copy = QWebEnginePage.WebAction.Copy
            self._add(menu, self.tr("Copy"), partial(self._do, copy))
            self._add(menu, self.tr("Copy as Markdown"), self._copy_as_markdown)
            words = " ".join(target.selected.split())[:LONGEST_SEARCH]
            self._add(
                menu,
                self.tr("Search all notes for “{}”").format(words),
                lambda: self.search_requested.emit(words),
            )
            menu.addSeparator()
        if target.drawing:
            for title, use in (
                (self.tr("Copy the source of the diagram"), DrawingUse.COPY_SOURCE),
                (self.tr("Copy the diagram as a picture"), DrawingUse.COPY_PICTURE),
                (self.tr("Save the diagram as SVG…"), DrawingUse.SAVE_SVG),
                (self.tr("Save the diagram as PNG…"), DrawingUse.SAVE_PNG),
            ):
                request = DrawingRequested(target.drawing, use)
                self._add(menu, title, partial(self.drawing_requested.emit, request))
            menu.addSeparator()
        menu.addActions(self._actions())

    def _open(self, position: QPoint) -> None:
        request = self._engine.view.lastContextMenuRequest()
        is_image = request.mediaType() is QWebEngineContextMenuRequest.MediaType.MediaTypeImage
        menu = QMenu(self._engine.view)
        menu.aboutToHide.connect(menu.deleteLater)
        self.fill(
            menu,
            MenuTarget(
                selected=request.selectedText(),
                link=outer_address(
                    request.linkUrl().toString(
                        request.linkUrl().ComponentFormattingOption.FullyEncoded
                    )
                ),
                link_text=request.linkText(),
                drawing=_drawing_at(request.mediaUrl().toString()),
                image=request.mediaUrl().toString() if is_image else "",
            ),
        )
        menu.popup(self._engine.view.mapToGlobal(position))

    def _add(self, menu: QMenu, title: str, slot: Callable[[], object]) -> None:
        action = menu.addAction(title)
        action.triggered.connect(lambda _checked=False: slot())

    def _follow(self, url: str, disposition: Disposition) -> None:
        self.link_activated.emit(LinkActivated(url, disposition))

    def _do(self, action: QWebEnginePage.WebAction) -> None:
        self._engine.page.triggerAction(action)

    def _copy_as_markdown(self) -> None:
        self._engine.bridge.call("noteviewerCopy.selectionMarkdown", on_done=self._take_selection)

    def _take_selection(self, text: object) -> None:
        if isinstance(text, str) and text:
            self.copy_requested.emit(text)


def _drawing_at(address: str) -> str:
    """The name of the diagram at an address of a picture; empty for any other."""
    start = diagram_url("")
    return address.removeprefix(start) if address.startswith(start) else ""
