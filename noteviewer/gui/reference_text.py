"""How a reference is written in words: for lists, previews and the clipboard."""

from urllib.parse import unquote, urlsplit

from noteviewer.library.rows import ReferenceRow


def shown_title(row: ReferenceRow) -> str:
    """The title; without one the label, host and last piece of the path (``syntax.md`` 10)."""
    if row.title:
        return row.title
    place = f"{row.host} › {piece}" if (piece := _last_piece(row.url or "")) else row.host
    return f"{row.label}: {place}" if row.label else place or (row.url or "")


def to_markdown(row: ReferenceRow) -> str:
    """A reference as a Markdown link; a paper without a URL as its title."""
    title = shown_title(row)
    if row.url is None:
        return f"《{title}》"
    text = title.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
    return f"[{text}](<{row.url}>)" if set(row.url) & set("() ") else f"[{text}]({row.url})"


def _last_piece(url: str) -> str:
    try:
        path = urlsplit(url).path
    except ValueError:
        return ""
    return unquote(path.rstrip("/").rpartition("/")[2]).replace("_", " ")
