"""Answers what the window asks of a note; runs in the process of the renderer."""

from noteviewer.notes.fields import find_category, find_date, find_tags, find_title, name_of
from noteviewer.notes.outline import outline
from noteviewer.notes.syntax.document import Document
from noteviewer.render.folder_context import FolderContext
from noteviewer.render.worker.preview import LONGEST, preview_pieces
from noteviewer.render.worker.readings import (
    CardFacts,
    CardReading,
    OutlineReading,
    PreviewReading,
)


def answer(reading: object, around: FolderContext) -> object:
    """Answer one question about a note of a folder."""
    match reading:
        case OutlineReading(path, text):
            return outline(around.parse(path, text))
        case CardReading(path, text):
            return _card(path, around.parse(path, text))
        case PreviewReading(path, texts, references):
            documents = (around.parse(path, text[:LONGEST]) for text in texts)
            return tuple(tuple(preview_pieces(each, references)) for each in documents)
    return None


def _card(path: str, document: Document) -> CardFacts:
    values = document.front_matter.values
    return CardFacts(
        title=find_title(values, outline(document), document.lines_above_title) or name_of(path),
        date=find_date(path, values) or "",
        category=find_category(values) or "",
        tags=find_tags(values),
    )
