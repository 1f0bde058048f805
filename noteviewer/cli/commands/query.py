"""``noteviewer query FOLDER QUERY [--note PATH] --json``: ask the properties of a folder.

QUERY is a query of Dataview (``TABLE rating FROM #book``), one expression of it behind a sign of
equality (``= this.file.name``), or a base: its YAML, or the path of a ``.base`` file of the folder.
Prints one object: ``problem`` (null, or why there is no answer) and ``views``, each with ``name
form columns total groups summaries``.
"""

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from noteviewer.cli.common import Commands
    from noteviewer.notes.answers import Answer, Question

NAME = "query"


def register(commands: "Commands") -> None:
    """Declare the arguments of ``query``."""
    parser = commands.add_parser(NAME, help="ask the properties of a folder's notes")
    parser.add_argument("folder", help="a folder of notes")
    parser.add_argument("query", help="a query of Dataview, = an expression, a base or its file")
    parser.add_argument("--note", default="", help="the note that the query calls this")
    parser.add_argument("--view", default="", help="the view of a base that comes first")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Bring the index up to date, answer, and print the answer."""
    import sys
    from pathlib import Path

    from noteviewer.cli.answers import answer_to_json, answer_to_text
    from noteviewer.cli.common import DIFFERENT, OK, ask
    from noteviewer.cli.output import for_terminal, json_line, tell, terminal_progress

    folder = Path(arguments.folder)
    question = _question(folder, arguments.query, arguments.note, arguments.view)
    answers = ask(folder, lambda catalog: catalog.answers((question,)), report=terminal_progress())
    answer: Answer = answers[0][1]
    if arguments.json:
        sys.stdout.write(json_line(answer_to_json(answer)))
    elif answer.problem:
        tell(answer.problem)
    else:
        sys.stdout.write(for_terminal(answer_to_text(answer)))
    return DIFFERENT if answer.problem else OK


def _question(folder: "Path", text: str, note: str, view: str) -> "Question":
    """Tell the language of a query by how it begins."""
    from noteviewer.errors import CannotOpenError
    from noteviewer.notes.answers import Question, QuestionKind

    begin = text.lstrip()
    if begin.startswith("="):
        return Question(QuestionKind.INLINE, begin[1:].strip(), note)
    if begin.split(maxsplit=1)[:1] and begin.split(maxsplit=1)[0].lower() in (
        "list", "table", "task", "calendar",
    ):  # fmt: skip
        return Question(QuestionKind.DATAVIEW, text, note)
    if text.endswith(".base") and "\n" not in text:
        from noteviewer.library.folder.scan import read_note_file
        from noteviewer.notes.text import decode

        file = folder / text
        try:
            if not file.resolve().is_relative_to(folder.resolve()):
                raise CannotOpenError(f"{file} is not in {folder}")
            text = decode(read_note_file(file)[0]).text
        except OSError as error:
            raise CannotOpenError(f"cannot read {file}: {error.strerror}") from error
    return Question(QuestionKind.BASE, text, note, view)
