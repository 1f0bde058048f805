"""Notebooks of Jupyter as they lie on the disk: nbformat 3 and 4, read as data.

https://nbformat.readthedocs.io/en/latest/format_description.html. No program of theirs is loaded
and nothing is run. Pictures stay behind: the text names them (`cells`), and whoever shows one asks
for it by its name.
"""

import json
import re
from base64 import b64decode
from binascii import Error
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from noteviewer.notes.data_files import Bounds, DataError, DataFormat, Value, read_fields
from noteviewer.notes.formats.cells import SIGN, PartKind, part_line
from noteviewer.notes.model import DecodedText

_BOUNDS: Final = Bounds(characters=64 << 20, values=1_000_000, depth=60)
_MOST_SEPARATORS: Final = 1_500_000
"""Commas of a file, within texts or not: each may be a value, and values take time and memory."""
_LONGEST_OUTPUT: Final = 200_000
"""Characters of one output."""
_LONGEST_RAW: Final = 1_000_000
_PICTURES: Final = {
    "image/svg+xml": "svg",
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/gif": "gif",
    "image/webp": "webp",
}
_OLD_NAMES: Final = {
    "text": "text/plain", "html": "text/html", "svg": "image/svg+xml", "png": "image/png",
    "jpeg": "image/jpeg", "latex": "text/latex", "markdown": "text/markdown",
}  # fmt: skip
"""Keys of nbformat 3."""
_MAGIC: Final = re.compile(r"\s*%%(bash|sh|javascript|js|html|latex|sql|R|ruby|perl|cython|svg)\b")
_CONTROL_SEQUENCE: Final = re.compile(
    r"\x1b(?:\[[0-9;?]{0,40}[ -/]{0,4}[@-~]|\][^\x07\x1b]{0,400}(?:\x07|\x1b\\)|[@-Z\\-_])"
)
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_UNSHOWN: Final = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_TAG: Final = re.compile(r"<[^<>]*>")
_SEEN: Final = re.compile(r"<(?:img|svg|table|hr|video|audio|iframe)\b", re.IGNORECASE)
_NO_PICTURE: Final = re.compile(r"<img\b(?![^<>]*\bsrc\s?=)[^<>]*>", re.IGNORECASE)
"""A frame that only a script fills."""
_FEWEST_WORDS: Final = 200
"""Characters without which what a script makes is better shown in another form."""
_LONE_DOLLAR: Final = re.compile(r"^\$[ \t]?$", re.MULTILINE)
_HIDING: Final = frozenset({"hide-input", "remove-input", "hide-cell", "remove-cell", "hide_input"})
_HEADING: Final = "heading"
Fields = dict[str, Value]


def notebook_text(decoded: DecodedText) -> DecodedText:
    """Make the text of a notebook from its JSON; the JSON itself, and why, where it is none."""
    try:
        notebook = _read(decoded.text)
    except DataError as error:
        reason = " ".join(error.reason.split())
        lines = [part_line(PartKind.UNREADABLE, reason), decoded.text[:_LONGEST_RAW]]
        return replace(decoded, text="\n".join(lines))
    return replace(decoded, text="\n".join(_lines(notebook)))


def read_pictures(text: str) -> dict[str, str]:
    """Give the pictures of a notebook by their names, as they are written.

    Args:
        text: The JSON.

    Returns:
        ``cell/output.ending`` for pictures of outputs, ``cell/name`` for attachments.
    """
    try:
        cells = _cells(_read(text))
    except DataError:
        return {}
    found: dict[str, str] = {}
    for number, cell in enumerate(cells):
        for name, attached in _mapping(cell.get("attachments")).items():
            data = _mapping(attached)
            written = next((_text(data[media]) for media in _PICTURES if media in data), "")
            found[f"{number}/{name}"] = written
        for index, output in enumerate(_list(cell.get("outputs"))):
            data = _data(_mapping(output))
            for media, ending in _PICTURES.items():
                if media in data:
                    found[f"{number}/{index}.{ending}"] = _text(data[media])
    return found


def decode_picture(name: str, written: str) -> bytes | None:
    """Give the bytes of a picture; None where it is none."""
    if name.endswith(".svg") and "<svg" in written[:1_000]:
        return written.encode()
    try:
        return b64decode("".join(written.split()), validate=True) or None
    except Error:
        return None


def _read(text: str) -> Fields:
    if text.count(",") > _MOST_SEPARATORS or text.count("[") > _MOST_SEPARATORS:
        raise DataError("too many values")
    fields = read_fields(text, DataFormat.JSON, _BOUNDS)
    if "cells" not in fields and "worksheets" not in fields:
        raise DataError("no cells")
    return fields


def _cells(notebook: Fields) -> list[Fields]:
    cells = _list(notebook.get("cells"))
    for sheet in _list(notebook.get("worksheets")):
        cells += _list(_mapping(sheet).get("cells"))
    return [_mapping(cell) for cell in cells]


def _lines(notebook: Fields) -> Iterator[str]:
    metadata = _mapping(notebook.get("metadata"))
    language = _language(metadata)
    cells = _cells(notebook)
    title = _text(metadata.get("title")) or _text(metadata.get("name"))
    begins_with_fields = bool(cells) and _source(cells[0]).startswith("---")
    if title and not begins_with_fields:
        yield from ("---", f"title: {json.dumps(_clean(title), ensure_ascii=False)}", "---")
    for number, cell in enumerate(cells):
        is_head = number == 0 and begins_with_fields
        yield from _cell(cell, number, language, is_head=is_head)


def _language(metadata: Fields) -> str:
    info, kernel = _mapping(metadata.get("language_info")), _mapping(metadata.get("kernelspec"))
    name = _text(info.get("name")) or _text(kernel.get("language")) or "python"
    return re.sub(r"[^\w+#.-]", "", name)[:40].lower()


def _cell(cell: Fields, number: int, language: str, *, is_head: bool) -> Iterator[str]:
    source = _clean(_source(cell))
    kind = _text(cell.get("cell_type"))
    if kind == "code":
        yield from _code(cell, number, source, language)
    elif is_head and source.rstrip().endswith("---"):
        yield source
    elif kind == "raw":
        if source.strip():
            yield part_line(PartKind.RAW)
            yield source
    elif source.strip():
        yield part_line(PartKind.MARKDOWN)
        if kind == _HEADING:
            level = _text(cell.get("level"))
            marks = "#" * (int(level) if level in tuple("123456") else 1)
            source = f"{marks} {' '.join(source.split())}"
        for name in _mapping(cell.get("attachments")):
            source = source.replace(f"attachment:{name}", f"attachment:{number}/{name}")
        yield _LONE_DOLLAR.sub("$$", source)


def _code(cell: Fields, number: int, source: str, language: str) -> Iterator[str]:
    if source.strip():
        metadata = _mapping(cell.get("metadata"))
        tags = {_text(tag) for tag in _list(metadata.get("tags"))}
        is_hidden = bool(tags & _HIDING) or (
            _text(_mapping(metadata.get("jupyter")).get("source_hidden")) == "true"
        )
        magic = _MAGIC.match(source)
        language = magic[1].lower() if magic else _text(cell.get("language")) or language
        count = _text(cell.get("execution_count")) or _text(cell.get("prompt_number"))
        shown = f" [{count}]" if count.isdecimal() and len(count) < 8 else ""
        part = PartKind.FOLDED_CODE if is_hidden else PartKind.CODE
        yield part_line(part, f"{language}{shown}")
        yield source.strip("\n")
    before = ""
    for index, written in enumerate(_list(cell.get("outputs"))):
        output = _mapping(written)
        kind = _text(output.get("output_type"))
        if kind == "stream":
            name = _text(output.get("name")) or _text(output.get("stream")) or "stdout"
            text = _shown_output(_text(output.get("text")))
            if name != before and text.strip():
                yield part_line(PartKind.OUTPUT)
            before = name if text.strip() else before
            if text.strip():
                yield text
            continue
        before = ""
        if kind in ("error", "pyerr"):
            yield part_line(PartKind.ERROR)
            trace = "\n".join(_text(line) for line in _list(output.get("traceback")))
            yield _shown_output(
                trace or f"{_text(output.get('ename'))}: {_text(output.get('evalue'))}"
            )
        else:
            yield from _shown_data(output, f"attachment:{number}/{index}")


def _shown_data(output: Fields, name: str) -> Iterator[str]:
    """The richest form of an output that a page can show."""
    data = _data(output)
    page = _clean(_text(data.get("text/html")))
    shown = _NO_PICTURE.sub("", _UNSHOWN.sub("", page))[:_LONGEST_OUTPUT]
    if _says_something(shown, is_program="<script" in page):
        yield part_line(PartKind.HTML)
        yield "\n".join(line for line in shown.split("\n") if line.strip())
        return
    for media, ending in _PICTURES.items():
        if data.get(media):
            sizes = _mapping(_mapping(output.get("metadata")).get(media))
            width, height = (_text(sizes.get(side)) for side in ("width", "height"))
            if not width.isdecimal() or len(width) > 4:
                width, height = _png_size(_text(data[media]))
            size = f" {width}x{height}" if width and len(height) < 5 else ""
            yield part_line(PartKind.PICTURE, f"{name}.{ending}{size}")
            return
    if markdown := _clean(_text(data.get("text/markdown"))).strip():
        yield part_line(PartKind.MARKDOWN)
        yield markdown[:_LONGEST_OUTPUT]
    elif latex := _clean(_text(data.get("text/latex"))).strip():
        yield part_line(PartKind.FORMULA)
        yield "\n".join(line for line in latex[:_LONGEST_OUTPUT].split("\n") if line.strip())
    elif plain := _shown_output(_text(data.get("text/plain"))).strip("\n"):
        yield part_line(PartKind.OUTPUT)
        yield plain


def _says_something(shown: str, *, is_program: bool) -> bool:
    """Whether enough is seen of HTML without its scripts."""
    if _SEEN.search(shown):
        return True
    return len(_TAG.sub("", shown).strip()) > (_FEWEST_WORDS if is_program else 0)


def _png_size(written: str) -> tuple[str, str]:
    """Width and height from the beginning of a PNG (RFC 2083); empty for other pictures."""
    try:
        head = b64decode("".join(written[:80].split())[:32])
    except Error:
        return "", ""
    if not head.startswith(b"\x89PNG") or len(head) < 24:
        return "", ""
    sides = (int.from_bytes(head[at : at + 4], "big") for at in (16, 20))
    width, height = (str(side) if side < 10_000 else "" for side in sides)
    return width, height


def _data(output: Fields) -> Fields:
    """What an output is, by media type."""
    data = output.get("data")
    if isinstance(data, dict):
        return data
    return {media: output[key] for key, media in _OLD_NAMES.items() if key in output}


def _shown_output(text: str) -> str:
    """What a terminal shows in the end: no colours, and of a bar of progress its last state."""
    text = _CONTROL_SEQUENCE.sub("", text[: _LONGEST_OUTPUT * 2])
    if "\r" in text or "\b" in text:
        lines = (line.rstrip("\r").rpartition("\r")[2] for line in text.split("\n"))
        text = "\n".join(lines)
    text = _clean(text).removesuffix("\n")
    return f"{text[:_LONGEST_OUTPUT]}\n…" if len(text) > _LONGEST_OUTPUT else text


def _source(cell: Fields) -> str:
    return _text(cell.get("source", cell.get("input")))


def _clean(text: str) -> str:
    text = text.replace("\r\n", "\n").replace(SIGN, "")
    return _CONTROLS.sub("", text) if not text.isprintable() else text


def _text(value: Value | None) -> str:
    """A text that may be written as its lines."""
    if isinstance(value, list):
        return "".join(item for item in value if isinstance(item, str))
    return value if isinstance(value, str) else ""


def _mapping(value: Value | None) -> Fields:
    return value if isinstance(value, dict) else {}


def _list(value: Value | None) -> list[Value]:
    return value if isinstance(value, list) else []
