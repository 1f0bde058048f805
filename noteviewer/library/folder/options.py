"""What the user chose for a folder and that changes what stands in its index."""

import logging
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from noteviewer.errors import NoteviewerError
from noteviewer.library.folder.scan import FolderScan, scan_folder
from noteviewer.library.state.folders import KIND, PDFS
from noteviewer.library.state.state import UserState
from noteviewer.notes.file_types import FileKind, kind_of, stem
from noteviewer.notes.site.config import CONFIG_FILES, SiteConfig, read_config
from noteviewer.notes.site.kinds import FEWEST_WIKILINKS, FolderKind
from noteviewer.notes.site.layout import FolderLayout, recognise_layout
from noteviewer.notes.site.names import key
from noteviewer.notes.text import decode
from noteviewer.paths import state_path

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class FolderChoices:
    """Choices for one folder."""

    encodings: dict[str, str] = field(default_factory=dict)
    """Encoding of a note, by its path."""
    kind: FolderKind | None = None
    """Kind of the folder; None where it is to be recognised."""
    reads_pdfs: bool = True
    """Whether PDFs are notes; else they are files beside them."""


def choices_key(folder: Path) -> str:
    """The name under which choices for a folder are kept: one for every way that leads to it."""
    return str(folder.resolve())


def read_choices(folder: Path) -> FolderChoices:
    """Read the choices for a folder; none where the user's state is not there or not readable."""
    path = state_path()
    if not path.exists():
        return FolderChoices()
    try:
        state = UserState(path)
        try:
            return choices_in(state, folder)
        finally:
            state.close()
    except NoteviewerError as error:
        logger.warning("the choices for %s cannot be read: %s", folder, error)
        return FolderChoices()


def choices_in(state: UserState, folder: Path) -> FolderChoices:
    """The choices for a folder that the user's state holds."""
    key = choices_key(folder)
    kind = state.folders.option(key, KIND)
    known = FolderKind(kind) if kind in set(FolderKind) else None
    reads_pdfs = state.folders.option("", PDFS) != "no"
    return FolderChoices(state.folders.encodings(key), known, reads_pdfs)


def scan_chosen(folder: Path, choices: FolderChoices) -> FolderScan:
    """Scan a folder for what the user chose to read.

    Raises:
        CannotOpenError: the folder itself is missing, unreadable, or no folder.
    """
    found = scan_folder(folder)
    if not choices.reads_pdfs:
        pdfs = [path for path in found.notes if kind_of(path) is FileKind.PDF]
        found.others += pdfs
        for path in pdfs:
            del found.notes[path]
    return found


LARGEST_CONFIG = 400_000
"""Bytes of a file that are read, one more than `read_config` takes."""


def read_site_config(folder: Path) -> SiteConfig:
    """Read the configuration of a folder.

    A file that is not there says nothing; what is wrong with one is in ``problems``.
    """
    texts: dict[str, str] = {}
    for name in CONFIG_FILES:
        file = folder / name
        # A pipe of that name would be waited for, for ever.
        with suppress(OSError):
            if file.is_file():
                with file.open("rb") as stream:
                    texts[name] = stream.read(LARGEST_CONFIG).decode("utf-8", "replace")
    return read_config(texts, folder.resolve().name)


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

    def read_head(path: str) -> str:
        return _read_head(folder / path)

    if chosen is not None:
        return FolderLayout.of_kind(chosen, found.every_path, read_head)
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
