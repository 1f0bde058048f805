"""The process that draws: reads requests from its standard input, writes drawings to its output.

Started by `noteviewer.render.worker.drawer` as ``noteviewer --drawer``. What draws is code of
others that nothing inside a process can stop: so the system ends this one when its time is spent,
also where whoever asked is gone.
"""

import contextlib
import logging
import pickle
import signal
import sys
from collections.abc import Iterator
from typing import BinaryIO

from noteviewer.render.drawing.diagram import draw_diagram
from noteviewer.render.drawing.drawing import (
    DiagramRequest,
    Drawing,
    Fault,
    PdfLayoutRequest,
    PdfPictureRequest,
)
from noteviewer.render.drawing.pdf import draw_pdf, lay_out_pdf
from noteviewer.render.worker.pipes import READY, open_pipes, write

logger = logging.getLogger(__name__)

_MEMORY_LIMIT = 1024**3


def main() -> None:
    """Serve until the input ends."""
    with open_pipes(_MEMORY_LIMIT) as (requests, answers):
        write(READY, answers)
        serve(requests, answers)


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer each request with what it asks for, or with None."""
    while True:
        try:
            request = pickle.load(requests)  # noqa: S301  (written by our own parent process)
        except EOFError:
            return
        with _limited_time(request.seconds):
            answer = _answer(request)
        write(answer, answers)


def _answer(request: object) -> object:
    try:
        match request:
            case DiagramRequest(source):
                return draw_diagram(source)
            case PdfLayoutRequest():
                return lay_out_pdf(request)
            case PdfPictureRequest():
                return draw_pdf(request)
    except MemoryError:
        return Drawing(fault=Fault.TOO_LARGE) if isinstance(request, DiagramRequest) else None
    except Exception:  # the worker boundary: one drawing must not end the process
        logger.exception("cannot draw")
    return None


@contextlib.contextmanager
def _limited_time(seconds: float) -> Iterator[None]:
    """End this process when its time is spent; where the system can."""
    if sys.platform == "win32":
        yield
        return
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
