"""``noteviewer inspect FILE...``: what is read out of notes, one JSON object a line."""

import argparse
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from noteviewer.cli.common import Commands
    from noteviewer.notes.model import Note
    from noteviewer.notes.note import NotePlace

NAME = "inspect"


def register(commands: "Commands") -> None:
    """Declare the arguments of ``inspect``."""
    parser = commands.add_parser(NAME, help="show what is read out of notes")
    parser.add_argument("files", nargs="+", metavar="FILE", help="a note")
    parser.add_argument(
        "--folder", metavar="ROOT", help="the folder of notes that the files belong to"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Read each file and print what was found, in the order given."""
    import sys
    from dataclasses import replace
    from pathlib import Path

    from noteviewer.cli.common import CANNOT_OPEN, OK, writes_pairs
    from noteviewer.cli.output import json_line, tell
    from noteviewer.errors import CannotOpenError
    from noteviewer.library.index.contents import read_places
    from noteviewer.notes.note import LONE
    from noteviewer.notes.references import with_pair_habit

    root = Path(arguments.folder).resolve() if arguments.folder else None
    if root is not None and not root.is_dir():
        raise CannotOpenError(f"cannot open {arguments.folder}: not a folder")
    exit_code = OK
    places = read_places(root) if root else {}
    notes: list[Note] = []
    for name in arguments.files:
        try:
            notes.append(_read(Path(name), root, places))
        except OSError as error:
            tell(f"cannot read {name}: {error.strerror}")
            exit_code = CANNOT_OPEN
    if writes_pairs(notes, root):
        notes = [replace(n, references=tuple(map(with_pair_habit, n.references))) for n in notes]
    for note in notes:
        described = describe(note) | {"kind": str(places.get(note.path, LONE).kind)}
        text = json_line(described) if arguments.json else _summary(described) + "\n"
        sys.stdout.write(text)
    return exit_code


def _read(file: "Path", root: "Path | None", places: "Mapping[str, NotePlace]") -> "Note":
    """Read a note; of a file that is too large, as much as the index reads."""
    from dataclasses import replace

    from noteviewer.library.folder.scan import read_note_file
    from noteviewer.notes.formats.reading import read_text
    from noteviewer.notes.model import Problem, ProblemKind
    from noteviewer.notes.note import LONE, parse_note

    path = file.as_posix()
    resolved = file.resolve()
    if root is not None and resolved.is_relative_to(root):
        path = resolved.relative_to(root).as_posix()
    data, is_cut = read_note_file(file)
    note = parse_note(path, read_text(path, data), places.get(path, LONE))
    if not is_cut:
        return note
    return replace(note, problems=(*note.problems, Problem(ProblemKind.TOO_LARGE)))


def describe(note: "Note") -> dict[str, Any]:
    """Give the fields of a note as they are printed; lines count from 1."""
    from noteviewer.cli.output import describe_problems
    from noteviewer.notes.fields import find_written_date

    series = note.title_parts.series
    return {
        "path": note.path,
        "title": note.title,
        "date": note.date or find_written_date(note.path, note.front_matter.values),
        "series": series[0].name if series else None,
        "series_number": series[0].number if series else None,
        "category": note.category,
        "tags": list(note.tags),
        "sections": [
            {
                "level": section.level,
                "title": section.title,
                "anchor": section.anchor,
                "line": section.line + 1,
            }
            for section in note.headings
        ],
        "references": [
            {
                "url": reference.url,
                "title": reference.title,
                "section": note.sections[reference.section].title or None,
                "line": reference.line + 1,
                "label": reference.label,
                "kind": str(reference.kind),
                "comment": reference.comment,
            }
            for reference in note.references
        ],
        "math_spans": len(note.math),
        "images": [image.source for image in note.images],
        "code_blocks": len(note.code),
        "encoding": note.encoding,
        "form": str(note.form),
        "problems": describe_problems(note.problems),
    }


def _summary(described: dict[str, Any]) -> str:
    """A few lines for a person."""
    from noteviewer.cli.output import for_terminal

    lines = [described["path"], f"  {described['title']}"]
    facts = [str(described[key]) for key in ("date", "category") if described[key]]
    facts.extend(f"#{tag}" for tag in described["tags"])
    if facts:
        lines.append("  " + "  ".join(facts))
    counts = ("sections", "references", "images")
    numbers = [f"{len(described[key])} {key}" for key in counts]
    numbers.append(f"{described['math_spans']} formulas")
    numbers.append(f"{described['code_blocks']} code blocks")
    lines.append("  " + ", ".join(numbers))
    lines.extend(f"  {'#' * part['level']} {part['title']}" for part in described["sections"])
    lines.extend(f"  ! {problem['kind']} {problem['detail']}" for problem in described["problems"])
    return for_terminal("\n".join(lines))
