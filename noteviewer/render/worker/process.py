"""Child processes that lay out notes or draw, and the pipes to them.

The one that lays out takes longer to begin than most of what surrounds it: so this module loads
next to nothing, and the program begins the process before all else.
"""

import logging
import pickle
import subprocess
import threading
from typing import IO

from noteviewer.processes import CHILD_FOLDER, RENDERER, child_command, child_environment

logger = logging.getLogger(__name__)


class ChildProcess:
    """One worker process."""

    def __init__(self, role: str = RENDERER) -> None:
        """Start it.

        Args:
            role: What it does: lay out notes, or draw (`noteviewer.processes.DRAWER`).
        """
        self._popen = subprocess.Popen(
            child_command(role),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=CHILD_FOLDER,
            env=child_environment(),
        )
        self.is_ready = False

    @property
    def is_alive(self) -> bool:
        """Whether it has not ended."""
        return self._popen.poll() is None

    def wait_ready(self, seconds: float) -> None:
        """Wait until everything is loaded; raises what `ask` does."""
        self._read(seconds)
        self.is_ready = True

    def send(self, value: object) -> None:
        """Send what has no answer; raises `OSError` where the process ended."""
        stream = _open(self._popen.stdin)
        pickle.dump(value, stream, protocol=pickle.HIGHEST_PROTOCOL)
        stream.flush()

    def ask(self, request: object, seconds: float) -> object:
        """Send something and read the answer.

        Raises:
            TimeoutError: there was none in time; the process is ended.
            OSError, EOFError, UnpicklingError: the process ended.
        """
        self.send(request)
        return self._read(seconds)

    def kill(self) -> None:
        """End it, whatever it does."""
        self._popen.kill()
        self._popen.wait()
        for stream in (self._popen.stdin, self._popen.stdout):
            if stream is not None:
                try:
                    stream.close()
                except OSError:
                    logger.debug("the pipe was broken already")

    def _read(self, seconds: float) -> object:
        """Read one answer; a process that lets us wait is killed, which ends the reading."""
        is_late = threading.Event()

        def give_up() -> None:
            is_late.set()
            self._popen.kill()

        timer = threading.Timer(seconds, give_up)
        timer.daemon = True
        timer.start()
        try:
            answer: object = pickle.load(_open(self._popen.stdout))  # noqa: S301  (our own child)
        except (EOFError, pickle.UnpicklingError) as error:
            if is_late.is_set():
                raise TimeoutError from error
            raise
        finally:
            timer.cancel()
        return answer


def _open(stream: IO[bytes] | None) -> IO[bytes]:
    if stream is None:
        raise OSError("the pipe is closed")
    return stream
