"""References as rows to read: the title first, its host beside it, the URL as written at hand."""

import re
from collections.abc import Sequence
from html import escape

from noteviewer.notes.document import BlockKind, Document
from noteviewer.notes.html_blocks import match_block_tag
from noteviewer.notes.model import Reference
from noteviewer.render.structure import ReferenceRow
from noteviewer.render.tokens import Tokens
from noteviewer.render.urls import urlsplit_host

_ROWS = re.compile(r'(?:<li class="nv-ref".*?</li>\s*)+', re.DOTALL)
_LONGEST_SHOWN = 90


def reference_rows(
    document: Document, references: Sequence[Reference], tokens: Tokens
) -> dict[int, ReferenceRow]:
    """The rows of a note by line: URLs that are a paragraph of their own.

    A link inside a sentence or a list stays where it is written.
    """
    paragraphs = {
        block.start: block.end
        for block in document.blocks
        if block.kind is BlockKind.PARAGRAPH and block.level == 0
    }
    rows = {}
    for reference in references:
        url = reference.url
        if url is None or reference.line not in paragraphs:
            continue
        written = document.lines[reference.line].strip().strip("<>")
        is_alone = paragraphs[reference.line] == reference.line + 1 and written == url
        title_line = reference.title_line
        has_own_title = title_line is None or (
            title_line > reference.line
            and paragraphs.get(title_line) == title_line + 1
            and not _holds_block(document.lines[title_line])
        )
        if is_alone and has_own_title and url.startswith(("http://", "https://")):
            rows[reference.line] = _row(reference, url, tokens)
    return rows


def group_rows(html: str) -> str:
    """Rows that follow each other become one list."""
    return _ROWS.sub(lambda found: f'<ul class="nv-refs">{found[0].rstrip()}</ul>', html)


def _row(reference: Reference, url: str, tokens: Tokens) -> ReferenceRow:
    href, host = escape(url), escape(urlsplit_host(url).removeprefix("www."), quote=False)
    title = reference.title if reference.title_line is None else None
    shown = escape(title or _shorten(url), quote=False) if reference.title_line is None else ""
    bare = "" if reference.title_line is not None or title else " data-bare"
    opening = (
        f'<li class="nv-ref" data-line="{reference.line}"{bare}>'
        f'<a class="nv-ref-title" href="{href}" title="{href}">'
    )
    closing = (
        f'{shown}</a> <span class="nv-ref-host">{host}</span>'
        f'<a class="nv-ref-url" href="{href}">{escape(url, quote=False)}</a></li>'
    )
    return ReferenceRow(
        reference.title_line, tokens.final_block(opening, url), tokens.final_block(closing)
    )


def _holds_block(line: str) -> bool:
    """Whether HTML stands in it that does not go into a link."""
    return any(match_block_tag(line, tag.start()) for tag in re.finditer("<", line))


def _shorten(url: str) -> str:
    text = url.split("://", 1)[-1].removeprefix("www.").rstrip("/")
    return text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 1]}…"
