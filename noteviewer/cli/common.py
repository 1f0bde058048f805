"""Exit codes of the command line. 1: ``check`` found a difference. 2: argparse's, wrong usage."""

import argparse  # noqa: TC003  (the alias is read by type checkers only, but must be importable)
import logging
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from noteviewer.errors import CannotOpenError

if TYPE_CHECKING:
    from noteviewer.library.catalog.catalog import Catalog
    from noteviewer.library.index.indexer import Progress
    from noteviewer.notes.model import Note, Reference

Answer = TypeVar("Answer")

OK = 0
DIFFERENT = 1
USAGE = 2
CANNOT_OPEN = 3
INTERRUPTED = 130


Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001  (argparse has no public name for it)
"""What ``register`` of a command module adds itself to."""


_SAMPLE = 200
"""Notes of the folder that are read beside the given ones, at the most twice as many."""


def writes_pairs(notes: "Sequence[Note]", root: Path | None) -> bool:
    """Judge by the given notes and a sample of the others of their folder: enough for a habit."""
    from noteviewer.notes.references import folder_writes_pairs

    references = [reference for note in notes for reference in note.references]
    if all(reference.following is None for reference in references):
        return False  # nothing hangs on it
    if root is not None:
        references += _sample_references(root, {note.path for note in notes})
    return folder_writes_pairs(references)


def _sample_references(root: Path, known: set[str]) -> "list[Reference]":
    from noteviewer.library.folder.scan import read_note_file, scan_folder
    from noteviewer.notes.formats.reading import read_text
    from noteviewer.notes.note import parse_note

    paths = sorted(path for path in scan_folder(root).notes if path not in known)
    step = max(1, len(paths) // _SAMPLE)
    found: list[Reference] = []
    for path in paths[::step]:
        try:
            data, _is_cut = read_note_file(root / path)
        except OSError:
            continue
        found.extend(parse_note(path, read_text(path, data)).references)
    return found


def ask(
    folder: Path,
    question: "Callable[[Catalog], Answer]",
    *,
    report: "Callable[[Progress], None] | None" = None,
) -> "Answer":
    """Ask the catalog of an index that is up to date; of one made anew where it is damaged.

    Raises:
        CannotOpenError: the folder cannot be read.
        IndexUnavailableError: no index can be made anywhere.
    """
    from noteviewer.library.catalog.catalog import Catalog
    from noteviewer.library.sync.shared_index import use_index

    def use(index: Path) -> Answer:
        with Catalog(index, marked=partial(marked_sections, folder)) as catalog:
            return question(catalog)

    return use_index(folder, use) if report is None else use_index(folder, use, report=report)


def marked_sections(folder: Path) -> list[tuple[str, str]]:
    """Sections of a folder that the reader marked; none where that cannot be read."""
    from contextlib import closing

    from noteviewer.errors import StateUnavailableError
    from noteviewer.library.folder.options import choices_key
    from noteviewer.library.state import UserState
    from noteviewer.paths import state_path

    if not state_path().exists():
        return []
    try:
        with closing(UserState(state_path())) as state:
            return state.highlights.sections(choices_key(folder))
    except StateUnavailableError as error:
        logging.getLogger(__name__).warning("%s", error)
        return []


_REAL = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
PATIENCE_S = 10


@contextmanager
def virtual_display(size: tuple[int, int]) -> Iterator[None]:
    """Start Xvfb for as long as the block runs, unless there is a display.

    Raises:
        CannotOpenError: there is no display, and Xvfb is not installed or does not start.
    """
    if sys.platform != "linux" or any(os.environ.get(name) for name in _REAL):
        yield
        return
    program = shutil.which("Xvfb")
    if program is None:
        raise CannotOpenError("there is no display; install Xvfb (apt-get install xvfb)")
    width, height = max(size[0], 1600), max(size[1], 1000)
    reading, writing = os.pipe()
    with subprocess.Popen(
        [program, "-displayfd", str(writing), "-screen", "0", f"{width}x{height}x24", "-dpi", "96"],
        pass_fds=(writing,),
        stderr=subprocess.DEVNULL,
    ) as server:
        os.close(writing)
        with os.fdopen(reading) as answer:
            number = answer.readline().strip()
        try:
            if not number:
                raise CannotOpenError("there is no display, and Xvfb does not start")
            os.environ["DISPLAY"] = f":{number}"
            yield
        finally:
            os.environ.pop("DISPLAY", None)
            server.terminate()
            server.wait(PATIENCE_S)
