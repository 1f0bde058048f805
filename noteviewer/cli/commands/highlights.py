"""``noteviewer highlights FOLDER``: what the reader marked in the notes of a folder.

``--json`` (the default) prints one object: ``highlights``, by note and place, each with ``id note
note_title section color passage comment created changed is_lost``. ``--format`` writes them as
``markdown``, ``csv`` (the same fields) or ``jsonld`` (W3C Web Annotations). The index is brought
up to date first, and passages are looked for anew in notes that changed. ``--import FILE`` takes
in W3C Web Annotations; of two with one id the one changed last is kept. It prints ``read``,
``taken`` (new or newer) and ``left_out`` (no highlights of notes).
"""

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from contextlib import ExitStack
    from pathlib import Path

    from noteviewer.cli.common import Commands
    from noteviewer.library.catalog.catalog import Catalog
    from noteviewer.library.export.highlights import HighlightSelection
    from noteviewer.library.reading.following import ReadText
    from noteviewer.library.state import UserState

NAME = "highlights"
_FORMS = ("json", "markdown", "jsonld", "csv")


def register(commands: "Commands") -> None:
    """Declare the arguments of ``highlights``."""
    parser = commands.add_parser(NAME, help="list, export or import highlights and comments")
    parser.add_argument("folder", help="a folder of notes")
    forms = parser.add_mutually_exclusive_group()
    forms.add_argument("--format", choices=_FORMS, default="json", help="default: json")
    forms.add_argument(
        "--json", action="store_const", const="json", dest="format", help="as --format json"
    )
    parser.add_argument("--note", metavar="PATH", help="only this note, by its path in the folder")
    forms.add_argument(
        "--import", metavar="FILE", dest="annotations", help="take in W3C Web Annotations (JSON)"
    )
    parser.add_argument("--out", metavar="FILE", help="write to a file outside the folder")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Import, or look for the passages anew and write them."""
    import sys
    from contextlib import closing
    from pathlib import Path

    from noteviewer.cli.common import OK
    from noteviewer.library.export.highlights import HighlightForm, save_highlights
    from noteviewer.library.folder.writing import refuse_inside, write_whole
    from noteviewer.library.state import UserState
    from noteviewer.paths import state_path

    folder, form = Path(arguments.folder), arguments.format
    target = Path(arguments.out) if arguments.out else None
    if target is not None:
        refuse_inside(folder, target)
    with closing(UserState(state_path())) as state:
        if arguments.annotations:
            form, text = "json", _take_in(state, folder, Path(arguments.annotations))
        else:
            text = _written(_choose(state, folder, arguments.note), form)
    if target is None:
        sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    elif form == "json":
        write_whole(target, text.encode("utf-8", "replace"))
    else:
        save_highlights(folder, target, HighlightForm(form), text)
    return OK


def _choose(state: "UserState", folder: "Path", note: str | None) -> "HighlightSelection":
    """Highlights of a folder or a note, where they stand now."""
    from contextlib import ExitStack

    from noteviewer.cli.common import ask
    from noteviewer.library.export.highlights import HighlightSelection
    from noteviewer.library.folder.options import choices_key
    from noteviewer.library.reading.following import follow_highlights

    key = choices_key(folder)

    def follow(catalog: "Catalog") -> dict[str, str]:
        if state.highlights.count(key):
            with ExitStack() as stack:
                follow_highlights(state, catalog, _reader(folder, stack), key)
        rows = map(catalog.note, {one.note for one in state.highlights.of_folder(key)})
        return {row.path: row.title for row in rows if row is not None}

    titles = ask(folder, follow)
    chosen = (
        state.highlights.of_folder(key) if note is None else state.highlights.of_note(key, note)
    )
    return HighlightSelection(chosen, folder.resolve().name, titles)


def _reader(folder: "Path", stack: "ExitStack") -> "ReadText":
    """Reads the text of pages of a folder, as long as the stack is open."""
    from noteviewer.cli.commands.render import FolderPages, read_note
    from noteviewer.errors import CannotOpenError
    from noteviewer.library.annotations.reading_text import ReadingText
    from noteviewer.render.document.page_text import page_text

    pages = stack.enter_context(FolderPages(folder, []))

    def read(path: str) -> ReadingText | None:
        try:
            page = pages.page(read_note(folder / path, folder, {}))
        except CannotOpenError:
            return None
        found = page_text(page.html)
        return ReadingText.of(found.text, found.sections)

    return read


def _written(selection: "HighlightSelection", form: str) -> str:
    import json

    from noteviewer.library.export.highlights import (
        HighlightForm,
        export_highlights,
        highlight_records,
    )

    if form != "json":
        return export_highlights(selection, HighlightForm(form))
    return json.dumps({"highlights": highlight_records(selection)}, ensure_ascii=False) + "\n"


def _take_in(state: "UserState", folder: "Path", file: "Path") -> str:
    """Take in the highlights of a file, and tell how many there were."""
    import json

    from noteviewer.errors import CannotOpenError
    from noteviewer.library.export.web_annotation import LARGEST_FILE, read_web_annotations
    from noteviewer.library.folder.options import choices_key

    try:
        with file.open("rb") as opened:
            data = opened.read(LARGEST_FILE + 1)
    except OSError as error:
        raise CannotOpenError(f"cannot read {file}: {error.strerror}") from error
    found = read_web_annotations(data, choices_key(folder))
    taken = state.highlights.merge(found.highlights)
    told = {"read": len(found.highlights), "taken": taken, "left_out": found.left_out}
    return json.dumps(told) + "\n"
