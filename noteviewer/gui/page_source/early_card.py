"""The head card of a note to which the index has not come yet: what its own text says."""

from noteviewer.gui.page_source.head_card import reading_minutes
from noteviewer.notes.fields import find_category, find_date, find_tags, find_title, name_of
from noteviewer.notes.outline import outline
from noteviewer.notes.syntax.parser import parse
from noteviewer.render.page import HeadCard

LONGEST_HEAD = 20_000
"""Characters that are looked at: enough for a title, and cheap whatever the note is."""


def early_card(path: str, text: str, encoding: str) -> HeadCard:
    """Make it.

    Args:
        path: Of the note in its folder.
        text: All of it.
        encoding: In which it was written.
    """
    document = parse(text[:LONGEST_HEAD])
    values = document.front_matter.values
    return HeadCard(
        title=find_title(values, outline(document), document.lines) or name_of(path),
        date=find_date(path, values) or "",
        category=find_category(values) or "",
        tags=find_tags(values),
        minutes=reading_minutes(text),
        encoding=encoding,
    )
