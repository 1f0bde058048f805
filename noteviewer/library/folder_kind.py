"""What made a folder: one decision, for command line, index and window."""

import re
from collections.abc import Iterable
from pathlib import Path

from noteviewer.library.scan import FolderScan
from noteviewer.notes.file_types import stem
from noteviewer.notes.site.kinds import FEWEST_WIKILINKS, FolderKind
from noteviewer.notes.site.layout import FolderLayout, recognise_layout
from noteviewer.notes.site.names import key
from noteviewer.notes.text import decode

_HEAD = 64_000
"""Bytes of a note that are looked at."""
_SAMPLE = 300
"""Notes, at the most twice as many, in which wikilinks are looked for."""
_WIKILINK = re.compile(r"(?<![!`])\[\[([^\[\]|#\n]{1,200})")


def find_layout(folder: Path, found: FolderScan, chosen: FolderKind | None = None) -> FolderLayout:
    """Tell which kinds a folder holds.

    Args:
        folder: The folder of notes.
        found: Its scan.
        chosen: What the user said that it is.
    """
    if chosen is not None:
        return FolderLayout.of_kind(chosen, found.every_path)

    def read_head(path: str) -> str:
        return _read_head(folder / path)

    layout = recognise_layout(found.every_path, read_head=read_head)
    if layout.parts[-1].kind is not FolderKind.PLAIN:
        return layout
    wikilinks = _count_wikilinks(folder, [p for p in found.notes if _is_plain(layout, p)])
    if wikilinks < FEWEST_WIKILINKS:
        return layout
    return recognise_layout(found.every_path, wikilinks=wikilinks, read_head=read_head)


def _is_plain(layout: FolderLayout, path: str) -> bool:
    return layout.kind_at(path) is FolderKind.PLAIN


def _count_wikilinks(folder: Path, notes: list[str]) -> int:
    """Count wikilinks that lead to a note, until there are enough of them."""
    names = {key(stem(path)) for path in notes}
    count = 0
    for path in _sample(notes):
        for match in _WIKILINK.finditer(_read_head(folder / path)):
            count += key(match[1].strip().rpartition("/")[2]) in names
            if count >= FEWEST_WIKILINKS:
                return count
    return count


def _sample(notes: list[str]) -> Iterable[str]:
    return sorted(notes)[:: max(1, len(notes) // _SAMPLE)]


def _read_head(file: Path) -> str:
    try:
        if not file.is_file():
            return ""  # a pipe of that name would be waited for, for ever
        with file.open("rb") as stream:
            data = stream.read(_HEAD)
    except OSError:
        return ""
    whole = data if len(data) < _HEAD else data[: data.rfind(b"\n") + 1]
    return decode(whole).text
