"""``noteviewer refs FOLDER``: every reference of a folder, in a form that other programs read.

``--json`` (the default) prints one JSON array with one object to a line, ``csv`` the same
fields as a table: one record for every place that cites something, in the order of paths and lines,
with ``url title note note_title section anchor line kind label host canonical comment category date
is_read is_starred reader_comment``; lines count from 1, titles follow the folder's habit of writing
a title below its URL. ``markdown`` and ``bookmarks`` list the places under their notes; ``bibtex``,
``ris`` and ``csl`` have one record for each thing cited, with its places in the note field.
``--filter`` takes the query language of the search with ``is:`` and ``kind:``
(`library.references.filters`). ``--overlap`` prints one object a line, ``notes`` (two
paths) and ``shared`` (what both cite).
"""

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from noteviewer.cli.common import Commands
    from noteviewer.library.catalog.catalog import Catalog
    from noteviewer.library.rows import ReferenceRow

NAME = "refs"
_FORMS = ("json", "csv", "markdown", "bibtex", "ris", "csl", "bookmarks")


def register(commands: "Commands") -> None:
    """Declare the arguments of ``refs``."""
    parser = commands.add_parser(NAME, help="list or export the references of a folder")
    parser.add_argument("folder", help="a folder of notes")
    forms = parser.add_mutually_exclusive_group()
    forms.add_argument("--format", choices=_FORMS, default="json", help="default: json")
    forms.add_argument(
        "--json", action="store_const", const="json", dest="format", help="as --format json"
    )
    parser.add_argument("--url", help="only places that cite this URL, or the same under another")
    parser.add_argument(
        "--filter", metavar="QUERY", help="only what a query finds, as over the table"
    )
    parser.add_argument("--note", metavar="PATH", help="only this note, by its path in the folder")
    parser.add_argument(
        "--overlap", action="store_true", help="instead, notes that cite the same, as JSON"
    )
    parser.add_argument("--out", metavar="FILE", help="write to a file outside the folder")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Bring the index up to date, choose, and write."""
    import sys
    from pathlib import Path

    from noteviewer.cli.chosen_references import ChosenReferences, kept_states
    from noteviewer.cli.common import OK, ask
    from noteviewer.errors import CannotOpenError
    from noteviewer.library.export import ExportForm, Selection, export, save_export
    from noteviewer.library.folder.writing import refuse_inside, write_whole

    folder, form = Path(arguments.folder), ExportForm(arguments.format)
    target = Path(arguments.out) if arguments.out else None
    if target is not None:
        refuse_inside(folder, target)

    def read(catalog: "Catalog") -> "list[ReferenceRow]":
        if arguments.note and catalog.note(arguments.note) is None:
            raise CannotOpenError(f"there is no such note: {arguments.note}")
        return catalog.references(arguments.note) if arguments.note else catalog.all_references()

    rows = ask(folder, read)
    if arguments.url:
        rows = _citing(rows, arguments.url)
    if arguments.filter:
        rows = ChosenReferences(rows).found_by(arguments.filter)
    if arguments.overlap:
        text = _overlap(rows)
    else:
        text = export(Selection(rows, folder.resolve().name, kept_states()), form)
    if target is None:
        sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    elif arguments.overlap:
        write_whole(target, text.encode("utf-8", "replace"))
    else:
        save_export(folder, target, form, text)
    return OK


def _citing(rows: "list[ReferenceRow]", url: str) -> "list[ReferenceRow]":
    import sys

    from noteviewer.cli.chosen_references import ChosenReferences

    places, near = ChosenReferences(rows).citing(url)
    if not places:
        sys.stderr.write("noteviewer: no note cites this address\n")
        for other in near[:10]:
            sys.stderr.write(f"noteviewer: cited nearby: {other.url}\n")
    return places


def _overlap(rows: "list[ReferenceRow]") -> str:
    """Pairs of notes with the keys of what both cite, one object to a line, most first."""
    import json

    from noteviewer.library.references import build_library, overlaps

    return "".join(
        json.dumps(
            {"notes": [one.first, one.second], "shared": [entry.key for entry in one.shared]},
            ensure_ascii=False,
        )
        + "\n"
        for one in overlaps(build_library(rows))
    )
