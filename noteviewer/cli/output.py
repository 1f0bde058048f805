"""The standard streams as commands need them, whatever the locale and whatever notes hold."""

import io
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from noteviewer.library.index.indexer import Progress
    from noteviewer.notes.model import Problem

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""What a terminal obeys: all controls but tab and line feed."""
_LINE_ENDS = re.compile("[\x85\u2028\u2029]")


def prepare_streams() -> None:
    """Speak UTF-8 on all streams, and stand something in for those that are closed."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        stream = getattr(sys, name)
        if stream is None:
            nothing = Path(os.devnull).open(mode, encoding="utf-8")  # noqa: SIM115  (stays open)
            setattr(sys, name, nothing)
        elif isinstance(stream, io.TextIOWrapper):
            # A file name that is no Unicode must not end a command.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def abandon_output() -> None:
    """Write no more: what is buffered would only fail again when Python ends."""
    null = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(null, sys.stdout.fileno())
    except io.UnsupportedOperation:
        pass  # no file lies behind it, so nothing can fail
    finally:
        os.close(null)


def tell(message: str) -> None:
    """Say on standard error what went wrong, in one line whatever the names in it hold."""
    sys.stderr.write(f"noteviewer: {for_terminal(message.replace(chr(10), chr(0xFFFD)))}\n")


def for_terminal(text: str) -> str:
    """Text of a note without the control characters that a terminal would obey."""
    return _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text)


def json_line(value: object) -> str:
    """A value as JSON in one line, for whatever reads lines.

    U+0085, U+2028 and U+2029 may stand in JSON as they are, but many take them for line ends.
    """
    import json

    text = json.dumps(value, ensure_ascii=False)
    return _LINE_ENDS.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"


FEW = 200
"""Notes that are indexed before anybody could read how many there are."""


def terminal_progress() -> "Callable[[Progress], None]":
    """What shows progress on standard error, if that is a terminal; nothing is left there."""
    if not sys.stderr.isatty():
        return lambda _progress: None

    def show(progress: "Progress") -> None:
        if progress.total >= FEW:
            text = f"indexing {progress.done} of {progress.total}"
            end = "\r\x1b[K" if progress.done >= progress.total else ""
            sys.stderr.write(f"\r{text}{end}")
            sys.stderr.flush()

    return show


def describe_problems(problems: "Iterable[Problem]") -> list[dict[str, Any]]:
    """Objects of ``kind``, ``detail`` and ``line``, which counts from 1 and may be None."""
    return [
        {
            "kind": str(problem.kind),
            "detail": problem.detail,
            "line": None if problem.line is None else problem.line + 1,
        }
        for problem in problems
    ]
