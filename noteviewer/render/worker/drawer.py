"""Drawings from a process of their own, which is ended when one takes too long."""

import logging
import pickle
import threading
from collections import OrderedDict
from typing import cast

from noteviewer.processes import DRAWER
from noteviewer.render.drawing.drawing import (
    Answer,
    DiagramRequest,
    Drawing,
    DrawingRequest,
    Fault,
)
from noteviewer.render.worker.process import ChildProcess

logger = logging.getLogger(__name__)

PATIENCE = 0.9
"""Seconds for one diagram, once the process is there."""
_START_BUDGET = 10.0
_KEPT = 4_000_000
"""Bytes of drawings that are kept, with their sources: some hundred."""


class DrawingProcess:
    """The process that draws; may be asked from any thread, and is asked one thing at a time."""

    def __init__(self, patience: float) -> None:
        """Build it; the process begins with the first question.

        Args:
            patience: Seconds for one answer.
        """
        self._patience = patience
        self._lock = threading.Lock()
        self._process: ChildProcess | None = None

    def ask(self, request: DrawingRequest[Answer]) -> Answer | None:
        """Ask for something; gives None where there is no answer in time."""
        with self._lock:
            try:
                answer = self._ready_process().ask(request, self._patience)
            except (OSError, EOFError, pickle.UnpicklingError) as error:  # late, or it ended
                logger.info("not drawn: %r", error)
                self._stop()
                return None
        return cast("Answer | None", answer)

    def close(self) -> None:
        """End the process; another begins where something is asked after that."""
        with self._lock:
            self._stop()

    def _ready_process(self) -> ChildProcess:
        if self._process is None or not self._process.is_alive:
            self._process = ChildProcess(DRAWER)
        if not self._process.is_ready:
            self._process.wait_ready(_START_BUDGET)
        return self._process

    def _stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process = None


class Drawer:
    """Draws diagrams, and keeps those drawn last; every method can be called from any thread."""

    def __init__(self, patience: float = PATIENCE) -> None:
        """Build it.

        Args:
            patience: Seconds for one drawing.
        """
        self._process = DrawingProcess(patience)
        self._lock = threading.Lock()
        self._made: OrderedDict[DiagramRequest, Drawing] = OrderedDict()
        self._size = 0

    def draw(self, request: DiagramRequest) -> Drawing:
        """Draw something; never fails: what cannot be drawn is told by `Drawing.fault`."""
        with self._lock:
            drawing = self._made.get(request)
            if drawing is None:
                drawing = self._process.ask(request) or Drawing(fault=Fault.TOO_LONG)
                self._keep(request, drawing)
            self._made.move_to_end(request)
            return drawing

    def close(self) -> None:
        """End the process; another begins where something is drawn after that."""
        self._process.close()

    def _keep(self, request: DiagramRequest, drawing: Drawing) -> None:
        self._made[request] = drawing
        self._size += _weight(request, drawing)
        while self._size > _KEPT and len(self._made) > 1:
            self._size -= _weight(*self._made.popitem(last=False))


def _weight(request: DiagramRequest, drawing: Drawing) -> int:
    return len(request.source) + len(drawing.svg) + 200
