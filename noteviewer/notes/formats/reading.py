"""The bytes of a note as its text, by its format; loads no parser."""

from noteviewer.notes.file_types import format_of
from noteviewer.notes.model import DecodedText
from noteviewer.notes.text import decode


def read_text(path: str, data: bytes, encoding: str | None = None) -> DecodedText:
    """Turn the bytes of a note into the text whose lines and offsets everything else counts.

    Args:
        path: Of the note; its ending tells the format.
        data: The whole file.
        encoding: The one that the reader chose for this file.
    """
    decoded = decode(data, encoding)
    if format_of(path) == "notebook":
        from noteviewer.notes.formats.notebook_file import notebook_text

        return notebook_text(decoded)
    return decoded
