"""The worker process: reads requests from its standard input, writes pages to its standard output.

Started by `noteviewer.render.worker.process` as ``noteviewer --renderer``. Both ends are ours and
speak pickle; a note reaches only the text of its request. It ends with its input.
"""

import contextlib
import logging
import os
import pickle
import signal
import sys
from dataclasses import fields
from typing import Any, BinaryIO

from noteviewer.notes.model import ProblemKind
from noteviewer.render.document.page import Page, PageRequest
from noteviewer.render.document.plain import plain_page
from noteviewer.render.document.wording import Wording
from noteviewer.render.folder_context import LONE_NOTE, FolderContext
from noteviewer.render.math.formula_faults import FormulaWording
from noteviewer.render.render import render_note
from noteviewer.render.worker.answers import answer
from noteviewer.render.worker.readings import Reading

READY = "ready"
"""First word of the process, when everything is loaded."""

logger = logging.getLogger(__name__)

_MEMORY_LIMIT = 2 * 1024**3


def main() -> None:
    """Serve until the input ends."""
    requests = sys.stdin.buffer
    with (
        contextlib.suppress(BrokenPipeError),  # the parent is gone
        os.fdopen(os.dup(sys.stdout.fileno()), "wb") as answers,
    ):
        # Nothing that a library prints may get between the pages.
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
        _limit_memory()
        # Ctrl+C reaches the whole group of processes; the parent alone decides what it means.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        _warm_up()
        serve(requests, answers)


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer requests with pages, and questions about notes; take `FolderContext` as the folder.

    The folder holds for all pages from then on.
    """
    around: FolderContext = LONE_NOTE
    _answer(READY, answers)
    while True:
        try:
            message = pickle.load(requests)  # noqa: S301  (written by our own parent process)
        except EOFError:
            return
        if isinstance(message, PageRequest):
            _answer(_page(message, around), answers)
        elif isinstance(message, Reading):
            _answer(_read(message), answers)
        else:
            around = message


def _warm_up() -> None:
    """Make a page of nothing: what the libraries load with their first page is loaded by then."""
    words: dict[str, Any] = dict.fromkeys((each.name for each in fields(Wording)), "")
    wordless = Wording(**words | {"formulas": FormulaWording()})
    render_note(PageRequest(path="", text=" ", wording=wordless), LONE_NOTE)


def _page(request: PageRequest, around: FolderContext) -> Page:
    try:
        return render_note(request, around)
    except MemoryError:
        return plain_page(request, ProblemKind.TOO_LARGE)
    except Exception:  # the worker boundary: one note must not end the process
        logger.exception("cannot render %s", request.path)
        return plain_page(request, ProblemKind.NOT_RENDERED)


def _read(reading: Reading[object]) -> object:
    try:
        return answer(reading)
    except Exception:  # the worker boundary: one note must not end the process
        logger.exception("cannot read a note")
        return None


def _answer(value: object, answers: BinaryIO) -> None:
    pickle.dump(value, answers, protocol=pickle.HIGHEST_PROTOCOL)
    answers.flush()


def _limit_memory() -> None:
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_LIMIT, _MEMORY_LIMIT))
