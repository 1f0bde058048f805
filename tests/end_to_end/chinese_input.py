"""Write Chinese in the window with a real fcitx5 and its pinyin engine, and print what arrived.

usage: xvfb-run -a dbus-run-session -- python -m tests.end_to_end.chinese_input FOLDER

Keys come from xdotool, as from a keyboard: ``nihao`` is typed and the first offer taken with the
space bar, in every kind of field that a search begins in. Prints one JSON object: the text of each.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.end_to_end.running_program import PATIENCE, RunningProgram

PROFILE = """[Groups/0]
Name=Default
Default Layout=us
DefaultIM=pinyin

[Groups/0/Items/0]
Name=pinyin
Layout=

[GroupOrder]
0=Default
"""
FIELDS = {
    "go-to": "QueryEdit",
    "search": "QueryEdit",
    "find": "",
    "references": "FilterField",
}
"""Commands that lead to each field, and the class of the field where it must be clicked."""


def until(condition: Callable[[], bool], what: str) -> None:
    """Wait until something is so."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError(what)
        time.sleep(0.05)


def press(*keys: str) -> None:
    """Press keys one after the other, as fast as somebody who types well."""
    subprocess.run(["xdotool", "key", "--delay", "80", *keys], check=True)


@contextmanager
def input_method(home: Path) -> Iterator[None]:
    """An fcitx5 that begins in pinyin."""
    file = home / "fcitx5" / "profile"
    file.parent.mkdir(parents=True)
    file.write_text(PROFILE)
    environment = {**os.environ, "XDG_CONFIG_HOME": str(home), "XDG_DATA_HOME": str(home)}
    with subprocess.Popen(
        ["fcitx5", "--disable=wayland"],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        # Not by its own `fcitx5-remote`, which would start another one over the bus.
        ask = ["dbus-send", "--session", "--print-reply", "--dest=org.freedesktop.DBus", "/"]
        ask += ["org.freedesktop.DBus.NameHasOwner", "string:org.freedesktop.portal.IBus"]
        until(
            lambda: b"true" in subprocess.run(ask, capture_output=True, check=False).stdout,
            "fcitx5 does not begin",
        )
        yield
        process.terminate()


def write_in(running: RunningProgram, command: str, field: str) -> str:
    """Write in one field; what is in it then."""

    def written() -> str | None:
        """The text of the field that has the keyboard; None where it is no field."""
        text = running.ask("focused", "focused")["text"]
        return None if text is None else str(text).strip()

    running.do("trigger", command=command)
    if command == "references":
        running.do("focus", kind=field)
    until(lambda: written() == "", f"{command}: no empty field has the keyboard")
    press("n", "i", "h", "a", "o")
    press("space")
    until(lambda: bool(written()), f"{command}: nothing is written")
    text = written()
    press("Escape")
    return text or ""


def main() -> int:
    """Write in every field and print what came of it."""
    folder, home = Path(sys.argv[1]), Path(sys.argv[2])
    environment = {
        "DISPLAY": os.environ["DISPLAY"],
        "QT_QPA_PLATFORM": "xcb",
        "QT_IM_MODULE": "fcitx",
        "XMODIFIERS": "@im=fcitx",
    }
    with input_method(home), RunningProgram(folder, environment=environment) as running:
        running.wait_idle()
        subprocess.run(
            ["xdotool", "search", "--sync", "--name", "."], check=True, stdout=subprocess.DEVNULL
        )
        written = {name: write_in(running, name, field) for name, field in FIELDS.items()}
    sys.stdout.write(json.dumps(written, ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
