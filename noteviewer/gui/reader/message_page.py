"""The page that stands in the place of a note that cannot be shown. No Qt here."""

from html import escape

from noteviewer.gui.reader.documents import PageDocument
from noteviewer.render.page import Page
from noteviewer.render.shell import page_document
from noteviewer.render.urls import page_url


def message_page(title: str, text: str, detail: str = "") -> PageDocument:
    """A heading, a sentence, and in small letters what the system says."""
    body = (
        f'<header class="nv-card"><h1>{escape(title)}</h1></header><article>'
        f"<p>{escape(text)}</p><p><small>{escape(detail)}</small></p></article>"
    )
    html = page_document(Page(path="", title=title, html=body, anchors=()))
    return PageDocument(note="", title=title, url=page_url(""), body=body, html=html)
