"""The folder of a collection of notes, where only one of its notes was named."""

from pathlib import Path

ROOT_MARKS = ("_config.yml", ".obsidian", "_posts", "mkdocs.yml", ".git")
"""What lies in the uppermost folder of a collection."""


def find_root(note: Path) -> Path:
    """The folder of the collection to which a note belongs."""
    for folder in note.parents:
        if folder in {Path.home(), Path(folder.anchor)}:
            break
        if any((folder / mark).exists() for mark in ROOT_MARKS):
            return folder
    return note.parent
