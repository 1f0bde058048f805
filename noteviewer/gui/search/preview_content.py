"""What a preview shows of a section and of those below it."""

from noteviewer.gui.core.index_reader import IndexReader
from noteviewer.gui.core.services import NoteReader
from noteviewer.library.references import display_title
from noteviewer.render.worker.readings import Piece, PieceKind, PreviewReading

LONGEST = 20_000
"""Characters of a section that are previewed."""


def read_preview(catalog: IndexReader, reader: NoteReader, path: str, section: int) -> list[Piece]:
    """A section and what stands below it, as far as a preview goes; for a worker thread."""
    sections = catalog.sections(path)
    level = sections[section].level if section < len(sections) else 0
    headings: list[Piece] = []
    texts: list[str] = []
    room = LONGEST
    for number in range(section, len(sections)):
        below = sections[number]
        if number > section and below.level <= level:
            break
        headings.append(Piece(PieceKind.HEADING, below.title, depth=below.level - level))
        texts.append(catalog.text(path, number)[:room])
        room -= len(texts[-1])
        if room <= 0:
            break
    references = tuple(
        (row.url, display_title(row), row.host) for row in catalog.references(path) if row.url
    )
    plain = tuple((Piece(PieceKind.TEXT, text),) for text in texts)
    answered = reader.read(PreviewReading(path, tuple(texts), references), plain)
    pieces: list[Piece] = []
    for number, (heading, found) in enumerate(zip(headings, answered, strict=True)):
        pieces += [heading, *found] if number else found
    return pieces
