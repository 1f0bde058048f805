"""What the user chose for a folder and that changes what stands in its index."""

import logging
from dataclasses import dataclass, field
from pathlib import Path

from noteviewer.errors import NoteviewerError
from noteviewer.library.state.folders import KIND
from noteviewer.library.state.reader_state import ReaderState
from noteviewer.notes.site.kinds import FolderKind
from noteviewer.paths import state_path

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class FolderChoices:
    """Choices for one folder."""

    encodings: dict[str, str] = field(default_factory=dict)
    """Encoding of a note, by its path."""
    kind: FolderKind | None = None
    """Kind of the folder; None where it is to be recognised."""


def choices_key(folder: Path) -> str:
    """The name under which choices for a folder are kept: one for every way that leads to it."""
    return str(folder.resolve())


def read_choices(folder: Path) -> FolderChoices:
    """Read the choices for a folder; none where the user's state is not there or not readable."""
    path = state_path()
    if not path.exists():
        return FolderChoices()
    try:
        state = ReaderState(path)
        try:
            return choices_in(state, folder)
        finally:
            state.close()
    except NoteviewerError as error:
        logger.warning("the choices for %s cannot be read: %s", folder, error)
        return FolderChoices()


def choices_in(state: ReaderState, folder: Path) -> FolderChoices:
    """The choices for a folder that the user's state holds."""
    key = choices_key(folder)
    kind = state.folders.option(key, KIND)
    known = FolderKind(kind) if kind in set(FolderKind) else None
    return FolderChoices(state.folders.encodings(key), known)
