"""Choose a command, run it, and turn what went wrong into one line and an exit code."""

import argparse
import errno
import logging
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from noteviewer import __version__
from noteviewer.cli.commands import (
    check,
    contents,
    desktop,
    folder_problems,
    highlights,
    index,
    inspect,
    open_window,
    query,
    refs,
    related,
    render,
    screenshot,
    search,
    serve,
)
from noteviewer.cli.common import CANNOT_OPEN, INTERRUPTED, OK, USAGE, Commands
from noteviewer.cli.output import abandon_output, prepare_streams, tell
from noteviewer.errors import CannotOpenError, NoteviewerError

logger = logging.getLogger(__name__)

_PATHS = frozenset({"annotations", "files", "folder", "folders", "out", "place"})
"""Arguments that name files: any bytes but NUL."""
COMMANDS = (
    open_window, inspect, index, search, query, check, refs, highlights, contents,
    folder_problems, related, render, screenshot, serve, desktop,
)  # fmt: skip


class _Parser(argparse.ArgumentParser):
    """Tells wrong usage in one line, as everything else that goes wrong is told."""

    def error(self, message: str) -> NoReturn:
        self.exit(USAGE, f"{self.prog}: {message} (see {self.prog} --help)\n")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code (`noteviewer.cli.common`)."""
    prepare_streams()
    arguments = _parse(list(sys.argv[1:] if argv is None else argv))
    logging.basicConfig(
        level=logging.DEBUG if arguments.verbose else logging.WARNING,
        format="%(levelname)s %(name)s: %(message)s",
    )
    try:
        _check_arguments(arguments)
        exit_code: int = arguments.run(arguments)
        sys.stdout.flush()
    except NoteviewerError as error:
        tell(str(error))
        return CANNOT_OPEN
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        abandon_output()  # its reader went away (`| head`), which is no error
        return OK
    except OSError as error:
        logger.debug("the operating system refused", exc_info=True)
        about = f" {error.filename}" if error.filename else ""
        tell(f"cannot read or write{about}: {error.strerror or error}")
        abandon_output()
        return CANNOT_OPEN
    return exit_code


def _check_arguments(arguments: argparse.Namespace) -> None:
    """Refuse names of files that lead in a circle; let other texts be valid Unicode.

    Raises:
        CannotOpenError: a link leads back to itself.
    """
    for name, value in vars(arguments).items():
        if name in _PATHS:
            for path in value if isinstance(value, list) else [value]:
                _refuse_circle(path)
        elif isinstance(value, str):
            setattr(arguments, name, value.encode("utf-8", "replace").decode())


def _refuse_circle(path: str | Path | None) -> None:
    try:
        if path is not None:
            Path(path).stat()
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise CannotOpenError(f"cannot open {path}: {error.strerror}") from error
    except ValueError as error:
        raise CannotOpenError(f"cannot open {path}: {error}") from error


def make_parser() -> tuple[argparse.ArgumentParser, Commands]:
    """The parser of the command line, and its commands by name."""
    parser: argparse.ArgumentParser = _Parser(
        prog="noteviewer",
        description="Read, search and harvest a folder of notes, offline, changing nothing.",
        epilog="Without a command, opens the window: noteviewer [FOLDER | FILE[#heading]]",
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    parser.add_argument("--verbose", action="store_true", help="say more on standard error")
    commands = parser.add_subparsers(metavar="COMMAND")
    for command in COMMANDS:
        command.register(commands)
    return parser, commands


def _parse(argv: list[str]) -> argparse.Namespace:
    parser, commands = make_parser()
    options = [word for word in argv if not word.startswith("-")]
    names_command = bool(options) and options[0] in commands.choices
    if not names_command and not {"-h", "--help", "--version"} & set(argv):
        of_all = ["--verbose"] if "--verbose" in argv else []
        argv = [*of_all, open_window.NAME, *(word for word in argv if word not in of_all)]
    return parser.parse_args(argv)
