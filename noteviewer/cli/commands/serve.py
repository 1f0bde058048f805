"""``noteviewer serve FOLDER... --mcp``: let assistants ask folders of notes, read-only.

A server of the Model Context Protocol over the standard streams (`noteviewer.cli.mcp`); there is no
socket. It ends when its input ends. Nothing but messages goes to standard output.
"""

import argparse
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from noteviewer.cli.common import Commands

NAME = "serve"


def register(commands: "Commands") -> None:
    """Declare the arguments of ``serve``."""
    parser = commands.add_parser(NAME, help="let assistants ask folders of notes (MCP, read-only)")
    parser.add_argument("folders", nargs="+", metavar="FOLDER", help="a folder of notes")
    parser.add_argument(
        "--mcp", action="store_true", required=True, help="Model Context Protocol over stdio"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Serve until the client closes our input."""
    import sys
    from pathlib import Path

    from noteviewer.cli.common import OK
    from noteviewer.cli.mcp.answers import FolderAnswers
    from noteviewer.cli.mcp.protocol import Session
    from noteviewer.cli.mcp.tools import ServedFolders
    from noteviewer.library.folder.scan import require_folder

    folders = [Path(name) for name in arguments.folders]
    for folder in folders:
        require_folder(folder)
    served = [FolderAnswers(folder, name) for folder, name in _named(folders)]
    with _claimed_output() as output:
        try:
            Session(ServedFolders(served), sys.stdin.buffer, output).run()
        finally:
            for one in served:
                one.close()
    return OK


def _named(folders: "Iterable[Path]") -> "list[tuple[Path, str]]":
    """Each folder once, with a name of its own."""
    resolved = list(dict.fromkeys(folder.resolve() for folder in folders))
    names = [folder.name for folder in resolved]
    return [
        (folder, folder.name if folder.name and names.count(folder.name) == 1 else str(folder))
        for folder in resolved
    ]


def _claimed_output() -> BinaryIO:
    """Standard output for messages alone; whatever else is printed goes to standard error."""
    import os
    import sys

    output = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return output
