"""Fenced code: where it starts, and where its writer meant it to end."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from noteviewer.notes.syntax.blocks.lines import QUOTE, is_blank, skip_blanks
from noteviewer.notes.syntax.dialect import Rules

_FENCE = re.compile(r"(`{3,}|~{3,})[ \t]*(.*)")
_ORG_OPEN = re.compile(r"#\+BEGIN_(EXAMPLE|SRC|EXPORT|QUERY)\b[ \t]*(.*)", re.IGNORECASE)
_JEKYLL_OPEN = re.compile(r"\{%-?[ \t]*highlight[ \t]+([\w+#.-]+)[^%]*%\}[ \t]*$")
_DIRECTIVE = re.compile(r"\{([A-Za-z][\w:.+-]{0,40})\}[ \t]*")
_LANGUAGE = re.compile(r"([A-Za-z][\w+#-]{0,30}):")
_NUMBERS = re.compile(r"(?:no-)?line-numbers|linenos|\d+$|=")
_INFO_VALUE = re.compile(
    r"""(?<![\w-])([A-Za-z][\w-]{0,30})=("[^"]{0,400}"|'[^']{0,400}'|\[[^\]]{0,400}\]|[^\s"'\[\],{}]{1,400})"""
)
_NUMBERED = re.compile(
    r"(?<![\w-])(?:linenums|linenos|lineNos|showLineNumbers|number-lines|numberLines|line-numbers)\b"
    r"(?:=[\"']?(\w{1,6}))?"
)
_NUMBERED_FROM = re.compile(r"\b(?:linenostart|lineNoStart|startFrom|start-from)=[\"']?(\d{1,6})")
_RANGES = re.compile(r"\{[ \t]*(\d[\d,\s-]{0,400})\}")
_RANGE = re.compile(r"(\d{1,6})(?:\s*-\s*(\d{1,6}))?")
_LONGEST_RANGES = 400
_OPTION = re.compile(r"[ \t]*:[A-Za-z][\w-]{0,40}:(?:[ \t]|$)")
_MOST_OPTIONS = 40
_LABEL = re.compile(r"\[([^\[\]=]{1,200})\]\s*$")
CODE_DIRECTIVES = frozenset({"code-cell", "code-block", "code", "sourcecode", "code-example"})
"""Of MyST: the language follows."""
_CODE_TAG = re.compile(
    r"\{([{%])[<%-]?[ \t]*(highlight|code-toggle|codeblock|code|mermaid)\b"
    r"([^\n]*?)[>%-]?[%}]\}[ \t]*$"
)
_LANGUAGE_SAID = re.compile(r"\blang(?:uage)?[:=][\"']?([\w+#-]{1,40})[\"']?")
_URL_SAID = re.compile(r"https?://\S{1,400}.*|\bline_number:\w+")
CODE_TAGS = frozenset({"highlight", "code-toggle", "codeblock", "code", "mermaid"})
"""Names of tags below which code stands."""
_ITEM_OR_HEADING = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)]|#{1,6})[ \t]")


class CodeInfo(NamedTuple):
    """What an info string says."""

    language: str
    title: str = ""
    """A file name, or what else stands above the code."""
    marked: str = ""
    """Lines that are to stand out, as written: ``1,3-5``."""
    first_number: int = 0
    """What the first line is numbered; 0 where lines have no numbers."""


def match_org_block(line: str, position: int) -> re.Match[str] | None:
    """Match the start of a literal block as Org and Logseq write it: its name and its language."""
    return _ORG_OPEN.match(line, position)


def match_code_tag(line: str, position: int, rules: Rules) -> tuple[str, str] | None:
    """Match a tag of a template below which code stands: its name, and an info string.

    ``{% highlight ruby %}`` of Jekyll, ``{% codeblock a.js lang:js %}`` of Hexo,
    ``{{< highlight go "hl_lines=2" >}}`` and ``{{< code-toggle file=hugo >}}`` of Hugo.
    """
    if found := _JEKYLL_OPEN.match(line, position):
        return "highlight", found[1]
    found = _CODE_TAG.match(line, position)
    if found is None:
        return None
    if not (rules.has_shortcodes if found[1] == "{" else rules.has_liquid_blocks):
        return None
    name, said = found[2], found[3].strip(" \t-")
    if name == "mermaid":
        return name, name
    if name == "highlight":
        return name, said.replace('"', " ")
    language_said = _LANGUAGE_SAID.search(said)
    title = _LANGUAGE_SAID.sub("", _URL_SAID.sub("", said)).strip(" \"'")
    title = "" if "=" in title or ":" in title else title
    return name, f'{language_said[1] if language_said else "text"} title="{title}"'


def match_fence(line: str, position: int = 0) -> re.Match[str] | None:
    """Match an opening fence: its mark and its info string.

    An info string holds no mark of the fence's own kind: ```` ```x``` ```` is a code span.
    """
    match = _FENCE.match(line, position)
    return None if match is None or match[1][0] in match[2] else match


def language(info: str) -> str:
    """Give the language that an info string names."""
    return read_info(info).language


def read_info(info: str) -> CodeInfo:
    """Read an info string, whoever's it is.

    ``ruby:a.rb``, ``js {1,3-5} title="x"``, ``{.py hl_lines="2 3"}``, ``{r, echo=FALSE}``,
    ``ts:line-numbers [label]``, ``{code-block} yaml``.
    """
    info = info.strip()
    if found := _DIRECTIVE.match(info):
        info = info[found.end() :] if found[1] in CODE_DIRECTIVES else found[1]
    words = info.strip("{}. ").split(None, 1)
    first = words[0].strip("{}.,") if words else ""
    title = ""
    if divided := _LANGUAGE.match(first):
        name = first[divided.end() :]
        first = divided[1]
        if name and not _NUMBERS.match(name):
            title = name.partition("{")[0]
    first = first.partition("{")[0].partition("[")[0]
    marked = ""
    for found in _INFO_VALUE.finditer(info):
        value = found[2].strip("\"'[]")
        if found[1].lower() in ("title", "filename", "caption", "file"):
            title = value or title
        elif found[1].lower() in ("hl_lines", "emphasize-lines", "highlight", "mark"):
            marked = value
    if not marked and (ranges := _RANGES.search(info)):
        marked = ranges[1]
    if not title and (label := _LABEL.search(info)):
        title = label[1]
    return CodeInfo(first, title, marked, _first_number(info))


def _first_number(info: str) -> int:
    found = _NUMBERED.search(info)
    if found is None or (found[1] or "").lower() in ("false", "no", "0"):
        return 0
    start = _NUMBERED_FROM.search(info)
    said = start[1] if start else found[1] or ""
    return int(said) if said.isdigit() else 1


def is_math(info: str) -> bool:
    """Whether a fence holds a formula."""
    return info.lower() in ("math", "{math}")


def skip_options(lines: Sequence[str], number: int) -> int:
    """Give the line after ``:name: value`` lines, or after what stands between ``---``."""
    end = number
    if end < len(lines) and lines[end].strip() == "---":
        for last in range(end + 1, min(len(lines), end + _MOST_OPTIONS)):
            if lines[last].strip() == "---":
                return last + 1
        return number
    while end < min(len(lines), number + _MOST_OPTIONS) and _OPTION.match(lines[end]):
        end += 1
    return end


def marked_lines(marked: str, count: int) -> frozenset[int]:
    """The numbers of lines in ``1,3-5``, of a block of so many; the first is 1."""
    lines: set[int] = set()
    for found in _RANGE.finditer(marked[:_LONGEST_RANGES]):
        first = int(found[1])
        last = int(found[2]) if found[2] else first
        lines.update(range(first, min(last, count) + 1))
    return frozenset(lines)


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
