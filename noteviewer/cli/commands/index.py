"""``noteviewer index FOLDER [--rebuild] [--follow] --json``: bring an index up to date.

Prints one object: ``notes sections references problems seconds bytes kind kinds damage`` (why the
index that was there had to be made anew; mostly empty). With ``--follow`` it stays, and speaks the
protocol of `library.sync.follower`: one event a line out, one command a line in.
"""

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from noteviewer.cli.common import Commands

NAME = "index"


def register(commands: "Commands") -> None:
    """Declare the arguments of ``index``."""
    parser = commands.add_parser(NAME, help="bring the index of a folder up to date")
    parser.add_argument("folder", help="a folder of notes")
    parser.add_argument("--rebuild", action="store_true", help="drop the index and make it anew")
    parser.add_argument("--follow", action="store_true", help="stay and follow the folder")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Index, and say how much there is."""
    import json
    import sys
    import time
    from pathlib import Path

    from noteviewer.cli.common import OK
    from noteviewer.cli.output import terminal_progress
    from noteviewer.library.index.serialization import index_bytes
    from noteviewer.library.sync.shared_index import bring_up_to_date

    started = time.monotonic()
    folder = Path(arguments.folder)
    if arguments.follow:
        from noteviewer.library.sync.follower import follow

        follow(folder, rebuild=arguments.rebuild)
        return OK
    fresh = bring_up_to_date(folder, rebuild=arguments.rebuild, report=terminal_progress())
    counts = fresh.counts
    answer = {
        "notes": counts.notes,
        "sections": counts.sections,
        "references": counts.references,
        "problems": counts.problems,
        "seconds": round(time.monotonic() - started, 3),
        "bytes": index_bytes(fresh.path),
        **_describe_kinds(fresh.path),
        "damage": fresh.damage,
    }
    if arguments.json:
        sys.stdout.write(json.dumps(answer) + "\n")
    else:
        told = (f"{key} {value}" for key, value in answer.items() if key != "kinds" and value != "")
        sys.stdout.write("  ".join(told) + "\n")
    return OK


def _describe_kinds(path: "Path") -> dict[str, object]:
    """The kind of the folder, and which kind is where in it."""
    from noteviewer.library.catalog.catalog import Catalog
    from noteviewer.notes.site import FolderLayout

    with Catalog(path) as catalog:
        layout = catalog.folder_layout() or FolderLayout()
    return {
        "kind": str(layout.kind),
        "kinds": [
            {"kind": str(part.kind), "folder": part.notes, "dialect": part.kind.row.dialect}
            for part in layout.parts
        ],
    }
