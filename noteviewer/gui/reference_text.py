"""How a reference is written for the clipboard."""

from noteviewer.library.reference_library import display_title
from noteviewer.library.rows import ReferenceRow


def to_markdown(row: ReferenceRow) -> str:
    """A reference as a Markdown link; a paper without a URL as its title."""
    title = display_title(row)
    if row.url is None:
        return f"《{title}》"
    text = title.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
    return f"[{text}](<{row.url}>)" if set(row.url) & set("() ") else f"[{text}]({row.url})"
