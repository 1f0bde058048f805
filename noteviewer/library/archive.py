"""Where a copy of a page that is gone may be kept."""

from urllib.parse import quote

from noteviewer.library.reference_library import Entry

_WAYBACK = "https://web.archive.org/web"
_ANY_TIME = "2"
"""The Wayback Machine completes a beginning of a date to the nearest copy."""


def archived_url(entry: Entry) -> str:
    """The Wayback Machine's address of a reference, near the day of the first note that cites it.

    Nothing is fetched: whether there is a copy shows when the user opens it. Empty for what has
    no web address.
    """
    if not entry.url or not entry.url.startswith(("http://", "https://")):
        return ""
    days = sorted(row.date for row in entry.citations if row.date)
    day = days[0].replace("-", "") if days else _ANY_TIME
    return f"{_WAYBACK}/{day}/{quote(entry.url, safe=':/?&=#%+,;@!$()*~')}"
