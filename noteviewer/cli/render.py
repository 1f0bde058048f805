"""``noteviewer render FILE``: the page of a note as one self-contained HTML file."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from noteviewer.cli.exit_codes import OK
from noteviewer.errors import CannotOpenError

if TYPE_CHECKING:
    from noteviewer.cli.types import Commands


def register(commands: "Commands") -> None:
    """Declare the arguments of ``render``."""
    parser = commands.add_parser("render", help="write the page of a note as one HTML file")
    parser.add_argument("file", type=Path, help="the note")
    parser.add_argument("--folder", type=Path, help="the folder that the note belongs to")
    parser.add_argument("--out", type=Path, help="file to write; standard output without it")
    parser.add_argument("--theme", choices=("auto", "light", "dark"), default="auto")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the page."""
    from noteviewer.cli.page_wording import ENGLISH
    from noteviewer.notes.fields import find_category, find_date, find_tags, find_title
    from noteviewer.notes.outline import outline
    from noteviewer.notes.scan import scan
    from noteviewer.notes.text import decode
    from noteviewer.render.assets import FolderAssets
    from noteviewer.render.page import HeadCard, PageRequest
    from noteviewer.render.render import render_note
    from noteviewer.render.self_contained import self_contained
    from noteviewer.render.shell import Appearance

    file: Path = arguments.file
    root: Path = arguments.folder or file.parent
    try:
        path = file.resolve().relative_to(root.resolve()).as_posix()
    except ValueError as error:
        raise CannotOpenError(f"{file} is not in {root}") from error
    try:
        decoded = decode(file.read_bytes())
    except OSError as error:
        raise CannotOpenError(f"{file}: {error.strerror}") from error
    document = scan(decoded.text)
    values = document.front_matter.values
    card = HeadCard(
        title=find_title(path, values, outline(document)),
        date=find_date(path, values) or "",
        category=find_category(values) or "",
        tags=find_tags(values),
        encoding="" if decoded.encoding == "utf-8" else decoded.encoding,
    )
    page = render_note(PageRequest(path, decoded.text, ENGLISH, card))
    html = self_contained(page, FolderAssets(root).read, Appearance(theme=arguments.theme))
    if arguments.out is None:
        sys.stdout.write(html)
    else:
        try:
            arguments.out.write_text(html, encoding="utf-8")
        except OSError as error:
            raise CannotOpenError(f"{arguments.out}: {error.strerror}") from error
    return OK
