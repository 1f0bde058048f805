"""``noteviewer [FOLDER | FILE[#heading]]``: open the window."""

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from noteviewer.cli.common import Commands

NAME = "open"


def register(commands: "Commands") -> None:
    """Declare the arguments of ``open``, the command that is meant where none is named."""
    parser = commands.add_parser(NAME, help="open the window (the default)")
    parser.add_argument("place", nargs="?", help="a folder of notes, or a note, or note.md#heading")
    parser.add_argument("--new-window", action="store_true", help="do not reuse a running window")
    parser.add_argument(
        "--safe-graphics", action="store_true", help="draw without the graphics processor"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Open the window and stay until it closes."""
    from noteviewer.render.worker.process import ChildProcess

    # It needs as long to begin as all that is loaded below: both begin at once.
    process = ChildProcess()
    try:
        from noteviewer.gui.app.application import run_app

        return run_app(
            arguments.place,
            process,
            new_window=arguments.new_window,
            safe_graphics=arguments.safe_graphics,
        )
    finally:
        process.kill()
