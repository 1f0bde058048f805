"""HTML blocks, comments, tables of contents between comments, and what closes them."""

import re
from typing import Final

from noteviewer.notes.syntax.blocks.fences import CODE_TAGS

_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)(?=[\s/>]|$)")
_TOC_NAMES: Final = r"(?:(?:Markdown)?TOC|(?:vim-)?markdown-toc|START doctoc)"
_TOC_OPEN = re.compile(rf"<!--\s*{_TOC_NAMES}\b[^>]*-->", re.IGNORECASE)
_TOC_CLOSE = re.compile(
    r"<!--\s*(?:/(?:Markdown)?TOC|tocstop|(?:vim-)?markdown-toc|END doctoc)\b[^>]*-->",
    re.IGNORECASE,
)
_COMMENT_CLOSE = re.compile("-->")
_CODE_TAG_CLOSE: Final = {
    name: re.compile(
        rf"^[ \t]*(?:\{{%-?[ \t]*end{name}[ \t]*-?%\}}"
        rf"|\{{\{{[<%][ \t]*/[ \t]*{name}[ \t]*[>%]\}}\}})[ \t]*$",
        re.MULTILINE,
    )
    for name in CODE_TAGS
}
_JSX_CLOSE = re.compile(r"\*/[ \t]*\}[ \t]*$", re.MULTILINE)
_PERCENT_CLOSE = re.compile(r"\n[ \t]*%%[ \t]*(?=\n|$)")
_KRAMDOWN_CLOSE = re.compile(r"\{:/(?:comment)?\}")
_ORG_CLOSE: Final = {
    name: re.compile(rf"\n[ \t]*#\+END_{name}[ \t]*(?=\n|$)", re.IGNORECASE)
    for name in ("EXAMPLE", "SRC", "EXPORT", "QUERY")
}

WHOLE_TAGS: Final = frozenset(("pre", "script", "style", "textarea", "table", "svg", "video"))
"""Their content may hold blank lines; it ends with the closing tag."""
_CLOSE_TAGS: Final = {tag: re.compile(f"</{tag}\\s*>", re.IGNORECASE) for tag in WHOLE_TAGS}
_BLOCK_TAGS: Final = WHOLE_TAGS | frozenset(
    re.findall(
        r"\w+",
        """address article aside audio base blockquote body center details dialog dd dir div dl dt
        fieldset figcaption figure footer form frame h1 h2 h3 h4 h5 h6 head header hr html iframe
        legend li link main menu nav ol optgroup option p param section source summary tbody td
        tfoot th thead title tr track ul""",
    )
)


def match_block_tag(line: str, position: int) -> tuple[str, bool] | None:
    """Give the name of a block's tag that starts here, and whether it is an opening one."""
    match = _TAG.match(line, position)
    if match is None or match[1].lower() not in _BLOCK_TAGS:
        return None
    return match[1].lower(), line[position + 1] != "/"


class Closers:
    """Finds what closes a construct; a mark that is absent from the rest is looked for once."""

    __slots__ = ("_absent", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._absent: set[re.Pattern[str]] = set()

    def comment(self, offset: int) -> tuple[int, bool] | None:
        """Give the end of the comment at ``offset``, and whether it is a table of contents."""
        if _TOC_OPEN.match(self._text, offset):
            end = self._search(_TOC_CLOSE, offset + 4)
            if end is not None:
                return end, True
        # ``<!-->`` and ``<!--->`` are whole comments.
        end = self._search(_COMMENT_CLOSE, offset + 2)
        return None if end is None else (end, False)

    def percent_comment(self, offset: int) -> int | None:
        """Give the end of an Obsidian comment whose marks fill lines of their own."""
        return self._search(_PERCENT_CLOSE, offset)

    def kramdown_comment(self, offset: int) -> int | None:
        """Give the end of what stands between ``{::comment}`` and ``{:/comment}``."""
        return self._search(_KRAMDOWN_CLOSE, offset)

    def org_block(self, name: str, offset: int) -> int | None:
        """Give the end of the line that closes one of Org's literal blocks."""
        return self._search(_ORG_CLOSE[name.upper()], offset)

    def code_tag(self, name: str, offset: int) -> int | None:
        """Give the end of the line that closes what a tag of a template holds."""
        return self._search(_CODE_TAG_CLOSE[name], offset)

    def jsx_comment(self, offset: int) -> int | None:
        """Give the end of what ``{/*`` begins."""
        return self._search(_JSX_CLOSE, offset)

    def tag(self, tag: str, offset: int) -> int | None:
        """Give the end of the closing tag."""
        return self._search(_CLOSE_TAGS[tag], offset)

    def _search(self, pattern: re.Pattern[str], offset: int) -> int | None:
        if pattern in self._absent:
            return None
        match = pattern.search(self._text, offset)
        if match is None:
            self._absent.add(pattern)
            return None
        return match.end()
