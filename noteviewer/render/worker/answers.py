"""Answers what the window asks of a note; runs in the process of the renderer."""

from noteviewer.notes.fields import find_category, find_date, find_tags, find_title, name_of
from noteviewer.notes.outline import outline
from noteviewer.notes.syntax.parser import parse
from noteviewer.render.worker.preview import preview_pieces
from noteviewer.render.worker.readings import (
    CardFacts,
    CardReading,
    OutlineReading,
    PreviewReading,
)


def answer(reading: object) -> object:
    """Answer one question."""
    match reading:
        case OutlineReading(text):
            return outline(parse(text))
        case CardReading(path, text):
            return _card(path, text)
        case PreviewReading(texts, references):
            return tuple(tuple(preview_pieces(text, references)) for text in texts)
    return None


def _card(path: str, text: str) -> CardFacts:
    document = parse(text)
    values = document.front_matter.values
    return CardFacts(
        title=find_title(values, outline(document), document.lines) or name_of(path),
        date=find_date(path, values) or "",
        category=find_category(values) or "",
        tags=find_tags(values),
    )
