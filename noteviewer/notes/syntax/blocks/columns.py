"""Places in a line by columns, as tabs that stop at 4 make of its blanks."""


def skip(line: str, position: int, column: int) -> tuple[int, int, int]:
    """Columns of blanks from a place on, where they end, and the column there; tabs stop at 4."""
    start = column
    end = len(line)
    while position < end:
        sign = line[position]
        if sign == " ":
            column += 1
        elif sign == "\t":
            column += 4 - column % 4
        else:
            break
        position += 1
    return column - start, position, column


def advance(line: str, position: int, column: int, columns: int) -> tuple[int, int]:
    """Pass over at most this many columns of blanks; a tab may be passed over in part."""
    target = column + columns
    while column < target and position < len(line):
        sign = line[position]
        if sign == " ":
            column += 1
        elif sign == "\t":
            following = column + 4 - column % 4
            if following > target:
                return position, target
            column = following
        else:
            break
        position += 1
    return position, column


def is_cut(line: str, position: int, column: int) -> bool:
    """Whether columns of the tab at a place are taken already."""
    at = 0
    for sign in line[:position]:
        at += 4 - at % 4 if sign == "\t" else 1
    return column > at


def after_mark(line: str, position: int, column: int) -> tuple[int, int]:
    """Pass over the one blank that belongs to a quote mark."""
    return advance(line, position, column, 1)
