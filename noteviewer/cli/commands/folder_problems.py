"""``noteviewer problems FOLDER [--kind KIND] [--json]``: what a user should know about its files.

The list is that of the window: JSON is one array of ``kind path line detail``.
"""

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from noteviewer.cli.common import Commands

NAME = "problems"


def register(commands: "Commands") -> None:
    """Declare the arguments of ``problems``."""
    parser = commands.add_parser(NAME, help="list what is wrong in a folder, and what is not read")
    parser.add_argument("folder", help="a folder of notes")
    parser.add_argument("--kind", help="only problems of one kind")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Bring the index up to date and print its problems."""
    import sys
    from pathlib import Path

    from noteviewer.cli.common import OK
    from noteviewer.cli.output import for_terminal, json_line, terminal_progress
    from noteviewer.library.catalog.catalog import Catalog
    from noteviewer.library.sync.shared_index import bring_up_to_date

    fresh = bring_up_to_date(Path(arguments.folder), report=terminal_progress())
    with Catalog(fresh.path) as catalog:
        found = catalog.problems()
    described = [
        {
            "kind": str(each.problem.kind),
            "path": each.path,
            "line": None if each.problem.line is None else each.problem.line + 1,
            "detail": each.problem.detail,
        }
        for each in found
        if arguments.kind in (None, str(each.problem.kind))
    ]
    if arguments.json:
        sys.stdout.write(json_line(described))
        return OK
    for each in described:
        place = f"{each['path']}:{each['line']}" if each["line"] else f"{each['path']}"
        sys.stdout.write(for_terminal(f"{each['kind']}  {place}  {each['detail']}") + "\n")
    return OK
