"""Pages of notes that tests write themselves, looked at with an HTML parser."""

from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser

import pytest

from noteviewer.cli.commands.render import ENGLISH
from noteviewer.render.document.page import Page, PageRequest
from noteviewer.render.folder_context import LONE_NOTE, FolderContext
from noteviewer.render.render import render_note

VOID = frozenset({"br", "hr", "img", "input", "wbr", "col"})


@dataclass
class Element:
    """One element of a page."""

    tag: str
    attributes: dict[str, str]
    children: list["Element"] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.pieces)

    def all(self, tag: str = "", **attributes: str) -> list["Element"]:
        """All descendants with a tag, and attributes (``class_`` for ``class``)."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        found = []
        for child in self.children:
            if (not tag or child.tag == tag) and all(
                value in child.attributes.get(name, "").split()
                or child.attributes.get(name) == value
                for name, value in wanted.items()
            ):
                found.append(child)
            found += child.all(tag, **attributes)
        return found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("root", {})
        self.stack = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.stack[-1].children.append(element)
        if tag not in VOID:
            self.stack.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.stack[-1].tag == tag, f"</{tag}> closes <{self.stack[-1].tag}>"
            self.stack.pop()

    def handle_data(self, data: str) -> None:
        for element in self.stack:
            element.pieces.append(data)


def read_html(html: str) -> Element:
    """Read a page; unbalanced tags fail the test."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert len(reader.stack) == 1, f"<{reader.stack[-1].tag}> is not closed"
    return reader.root


@pytest.fixture
def render() -> Callable[..., Page]:
    """Makes the page of a text."""

    def make(text: str, path: str = "folder/note.md", around: FolderContext = LONE_NOTE) -> Page:
        return render_note(PageRequest(path, text, ENGLISH), around)

    return make


@pytest.fixture
def look(render: Callable[..., Page]) -> Callable[..., Element]:
    """Makes the page of a text and reads it."""
    return lambda text, **options: read_html(render(text, **options).html)
