"""Makes the pages of one folder, and reads what they load. Runs on worker threads. No Qt here."""

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from noteviewer.errors import CannotOpenError, IndexUnavailableError
from noteviewer.gui.core.documents import LinkCard, PageDocument, Resource
from noteviewer.gui.page_source.early_card import early_card
from noteviewer.gui.page_source.folder_context import read_site
from noteviewer.gui.page_source.head_card import FolderFacts, head_card
from noteviewer.gui.page_source.home_page import (
    HomePageStrings,
    home_body,
    news_body,
    read_home,
)
from noteviewer.gui.page_source.link_card import LinkCardBuilder, LinkCardStrings
from noteviewer.library.annotations.reading_text import ReadingText
from noteviewer.library.catalog.catalog import Catalog
from noteviewer.library.folder.options import choices_in, choices_key
from noteviewer.library.folder.scan import digest_of, read_note_file
from noteviewer.library.location import GeneratedKind, GeneratedPage, Location
from noteviewer.library.reading.news import FolderNews, read_news
from noteviewer.library.search.snippets import query_texts
from noteviewer.library.state import UserState
from noteviewer.notes.answers import Answers, Question
from noteviewer.notes.file_types import format_of
from noteviewer.notes.formats.pdf import page_anchor, page_of
from noteviewer.notes.formats.reading import read_text
from noteviewer.notes.model import ProblemKind, Section
from noteviewer.notes.text import decode
from noteviewer.render.document.page import HeadCard, Page, PageDrawing, PageRequest
from noteviewer.render.document.page_text import page_text
from noteviewer.render.document.plain import plain_page
from noteviewer.render.document.resources import app_resource
from noteviewer.render.document.shell import Appearance, page_document
from noteviewer.render.document.wording import Wording
from noteviewer.render.drawing.drawing import PdfLayoutRequest, PdfPictureRequest
from noteviewer.render.files.assets import AssetTooLargeError, FolderAssets
from noteviewer.render.files.media import MEDIA_TYPES
from noteviewer.render.folder_context import SiteContext
from noteviewer.render.urls import InnerUrl, Place, page_url, parse_url
from noteviewer.render.worker.drawer import DrawingProcess
from noteviewer.render.worker.readings import OutlineReading
from noteviewer.render.worker.renderer import Renderer

if TYPE_CHECKING:
    from noteviewer.gui.page_source.canvas_page import CanvasPageStrings
    from noteviewer.gui.page_source.pdf_page import PdfPageStrings
    from noteviewer.gui.page_source.topic_page import TopicPageStrings


_PAGE_NUMBER = re.compile(r"[1-9]\d{0,6}")
_PICTURE_WIDTH = 1_600
"""Pixels of the picture of a page of a PDF."""


@dataclass(frozen=True, slots=True)
class PageOptions:
    """What the user decided that changes a page."""

    appearance: Appearance
    image_hosts: frozenset[str] = frozenset()
    encoding: str | None = None
    """Set against recognition, for the note that is asked for."""


@dataclass(frozen=True, slots=True)
class PageWords:
    """The words of all pages, in the user's language."""

    page: Wording
    """Of the page of a note."""
    pdf: "PdfPageStrings"
    canvas: "CanvasPageStrings"
    card: LinkCardStrings
    """Of cards for links."""
    home: HomePageStrings
    """Of the folder's own page."""
    generated: "TopicPageStrings"
    """Of pages made of several notes."""


class PageSource:
    """Pages and images of one folder."""

    def __init__(
        self,
        folder: str,
        *,
        renderer: Renderer,
        drawing: DrawingProcess,
        words: PageWords,
        state: UserState,
        open_catalog: Callable[[], Catalog],
    ) -> None:
        """Build it.

        Args:
            folder: The folder of notes.
            renderer: Lays notes out.
            drawing: Draws pages of PDFs.
            words: What pages say themselves.
            state: What was read lately, and bookmarks.
            open_catalog: Gives the catalog of the calling thread; raises `IndexUnavailableError`
                while there is no index.
        """
        self.folder = Path(folder)
        self._renderer = renderer
        self._words = words
        self._state = state
        self._open_catalog = open_catalog
        self._assets = FolderAssets(self.folder)
        self._drawing = drawing
        self._is_prepared = Event()
        self.progress: tuple[int, int] | None = None
        """How many notes are indexed, and of how many; None while the index is at rest."""

    def prepare(self) -> None:
        """Learn the files and notes of the folder, so that links and images are found."""
        try:
            site = read_site(self.folder, self._find_catalog(), self._state)
            self._renderer.use(SiteContext(site, str(self.folder)))
        finally:
            self._is_prepared.set()

    def wait_prepared(self, seconds: float) -> bool:
        """Wait a while for `prepare`, run on another thread; False where it takes longer."""
        return self._is_prepared.wait(seconds)

    def make_page(
        self, location: Location, options: PageOptions, *, is_plain: bool = False
    ) -> PageDocument:
        """The page of a note.

        Args:
            location: The note, and the place in it.
            options: What the user decided.
            is_plain: As plain text, because the web engine could not cope with its page.

        Raises:
            CannotOpenError: the note is not there or cannot be read.
        """
        if not location.note:
            return self._make_home(location, options)
        generated = GeneratedPage.from_note(location.note)
        if generated is not None:
            return self._make_generated(generated, location, options)
        if format_of(location.note) == "pdf":
            return self._make_pdf(location, options)
        if format_of(location.note) == "canvas":
            return self._make_canvas(location, options)
        data = self.read_note(location.note)
        digest = digest_of(data).hex()
        decoded = read_text(location.note, data, options.encoding)
        catalog = self._find_catalog()
        card = self._card(location.note, decoded.text, decoded.encoding, catalog)
        card = replace(card, changed_since=self._changed_since(location.note, digest))
        request = PageRequest(
            path=location.note,
            text=decoded.text,
            wording=self._words.page,
            card=card,
            allowed_hosts=options.image_hosts,
            pairs_habit=catalog is not None and catalog.writes_pairs(),
        )
        page = (
            plain_page(request, ProblemKind.TIMED_OUT)
            if is_plain
            else self._renderer.render(request, self._ask)
        )
        html = page_document(page, options.appearance, image_hosts=options.image_hosts)
        return PageDocument(
            folder=location.folder,
            note=location.note,
            title=page.title,
            url=page_url(location.note),
            body=page.html,
            html=html,
            image_hosts=options.image_hosts,
            anchor=_anchor(location, page),
            scroll=location.scroll,
            words=query_texts(location.query),
            drawings=page.drawings,
            is_plain=page.is_plain,
            is_live=bool(page.questions),
            encoding=decoded.encoding,
            text=decoded.text,
            digest=digest,
        )

    def _changed_since(self, note: str, digest: str) -> str:
        """The day on which a note was read last, where it is another now."""
        read = self._state.readings.get(choices_key(self.folder), note)
        if read is None or read.digest in ("", digest):
            return ""
        return datetime.fromtimestamp(read.seen, tz=UTC).astimezone().date().isoformat()

    def lay_out_comment(self, note: str, text: str) -> str:
        """Markup of what the reader said of a note, in Markdown."""
        request = PageRequest(path=note, text=text, wording=self._words.page, pairs_habit=False)
        return self._renderer.render(request).html

    def reading_text(self, note: str) -> ReadingText | None:
        """The text of a note's page, without one; None where the note cannot be read."""
        try:
            text = self._read_text(note)
        except CannotOpenError:
            return None
        read = page_text(self._rendering(self._find_catalog(), frozenset(), {})(note, text))
        return ReadingText.of(read.text, read.sections)

    def make_link_card(self, url: str, here: Location) -> LinkCard | None:
        """What a card shows of the place that a link leads to; None where there is nothing.

        Raises:
            CannotOpenError: the note that it leads to cannot be read.
        """
        catalog = self._find_catalog()
        if catalog is None:
            return None
        hosts = self._state.folders.image_hosts(str(here.folder))
        drawings: dict[str, PageDrawing] = {}
        builder = LinkCardBuilder(
            catalog, self._read_text, self._rendering(catalog, hosts, drawings), self._words.card
        )
        card = builder.make(url, here)
        return None if card is None else replace(card, drawings=drawings)

    def _read_text(self, path: str) -> str:
        """Decoded text of a note, in the encoding that the user chose for it."""
        encoding = choices_in(self._state, self.folder).encodings.get(path)
        return read_text(path, self.read_note(path), encoding).text

    def _rendering(
        self,
        catalog: Catalog | None,
        image_hosts: frozenset[str],
        drawings: dict[str, PageDrawing],
    ) -> Callable[[str, str], str]:
        """Lays out a text as part of the note at a path, and gathers what is drawn in it."""
        pairs_habit = catalog is not None and catalog.writes_pairs()

        def render(path: str, text: str) -> str:
            request = PageRequest(
                path,
                text,
                wording=self._words.page,
                allowed_hosts=image_hosts,
                pairs_habit=pairs_habit,
            )
            page = self._renderer.render(request, self._ask)
            drawings.update(page.drawings)
            return page.html

        return render

    def _make_home(self, location: Location, options: PageOptions) -> PageDocument:
        content = read_home(location.folder, self._find_catalog(), self._state, self.progress)
        body = home_body(content, self._words.home)
        page = Page(path="", title=self.folder.name, html=body, anchors=())
        html = page_document(page, options.appearance, image_hosts=options.image_hosts)
        return PageDocument(
            folder=location.folder,
            note="",
            title=page.title,
            url=page_url(""),
            body=body,
            html=html,
            image_hosts=options.image_hosts,
            scroll=location.scroll,
        )

    def _make_generated(
        self, generated: GeneratedPage, location: Location, options: PageOptions
    ) -> PageDocument:
        """A page that is made of several notes (`library.location`)."""
        page = replace(self._gather(generated, options.image_hosts), path=location.note)
        return PageDocument(
            folder=location.folder,
            note=location.note,
            title=page.title,
            url=page_url(location.note),
            body=page.html,
            html=page_document(page, options.appearance, image_hosts=options.image_hosts),
            image_hosts=options.image_hosts,
            anchor=location.anchor,
            scroll=location.scroll,
            words=query_texts(location.query),
            drawings=page.drawings,
        )

    def _make_pdf(self, location: Location, options: PageOptions) -> PageDocument:
        """The part of a PDF that a place lies in."""
        # Here, for few folders have PDFs.
        from noteviewer.gui.page_source.pdf_page import PAGES_SHOWN, part_at, pdf_body

        first = part_at(location.anchor)
        file = self._locate(location.note)
        layout = self._drawing.ask(PdfLayoutRequest(str(file), first, PAGES_SHOWN))
        title = location.note.rpartition("/")[2]
        body = pdf_body(location.note, layout, first, self._words.pdf)
        page = Page(location.note, title, body, anchors=())
        return PageDocument(
            folder=location.folder,
            note=location.note,
            title=title,
            url=page_url(location.note),
            body=body,
            html=page_document(page, options.appearance, image_hosts=options.image_hosts),
            image_hosts=options.image_hosts,
            anchor=page_anchor(page_of(location.anchor) or 1) if location.anchor else "",
            scroll=location.scroll,
            words=query_texts(location.query),
            pages=range(first + 1, first + 1 + PAGES_SHOWN),
        )

    def _make_canvas(self, location: Location, options: PageOptions) -> PageDocument:
        """A canvas, its cards laid out as notes are."""
        # Here, for few folders have canvases.
        from noteviewer.gui.page_source.canvas_page import EDGES, canvas_body
        from noteviewer.notes.formats.canvas import Card, read_canvas

        drawings: dict[str, PageDrawing] = {}

        def fill(card: Card) -> str:
            text = card.content
            if card.kind == "file":
                text = f"![[{card.content}{card.part}]]"
            elif card.kind == "link":
                text = f"<{card.content}>"
            page = self._renderer.render(
                PageRequest(
                    location.note,
                    text,
                    wording=self._words.page,
                    allowed_hosts=options.image_hosts,
                )
            )
            drawings.update(page.drawings)
            return page.html

        text = decode(self.read_note(location.note), options.encoding).text
        title = location.note.rpartition("/")[2]
        body, edges = canvas_body(title, read_canvas(text), fill, self._words.canvas)
        if edges is not None:
            drawings[EDGES] = edges
        page = Page(location.note, title, body, anchors=(), drawings=drawings)
        return PageDocument(
            folder=location.folder,
            note=location.note,
            title=title,
            url=page_url(location.note),
            body=body,
            html=page_document(page, options.appearance, image_hosts=options.image_hosts),
            image_hosts=options.image_hosts,
            scroll=location.scroll,
            words=query_texts(location.query),
            drawings=drawings,
        )

    def gather_whole(self, topic: str) -> Page:
        """A page with all parts of a topic, however long it is."""
        whole = GeneratedPage(GeneratedKind.TOPIC, topic)
        return self._gather(whole, frozenset(), is_whole=True)

    def _gather(
        self, generated: GeneratedPage, image_hosts: frozenset[str], *, is_whole: bool = False
    ) -> Page:
        """A page that is made of several notes; for a file, of any length."""
        if generated.kind is GeneratedKind.NEWS:
            return Page("", self._words.home.all_news, self._news_body(), anchors=())
        # Here, for few folders have such pages.
        from noteviewer.gui.page_source.generated_pages import LONGEST, GeneratedPageBuilder

        catalog = self._find_catalog()
        drawings: dict[str, PageDrawing] = {}
        render = self._rendering(catalog, image_hosts, drawings)
        longest = sys.maxsize if is_whole else LONGEST
        builder = GeneratedPageBuilder(
            catalog, self._read_text, self._outline, render, self._words.generated, longest
        )
        title, body = builder.make(generated)
        return Page("", title, body, anchors=(), drawings=drawings)

    def _news_body(self) -> str:
        """The body of the page of all notes that are new, changed or unread."""
        catalog = self._find_catalog()
        if catalog is None:
            return news_body(FolderNews(), {}, self._words.home)
        news = read_news(self._state, catalog, choices_key(self.folder))
        return news_body(news, {row.path: row for row in catalog.notes()}, self._words.home)

    def _outline(self, path: str, text: str) -> tuple[Section, ...]:
        return self._renderer.read(OutlineReading(path, text), ())

    def read_note(self, path: str) -> bytes:
        """The bytes of a note; of a very large file, as many as the index reads.

        Raises:
            CannotOpenError: it is not there, lies outside the folder, or cannot be read.
        """
        file = self._locate(path)
        try:
            return read_note_file(file)[0]
        except OSError as error:
            raise CannotOpenError(f"cannot read {path}: {error.strerror}") from error

    def _locate(self, path: str) -> Path:
        """The file behind a path of the folder, links followed.

        Raises:
            CannotOpenError: it is not there, or lies outside the folder.
        """
        try:
            file = (self.folder / path).resolve()
            if not file.is_relative_to(self.folder.resolve()):
                raise CannotOpenError(f"{path} is not in the folder")
            if not file.is_file():
                raise CannotOpenError(f"{path} is not there, or no file")
        except OSError as error:
            raise CannotOpenError(f"cannot read {path}: {error.strerror}") from error
        return file

    def read_resource(self, url: str) -> Resource | None:
        """What a page loads: an image of the folder, or something of the program's own."""
        inner = parse_url(url)
        if inner is not None and inner.place is Place.APP:
            own = app_resource(inner.path)
            return Resource(own.media_type, own.data) if own else None
        if inner is not None and inner.place is Place.PDF:
            return self._pdf_picture(inner)
        if inner is not None and inner.place is Place.ASSET:
            try:
                data = self._assets.read(inner.path)
            except AssetTooLargeError:
                return None
            media_type = MEDIA_TYPES.get(Path(inner.path).suffix.lower())
            return Resource(media_type, data) if data is not None and media_type else None
        return None

    def _pdf_picture(self, inner: InnerUrl) -> Resource | None:
        number = inner.arguments.get("page", "")
        if format_of(inner.path) != "pdf" or not _PAGE_NUMBER.fullmatch(number):
            return None
        try:
            file = self._locate(inner.path)
        except CannotOpenError:
            return None
        request = PdfPictureRequest(str(file), int(number) - 1, _PICTURE_WIDTH)
        picture = self._drawing.ask(request)
        return Resource("image/png", picture.png) if picture and picture.png else None

    def facts(self, path: str) -> FolderFacts:
        """Series and variants of a note, as the index has them now."""
        catalog = self._find_catalog()
        return FolderFacts.of(catalog.related_notes(path) if catalog else ())

    def _ask(self, questions: tuple[Question, ...]) -> Answers:
        """Answers to the queries of a note; none while there is no index."""
        try:
            return self._open_catalog().answers(questions)
        except IndexUnavailableError:
            return ()

    def _find_catalog(self) -> Catalog | None:
        try:
            return self._open_catalog()
        except IndexUnavailableError:
            return None

    def _card(self, path: str, text: str, encoding: str, catalog: Catalog | None) -> HeadCard:
        facts = self.facts(path)
        if catalog is not None and path in facts.notes:
            return head_card(facts.notes[path], facts, catalog.carried_on(path), text)
        return early_card(self._renderer, path, text, encoding)


def _anchor(location: Location, page: Page) -> str:
    return page.find_anchor(location.anchor) if location.anchor else ""
