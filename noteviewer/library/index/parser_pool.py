"""Worker processes that parse notes, each note within its time budget.

A note is hostile until shown otherwise: a worker that runs past the budget or dies is replaced, and
its note is indexed as plain text instead. But workers are also killed and paused by others, and
wait for a busy machine. So the budget is processor time, which the system counts for the worker
and ends it (`signal.ITIMER_PROF`), and a note under which a worker died or gave no answer is read
once more, alone in a fresh worker, before it is blamed. Workers end by themselves when their pipe
closes, also when the parent is killed.
"""

import logging
import multiprocessing
import os
import signal
import socket
import struct
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from enum import IntEnum
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from pathlib import Path

from noteviewer.library.folder.scan import LARGEST
from noteviewer.library.index.records import (
    NoteRecord,
    Reading,
    bare_record,
    plain_record,
    read_record,
)
from noteviewer.notes.model import Problem, ProblemKind
from noteviewer.notes.note import LONE, NotePlace
from noteviewer.processes import CHILD_FOLDER, isolate_children

logger = logging.getLogger(__name__)

Parser = Callable[[str, str, str | None, NotePlace], NoteRecord]

TIME_BUDGET = 10.0
"""Seconds of processor time for one note; the slowest real ones take a hundredth of one."""
_LONG_NOTE = 1 << 20
"""Bytes of a note for which there is as much time once more: a second is enough for them, where the
processor is not slow or shared."""
_PATIENCE, _LONG_PATIENCE = 0.5, 3.0
"""How many times the budget a worker may do nothing: it may be paused, or the disk gone. Little is
lost when a note is tried again too soon, so that the first time is shorter. Where the system does
not say how busy a process was, this is how long it may give no answer."""
_OUT_OF_TIME = -signal.SIGPROF if sys.platform != "win32" else None
"""Exit code of a worker that the system ended because its budget was spent."""
_GRACE = 5.0
"""Seconds for a killed process to be gone."""
_AHEAD = 64
"""Notes handed to a worker before it has answered."""
_BUFFER = 4 << 20
"""Bytes of answers that a worker may have sent before they are taken; the system may allow less."""
_NICENESS = 5
"""Parsing waits for the user, and for the one writer, who waits for the disk as it is."""


class _Attempt(IntEnum):
    """How a note is tried; each but the first in a fresh worker that has nothing else to do."""

    FIRST = 0
    ALONE = 1
    AS_TEXT = 2


@dataclass(frozen=True, slots=True)
class _Job:
    path: str
    attempt: _Attempt = _Attempt.FIRST
    reading: Reading = Reading.TEXT
    """Why it is read as text, where it is."""


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    pipe: Connection
    jobs: deque[_Job] = field(default_factory=deque)
    """Notes that are under way, in order."""
    deadline: float = 0.0
    """When the worker must have done something."""
    worked: int = -1
    """Processor time that it had used when that was last looked at."""


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
            time_budget: Seconds of processor time for one note.
            parser: What a worker does, for tests.
        """
        self.encodings: dict[str, str] = {}
        """Encodings that the user chose, by path."""
        self.places: Mapping[str, NotePlace] = {}
        """What the folder says of notes, by path."""
        self._folder = str(folder.absolute())
        self._size = workers or max(1, min(os.cpu_count() or 1, 8))
        self._time_budget = time_budget
        self._parser = parser
        self._workers: list[_Worker] = []
        self._todo: deque[_Job] = deque()
        self.urgent: set[str] = set()
        """Notes that somebody waits for."""

    def start(self) -> None:
        """Start the processes now, which is cheapest before this process has other threads.

        Those that ended while there was nothing to do are replaced.
        """
        for worker in [each for each in self._workers if not each.process.is_alive()]:
            self._end(worker)
        while len(self._workers) < self._size:
            self._workers.append(self._start_worker())

    def parse(
        self, paths: Iterable[str], is_cancelled: Callable[[], bool] = lambda: False
    ) -> Generator[NoteRecord, None, None]:
        """Parse notes and give each as it is ready, in no order.

        A cancelled run ends early; what was under way is thrown away.
        """
        todo = self._todo = deque(map(_Job, paths))
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
            self._todo.remove(_Job(path))
        except ValueError:
            return
        self.urgent.add(path)
        self._todo.appendleft(_Job(path))

    def close(self) -> None:
        """End all workers."""
        for worker in list(self._workers):
            self._end(worker)

    def _feed(self, worker: _Worker, todo: "deque[_Job]") -> None:
        """Hand over notes, several at a time, for each message costs as much as two headings."""
        if not todo or len(worker.jobs) > _AHEAD // 2:
            return
        if worker.jobs and worker.jobs[0].attempt is not _Attempt.FIRST:
            return
        self._send(
            worker, [todo.popleft() for _ in range(min(_AHEAD - len(worker.jobs), len(todo)))]
        )

    def _send(self, worker: _Worker, jobs: list[_Job]) -> None:
        is_idle = not worker.jobs
        worker.jobs += jobs
        if is_idle:
            worker.worked = _processor_time(worker.process)
            worker.deadline = self._due(worker)
        # Where it has died, _collect sees that and replaces it.
        with suppress(OSError):
            worker.pipe.send(
                [
                    (
                        job.path,
                        job.attempt is _Attempt.AS_TEXT,
                        self.encodings.get(job.path),
                        self.places.get(job.path, LONE),
                    )
                    for job in jobs
                ]
            )

    def _due(self, worker: _Worker) -> float:
        is_first = not worker.jobs or worker.jobs[0].attempt is _Attempt.FIRST
        patience = _PATIENCE if is_first else _LONG_PATIENCE
        return time.monotonic() + patience * self._time_budget

    def _collect(self, todo: "deque[_Job]") -> Iterator[NoteRecord]:
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
                job = worker.jobs.popleft()
                worker.deadline = self._due(worker)
                yield (
                    record
                    if job.attempt is not _Attempt.AS_TEXT
                    else replace(record, reading=job.reading)
                )
            elif time.monotonic() > worker.deadline:
                worked = _processor_time(worker.process)
                if worked > worker.worked:
                    worker.worked = worked
                    worker.deadline = self._due(worker)
                else:
                    yield from self._replace(worker, todo)

    def _replace(self, worker: _Worker, todo: "deque[_Job]") -> Iterator[NoteRecord]:
        """Put a new worker in the place of one that is lost; it tries the note again, alone."""
        blamed, *rest = worker.jobs
        exit_code = self._end(worker)
        is_slow = exit_code is not None and exit_code == _OUT_OF_TIME
        reason = "ran out of its time" if is_slow else "ended its process, or got no answer"
        logger.warning("parsing %s %s", blamed.path, reason)
        fresh = self._start_worker()
        self._workers.append(fresh)
        todo.extendleft(reversed(rest))
        if blamed.attempt is _Attempt.AS_TEXT:
            place = self.places.get(blamed.path, LONE)
            record = bare_record(blamed.path, Problem(ProblemKind.TIMED_OUT), place)
            yield replace(record, reading=blamed.reading)
        elif is_slow:
            self._send(fresh, [_Job(blamed.path, _Attempt.AS_TEXT, Reading.SLOW)])
        elif blamed.attempt is _Attempt.FIRST:
            self._send(fresh, [_Job(blamed.path, _Attempt.ALONE)])
        else:
            self._send(fresh, [_Job(blamed.path, _Attempt.AS_TEXT, Reading.UNSETTLED)])

    def _end(self, worker: _Worker) -> int | None:
        """End a worker, also one that is paused; gives its own exit code where it had ended."""
        self._workers.remove(worker)
        worker.pipe.close()
        worker.process.kill()
        worker.process.join(_GRACE)
        return worker.process.exitcode

    def _start_worker(self) -> _Worker:
        context = _context()
        ours, theirs = context.Pipe()
        _prepare(ours, theirs, _PATIENCE * self._time_budget)
        inherited = [worker.pipe for worker in self._workers] + [ours]
        is_forked = context.get_start_method() == "fork"
        process = context.Process(  # type: ignore[attr-defined]  # BaseContext lacks it in typeshed
            target=_work,
            args=(
                theirs,
                self._folder,
                self._parser,
                self._time_budget,
                inherited if is_forked else [],
            ),
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


def _prepare(ours: Connection, theirs: Connection, patience: float) -> None:
    """Let a worker go on while the writer waits for the disk, and nobody wait for ever.

    A worker may be paused in the middle of an answer, which is then read without end.
    """
    if sys.platform == "win32":
        return
    # A system that refuses so much leaves what it was.
    with socket.socket(fileno=os.dup(theirs.fileno())) as end, suppress(OSError):
        end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _BUFFER)
    with socket.socket(fileno=os.dup(ours.fileno())) as end, suppress(OSError):
        longest = struct.pack("ll", int(patience), int(patience % 1 * 1_000_000))
        end.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, longest)
        end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, longest)


def _work(
    pipe: Connection,
    folder: str,
    parser: Parser,
    time_budget: float,
    inherited: list[Connection],
) -> None:
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
            for path, is_plain, encoding, place in pipe.recv():
                _bound_time(time_budget * (1 + _size_of(folder, path) / _LONG_NOTE))
                used = plain_record if is_plain else parser
                pipe.send(_read(folder, path, encoding, place, used))
        except (EOFError, OSError):
            return


def _processor_time(process: BaseProcess) -> int:
    """Ticks of processor time that a process has used; always the same where that is not told."""
    try:
        status = Path(f"/proc/{process.pid}/stat").read_bytes()
        # The name of the program, which may hold anything, ends with the last bracket.
        user, system = status.rpartition(b")")[2].split()[11:13]
        return int(user) + int(system)
    except (OSError, ValueError):
        return -1


def _bound_time(seconds: float) -> None:
    """Let the system end this process after so much processor time from now on.

    Time for which it is paused, or for which others have the processor, does not count.
    """
    if sys.platform != "win32":
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_PROF, seconds)


def _size_of(folder: str, path: str) -> int:
    """Bytes of the file that are read; none where it is gone, which its reader tells."""
    try:
        return min(Path(folder, path).stat().st_size, LARGEST)
    except (OSError, ValueError):
        return 0


def _read(
    folder: str, path: str, encoding: str | None, place: NotePlace, parser: Parser
) -> NoteRecord:
    try:
        return parser(folder, path, encoding, place)
    except MemoryError:
        # Others may have taken the memory: nothing is said of the note.
        return replace(plain_record(folder, path, encoding, place), reading=Reading.UNSETTLED)
    except Exception:
        # One of the two places where anything may be caught: one bad note stops no indexing.
        logger.exception("parsing %s failed", path)
        return plain_record(folder, path, encoding, place)
