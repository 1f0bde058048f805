"""``noteviewer related FOLDER [NOTE] [--text TEXT] --json``: notes that belong together, and why.

Prints one object: ``related``, nearest first, each with ``path title date category score`` and the
reasons ``words references is_linked tags``. With ``--text`` the notes are found that are about what
a passage says; a NOTE beside it, in which the passage stands, is left out.
"""

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from noteviewer.cli.common import Commands
    from noteviewer.library.catalog.catalog import Catalog
    from noteviewer.library.search.related import RelatedNote

NAME = "related"


def register(commands: "Commands") -> None:
    """Declare the arguments of ``related``."""
    parser = commands.add_parser(NAME, help="list notes that belong to a note, or to a passage")
    parser.add_argument("folder", help="a folder of notes")
    parser.add_argument("note", nargs="?", help="a note, by its path in the folder")
    parser.add_argument("--text", help="a passage; of the note, where one is named")
    parser.add_argument("--limit", type=int, default=10, help="how many notes to list")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.set_defaults(run=run, fail=parser.error)


def run(arguments: argparse.Namespace) -> int:
    """Find what belongs to the note or passage, and print it."""
    import sys
    from dataclasses import asdict
    from pathlib import Path

    from noteviewer.cli.common import OK, ask
    from noteviewer.cli.output import for_terminal, json_line, terminal_progress
    from noteviewer.errors import CannotOpenError

    note, text, limit = arguments.note, arguments.text, max(arguments.limit, 0)
    if note is None and text is None:
        arguments.fail("name a note, or a passage with --text")

    def find(catalog: "Catalog") -> "tuple[RelatedNote, ...]":
        if note is not None and catalog.note(note) is None:
            raise CannotOpenError(f"there is no such note: {note}")
        if text is not None:
            return catalog.similar(text, limit, note or "")
        return catalog.related(note, limit)

    found = ask(Path(arguments.folder), find, report=terminal_progress())
    if arguments.json:
        answer = {"related": [asdict(one) for one in found]}
        sys.stdout.write(json_line(answer))
        return OK
    for one in found:
        sys.stdout.write(for_terminal(f"{one.path}  {one.title}\n    {_reasons(one)}\n"))
    return OK


def _reasons(one: "RelatedNote") -> str:
    reasons = [", ".join(one.words)] if one.words else []
    if one.references:
        references = "reference" if one.references == 1 else "references"
        reasons.append(f"{one.references} shared {references}")
    if one.is_linked:
        reasons.append("linked")
    reasons += [f"#{tag}" for tag in one.tags]
    return "; ".join(reasons)
