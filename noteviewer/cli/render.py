"""``noteviewer render FILE...``: the page of a note as one self-contained HTML file.

``--json`` says instead what became of each note, one object a line: ``path title out anchors
formulas undrawn_formulas images missing_images remote_images problems is_plain html``.
"""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from noteviewer.cli.exit_codes import CANNOT_OPEN, OK
from noteviewer.errors import CannotOpenError

if TYPE_CHECKING:
    from noteviewer.cli.folder_pages import ReadNote
    from noteviewer.cli.types import Commands
    from noteviewer.render.page import Page


def register(commands: "Commands") -> None:
    """Declare the arguments of ``render``."""
    parser = commands.add_parser("render", help="write the page of a note as one HTML file")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a note")
    parser.add_argument("--folder", type=Path, help="the folder that the note belongs to")
    parser.add_argument("--out", type=Path, help="file to write; standard output without it")
    parser.add_argument(
        "--theme",
        choices=("auto", "light", "dark", "contrast-light", "contrast-dark"),
        default="auto",
    )
    parser.add_argument(
        "--json", action="store_true", help="what became of each note, one object a line"
    )
    parser.set_defaults(run=run, fail=parser.error)


def run(arguments: argparse.Namespace) -> int:
    """Lay the notes out; write their page, or say what became of them."""
    from noteviewer.cli.folder_pages import FolderPages

    folder, out, is_described = arguments.folder, arguments.out, arguments.json
    if len(arguments.files) > 1 and (out is not None or not is_described):
        arguments.fail("several notes need --json, and no --out")
    if out is not None:
        _refuse_note(folder, out)
    notes, exit_code = _read(arguments.files, folder)
    with FolderPages(folder, [read.note for _file, read in notes]) as pages:
        for file, read in notes:
            page = pages.page(read)
            if out is not None or not is_described:
                _write(page, folder or file.parent, arguments.theme, out)
            if is_described:
                _say(describe(page, out))
    return exit_code


def describe(page: "Page", out: Path | None = None) -> dict[str, Any]:
    """The fields of a page, as ``--json`` prints them."""
    from noteviewer.cli.problems import describe_problems

    return {
        "path": page.path,
        "title": page.title,
        "out": None if out is None else str(out),
        "anchors": list(page.anchors),
        "formulas": page.html.count('<span class="nv-math '),
        "undrawn_formulas": page.html.count('<span class="nv-bad-formula '),
        "images": page.html.count('class="nv-image"'),
        "missing_images": page.html.count('class="nv-box nv-missing'),
        "remote_images": page.html.count('class="nv-box nv-remote'),
        "problems": describe_problems(page.problems),
        "is_plain": page.is_plain,
        "html": page.html,
    }


def _read(files: list[Path], folder: Path | None) -> "tuple[list[tuple[Path, ReadNote]], int]":
    """The notes that can be read; of several, those that cannot are told."""
    from noteviewer.cli.folder_pages import read_note

    notes: list[tuple[Path, ReadNote]] = []
    exit_code = OK
    for file in files:
        try:
            notes.append((file, read_note(file, folder)))
        except CannotOpenError as error:
            if len(files) == 1:
                raise
            sys.stderr.write(f"noteviewer: {error}\n")
            exit_code = CANNOT_OPEN
    return notes, exit_code


def _refuse_note(folder: Path | None, out: Path) -> None:
    """Refuse a page in the folder of notes; where none is named, in the place of a note."""
    from noteviewer.library.outside import refuse_inside
    from noteviewer.notes.file_types import is_note_name

    if folder is not None:
        refuse_inside(folder, out)
    elif is_note_name(out.name):
        raise CannotOpenError(f"a page is never written in the place of a note: {out}")


def _write(page: "Page", root: Path, theme: str, out: Path | None) -> None:
    from noteviewer.library.outside import write_whole
    from noteviewer.render.assets import FolderAssets
    from noteviewer.render.self_contained import self_contained
    from noteviewer.render.shell import Appearance

    html = self_contained(page, FolderAssets(root).read, Appearance(theme=theme))
    data = html.encode("utf-8", "replace")
    if out is None:
        sys.stdout.buffer.write(data)
    else:
        write_whole(out, data)


def _say(described: dict[str, Any]) -> None:
    import json

    sys.stdout.write(json.dumps(described, ensure_ascii=False) + "\n")
