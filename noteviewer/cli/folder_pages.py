"""Pages of notes laid out as the window does, with what stands around them in their folder."""

from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from noteviewer.errors import CannotOpenError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from noteviewer.notes.model import DecodedText, Note
    from noteviewer.notes.site import NoteNames
    from noteviewer.render.page import CardLink, HeadCard, Page, SeriesPlace
    from noteviewer.render.surroundings import Surroundings


@dataclass(frozen=True, slots=True)
class ReadNote:
    """A note that was read and is to be laid out."""

    decoded: "DecodedText"
    note: "Note"


def read_note(file: Path, folder: Path | None) -> ReadNote:
    """Read a note of a folder, or one that stands alone.

    Raises:
        CannotOpenError: it cannot be read, or does not lie in the folder.
    """
    from noteviewer.library.note_file import read_note_file
    from noteviewer.notes.note import parse_note
    from noteviewer.notes.text import decode

    root = folder or file.parent
    if not root.is_dir():
        raise CannotOpenError(f"cannot open {root}: not a folder")
    try:
        path = file.resolve().relative_to(root.resolve()).as_posix()
        decoded = decode(read_note_file(file)[0])
    except ValueError as error:
        raise CannotOpenError(f"{file} is not in {root}") from error
    except OSError as error:
        raise CannotOpenError(f"cannot read {file}: {error.strerror}") from error
    return ReadNote(decoded, parse_note(path, decoded))


class FolderPages:
    """Lays out notes of one folder, in a process of its own; ends it as a context manager."""

    def __init__(self, folder: Path | None, notes: "Sequence[Note]") -> None:
        """Learn the folder.

        Args:
            folder: None for notes that stand alone.
            notes: Those to be laid out; how titles stand beside addresses is judged by them too.
        """
        from noteviewer.cli.pair_habit import writes_pairs
        from noteviewer.render.surroundings import LONE_NOTE
        from noteviewer.render.worker import Renderer

        around, self._names = _surroundings(folder) if folder else (LONE_NOTE, [])
        self._pairs_habit = writes_pairs(notes, folder)
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
        from noteviewer.cli.page_wording import ENGLISH
        from noteviewer.render.page import PageRequest

        card = _card(read.note, self._names)
        return self._renderer.render(
            PageRequest(
                read.note.path, read.decoded.text, ENGLISH, card, pairs_habit=self._pairs_habit
            )
        )


def _surroundings(root: Path) -> "tuple[Surroundings, list[NoteNames]]":
    """The folder by its files and by the front matter of its notes."""
    from noteviewer.library.choices import read_choices
    from noteviewer.library.folder_kind import find_layout
    from noteviewer.library.scan import scan_folder
    from noteviewer.library.site_config import read_site_config
    from noteviewer.notes.site import build_site
    from noteviewer.render.surroundings import SiteSurroundings

    found = scan_folder(root)
    paths = [*found.notes, *found.others]
    names = [_names(root, path) for path in found.notes]
    layout = find_layout(root, found, read_choices(root).kind)
    site = build_site(paths, names, layout, read_site_config(root))
    return SiteSurroundings(site, str(root.resolve())), names


def _names(root: Path, path: str) -> "NoteNames":
    from noteviewer.notes.fields import find_title, name_of
    from noteviewer.notes.front_matter import read_front_matter
    from noteviewer.notes.site import NoteNames
    from noteviewer.notes.titles import parse_title

    values = read_front_matter(tuple(_text(root / path).split("\n"))).values
    title = find_title(values, ()) or name_of(path)
    return NoteNames(path, title, parse_title(title))


def _text(file: Path) -> str:
    from noteviewer.library.note_file import read_note_file
    from noteviewer.notes.text import decode

    try:
        return decode(read_note_file(file)[0]).text
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
        encoding=note.encoding,
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
