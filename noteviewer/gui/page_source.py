"""Makes the pages that the reader pane shows, and reads what they load. Runs on worker threads."""

import logging
import mimetypes
from html import escape
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from noteviewer.gui.reader.documents import PageDocument, Resource
from noteviewer.library.location import Location
from noteviewer.notes.text import decode

logger = logging.getLogger(__name__)

LARGEST_ASSET = 64 * 1024 * 1024


class PageSource:
    """Pages and images of one folder."""

    def __init__(self, folder: str) -> None:
        self._folder = Path(folder).resolve()

    def make_page(self, location: Location) -> PageDocument:
        """The page of a note.

        Raises:
            OSError: the note cannot be read.
        """
        text = decode((self._folder / location.note).read_bytes()).text
        html = f"<!doctype html><meta charset=utf-8><pre>{escape(text)}</pre>"
        return PageDocument(
            note=location.note,
            url=f"noteviewer://page/{quote(location.note)}",
            html=html,
            anchor=location.anchor,
            scroll=location.scroll,
            query=location.query,
        )

    def read_resource(self, url: str) -> Resource | None:
        """What a page loads: a picture of the folder or something of the program's own."""
        parts = urlsplit(url)
        if parts.netloc == "asset":
            return self.read_asset(unquote(parts.path).removeprefix("/"))
        return None

    def read_asset(self, path: str) -> Resource | None:
        """A picture of the folder; None for what is no picture or lies outside."""
        file = (self._folder / path).resolve()
        content_type = mimetypes.guess_type(file.name)[0] or ""
        if not content_type.startswith("image/") or not file.is_relative_to(self._folder):
            return None
        if not file.is_file() or file.stat().st_size > LARGEST_ASSET:
            return None
        return Resource(content_type, file.read_bytes())
