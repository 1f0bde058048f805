"""The program as it is, driven from outside: commands come in on standard input, events go out.

Runs in a process of its own: ``python -m tests.end_to_end.driven_program [--budget SECONDS] [PLACE]``. It
starts the program as its own front door does and only then looks for what it built, so that nothing
is loaded sooner or later than it is for a user. One JSON object a line both ways; every event
says when it happened, on the clock that all processes share (`time.monotonic`).
"""

import argparse
import sys
from pathlib import Path
from typing import Any

from noteviewer.render.worker.process import ChildProcess
from tests.end_to_end.report import report


def _notice(event: str, arguments: tuple[Any, ...]) -> None:
    """An audit hook: tell of every process that Python starts here."""
    if event == "subprocess.Popen":
        report("process", command=[str(word) for word in arguments[1]])
    elif event in {"os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork"}:
        report("process", command=[event, *map(str, arguments[:2])])


def _shorten_budget(seconds: float) -> None:
    from noteviewer.render.worker import renderer

    renderer.Renderer.__init__.__defaults__ = (seconds,)


def main() -> int:
    """Start the program under remote control."""
    parser = argparse.ArgumentParser()
    parser.add_argument("place", nargs="?")
    parser.add_argument("--budget", type=float)
    arguments = parser.parse_args()
    if arguments.budget:
        _shorten_budget(arguments.budget)
    sys.addaudithook(_notice)
    process = ChildProcess()
    try:
        # Only now, as in `noteviewer.cli.commands.open_window`.
        from noteviewer.gui.app import application
        from tests.end_to_end.remote_control import make_watched_application

        application.make_application = make_watched_application
        return application.run_app(str(Path(arguments.place)) if arguments.place else None, process)
    finally:
        process.kill()


if __name__ == "__main__":
    sys.exit(main())
