"""The worker process: reads requests from its standard input, writes pages to its standard output.

Started by `noteviewer.render.worker.process` as ``noteviewer --renderer``. Both ends are ours and
speak pickle; a note reaches only the text of its request. It ends with its input.
"""

import logging
import pickle
from dataclasses import fields
from typing import Any, BinaryIO

from noteviewer.notes.model import ProblemKind
from noteviewer.render.document.page import Page, PageRequest
from noteviewer.render.document.plain import plain_page
from noteviewer.render.document.wording import AnswerWording, DiagramWording, Wording
from noteviewer.render.folder_context import LONE_NOTE, FolderContext
from noteviewer.render.html.diagrams import Draw
from noteviewer.render.math.formula_faults import FormulaWording
from noteviewer.render.render import render_note
from noteviewer.render.worker.answers import answer
from noteviewer.render.worker.drawer import Drawer
from noteviewer.render.worker.pipes import READY, open_pipes, write
from noteviewer.render.worker.readings import Reading

logger = logging.getLogger(__name__)

_MEMORY_LIMIT = 2 * 1024**3


def main() -> None:
    """Serve until the input ends."""
    with open_pipes(_MEMORY_LIMIT) as (requests, answers):
        _warm_up()
        serve(requests, answers, Drawer().draw)


def serve(requests: BinaryIO, answers: BinaryIO, draw: Draw | None = None) -> None:
    """Answer requests with pages, and questions about notes; take `FolderContext` as the folder.

    The folder holds for all pages from then on.
    """
    around: FolderContext = LONE_NOTE
    write(READY, answers)
    while True:
        try:
            message = pickle.load(requests)  # noqa: S301  (written by our own parent process)
        except EOFError:
            return
        if isinstance(message, PageRequest):
            write(_page(message, around, draw), answers)
        elif isinstance(message, Reading):
            write(_read(message, around), answers)
        else:
            around = message


def _warm_up() -> None:
    """Make a page of nothing: what the libraries load with their first page is loaded by then."""
    words: dict[str, Any] = dict.fromkeys((each.name for each in fields(Wording)), "")
    nested = {
        "formulas": FormulaWording(),
        "diagrams": DiagramWording(),
        "answers": AnswerWording(),
    }
    wordless = Wording(**words | nested)
    render_note(PageRequest(path="", text=" ", wording=wordless), LONE_NOTE)


def _page(request: PageRequest, around: FolderContext, draw: Draw | None) -> Page:
    try:
        return render_note(request, around, draw)
    except MemoryError:
        return plain_page(request, ProblemKind.TOO_LARGE)
    except Exception:  # the worker boundary: one note must not end the process
        logger.exception("cannot render %s", request.path)
        return plain_page(request, ProblemKind.NOT_RENDERED)


def _read(reading: Reading[object], around: FolderContext) -> object:
    try:
        return answer(reading, around)
    except Exception:  # the worker boundary: one note must not end the process
        logger.exception("cannot read a note")
        return None
