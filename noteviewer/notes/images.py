"""Images as a note names them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from noteviewer.notes.image_names import is_image_name
from noteviewer.notes.model import Image
from noteviewer.notes.syntax.marks import Mark, MarkKind, find_marks

if TYPE_CHECKING:
    from noteviewer.notes.syntax.document import Document


def find_images(document: "Document", marks: Sequence[Mark] | None = None) -> tuple[Image, ...]:
    """Find every image of a note, in order: Markdown, ``<img>``, and embedded files.

    Args:
        document: The parsed note.
        marks: Its marks, where the caller has them already.
    """
    marks = find_marks(document) if marks is None else marks
    images = (_image(mark) for mark in marks)
    return tuple(image for image in images if image is not None)


def _image(mark: Mark) -> Image | None:
    if mark.kind is MarkKind.IMAGE:
        return Image(_named(mark.target), mark.text, mark.line)
    if mark.kind is MarkKind.EMBED:
        source, alias = embed_parts(mark.target)
        if is_image_name(source):
            return Image(source, alias, mark.line)
    return None


def _named(source: str) -> str:
    """A source without the picture itself, where the note holds it."""
    return source.partition(",")[0] + "," if source[:5].lower() == "data:" else source


def embed_parts(inner: str) -> tuple[str, str]:
    r"""Split what stands in ``![[ ]]`` at the first ``|`` (``\|`` in tables), no fragment."""
    source, _, alias = inner.partition("|")
    return source.rstrip("\\").partition("#")[0].strip(), alias.strip()
