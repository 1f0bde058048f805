"""The other end of the pipes to a child process: how it begins, and how it answers."""

import contextlib
import os
import pickle
import signal
import sys
from collections.abc import Iterator
from typing import BinaryIO

READY = "ready"
"""First word of a child process, when everything is loaded."""


@contextlib.contextmanager
def open_pipes(memory_limit: int) -> Iterator[tuple[BinaryIO, BinaryIO]]:
    """Give what is asked of this process, and where its answers go.

    Args:
        memory_limit: Bytes of addresses, where the system can limit them.
    """
    requests = sys.stdin.buffer
    with (
        contextlib.suppress(BrokenPipeError),  # the parent is gone
        os.fdopen(os.dup(sys.stdout.fileno()), "wb") as answers,
    ):
        # Nothing that a library prints may get between the answers.
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
        _limit_memory(memory_limit)
        # Ctrl+C reaches the whole group of processes; the parent alone decides what it means.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        yield requests, answers


def write(value: object, answers: BinaryIO) -> None:
    """Give an answer."""
    pickle.dump(value, answers, protocol=pickle.HIGHEST_PROTOCOL)
    answers.flush()


def _limit_memory(limit: int) -> None:
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
