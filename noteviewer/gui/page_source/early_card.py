"""The head card of a note to which the index has not come yet: what its own text says."""

from pathlib import PurePosixPath

from noteviewer.gui.page_source.head_card import reading_minutes
from noteviewer.render.document.page import HeadCard
from noteviewer.render.worker.readings import CardFacts, CardReading
from noteviewer.render.worker.renderer import Renderer

LONGEST_HEAD = 20_000
"""Characters that are looked at: enough for a title, and cheap whatever the note is."""


def early_card(renderer: Renderer, path: str, text: str, encoding: str) -> HeadCard:
    """Make it.

    Args:
        renderer: Reads the note.
        path: Of the note in its folder.
        text: All of it.
        encoding: In which it was written.
    """
    name = PurePosixPath(path).stem
    facts = renderer.read(CardReading(path, text[:LONGEST_HEAD]), CardFacts(name))
    return HeadCard(
        title=facts.title,
        date=facts.date,
        category=facts.category,
        tags=facts.tags,
        minutes=reading_minutes(text),
        encoding=encoding,
    )
