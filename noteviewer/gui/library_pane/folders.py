"""The tree of folders, as they lie on the disk."""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from noteviewer.gui.library_pane.ordering import dictionary_key
from noteviewer.gui.tree.node import Node, NodeKind, note_node

if TYPE_CHECKING:
    from noteviewer.library.rows import NoteRow


def build_folders(notes: Iterable["NoteRow"]) -> Node:
    """Folders before notes, both in the order of a dictionary; counts include what is below."""
    root = Node(NodeKind.ROOT, "")
    folders: dict[PurePosixPath, Node] = {PurePosixPath(): root}
    for note in sorted(notes, key=_sort_key):
        folder = _folder(PurePosixPath(note.path).parent, folders)
        folder.add(note_node(note, note.title))
        while folder.parent is not None:
            folder.count += 1
            folder = folder.parent
    for node in folders.values():
        node.children.sort(key=lambda child: child.kind is not NodeKind.FOLDER)
        node.renumber()
    return root


def _folder(path: PurePosixPath, folders: dict[PurePosixPath, Node]) -> Node:
    found = folders.get(path)
    if found is None:
        parent = _folder(path.parent, folders)
        found = Node(NodeKind.FOLDER, (NodeKind.FOLDER, path.name), path.name)
        folders[path] = parent.add(found)
    return found


def _sort_key(note: "NoteRow") -> tuple[str, str, str]:
    """By folder, then by name; a character below all others keeps ``a/b`` beside ``a``."""
    folder, _, name = note.path.rpartition("/")
    return _folder_key(folder), dictionary_key(name), note.path


@lru_cache(maxsize=8192)
def _folder_key(folder: str) -> str:
    return dictionary_key(folder).replace("/", "\x01")
