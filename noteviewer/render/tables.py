"""Tables as people write them, and as Python-Markdown reads them."""

import re
from collections.abc import Sequence

_SEPARATOR = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")


def table_rows(rows: Sequence[str]) -> list[str]:
    """Rows of a table with the header and the separator that Python-Markdown wants.

    A table without a separator row gets an empty header, which is dropped from the page.
    """
    rows = [row if row.startswith("|") else f"|{row}" for row in rows]
    rows = [row if row.endswith("|") else f"{row}|" for row in rows]
    columns = max(row.count("|") - 1 for row in rows)
    separator = next(
        (i for i, row in enumerate(rows) if "-" in row and _SEPARATOR.match(row)), None
    )
    rows = [row + " |" * (columns - row.count("|") + 1) for row in rows]
    if separator == 1:
        return rows
    if separator is not None:
        del rows[separator]
    return ["|" + " |" * columns, "|" + "---|" * columns, *rows]
