"""``noteviewer screenshot FOLDER --out PICTURE.png``: a picture of the real window.

It is taken when everything is loaded and painted; ``--note PATH[#anchor]``, ``--search QUERY``,
``--theme light|dark`` and ``--size WxH`` say what is to be seen; ``--json`` prints one object,
``out width height note title``. Where there is no display, a
virtual one is started for it (Xvfb). Nothing of the user's own state is read or changed: the
window has a state of its own, in memory.
"""

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from noteviewer.cli.common import Commands

NAME = "screenshot"


def register(commands: "Commands") -> None:
    """Declare the arguments of ``screenshot``."""
    parser = commands.add_parser(NAME, help="save a picture of the window")
    parser.add_argument("folder", help="a folder of notes")
    parser.add_argument("--note", default="", metavar="PATH[#ANCHOR]", help="the note to show")
    parser.add_argument("--search", default="", metavar="QUERY", help="show the answers to a query")
    parser.add_argument(
        "--theme", choices=("light", "dark", "contrast-light", "contrast-dark"), default="light"
    )
    parser.add_argument("--size", type=_size, default=(1400, 880), metavar="WxH")
    parser.add_argument("--language", default="", metavar="en|zh_CN")
    parser.add_argument("--font-percent", type=int, default=100, metavar="N")
    parser.add_argument("--view", default="", help="the pane at the right: outline, references ...")
    parser.add_argument("--out", required=True, metavar="PICTURE.png")
    parser.add_argument("--json", action="store_true", help="say what is seen, as JSON")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Show the window, wait until it is painted, and save it."""
    import sys
    from dataclasses import asdict
    from pathlib import Path

    from noteviewer.cli.common import OK, virtual_display
    from noteviewer.cli.output import json_line

    with virtual_display(arguments.size):
        from noteviewer.gui.app.screenshot import Shot, take_screenshot

        path, _, anchor = arguments.note.partition("#")
        seen = take_screenshot(
            Shot(
                folder=arguments.folder,
                note=path,
                anchor=anchor,
                query=arguments.search,
                theme=arguments.theme,
                size=arguments.size,
                language=arguments.language,
                font_percent=arguments.font_percent,
                view=arguments.view,
            ),
            Path(arguments.out),
        )
    if arguments.json:
        sys.stdout.write(json_line({"out": arguments.out, **asdict(seen)}))
    return OK


def _size(text: str) -> tuple[int, int]:
    width, mark, height = text.partition("x")
    if not (mark and width.isdigit() and height.isdigit()):
        raise argparse.ArgumentTypeError(f"not a size such as 1400x880: {text}")
    return int(width), int(height)
