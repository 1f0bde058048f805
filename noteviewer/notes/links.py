"""Links that stay inside the folder, as a note writes them (``syntax.md``, section 6).

Finding is a matter of the text alone; where a link leads only the folder knows
(`noteviewer.notes.site.Site`). Addresses of the folder's own web site are references like all
other addresses; `Site.resolve_url` recognises them.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING
from urllib.parse import unquote

from noteviewer.notes.image_names import is_image_name
from noteviewer.notes.marks import Mark, MarkKind, find_marks
from noteviewer.notes.model import Link, LinkKind
from noteviewer.notes.references.wording import clean
from noteviewer.notes.site.paths import plain_path

if TYPE_CHECKING:
    from noteviewer.notes.document import Document

_SERIES = re.compile(r"《([^《》\n（()]{1,60}[（(][〇零一二三四五六七八九十百]{1,7}[）)])》")
_OTHER_SCHEME = re.compile(r"(?!dendron:)[A-Za-z][A-Za-z0-9+.-]*:", re.IGNORECASE)
_VARIABLE = re.compile(r"\{[{%]")
_DENDRON_VAULT = re.compile(r"dendron://[^/]+/")


def find_links(document: "Document", marks: Sequence[Mark] | None = None) -> tuple[Link, ...]:
    """Find every link into the folder, in order.

    Args:
        document: The scanned note.
        marks: Its marks, where the caller has them already.
    """
    marks = find_marks(document) if marks is None else marks
    links = [link for mark in marks if (link := _link(mark)) is not None]
    if "《" in document.masked:
        links += _series_links(document, marks)
        links.sort(key=lambda link: link.start)
    return tuple(links)


def _link(mark: Mark) -> Link | None:
    if mark.kind in (MarkKind.WIKILINK, MarkKind.EMBED):
        return _wikilink(mark)
    if mark.kind is not MarkKind.LINK or not mark.target:
        return None
    target = mark.target
    if target.startswith("//") or _OTHER_SCHEME.match(target) or _is_template(target):
        return None
    path, _, fragment = target.partition("#")
    fragment = unquote(fragment)
    if not path:
        kind = LinkKind.FRAGMENT
    elif path.startswith("/"):
        kind = LinkKind.PERMALINK
    else:
        kind = LinkKind.MARKDOWN
    return Link(kind, path, fragment, clean(mark.text), mark.line, mark.start, mark.end)


def _is_template(target: str) -> bool:
    """Whether only the site builder knows the target: ``{{ post.url }}``."""
    return "{" in target and _VARIABLE.search(plain_path(target)) is not None


def _wikilink(mark: Mark) -> Link | None:
    """``[[note#heading|text]]``; whether Dendron meant ``[[text|note]]`` the site decides."""
    inner = _DENDRON_VAULT.sub("", mark.target)
    written, separator, alias = inner.partition("|")
    path, _, fragment = written.rstrip("\\").partition("#")
    path = path.strip()
    if not path and not fragment:
        return None
    if mark.kind is MarkKind.EMBED and is_image_name(path):
        return None
    kind = LinkKind.EMBED if mark.kind is MarkKind.EMBED else LinkKind.WIKILINK
    text = alias.strip() if separator else written.strip()
    return Link(kind, path, unquote(fragment.strip()), text, mark.line, mark.start, mark.end)


def _series_links(document: "Document", marks: Sequence[Mark]) -> list[Link]:
    """Names of parts of a series that stand in plain text, not in the text of a link."""
    starts = [mark.start for mark in marks]
    ends = list(accumulate((mark.end for mark in marks), max))

    def is_linked(offset: int) -> bool:
        index = bisect_right(starts, offset) - 1
        return index >= 0 and ends[index] > offset

    return [
        Link(
            LinkKind.SERIES,
            match[1].strip(),
            "",
            match.group(),
            bisect_right(document.line_starts, match.start()) - 1,
            match.start(),
            match.end(),
        )
        for match in _SERIES.finditer(document.masked)
        if not is_linked(match.start())
    ]
