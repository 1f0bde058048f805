"""Elements of a page, and their markup.

Elements are of `xml.etree`, as Python-Markdown's are. What is markup already, a formula or coloured
code, goes in as `raw`. All attributes of elements are the program's own and carry the key of the
page, by which the sanitiser tells them from what a note has written (`sanitizer`).
"""

import re
from collections.abc import Mapping
from html import escape
from xml.etree.ElementTree import Element, SubElement

from noteviewer.notes.text import unescape

__all__ = [
    "Element", "SubElement", "add_closing", "add_raw", "add_tag", "add_text", "new", "serialize",
    "visible_text",
]  # fmt: skip

_RAW = "raw-markup"
_OPEN = "opening-tag"
_VOID = frozenset(("br", "hr", "img", "input", "wbr", "col"))
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufdd0-\ufdef]")
_TAG = re.compile(r"<[A-Za-z][^<>]*>")
_SPECIAL = re.compile("[&<>\"']")
"""What must be escaped; most texts and values hold none of it."""
_ANY_TAG = re.compile(r"<[^<>]*>")


def new(tag: str, text: str = "", **attributes: str) -> Element:
    """An element; ``class_`` stands for ``class``, and ``_`` in a name for ``-``."""
    element = Element(
        tag, {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
    )
    element.text = text or None
    return element


def add_text(parent: Element, text: str) -> None:
    """Add text behind what the parent holds."""
    if len(parent):
        last = parent[-1]
        last.tail = (last.tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def add_raw(parent: Element, markup: str, *, is_ours: bool = False) -> None:
    """Add markup as it is.

    Args:
        parent: The element around it.
        markup: Tags, or whole elements.
        is_ours: Whether the program made it, so that its attributes get the page's key; every
            ``"`` in its text must then be escaped.
    """
    element = SubElement(parent, _RAW)
    element.text = markup
    if is_ours:
        element.set("ours", "")


def add_tag(parent: Element, name: str, attributes: Mapping[str, str], **own: str) -> None:
    """Add an opening tag of a note's own HTML, which may be closed anywhere or nowhere.

    Args:
        parent: The element around it.
        name: Of the tag.
        attributes: As the note has them; the sanitiser judges them.
        own: Those of the program, named as for `new`.
    """
    element = SubElement(parent, _OPEN, {"": name})
    for key, value in attributes.items():
        element.set(key, value)
    for key, value in own.items():
        element.set("." + key.rstrip("_").replace("_", "-"), value)


def add_closing(parent: Element, name: str) -> None:
    """Add a closing tag of a note's own HTML."""
    add_raw(parent, f"</{name}>")


def visible_text(element: Element) -> str:
    """The text that a reader sees of an element."""
    parts: list[str] = []
    for part in element.iter():
        if part.tag == _RAW:
            parts.append(unescape(_ANY_TAG.sub("", part.text or "")))
        elif part.text:
            parts.append(part.text)
        if part.tail and part is not element:
            parts.append(part.tail)
    return "".join(parts)


def serialize(root: Element, key: str) -> str:
    """The markup of what an element holds, without its own tags.

    Args:
        root: The element.
        key: Stands before the value of each attribute.
    """
    out: list[str] = []
    if root.text:
        out.append(escape(root.text, quote=False))
    for child in root:
        _write(child, key, out)
    return _CONTROLS.sub("", "".join(out))


def _write(element: Element, key: str, out: list[str]) -> None:
    tag = element.tag
    if tag == _OPEN:
        out.append(f"<{element.attrib['']}")
        for name, value in element.attrib.items():
            if name.startswith("."):
                out.append(f' {name[1:]}="{key}{escape(value)}"')
            elif name:
                out.append(f' {name}="{escape(value)}"')
        out.append(">")
    elif tag == _RAW:
        markup = element.text or ""
        if element.attrib:
            markup = _TAG.sub(lambda found: found[0].replace('="', f'="{key}'), markup)
        out.append(markup)
    else:
        out.append(f"<{tag}")
        for name, value in element.attrib.items():
            out.append(f' {name}="{key}{escape(value) if _SPECIAL.search(value) else value}"')
        out.append(">")
        if text := element.text:
            out.append(escape(text, quote=False) if _SPECIAL.search(text) else text)
        for child in element:
            _write(child, key, out)
        if tag not in _VOID:
            out.append(f"</{tag}>")
    if tail := element.tail:
        out.append(escape(tail, quote=False) if _SPECIAL.search(tail) else tail)
