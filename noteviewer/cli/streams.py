"""The standard streams as commands need them, whatever the locale and whatever notes hold."""

import io
import os
import re
import sys
from pathlib import Path

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""What a terminal obeys: all controls but tab and line feed."""


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


def for_terminal(text: str) -> str:
    """Text of a note without the control characters that a terminal would obey."""
    return _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text)
