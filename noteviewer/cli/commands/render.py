"""``noteviewer render FILE...``: the page of a note as one self-contained HTML file.

``--json`` says instead what became of each note, one object a line: ``path title out anchors
formulas undrawn_formulas diagrams undrawn_diagrams images missing_images remote_images problems
is_plain html``.
"""

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from noteviewer.cli.common import CANNOT_OPEN, OK
from noteviewer.errors import CannotOpenError
from noteviewer.render.document.wording import AnswerWording, DiagramWording, Wording
from noteviewer.render.math.formula_faults import FormulaWording

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from noteviewer.cli.common import Commands
    from noteviewer.notes.answers import Answers, Question
    from noteviewer.notes.model import DecodedText, Note
    from noteviewer.notes.note import NotePlace
    from noteviewer.notes.site import NoteNames, Part
    from noteviewer.render.document.page import CardLink, HeadCard, Page, SeriesPlace
    from noteviewer.render.folder_context import FolderContext


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
    from noteviewer.library.index.contents import read_places

    folder, out, is_described = arguments.folder, arguments.out, arguments.json
    if len(arguments.files) > 1 and (out is not None or not is_described):
        arguments.fail("several notes need --json, and no --out")
    if out is not None:
        _refuse_among_notes(arguments.files[0], folder, out)
    if folder is not None and not folder.is_dir():
        raise CannotOpenError(f"cannot open {folder}: not a folder")
    places = read_places(folder) if folder is not None else {}
    notes, exit_code = _read(arguments.files, folder, places)
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
    from noteviewer.cli.output import describe_problems

    return {
        "path": page.path,
        "title": page.title,
        "out": None if out is None else str(out),
        "anchors": list(page.anchors),
        "formulas": page.html.count('<span class="nv-math '),
        "undrawn_formulas": page.html.count('<span class="nv-bad-formula '),
        "diagrams": len(page.drawings),
        "undrawn_diagrams": page.html.count('<p class="nv-undrawn"'),
        "images": page.html.count('class="nv-image"'),
        "missing_images": page.html.count('class="nv-box nv-missing'),
        "remote_images": page.html.count('class="nv-box nv-remote'),
        "problems": describe_problems(page.problems),
        "is_plain": page.is_plain,
        "html": page.html,
    }


def _read(
    files: list[Path], folder: Path | None, places: "Mapping[str, NotePlace]"
) -> "tuple[list[tuple[Path, ReadNote]], int]":
    """The notes that can be read; of several, those that cannot are told."""
    from noteviewer.cli.output import tell

    notes: list[tuple[Path, ReadNote]] = []
    exit_code = OK
    for file in files:
        try:
            notes.append((file, read_note(file, folder, places)))
        except CannotOpenError as error:
            if len(files) == 1:
                raise
            tell(str(error))
            exit_code = CANNOT_OPEN
    return notes, exit_code


def _refuse_among_notes(note: Path, folder: Path | None, out: Path) -> None:
    """Refuse a page in the folder of notes, also where none is named, or in a note's place."""
    from noteviewer.library.folder.writing import refuse_beside, refuse_inside
    from noteviewer.notes.file_types import is_note_name

    if folder is not None:
        refuse_inside(folder, out)
    elif is_note_name(out.name):
        raise CannotOpenError(f"a page is never written in the place of a note: {out}")
    else:
        refuse_beside(note, out)


def _write(page: "Page", root: Path, theme: str, out: Path | None) -> None:
    from noteviewer.library.folder.writing import write_whole
    from noteviewer.render.document.self_contained import self_contained
    from noteviewer.render.document.shell import Appearance
    from noteviewer.render.files.assets import FolderAssets

    html = self_contained(page, FolderAssets(root).read, Appearance(theme=theme))
    data = html.encode("utf-8", "replace")
    if out is None:
        sys.stdout.buffer.write(data)
    else:
        write_whole(out, data)


def _say(described: dict[str, Any]) -> None:
    from noteviewer.cli.output import json_line

    sys.stdout.write(json_line(described))


@dataclass(frozen=True, slots=True)
class ReadNote:
    """A note that was read and is to be laid out."""

    decoded: "DecodedText"
    note: "Note"


def read_note(file: Path, folder: Path | None, places: "Mapping[str, NotePlace]") -> ReadNote:
    """Read a note of a folder, or one that stands alone.

    Args:
        file: The note.
        folder: The folder that it belongs to.
        places: What the folder says of its notes.

    Raises:
        CannotOpenError: it cannot be read, or does not lie in the folder.
    """
    from noteviewer.library.folder.scan import read_note_file
    from noteviewer.notes.formats.reading import read_text
    from noteviewer.notes.note import LONE, parse_note

    root = folder or file.parent
    if not root.is_dir():
        raise CannotOpenError(f"cannot open {root}: not a folder")
    try:
        path = file.resolve().relative_to(root.resolve()).as_posix()
        decoded = read_text(path, read_note_file(file)[0])
    except ValueError as error:
        raise CannotOpenError(f"{file} is not in {root}") from error
    except OSError as error:
        raise CannotOpenError(f"cannot read {file}: {error.strerror}") from error
    return ReadNote(decoded, parse_note(path, decoded, places.get(path, LONE)))


class FolderPages:
    """Lays out notes of one folder, in a process of its own; ends it as a context manager."""

    def __init__(self, folder: Path | None, notes: "Sequence[Note]") -> None:
        """Learn the folder.

        Args:
            folder: None for notes that stand alone.
            notes: Those to be laid out; how titles stand beside addresses is judged by them too.
        """
        from noteviewer.cli.common import writes_pairs
        from noteviewer.render.folder_context import LONE_NOTE
        from noteviewer.render.worker.renderer import Renderer

        around, self._names = _context_of(folder) if folder else (LONE_NOTE, [])
        self._pairs_habit = writes_pairs(notes, folder)
        self._folder = folder
        self._renderer = Renderer()
        self._renderer.use(around)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._renderer.close()

    def page(self, read: ReadNote) -> "Page":
        """Lay out one note; one that cannot be is shown as plain text, with the reason."""
        from noteviewer.render.document.page import PageRequest

        card = _card(read.note, self._names)
        request = PageRequest(
            read.note.path, read.decoded.text, ENGLISH, card, pairs_habit=self._pairs_habit
        )
        return self._renderer.render(request, self._ask if self._folder else None)

    def _ask(self, questions: "tuple[Question, ...]") -> "Answers":
        """Answer the queries of a note from the index of its folder."""
        from noteviewer.cli.common import ask
        from noteviewer.errors import IndexUnavailableError

        if self._folder is None:
            return ()
        try:
            return ask(self._folder, lambda catalog: catalog.answers(questions))
        except IndexUnavailableError:
            return ()


def _context_of(root: Path) -> "tuple[FolderContext, list[NoteNames]]":
    """The folder by its files and by the front matter of its notes."""
    from noteviewer.library.folder.options import find_layout, read_choices, read_site_config
    from noteviewer.library.folder.scan import scan_folder
    from noteviewer.notes.site import build_site
    from noteviewer.render.folder_context import SiteContext

    found = scan_folder(root)
    paths = [*found.notes, *found.others]
    layout = find_layout(root, found, read_choices(root).kind)
    names = [_names(root, path, layout.part_at(path)) for path in found.notes]
    site = build_site(paths, names, layout, read_site_config(root), found.hidden)
    return SiteContext(site, str(root.resolve())), names


def _names(root: Path, path: str, part: "Part") -> "NoteNames":
    """The names of a note by its front matter; in other formats than Markdown, by all of it."""
    from noteviewer.notes.fields import find_title, name_of
    from noteviewer.notes.file_types import MARKDOWN, format_of
    from noteviewer.notes.front_matter import read_front_matter
    from noteviewer.notes.note import NotePlace, parse_note
    from noteviewer.notes.relations.titles import parse_title
    from noteviewer.notes.site import FolderKind, NoteNames, note_names

    decoded = _decoded(root, path)
    if format_of(path) != MARKDOWN or part.kind is FolderKind.ZIM:
        return note_names(parse_note(path, decoded, NotePlace.of_part(part, path)))
    values = read_front_matter(tuple(decoded.text.split("\n"))).values
    title = find_title(values, ()) or name_of(path)
    return NoteNames(path, title, parse_title(title))


def _decoded(root: Path, path: str) -> "DecodedText":
    from noteviewer.library.folder.scan import read_note_file
    from noteviewer.notes.formats.reading import read_text

    try:
        return read_text(path, read_note_file(root / path)[0])
    except OSError:
        return read_text(path, b"")


def _card(note: "Note", names: "list[NoteNames]") -> "HeadCard":
    from noteviewer.render.document.page import HeadCard

    return HeadCard(
        title=note.title,
        date=note.date or "",
        category=note.category or "",
        tags=note.tags,
        series=tuple(_series(note, names)),
        references=len(note.references),
        encoding=note.encoding,
    )


def _series(note: "Note", names: "list[NoteNames]") -> "list[SeriesPlace]":
    from noteviewer.render.document.page import SeriesPlace

    places = []
    for part in note.title_parts.series:
        number = part.number or 0
        before, after = (_member(names, part.name, number + step) for step in (-1, 1))
        places.append(SeriesPlace(part.name, number, before, after))
    return places


def _member(names: "list[NoteNames]", series: str, number: int) -> "CardLink | None":
    from noteviewer.render.document.page import CardLink

    for other in names:
        if any(p.name == series and p.number == number for p in other.title_parts.series):
            return CardLink(other.title, other.path)
    return None


ENGLISH = Wording(
    copy_code="Copy",
    remote_image="Image from {}",
    load_once="Load once",
    always_load="Always from this host",
    missing_image="Image not found: {}",
    too_large_image="Not shown, for it would take too long: {}",
    offer_image="Show {} instead",
    open_in_browser="Open in browser",
    formulas=FormulaWording(cannot_draw="This formula cannot be drawn: {}"),
    include="Included file: {}",
    embedded_media="Embedded page or film: {}",
    timed_out="This note took too long to lay out. It is shown as plain text.",
    too_large="This note is too large to lay out. Its beginning is shown as plain text.",
    not_rendered="This note could not be laid out. It is shown as plain text.",
    bad_format="Not read as what its name says ({}). Its text is shown.",
    missing_note="No such note: {}",
    previous="Previous in the series",
    next="Next in the series",
    minutes="about {} min",
    one_reference="1 reference",
    references="{} references",
    continued="Continued in",
    variants="Other versions",
    compare="Compare side by side",
    encoding="Read as {}",
    changed_since="Changed since you read it on {}",
    footnotes="Footnotes",
    back_to_text="Back to note {} in the text",
    diagram="Source of a {} diagram",
    no_export="The drawing itself is shown where it was exported as SVG or PNG beside this note.",
    diagrams=DiagramWording(
        cannot_draw="This diagram cannot be drawn: {}",
        not_installed="Not drawn: that takes the Python package {}, which is not installed.",
        too_large="it is too large",
        too_long="it takes too long",
    ),
    folded="Folded away: {}",
    figure="Figure {}",
    table="Table {}",
    equation="Equation {}",
    listing="Listing {}",
    properties="Properties",
    hidden_properties="{} more",
    answers=AnswerWording(),
    day="{year}-{month:02}-{day:02}",
)
