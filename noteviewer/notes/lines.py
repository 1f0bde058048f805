"""What every reader of lines needs: where text starts in a line, and lines without quote marks."""

import re

QUOTE = re.compile(r"(?:[ ]{0,3}>[ \t]?)+")
"""Quote marks at the start of a line, however deep."""


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
