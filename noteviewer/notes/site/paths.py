"""Paths as notes write them, made comparable. Nothing here touches a disk."""

import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import unquote

_LIQUID_ROOT = re.compile(
    r"\{\{-?\s*(?:site\.(?:url|baseurl)(?:\s*\|[^{}]*)?|['\"]/?['\"]\s*\|[^{}]*)\s*-?\}\}"
)
_LIQUID_PATH = re.compile(r"\{\{-?\s*['\"]([^'\"{}]*)['\"]\s*\|[^{}]*\}\}")
_POST_URL = re.compile(r"\{%-?\s*(?:post_url|link|ref|relref)\s+['\"]?([^'\"{}%]+?)['\"]?\s*-?%\}")
_HUGO_REF = re.compile(
    r"\{\{[<%]\s*(?:rel)?ref\s+(?:path\s*=\s*)?[\"'`]?([^\"'`{}]+?)[\"'`]?\s*(?:[>%]\}\}|\Z)"
)
"""A target that a link cuts at its blank ends before the braces do."""
_PAGE_ENDING = re.compile(r"(?:/index)?\.html?\Z|/index\Z", re.IGNORECASE)
TEMPLATE = re.compile(r"\{\{[^{}]*\}\}|\{%[^%]*%\}|\$\{[^{}]*\}|\{[\w.()]+\}")
"""What a site builder fills in."""


def plain_path(written: str) -> str:
    """Path without template code: ``{{ site.baseurl }}/x`` is ``/x``."""
    if "{" not in written:
        return written
    written = _LIQUID_ROOT.sub("", written)
    written = _LIQUID_PATH.sub(r"\1", written)
    return _HUGO_REF.sub(r"\1", _POST_URL.sub(r"\1", written))


def decoded(written: str) -> str:
    """Path with its percent codes undone; as written where these are not text."""
    return unquote(written, errors="strict") if _is_encoded(written) else written


def _is_encoded(written: str) -> bool:
    if "%" not in written:
        return False
    try:
        unquote(written, errors="strict")
    except UnicodeDecodeError:
        return False
    return True


def join(folder: str, relative: str) -> str | None:
    """Path of ``relative`` seen from ``folder``; None where it leads out of the opened folder."""
    parts = folder.split("/") if folder and not relative.startswith("/") else []
    for part in relative.split("/"):
        if part in {"", "."}:
            continue
        if part == "..":
            if not parts:
                return None
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)


def composed(path: str) -> str:
    """Path in Unicode's composed form (NFC).

    macOS hands out names as they were made, often decomposed; a link is typed composed.
    """
    return path if path.isascii() else unicodedata.normalize("NFC", path)


def parent(path: str) -> str:
    """Folder of a path; empty for the opened folder itself."""
    return path.rpartition("/")[0]


def page_name(path: str) -> str:
    """Address of a note as its path gives it: ``a/b`` of ``a/b.md``, ``a`` of ``a/index.md``."""
    folder, _, name = path.rpartition("/")
    base = name.rpartition(".")[0] or name
    if base.lower() in ("index", "_index", "readme"):
        return folder
    return f"{folder}/{base}" if folder else base


def page_key(path: str) -> str:
    """Form in which two addresses of one page are the same: ``/A/b/index.html`` is ``a/b``."""
    return composed(_PAGE_ENDING.sub("", path).strip("/").casefold())


def nearest(paths: Iterable[str], note_path: str) -> tuple[str, ...]:
    """Order files of one name as a note means them.

    Its own folder first, then its top folder, then the shortest path.
    """
    ordered = tuple(paths)
    if len(ordered) < 2:
        return ordered
    folder = parent(note_path)
    top = note_path.partition("/")[0]

    def distance(path: str) -> tuple[bool, bool, int, str]:
        return parent(path) != folder, path.partition("/")[0] != top, path.count("/"), path

    return tuple(sorted(ordered, key=distance))
