"""``noteviewer contents FOLDER [--json]``: the table of contents that a folder's own files give.

JSON is ``{"kind": ..., "entries": [{"title", "path" or null, "depth"}]}``, in reading order.
"""

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from noteviewer.cli.common import Commands

NAME = "contents"


def register(commands: "Commands") -> None:
    """Declare the arguments of ``contents``."""
    parser = commands.add_parser(NAME, help="print the table of contents of a book or a site")
    parser.add_argument("folder", help="a folder of notes")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Bring the index up to date and print the contents; nothing for a folder without."""
    import sys
    from pathlib import Path

    from noteviewer.cli.common import OK
    from noteviewer.cli.output import for_terminal, json_line, terminal_progress
    from noteviewer.library.catalog.catalog import Catalog
    from noteviewer.library.sync.shared_index import bring_up_to_date

    fresh = bring_up_to_date(Path(arguments.folder), report=terminal_progress())
    with Catalog(fresh.path) as catalog:
        contents = catalog.contents()
    if arguments.json:
        entries = [{"title": e.title, "path": e.path, "depth": e.depth} for e in contents.entries]
        answer = {"kind": str(contents.kind), "entries": entries}
        sys.stdout.write(json_line(answer))
        return OK
    for entry in contents.entries:
        place = f"  ({entry.path})" if entry.path else ""
        sys.stdout.write(for_terminal("  " * entry.depth + entry.title + place) + "\n")
    return OK
