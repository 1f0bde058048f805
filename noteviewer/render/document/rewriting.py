"""Finished markup with some of its tags written anew: for files that stand alone.

The markup is read, never searched: what looks like a tag or an attribute in the text of a note, in
its code or in the value of an attribute is none.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from html import escape
from html.parser import HTMLParser


@dataclass(frozen=True, slots=True)
class Tag:
    """An opening tag."""

    name: str
    attributes: Mapping[str, str]
    """Decoded; empty where only a name is written."""


class Change(Enum):
    """What becomes of a tag that is not written anew."""

    KEEP = "keep"
    DROP_ELEMENT = "drop element"
    """With all that stands in it."""


Rewrite = Callable[[Tag], str | Change]
"""Gives the markup to write in place of an opening tag."""


def rewrite_tags(html: str, rewrite: Rewrite) -> str:
    """Write opening tags anew; all else stays as it is, letter by letter.

    Args:
        html: Markup that we made: balanced, and with a semicolon behind each reference.
        rewrite: What becomes of each opening tag.
    """
    rewriter = _Rewriter(rewrite)
    rewriter.feed(html)
    rewriter.close()
    return "".join(rewriter.out)


def opening_tag(name: str, attributes: Mapping[str, str]) -> str:
    """An opening tag with its attributes escaped."""
    written = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items())
    return f"<{name}{written}>"


class _Rewriter(HTMLParser):
    def __init__(self, rewrite: Rewrite) -> None:
        super().__init__(convert_charrefs=False)
        self.out: list[str] = []
        self._rewrite = rewrite
        self._dropped = ""
        """Name of the element that is being left out."""
        self._depth = 0
        """How many elements of that name are open within."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._dropped:
            self._depth += tag == self._dropped
            return
        written = self._rewrite(Tag(tag, {name: value or "" for name, value in attrs}))
        if written is Change.DROP_ELEMENT:
            self._dropped, self._depth = tag, 1
        else:
            self._write(self.get_starttag_text() or "" if written is Change.KEEP else str(written))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        written = self._rewrite(Tag(tag, {name: value or "" for name, value in attrs}))
        if written is not Change.DROP_ELEMENT:
            self._write(self.get_starttag_text() or "" if written is Change.KEEP else str(written))

    def handle_endtag(self, tag: str) -> None:
        if self._dropped:
            self._depth -= tag == self._dropped
            if not self._depth:
                self._dropped = ""
            return
        self._write(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self._write(data)

    def handle_entityref(self, name: str) -> None:
        self._write(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._write(f"&#{name};")

    def _write(self, text: str) -> None:
        if not self._dropped:
            self.out.append(text)
