"""Highlights as W3C Web Annotations (https://www.w3.org/TR/annotation-model/), there and back.

What is read may come from anywhere: sizes are bounded, and an entry that is no highlight of a note
below the folder is left out and counted.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from noteviewer.errors import CannotOpenError
from noteviewer.library.annotations.anchoring import CONTEXT, LONGEST_PASSAGE
from noteviewer.library.annotations.model import Color, Highlight, Selectors

LARGEST_FILE = 50_000_000
"""Bytes of a file that is read."""
_MOST = 100_000
_LONGEST_COMMENT = 100_000
_LONGEST_NAME = 4000
_LAST_OFFSET = 1 << 40
_ANNOTATIONS = "http://www.w3.org/ns/anno.jsonld"
_SEGMENTS = "https://www.rfc-editor.org/rfc/rfc3987"
"""Form of a fragment that is the name of a section."""


@dataclass(frozen=True, slots=True)
class ReadAnnotations:
    """What a file holds."""

    highlights: tuple[Highlight, ...]
    left_out: int
    """Entries that are no highlights of notes, or not as the model wants them."""


def to_web_annotations(highlights: Iterable[Highlight], name: str) -> str:
    """Write an annotation page; its sources are paths of notes below the folder.

    Args:
        highlights: What is written.
        name: What they are called as a whole.
    """
    page = {
        "@context": _ANNOTATIONS,
        "type": "AnnotationPage",
        "label": name,
        "items": [_annotation(one) for one in highlights],
    }
    return json.dumps(page, ensure_ascii=False, indent=2) + "\n"


def read_web_annotations(data: bytes, folder: str) -> ReadAnnotations:
    """Read an annotation page, a collection, or a list of annotations.

    Args:
        data: Content of the file.
        folder: The folder of the notes that are named in it.

    Raises:
        CannotOpenError: it is too large, or no JSON.
    """
    if len(data) > LARGEST_FILE:
        raise CannotOpenError("the file is too large for highlights")
    try:
        content = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise CannotOpenError(f"this is no JSON: {error}") from error
    entries = _entries(content)
    found = [_highlight(entry, folder) for entry in entries[:_MOST]]
    highlights = tuple(one for one in found if one is not None)
    return ReadAnnotations(highlights, len(entries) - len(highlights))


def _annotation(one: Highlight) -> dict[str, Any]:
    at = one.selectors
    selectors: list[dict[str, Any]] = [
        {"type": "TextQuoteSelector", "exact": at.exact, "prefix": at.prefix, "suffix": at.suffix},
        {"type": "TextPositionSelector", "start": at.start, "end": at.end},
    ]
    if at.section:
        section = {"type": "FragmentSelector", "conformsTo": _SEGMENTS, "value": quote(at.section)}
        selectors.append(section)
    written: dict[str, Any] = {
        "id": one.id,
        "type": "Annotation",
        "motivation": "commenting" if one.comment else "highlighting",
        "created": _time(one.created),
        "modified": _time(one.changed),
        "target": {
            "source": quote(one.note),
            "styleClass": one.color.value,
            "selector": selectors,
        },
    }
    if one.comment:
        written["body"] = {
            "type": "TextualBody",
            "value": one.comment,
            "format": "text/markdown",
            "purpose": "commenting",
        }
    return written


def _time(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, tz=UTC).isoformat(timespec="milliseconds")


# Reading.


def _entries(content: object) -> list[Any]:
    if isinstance(content, list):
        return content
    if not isinstance(content, dict):
        return []
    if isinstance(content.get("first"), dict):  # a collection with its first page
        return _entries(content["first"])
    items = content.get("items")
    if isinstance(items, list):
        return items
    return [content] if content.get("type") == "Annotation" else []


def _highlight(entry: object, folder: str) -> Highlight | None:
    if not isinstance(entry, dict):
        return None
    target = entry.get("target")
    target = target[0] if isinstance(target, list) and target else target
    if not isinstance(target, dict):
        return None
    note = _note(target.get("source"))
    name = _text(entry.get("id"), _LONGEST_NAME)
    selectors = _selectors(target.get("selector"))
    if not note or not name or selectors is None:
        return None
    color = target.get("styleClass")
    created = _seconds(entry.get("created"))
    return Highlight(
        name,
        folder,
        note,
        selectors,
        Color(color) if isinstance(color, str) and color in set(Color) else Color.YELLOW,
        _comment(entry.get("body")),
        created=created,
        changed=_seconds(entry.get("modified")) or created,
    )


def _selectors(written: object) -> Selectors | None:
    by_type: dict[str, dict[str, Any]] = {}
    for one in written if isinstance(written, list) else [written]:
        if isinstance(one, dict) and isinstance(one.get("type"), str):
            by_type.setdefault(one["type"], one)
    words = by_type.get("TextQuoteSelector", {})
    exact = _text(words.get("exact"), LONGEST_PASSAGE)
    if not exact.strip():
        return None
    position = by_type.get("TextPositionSelector", {})
    start, end = _offset(position.get("start")), _offset(position.get("end"))
    section = _text(by_type.get("FragmentSelector", {}).get("value"), _LONGEST_NAME)
    return Selectors(
        exact=exact,
        prefix=_text(words.get("prefix"), LONGEST_PASSAGE)[-CONTEXT:],
        suffix=_text(words.get("suffix"), LONGEST_PASSAGE)[:CONTEXT],
        start=start,
        end=end if end - start == len(exact) else start + len(exact),
        section=unquote(section),
    )


def _note(source: object) -> str:
    """Path of a note below the folder; empty for what leads out of it."""
    written = _text(source, _LONGEST_NAME)
    try:
        parts = urlsplit(written)
    except ValueError:
        return ""
    path = unquote(parts.path)
    pure = PurePosixPath(path)
    is_below = path and not pure.is_absolute() and ".." not in pure.parts and "\0" not in path
    return str(pure) if is_below and not parts.scheme and not parts.netloc else ""


def _comment(body: object) -> str:
    for one in body if isinstance(body, Sequence) and not isinstance(body, str) else [body]:
        if isinstance(one, dict) and one.get("type") == "TextualBody":
            return _text(one.get("value"), _LONGEST_COMMENT).strip()
    return ""


def _text(value: object, longest: int) -> str:
    """A text that is not too long; half characters, which no file can hold, are taken out."""
    if not isinstance(value, str) or len(value) > longest:
        return ""
    return value.encode("utf-8", "ignore").decode("utf-8")


def _offset(value: object) -> int:
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return value if is_number and 0 <= value <= _LAST_OFFSET else 0  # type: ignore[operator,return-value]


def _seconds(value: object) -> float:
    try:
        return datetime.fromisoformat(value).timestamp() if isinstance(value, str) else 0.0
    except (ValueError, OverflowError, OSError):
        return 0.0
