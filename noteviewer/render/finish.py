"""Last step of a page: marks become attributes, rows become lists, and nothing is left over."""

import re
from html import escape, unescape

from noteviewer.render.han_emphasis import mark_han_emphasis
from noteviewer.render.rows import group_rows
from noteviewer.render.table_cells import mark_long_cells
from noteviewer.render.wording import Wording

_HEADING = re.compile(r'<h([1-6])>\s*<nv-heading ((?:[^<>"]|"[^"]*")*)>')
_STRAY_HEADING_MARK = re.compile(r'<nv-heading ((?:[^<>"]|"[^"]*")*)>')
_FIRST_HEADING = re.compile(r"<h1 ([^>]*)>(.*?)</h1>", re.DOTALL)
_ANY_TAG = re.compile(r"<[^>]*>")
_LINE_MARK = re.compile(r"<(p|li)>(\s*)<nv-line (\d+)>")
_STRAY_LINE_MARK = re.compile(r"<nv-line \d+>")
_EMPTY = re.compile(
    r'<p(?: data-line="\d+")?>\s*</p>'
    r"|<thead>\s*<tr>\s*(?:<th[^>]*>\s*</th>\s*)+</tr>\s*</thead>"
)
_TABLE = re.compile(r"<table(?=[ >])|</table>")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def finish(html: str, title: str, wording: Wording) -> str:
    """Headings get their anchors, paragraphs their lines, tables a frame to scroll in.

    Args:
        html: Sanitised, with all tokens put back.
        title: What the head card says; a first heading that only repeats it is not seen.
        wording: What is said of footnotes, for those who hear the page, and of diagrams.
    """
    html = _HEADING.sub(r"<h\1 \2>", html)
    html = _LINE_MARK.sub(r'<\1 data-line="\3">\2', html)
    html = _STRAY_LINE_MARK.sub("", html)
    html = _STRAY_HEADING_MARK.sub(r"<span \1></span>", html)
    html = _EMPTY.sub("", group_rows(html))
    name = escape(wording.footnotes)
    html = html.replace(
        '<div class="footnote">', f'<div class="footnote" role="doc-endnotes" aria-label="{name}">'
    )
    name = escape(wording.diagram.format("mermaid"))
    html = html.replace('<div class="mermaid">', f'<div class="mermaid" data-label="{name}">')
    html = mark_han_emphasis(mark_long_cells(_TABLE.sub(_framed_table, html)))
    return _CONTROLS.sub("", _without_same_title(html.lstrip(), title))


def _without_same_title(html: str, title: str) -> str:
    """A first heading that says what the head card says is kept for its anchor only."""
    found = _FIRST_HEADING.match(html) if title else None
    if not found or unescape(_ANY_TAG.sub("", found[2])).strip() != title:
        return html
    return f'<h1 class="nv-same-title" {found[1]}>{html[found.start(2) :]}'


def _framed_table(found: re.Match[str]) -> str:
    return "</table></div>" if found[0] == "</table>" else '<div class="nv-table"><table'
