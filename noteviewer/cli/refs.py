"""``noteviewer refs FOLDER``: every reference of a folder, in a form that other programs read.

``--format json`` (the default) prints one JSON array with one object to a line, ``csv`` the same
fields as a table: one record for every place that cites something, in the order of paths and lines,
with ``url title note note_title section anchor line kind label host canonical comment category date
is_read is_starred reader_comment``; lines count from 1, titles follow the folder's habit of writing
a title below its URL. ``markdown`` and ``bookmarks`` list the places under their notes; ``bibtex``,
``ris`` and ``csl`` have one record for each thing cited, with its places in the note field.
"""

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from noteviewer.cli.types import Commands
    from noteviewer.library.rows import ReferenceRow
    from noteviewer.library.state import ReferenceState

NAME = "refs"
_FORMS = ("json", "csv", "markdown", "bibtex", "ris", "csl", "bookmarks")


def register(commands: "Commands") -> None:
    """Declare the arguments of ``refs``."""
    parser = commands.add_parser(NAME, help="list or export the references of a folder")
    parser.add_argument("folder", help="a folder of notes")
    parser.add_argument("--format", choices=_FORMS, default="json", help="default: json")
    parser.add_argument("--url", help="only places that cite this URL, or the same under another")
    parser.add_argument("--note", metavar="PATH", help="only this note, by its path in the folder")
    parser.add_argument("--out", metavar="FILE", help="write to a file outside the folder")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Bring the index up to date, choose, and write."""
    import sys
    from pathlib import Path

    from noteviewer.cli.exit_codes import OK
    from noteviewer.library.catalog import Catalog
    from noteviewer.library.export import ExportForm, Selection, export
    from noteviewer.library.fresh import bring_up_to_date

    folder = Path(arguments.folder)
    target = Path(arguments.out) if arguments.out else None
    if target is not None:
        _refuse_inside(folder, target)
    with Catalog(bring_up_to_date(folder).path) as catalog:
        rows = catalog.references(arguments.note) if arguments.note else catalog.all_references()
    if arguments.url:
        rows = _places_of(rows, arguments.url)
    selection = Selection(rows, folder.resolve().name, _states())
    data = export(selection, ExportForm(arguments.format)).encode("utf-8", "replace")
    if target is None:
        sys.stdout.buffer.write(data)
        return OK
    # A spreadsheet takes UTF-8 for what it is only where a byte order mark says so.
    _write(target, b"\xef\xbb\xbf" + data if arguments.format == "csv" else data)
    return OK


def _places_of(rows: "list[ReferenceRow]", url: str) -> "list[ReferenceRow]":
    import sys

    from noteviewer.library.reference_library import build_library, find

    found = find(build_library(rows), url)
    if found.entry is None:
        sys.stderr.write("noteviewer: no note cites this address\n")
        for other in found.related[:10]:
            sys.stderr.write(f"noteviewer: cited nearby: {other.url}\n")
        return []
    return list(found.entry.citations)


def _states() -> "dict[str, ReferenceState]":
    """What the reader did with references; nothing where that cannot be read."""
    import logging

    from noteviewer.errors import StateUnavailableError
    from noteviewer.library.state import ReaderState
    from noteviewer.paths import state_path

    if not state_path().exists():
        return {}
    try:
        state = ReaderState(state_path())
    except StateUnavailableError as error:
        logging.getLogger(__name__).warning("%s", error)
        return {}
    try:
        return state.references.all()
    finally:
        state.close()


def _refuse_inside(folder: "Path", target: "Path") -> None:
    from noteviewer.errors import CannotOpenError

    if target.resolve().is_relative_to(folder.resolve()):
        raise CannotOpenError(f"nothing is ever written in a folder of notes: {target}")


def _write(target: "Path", data: bytes) -> None:
    """Write all or nothing: an earlier export stays until the new one is whole."""
    import os
    import tempfile
    from pathlib import Path

    from noteviewer.errors import CannotOpenError

    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            umask = os.umask(0)
            os.umask(umask)
            Path(name).chmod(0o666 & ~umask)
            Path(name).replace(target)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise CannotOpenError(f"cannot write {target}: {error.strerror}") from error
