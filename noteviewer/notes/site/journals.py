"""Days as Logseq writes them in links, and as it names their files."""

import re

_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
_LONG = re.compile(r"([a-z]{3})[a-z]* (\d{1,2})(?:st|nd|rd|th), (\d{4})\Z")
_ISO = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})\Z")


def journal_stem(name: str) -> str | None:
    """Name the file of a day: ``mar 28th, 2024`` and ``2024-03-28`` are ``2024_03_28``.

    Args:
        name: In lower case.

    Returns:
        The stem of the file; None where the name is no day.
    """
    if long := _LONG.match(name):
        month = _MONTHS.get(long[1])
        return f"{long[3]}_{month:02}_{int(long[2]):02}" if month else None
    if iso := _ISO.match(name):
        return f"{iso[1]}_{int(iso[2]):02}_{int(iso[3]):02}"
    return None
