"""Fenced code: where it starts, and where its writer meant it to end (``syntax.md``, section 5)."""

import re
from collections.abc import Sequence

from noteviewer.notes.syntax.lines import QUOTE, is_blank, skip_blanks

_FENCE = re.compile(r"(`{3,}|~{3,})[ \t]*(.*)")
_ORG_OPEN = re.compile(r"#\+BEGIN_(EXAMPLE|SRC|EXPORT|QUERY)\b[ \t]*(.*)", re.IGNORECASE)
_JEKYLL_OPEN = re.compile(r"\{%-?[ \t]*highlight[ \t]+([\w+#.-]+)[^%]*%\}[ \t]*$")
_ITEM_OR_HEADING = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)]|#{1,6})[ \t]")


def match_org_block(line: str, position: int) -> re.Match[str] | None:
    """Match the start of a literal block as Org and Logseq write it: its name and its language."""
    return _ORG_OPEN.match(line, position)


def match_highlight(line: str, position: int) -> re.Match[str] | None:
    """Match the start of a block of code in the way of Jekyll: its language."""
    return _JEKYLL_OPEN.match(line, position)


def match_fence(line: str, position: int = 0) -> re.Match[str] | None:
    """Match an opening fence: its mark and its info string.

    An info string holds no mark of the fence's own kind: ```` ```x``` ```` is a code span.
    """
    match = _FENCE.match(line, position)
    return None if match is None or match[1][0] in match[2] else match


def language(info: str) -> str:
    """Give the first word of an info string, without the brackets of Pandoc and R Markdown."""
    words = info.strip("{}. ").split(None, 1)
    return words[0].strip("{}.,") if words else ""


def find_fence_end(
    lines: Sequence[str], number: int, mark: str, *, depth: int, base: int
) -> tuple[int, bool]:
    """Find the line after a fence.

    Beyond CommonMark: a fence may be closed deeper or shallower than its list item says; a deeper
    fence with an info string inside is an example of a fence and closes with its own indent; in
    a quotation, lines without ``>`` belong to it where a closing fence follows.

    Args:
        lines: The note's.
        number: Line of the opening fence.
        mark: The opening fence itself.
        depth: Of the quotation around it.
        base: Column at which the content of the list item around it starts.

    Returns:
        The line after it, and whether it was closed.
    """
    opening_column = skip_blanks(lines[number])[0]
    inner: int | None = None
    for end in range(number + 1, len(lines)):
        line = lines[end]
        if depth:
            quote = QUOTE.match(line)
            if quote is None:
                return _find_lazy_end(lines, end, mark)
            line = line[quote.end() :]
        elif is_blank(line):
            continue
        column, position = skip_blanks(line)
        rest = line[position:].rstrip()
        if rest.startswith(mark):
            if not rest.strip(mark[0]):
                if inner is None or column < inner:
                    return end + 1, True
                inner = None
                continue
            if inner is None and column > opening_column and match_fence(rest):
                inner = column
        if column < base and not depth:
            return _find_end_left_of_item(lines, end, mark)
    return len(lines), False


def _find_end_left_of_item(lines: Sequence[str], number: int, mark: str) -> tuple[int, bool]:
    """Find the end of a fence whose content, or what follows it, is left of its list item.

    Content pasted without indentation is code where the next fence closes it; a new list item, a
    heading, or a next fence that opens one says that the fence was never closed.
    """
    if _ITEM_OR_HEADING.match(lines[number]):
        return number, False
    for end in range(number, len(lines)):
        rest = lines[end].strip()
        if rest.startswith(mark):
            return (end + 1, True) if not rest.strip(mark[0]) else (number, False)
    return number, False


def _find_lazy_end(lines: Sequence[str], number: int, mark: str) -> tuple[int, bool]:
    for end in range(number, len(lines)):
        rest = lines[end].strip()
        if not rest:
            break
        if rest.startswith(mark) and not rest.strip(mark[0]):
            return end + 1, True
    return number, False
