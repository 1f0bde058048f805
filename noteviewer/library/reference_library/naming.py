"""What a reference is called where its note gives it no title."""

from urllib.parse import unquote, urlsplit

from noteviewer.library.rows import ReferenceRow

_MAX_SEGMENT = 80


def display_title(row: ReferenceRow) -> str:
    """The title, or else label, host and last part of the path (``syntax.md``, section 10)."""
    if row.title:
        return row.title
    name = address_name(row.url or "")
    return f"{row.label}: {name}" if row.label and name else row.label or name


def address_name(url: str) -> str:
    """A URL for people: ``en.wikipedia.org › IEEE 754``."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    host = parts.netloc.rpartition("@")[2].removeprefix("www.")
    last = unquote(parts.path.rstrip("/").rpartition("/")[2]).replace("_", " ").strip()
    if not host or len(last) < 2:
        # mp.weixin.qq.com/s?... is named by what follows the question mark only.
        return host or url
    return f"{host} › {last[:_MAX_SEGMENT]}"
