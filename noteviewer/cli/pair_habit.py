"""Whether the folder of some notes writes a title on the line after a URL, without an index."""

from collections.abc import Sequence
from pathlib import Path

from noteviewer.library.note_file import read_note_file
from noteviewer.library.scan import scan_folder
from noteviewer.notes.model import Note, Reference
from noteviewer.notes.note import parse_note
from noteviewer.notes.references import folder_writes_pairs
from noteviewer.notes.text import decode

_SAMPLE = 200
"""Notes of the folder that are read beside the given ones, at the most twice as many."""


def writes_pairs(notes: Sequence[Note], root: Path | None) -> bool:
    """Judge by the given notes and a sample of the others of their folder: enough for a habit."""
    references = [reference for note in notes for reference in note.references]
    if all(reference.following is None for reference in references):
        return False  # nothing hangs on it
    if root is not None:
        references += _sample_references(root, {note.path for note in notes})
    return folder_writes_pairs(references)


def _sample_references(root: Path, known: set[str]) -> list[Reference]:
    paths = sorted(path for path in scan_folder(root).notes if path not in known)
    step = max(1, len(paths) // _SAMPLE)
    found: list[Reference] = []
    for path in paths[::step]:
        try:
            data, _is_cut = read_note_file(root / path)
        except OSError:
            continue
        found.extend(parse_note(path, decode(data)).references)
    return found
