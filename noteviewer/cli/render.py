"""``noteviewer render FILE``: the page of a note as one self-contained HTML file."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from noteviewer.cli.exit_codes import OK
from noteviewer.errors import CannotOpenError

if TYPE_CHECKING:
    from noteviewer.cli.types import Commands
    from noteviewer.notes.model import Note
    from noteviewer.notes.site import NoteNames
    from noteviewer.render.page import CardLink, HeadCard, SeriesPlace
    from noteviewer.render.surroundings import Surroundings

_PLAIN_ENCODINGS = frozenset({"utf-8", "utf-8-sig", "ascii"})


def register(commands: "Commands") -> None:
    """Declare the arguments of ``render``."""
    parser = commands.add_parser("render", help="write the page of a note as one HTML file")
    parser.add_argument("file", type=Path, help="the note")
    parser.add_argument("--folder", type=Path, help="the folder that the note belongs to")
    parser.add_argument("--out", type=Path, help="file to write; standard output without it")
    parser.add_argument(
        "--theme",
        choices=("auto", "light", "dark", "contrast-light", "contrast-dark"),
        default="auto",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the page."""
    from noteviewer.cli.page_wording import ENGLISH
    from noteviewer.cli.pair_habit import writes_pairs
    from noteviewer.notes.note import parse_note
    from noteviewer.notes.text import decode
    from noteviewer.render.assets import FolderAssets
    from noteviewer.render.page import PageRequest
    from noteviewer.render.self_contained import self_contained
    from noteviewer.render.shell import Appearance
    from noteviewer.render.surroundings import LONE_NOTE
    from noteviewer.render.worker import Renderer

    file: Path = arguments.file
    root: Path = arguments.folder or file.parent
    path = _path_in(root, file)
    if arguments.out is not None:
        _refuse_note(arguments.folder, arguments.out)
    try:
        decoded = decode(file.read_bytes())
    except OSError as error:
        raise CannotOpenError(f"cannot read {file}: {error.strerror}") from error
    note = parse_note(path, decoded)
    around, names = _surroundings(root) if arguments.folder else (LONE_NOTE, [])
    request = PageRequest(
        path,
        decoded.text,
        ENGLISH,
        _card(note, names),
        pairs_habit=writes_pairs([note], arguments.folder),
    )
    renderer = Renderer()
    try:
        renderer.use(around)
        page = renderer.render(request)
    finally:
        renderer.close()
    html = self_contained(page, FolderAssets(root).read, Appearance(theme=arguments.theme))
    _write(html, arguments.out)
    return OK


def _refuse_note(folder: Path | None, out: Path) -> None:
    """Refuse a page in the folder of notes; where none is named, in the place of a note."""
    from noteviewer.library.outside import refuse_inside
    from noteviewer.library.scan import NOTE_SUFFIXES

    if folder is not None:
        refuse_inside(folder, out)
    elif out.name.lower().endswith(NOTE_SUFFIXES):
        raise CannotOpenError(f"a page is never written in the place of a note: {out}")


def _path_in(root: Path, file: Path) -> str:
    if not root.is_dir():
        raise CannotOpenError(f"cannot open {root}: not a folder")
    try:
        return file.resolve().relative_to(root.resolve()).as_posix()
    except ValueError as error:
        raise CannotOpenError(f"{file} is not in {root}") from error


def _surroundings(root: Path) -> "tuple[Surroundings, list[NoteNames]]":
    """The folder by its files and by the front matter of its notes."""
    from noteviewer.library.scan import scan_folder
    from noteviewer.notes.site import CONFIG_FILES, build_site, read_config, recognise_kind
    from noteviewer.render.surroundings import SiteSurroundings

    found = scan_folder(root)
    paths = [*found.notes, *found.others]
    texts = {name: _text(root / name) for name in CONFIG_FILES if (root / name).is_file()}
    names = [_names(root, path) for path in found.notes]
    kind = recognise_kind(paths, [entry.name for entry in root.iterdir()])
    site = build_site(paths, names, kind, read_config(texts, root.resolve().name))
    return SiteSurroundings(site, str(root.resolve())), names


def _names(root: Path, path: str) -> "NoteNames":
    from noteviewer.notes.fields import find_title
    from noteviewer.notes.front_matter import read_front_matter
    from noteviewer.notes.site import NoteNames
    from noteviewer.notes.titles import parse_title

    values = read_front_matter(tuple(_text(root / path).split("\n"))).values
    title = find_title(path, values, ())
    return NoteNames(path, title, parse_title(title))


def _text(file: Path) -> str:
    from noteviewer.notes.text import decode

    try:
        return decode(file.read_bytes()).text
    except OSError:
        return ""


def _card(note: "Note", names: "list[NoteNames]") -> "HeadCard":
    from noteviewer.render.page import HeadCard

    return HeadCard(
        title=note.title,
        date=note.date or "",
        category=note.category or "",
        tags=note.tags,
        series=tuple(_series(note, names)),
        references=len(note.references),
        encoding="" if note.encoding in _PLAIN_ENCODINGS else note.encoding,
    )


def _series(note: "Note", names: "list[NoteNames]") -> "list[SeriesPlace]":
    from noteviewer.render.page import SeriesPlace

    places = []
    for part in note.title_parts.series:
        number = part.number or 0
        before, after = (_member(names, part.name, number + step) for step in (-1, 1))
        places.append(SeriesPlace(part.name, number, before, after))
    return places


def _member(names: "list[NoteNames]", series: str, number: int) -> "CardLink | None":
    from noteviewer.render.page import CardLink

    for other in names:
        if any(p.name == series and p.number == number for p in other.title_parts.series):
            return CardLink(other.title, other.path)
    return None


def _write(html: str, out: Path | None) -> None:
    from noteviewer.library.outside import write_whole

    data = html.encode("utf-8", "replace")
    if out is None:
        sys.stdout.buffer.write(data)
    else:
        write_whole(out, data)
