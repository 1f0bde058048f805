"""What every reader of lines needs: where text starts in a line, and lines without quote marks."""

import re
from collections.abc import Sequence

QUOTE = re.compile(r"[ \t]*>[ \t]?(?:[ ]{0,3}>[ \t]?)*")
"""Quote marks at the start of a line, however deep, and however far to the right."""
_HAN = re.compile(r"[\u4e00-\u9fff]")
_CLAUSE_END = re.compile(r"[，。；：！？、]|(?<=[\u4e00-\u9fff])[,.!?](?=\s|$|[\u4e00-\u9fff])")
_CODE_SIGN = re.compile(r"[;{}]\s*$|//|/\*|^\s*(?:[#$>@]|--)|[=+]=|->|=>|\bdef\b|\bint\b")


def skip_blanks(line: str, position: int = 0) -> tuple[int, int]:
    """Give the columns of white space from ``position`` on, and where it ends; tabs stop at 4."""
    column = 0
    while position < len(line):
        if line[position] == " ":
            column += 1
        elif line[position] == "\t":
            column += 4 - column % 4
        else:
            break
        position += 1
    return column, position


def unquoted(line: str) -> str:
    """Take quote marks off a line."""
    match = QUOTE.match(line)
    return line[match.end() :] if match else line


def is_blank(line: str) -> bool:
    """Whether a line has nothing to show."""
    return not line or line.isspace()


def reads_as_prose(lines: Sequence[str], number: int) -> bool:
    """Whether an indented line starts a paragraph of Chinese prose, not code.

    Chinese writers indent paragraphs, and what they indent by four blanks would be shown as code.
    Prose has clauses with Han punctuation and no mark of any programming language.
    """
    has_clause = False
    for at in range(number, len(lines)):
        line = lines[at]
        if is_blank(line):
            break
        if _CODE_SIGN.search(line):
            return False
        has_clause = has_clause or bool(_HAN.search(line) and _CLAUSE_END.search(line))
    return has_clause
