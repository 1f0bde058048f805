"""The folder as a `Site` for its pages: by its files, and by what the index knows of its notes."""

from pathlib import Path

from noteviewer.library.catalog.catalog import Catalog
from noteviewer.library.folder.options import (
    choices_in,
    find_layout,
    read_site_config,
    scan_chosen,
)
from noteviewer.library.folder.scan import FolderScan
from noteviewer.library.state import UserState
from noteviewer.notes.site import FolderLayout, NoteNames, Site, build_site


def read_site(folder: Path, catalog: Catalog | None, state: UserState) -> Site:
    """Learn the files and notes of a folder, so that links and images are found.

    Args:
        folder: The folder of notes.
        catalog: None while there is no index: notes are known by their paths then.
        state: Where the user may have chosen the kind of the folder.

    Raises:
        CannotOpenError: it is no folder, or cannot be read.
        OSError: the same, found a moment later.
    """
    found = scan_chosen(folder, choices_in(state, folder))
    paths = [*found.notes, *found.others]
    known = {names.path: names for names in (catalog.note_names() if catalog else ())}
    return build_site(
        paths,
        [known.get(path) or NoteNames(path) for path in found.notes],
        _find_layout(folder, found, catalog, state),
        read_site_config(folder),
        found.hidden,
    )


def _find_layout(
    folder: Path, found: FolderScan, catalog: Catalog | None, state: UserState
) -> FolderLayout:
    """What the user chose, else what the index has found, else what can be seen now."""
    chosen = choices_in(state, folder).kind
    known = catalog.folder_layout() if chosen is None and catalog else None
    return known or find_layout(folder, found, chosen)
