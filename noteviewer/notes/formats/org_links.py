"""Where a link of Org leads, as the targets that all notes have.

Types of links: https://orgmode.org/manual/External-Links.html, Org-roam and Denote.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from noteviewer.notes.file_types import is_note_name
from noteviewer.notes.image_names import is_image_name
from noteviewer.notes.syntax.tree import InlineKind

_TYPE = re.compile(r"([A-Za-z][A-Za-z0-9+._-]{0,30}):(.*)", re.DOTALL)
_CITATION = re.compile(r"(?:[Cc]ite|[a-z]{0,10}cite|[Cc]ite[a-z*]{1,12}|ref|eqref|pageref|nameref)")
_WEB = frozenset(("http", "https", "ftp", "mailto", "tel"))
_KEPT = frozenset(("id", "denote"))
_LINE = re.compile(r"\d{1,7}")


class Lead(NamedTuple):
    """What a link is, and where it leads."""

    kind: InlineKind
    """LINK, IMAGE, WIKILINK; LABEL for what leads to no page, such as the key of a citation."""
    target: str


def read_target(path: str, abbreviations: Mapping[str, str], attachments: str) -> Lead:
    """Read the path of a link.

    Args:
        path: What stands in the first brackets.
        abbreviations: What ``#+link:`` lines stand for, by name.
        attachments: Folder of what is attached to the entry around the link.
    """
    path = path.strip()
    if typed := _TYPE.fullmatch(path):
        name, rest = typed[1], typed[2]
        if name in abbreviations:
            whole = abbreviations[name]
            path = whole.replace("%s", rest) if "%s" in whole else whole + rest
            return read_target(path, {}, attachments)
        return _typed(name.lower(), rest, path, attachments)
    if path.startswith("#"):
        return Lead(InlineKind.LINK, "#" + _quoted(path[1:]))
    if path.startswith("*"):
        return Lead(InlineKind.LINK, "#" + _quoted(path[1:].strip()))
    if path.startswith((".", "/", "~")) or _is_file(path.partition("::")[0]):
        return _file(path)
    if path.startswith("(") and path.endswith(")"):
        return Lead(InlineKind.LABEL, path[1:-1])  # the line of a program
    return Lead(InlineKind.LINK, "#" + _quoted(path))


def _typed(name: str, rest: str, path: str, attachments: str) -> Lead:
    if name in _WEB:
        is_picture = is_image_name(path.partition("?")[0]) and name in ("http", "https")
        return Lead(InlineKind.IMAGE if is_picture else InlineKind.LINK, path)
    if name in _KEPT:
        return Lead(InlineKind.LINK, f"{name}:{rest.partition('::')[0]}")
    if name == "doi":
        return Lead(InlineKind.LINK, f"https://doi.org/{rest}")
    if name == "roam":
        return Lead(InlineKind.WIKILINK, rest)
    if name in ("attachment", "download"):
        return _file(f"{attachments}{rest}")
    if name == "file" or name.startswith("file+"):
        return _file(rest)
    if _CITATION.fullmatch(name):
        return Lead(InlineKind.LABEL, rest.replace("&", "").replace("@", ""))
    if len(name) > 1 and _is_file(path.partition("::")[0]) and "/" in path:
        return _file(path)
    return Lead(InlineKind.LABEL, rest)


def _is_file(path: str) -> bool:
    return is_note_name(path) or is_image_name(path)


def _file(path: str) -> Lead:
    """A file of the folder, with the place in it."""
    path, mark, place = path.partition("::")
    target = path.replace("#", "%23")
    if target.startswith("//"):
        target = "/" + target.lstrip("/")  # file:///x is a path, no address of a host
    if is_image_name(path):
        return Lead(InlineKind.IMAGE, target)
    place = place.strip()
    if not mark or not place or place.startswith("/"):
        return Lead(InlineKind.LINK, target)
    if place.startswith(("#", "*")):
        return Lead(InlineKind.LINK, f"{target}#{_quoted(place[1:].strip())}")
    if _LINE.fullmatch(place):
        return Lead(InlineKind.LINK, f"{target}#L{place}")
    return Lead(InlineKind.LINK, target)  # a text to be searched for


def _quoted(fragment: str) -> str:
    """A place so that decoding gives it back."""
    return fragment.replace("%", "%25").replace("\n", " ")
