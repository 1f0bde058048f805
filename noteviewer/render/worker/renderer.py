"""Pages from a worker process that is stopped when a note takes too long.

Python-Markdown has inputs on which it takes minutes, and nothing inside a process can be stopped
reliably; so a note is laid out in a process of its own making, which is killed and replaced.
"""

import logging
import pickle
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace

from noteviewer.notes.answers import Answers, Question
from noteviewer.notes.model import ProblemKind
from noteviewer.render.document.page import Page, PageRequest
from noteviewer.render.document.plain import LONGEST, plain_page
from noteviewer.render.folder_context import LONE_NOTE, FolderContext
from noteviewer.render.worker.process import ChildProcess
from noteviewer.render.worker.readings import Answer, Reading

Ask = Callable[[tuple[Question, ...]], Answers]

logger = logging.getLogger(__name__)

TIME_BUDGET = 3.0
"""Seconds for one note, once the process is there."""
_START_BUDGET = 30.0
_TRIALS = 2
"""How often a note is tried when the process ends over it."""
_CACHE_CHARACTERS = 2_000_000
"""Of texts and pages together: some 60 notes of 10 kB, two bytes a character if Chinese."""


class Renderer:
    """Makes pages; every method can be called from any thread, one page is made at a time."""

    def __init__(
        self, time_budget: float = TIME_BUDGET, *, process: ChildProcess | None = None
    ) -> None:
        """Build it.

        Args:
            time_budget: Seconds for one note.
            process: One that was begun before; otherwise the first page begins it.
        """
        self._time_budget = time_budget
        self._lock = threading.Lock()
        self._process = process
        self._around: FolderContext = LONE_NOTE
        self._cache = PageCache(_CACHE_CHARACTERS)
        self._is_closed = False

    def start(self) -> None:
        """Start the process, so that the first page need not wait for it."""
        with self._lock:
            if not self._is_closed:
                self._ready_process()

    def use(self, around: FolderContext) -> None:
        """Resolve links and images of all following pages in this folder."""
        with self._lock:
            self._around = around
            self._cache.clear()
            if self._process is not None and self._process.is_ready:
                try:
                    self._process.send(around)
                except OSError:
                    self._stop()

    def render(self, request: PageRequest, ask: Ask | None = None) -> Page:
        """Make a page; never fails: what cannot be laid out comes as plain text.

        Args:
            request: What it is made from.
            ask: Answers the queries of the note, of which its first page tells.
        """
        page = self._render(request)
        if ask is None or not page.questions:
            return page
        return self._render(replace(request, answers=ask(page.questions)))

    def _render(self, request: PageRequest) -> Page:
        if page := self._cache.get(request):
            return page
        if len(request.text) > LONGEST:
            return plain_page(request, ProblemKind.TOO_LARGE)
        with self._lock:
            if page := self._cache.get(request):
                return page
            page = self._make(request)
        if not any(problem.kind is ProblemKind.NOT_RENDERED for problem in page.problems):
            self._cache.put(request, page)
        return page

    def read(self, reading: Reading[Answer], otherwise: Answer) -> Answer:
        """Ask something about a note; gives ``otherwise`` where there is no answer in time."""
        with self._lock:
            if self._is_closed:
                return otherwise
            try:
                answer = self._ready_process().ask(reading, self._time_budget)
            except (OSError, EOFError, pickle.UnpicklingError) as error:  # late, or it ended
                logger.info("a note was not read: %r", error)
                self._stop()
                return otherwise
        return answer if isinstance(answer, type(otherwise)) else otherwise

    def close(self) -> None:
        """End the process."""
        with self._lock:
            self._is_closed = True
            self._stop()

    def _make(self, request: PageRequest) -> Page:
        if self._is_closed:
            return plain_page(request, ProblemKind.NOT_RENDERED)
        for _ in range(_TRIALS):
            try:
                return _as_page(self._ready_process().ask(request, self._time_budget))
            except TimeoutError:
                logger.info("%s took longer than %s s", request.path, self._time_budget)
                self._stop()
                return plain_page(request, ProblemKind.TIMED_OUT)
            except (OSError, EOFError, pickle.UnpicklingError) as error:
                # It may have ended long ago, for reasons that are not this note's.
                logger.info("the process that lays out notes ended: %r", error)
                self._stop()
        return plain_page(request, ProblemKind.NOT_RENDERED)

    def _ready_process(self) -> ChildProcess:
        if self._process is None or not self._process.is_alive:
            self._process = ChildProcess()
        if not self._process.is_ready:
            self._process.wait_ready(_START_BUDGET)
            self._process.send(self._around)
        return self._process

    def _stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process = None


class PageCache:
    """The pages made last, up to a number of characters."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._size = 0
        self._lock = threading.Lock()
        self._pages: OrderedDict[PageRequest, Page] = OrderedDict()

    def get(self, request: PageRequest) -> Page | None:
        """The page of an equal request."""
        with self._lock:
            page = self._pages.get(request)
            if page is not None:
                self._pages.move_to_end(request)
            return page

    def put(self, request: PageRequest, page: Page) -> None:
        """Keep a page, and forget the oldest ones beyond the limit."""
        with self._lock:
            if request in self._pages:
                return
            self._pages[request] = page
            self._size += _weight(request, page)
            while self._size > self._limit and self._pages:
                self._size -= _weight(*self._pages.popitem(last=False))

    def clear(self) -> None:
        """Forget all pages."""
        with self._lock:
            self._pages.clear()
            self._size = 0


def _as_page(answer: object) -> Page:
    if isinstance(answer, Page):
        return answer
    raise EOFError(f"not a page: {answer!r}")


def _weight(request: PageRequest, page: Page) -> int:
    drawings = sum(len(drawing.svg) for drawing in page.drawings.values()) // 2
    return len(request.text) + len(page.html) + drawings
