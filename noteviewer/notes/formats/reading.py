"""The bytes of a note as its text, by its format; loads no parser but that of the format."""

from dataclasses import replace

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
    match format_of(path):
        case "notebook":
            from noteviewer.notes.formats.notebook_file import notebook_text

            return notebook_text(decoded)
        case "canvas":
            from noteviewer.notes.formats.canvas import canvas_text

            return replace(decoded, text=canvas_text(decoded.text))
        case "subtitles":
            from noteviewer.notes.formats.subtitles import subtitles_text

            return replace(decoded, text=subtitles_text(decoded.text))
    if path.endswith(".excalidraw.md"):
        from noteviewer.notes.formats.excalidraw import excalidraw_text

        return replace(decoded, text=excalidraw_text(decoded.text))
    return decoded
