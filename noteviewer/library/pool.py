"""Worker processes that parse notes, each note within its time budget.

A note is hostile until shown otherwise: a worker that runs past the budget or dies is replaced, and
its note is indexed as plain text instead. Workers end by themselves when their pipe closes, also
when the parent is killed.
"""

import logging
import multiprocessing
import os
import signal
import socket
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from pathlib import Path

from noteviewer.library.records import NoteRecord, bare_record, plain_record, read_record
from noteviewer.notes.model import Problem, ProblemKind
from noteviewer.processes import CHILD_FOLDER, isolate_children

logger = logging.getLogger(__name__)

Parser = Callable[[str, str, str | None], NoteRecord]

TIME_BUDGET = 10.0
"""Seconds for one note; the slowest real ones take a hundredth of one."""
_AHEAD = 64
"""Notes handed to a worker before it has answered."""
_BUFFER = 4 << 20
"""Bytes of answers that a worker may have sent before they are taken; the system may allow less."""
_NICENESS = 5
"""Parsing waits for the reader, and for the one writer, who waits for the disk as it is."""


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    pipe: Connection
    jobs: deque[tuple[str, bool]] = field(default_factory=deque)
    """Paths that are under way, and whether each is a second, plainer attempt."""
    deadline: float = 0.0


class ParserPool:
    """Parses notes of one folder on all cores."""

    def __init__(
        self,
        folder: Path,
        *,
        workers: int | None = None,
        time_budget: float = TIME_BUDGET,
        parser: Parser = read_record,
    ) -> None:
        """Prepare; processes start with the first note.

        Args:
            folder: The folder of notes.
            workers: How many processes; all cores where not said.
            time_budget: Seconds for one note.
            parser: What a worker does, for tests.
        """
        self.encodings: dict[str, str] = {}
        """Encodings that the reader chose, by path."""
        self._folder = str(folder.absolute())
        self._size = workers or max(1, min(os.cpu_count() or 1, 8))
        self._time_budget = time_budget
        self._parser = parser
        self._workers: list[_Worker] = []
        self._todo: deque[tuple[str, bool]] = deque()
        self.urgent: set[str] = set()
        """Notes that somebody waits for."""

    def start(self) -> None:
        """Start the processes now, which is cheapest before this process has other threads."""
        while len(self._workers) < self._size:
            self._workers.append(self._start_worker())

    def parse(
        self, paths: Iterable[str], is_cancelled: Callable[[], bool] = lambda: False
    ) -> Generator[NoteRecord, None, None]:
        """Parse notes and give each as it is ready, in no order.

        A cancelled run ends early; what was under way is thrown away.
        """
        todo = self._todo = deque((path, False) for path in paths)
        if todo:
            self.start()
        is_over = False
        try:
            while todo or any(worker.jobs for worker in self._workers):
                if is_cancelled():
                    return
                for worker in self._workers:
                    self._feed(worker, todo)
                yield from self._collect(todo)
            is_over = True
        finally:
            if not is_over:
                self.close()  # or answers to this run would be taken for those to the next

    def promote(self, path: str) -> None:
        """Parse this note next, where it is still to be parsed; may be called on any thread."""
        try:
            self._todo.remove((path, False))
        except ValueError:
            return
        self.urgent.add(path)
        self._todo.appendleft((path, False))

    def close(self) -> None:
        """End all workers."""
        for worker in self._workers:
            worker.pipe.close()
            worker.process.terminate()
        for worker in self._workers:
            worker.process.join()
        self._workers.clear()

    def _feed(self, worker: _Worker, todo: "deque[tuple[str, bool]]") -> None:
        """Hand over notes, several at a time, for each message costs as much as two headings."""
        if not todo or len(worker.jobs) > _AHEAD // 2:
            return
        if not worker.jobs:
            worker.deadline = time.monotonic() + self._time_budget
        jobs: list[tuple[str, bool]] = []
        while todo and len(worker.jobs) + len(jobs) < _AHEAD:
            jobs.append(todo.popleft())
        worker.jobs += jobs
        # Where it has died, _collect sees that and replaces it.
        with suppress(OSError):
            worker.pipe.send([(path, plain, self.encodings.get(path)) for path, plain in jobs])

    def _collect(self, todo: "deque[tuple[str, bool]]") -> Iterator[NoteRecord]:
        busy = [worker for worker in self._workers if worker.jobs]
        nearest = min(worker.deadline for worker in busy) - time.monotonic()
        ready = set(wait([worker.pipe for worker in busy], timeout=min(max(nearest, 0.0), 0.2)))
        for worker in busy:
            if worker.pipe in ready:
                try:
                    record = worker.pipe.recv()
                except (EOFError, OSError):
                    yield from self._replace(worker, todo)
                    continue
                worker.jobs.popleft()
                worker.deadline = time.monotonic() + self._time_budget
                yield record
            elif time.monotonic() > worker.deadline:
                yield from self._replace(worker, todo)

    def _replace(self, worker: _Worker, todo: "deque[tuple[str, bool]]") -> Iterator[NoteRecord]:
        """Put a new worker in the place of one that hangs or died; retry its note as plain text."""
        (path, was_plain), *rest = worker.jobs
        logger.warning("parsing %s ran out of its time or ended its process", path)
        worker.process.kill()
        worker.process.join()
        worker.pipe.close()
        self._workers[self._workers.index(worker)] = self._start_worker()
        todo.extendleft(reversed(rest))
        if was_plain:
            yield bare_record(path, Problem(ProblemKind.TIMED_OUT))
        else:
            todo.appendleft((path, True))

    def _start_worker(self) -> _Worker:
        context = _context()
        ours, theirs = context.Pipe()
        _widen(theirs)
        inherited = [worker.pipe for worker in self._workers] + [ours]
        is_forked = context.get_start_method() == "fork"
        process = context.Process(  # type: ignore[attr-defined]  # BaseContext lacks it in typeshed
            target=_work,
            args=(theirs, self._folder, self._parser, inherited if is_forked else []),
            daemon=True,
            name="noteviewer-parser",
        )
        process.start()
        theirs.close()
        return _Worker(process, ours)


def _context() -> BaseContext:
    """Fork where that is safe, for it saves a tenth of a second; else start afresh."""
    can_fork = "fork" in multiprocessing.get_all_start_methods() and os.name == "posix"
    is_alone = threading.active_count() == 1
    isolate_children()
    return multiprocessing.get_context("fork" if can_fork and is_alone else "spawn")


def _widen(pipe: Connection) -> None:
    """Let a worker go on while the writer waits for the disk."""
    if os.name == "posix":
        # A system that refuses so much leaves what it was.
        with socket.socket(fileno=os.dup(pipe.fileno())) as end, suppress(OSError):
            end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _BUFFER)


def _work(pipe: Connection, folder: str, parser: Parser, inherited: list[Connection]) -> None:
    """Body of a worker process: paths in, records out, until the pipe closes."""
    # Ctrl+C reaches the whole group of processes; the parent alone decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if os.name == "posix":
        os.nice(_NICENESS)
    # A copy of another worker's pipe held open here would keep that worker alive for ever.
    for connection in inherited:
        connection.close()
    os.chdir(CHILD_FOLDER)
    while True:
        try:
            for path, is_plain, encoding in pipe.recv():
                pipe.send(_read(folder, path, encoding, plain_record if is_plain else parser))
        except (EOFError, OSError):
            return


def _read(folder: str, path: str, encoding: str | None, parser: Parser) -> NoteRecord:
    try:
        return parser(folder, path, encoding)
    except Exception:
        # One of the two places where anything may be caught: one bad note stops no indexing.
        logger.exception("parsing %s failed", path)
        return plain_record(folder, path)
