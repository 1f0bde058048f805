"""Links that stay inside the folder, as a note writes them.

Finding is a matter of the text alone; where a link leads only the folder knows
(`noteviewer.notes.site.Site`). Addresses of the folder's own web site are references like all
other addresses; `Site.resolve_url` recognises them.
"""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING
from urllib.parse import unquote

from noteviewer.notes.image_names import is_image_name
from noteviewer.notes.model import Link, LinkKind
from noteviewer.notes.references.wording import clean
from noteviewer.notes.site.paths import plain_path
from noteviewer.notes.syntax.marks import Mark, MarkKind, find_marks
from noteviewer.notes.syntax.tree import InlineKind

if TYPE_CHECKING:
    from noteviewer.notes.syntax.document import Document

_OTHER_SCHEME = re.compile(r"(?!dendron:|id:|denote:)[A-Za-z][A-Za-z0-9+.-]*:", re.IGNORECASE)
_VARIABLE = re.compile(r"\{[{%]")
_DENDRON_VAULT = re.compile(r"dendron://[^/]+/")


def find_links(document: "Document", marks: Sequence[Mark] | None = None) -> tuple[Link, ...]:
    """Find every link into the folder, in order.

    Args:
        document: The parsed note.
        marks: Its marks, where the caller has them already.
    """
    marks = find_marks(document) if marks is None else marks
    links = [link for mark in marks if (link := _link(mark)) is not None]
    if "《" in document.text:
        links += _series_links(document)
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


def _series_links(document: "Document") -> Iterator[Link]:
    """Names of parts of a series that stand in plain text, not in the text of a link."""
    for leaf, node in document.walk_inlines("《"):
        if node.kind is InlineKind.SERIES:
            start, end = leaf.source_offset(node.start), leaf.source_offset(node.end - 1) + 1
            text = leaf.text[node.start : node.end]
            line = document.line_at(start)
            yield Link(LinkKind.SERIES, node.target.strip(), "", text, line, start, end)
