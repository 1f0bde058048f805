"""``noteviewer desktop --install | --remove``: the entry in the menu of the desktop.

For this account, for any way in which the program was installed. It takes no file from the program
that opens it today: for folders and notes it is offered behind the others (`associations`).
"""

import argparse
from typing import TYPE_CHECKING

from noteviewer import APP_ID

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from noteviewer.cli.common import Commands

NAME = "desktop"
_ENTRY = f"applications/{APP_ID}.desktop"
PLACES = {
    f"{APP_ID}.desktop": _ENTRY,
    f"{APP_ID}.metainfo.xml": f"metainfo/{APP_ID}.metainfo.xml",
    f"{APP_ID}-mime.xml": f"mime/packages/{APP_ID}.xml",
    "noteviewer.svg": f"icons/hicolor/scalable/apps/{APP_ID}.svg",
}
"""Files of ``resources/desktop``, and where each belongs in a ``share`` folder."""
_EARLIER = (
    "applications/noteviewer.desktop",
    "metainfo/io.github.noteviewer.noteviewer.metainfo.xml",
    "mime/packages/noteviewer.xml",
    "icons/hicolor/scalable/apps/noteviewer.svg",
)
"""What was installed under the names of before there was one for all."""
_SHORTCUT = (
    "$s = (New-Object -ComObject WScript.Shell).CreateShortcut($env:SHORTCUT); "
    "$s.TargetPath = $env:SHORTCUT_PROGRAM; $s.Arguments = $env:SHORTCUT_ARGUMENTS; $s.Save()"
)


def register(commands: "Commands") -> None:
    """Declare the arguments of ``desktop``."""
    parser = commands.add_parser(NAME, help="put the program into the menu of the desktop")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--install", action="store_true", help="put it there, for this account")
    what.add_argument("--remove", action="store_true", help="take it out again")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Install or remove, and say where."""
    import os
    import sys
    from pathlib import Path

    from noteviewer.cli.common import OK
    from noteviewer.cli.output import for_terminal
    from noteviewer.errors import CannotOpenError

    if sys.platform == "darwin":
        raise CannotOpenError("on macOS the menu is the folder of applications: move it there")
    if sys.platform == "win32":
        place = Path(os.environ["APPDATA"], "Microsoft/Windows/Start Menu/Programs/noteviewer.lnk")
        place.unlink(missing_ok=True)
        if arguments.install and not _run(*shortcut(place, own_command("noteviewer-window"))):
            raise CannotOpenError(f"the system made no shortcut {place}")
    else:
        share = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
        place = share / _ENTRY
        if arguments.install:
            install(share, own_command("noteviewer"))
        else:
            remove(share)
    done = "is in the menu" if arguments.install else "is in the menu no longer"
    sys.stdout.write(for_terminal(f"noteviewer {done}: {place}\n"))
    return OK


def own_command(script: str) -> list[str]:
    """The command that starts this installation.

    Args:
        script: Name of the one that installers of Python packages make, for it or for its window.
    """
    import os
    import shutil
    import sys
    from pathlib import Path

    from noteviewer.processes import child_command, is_frozen

    image = os.environ.get("APPIMAGE", "")
    if is_frozen() and Path(image).is_absolute() and Path(image).is_file():
        return [image]  # the folder in which it is mounted goes when it ends
    # Scripts stand beside the interpreter of the environment, as in a bundle beside the program.
    return (
        [found]
        if (found := shutil.which(script, path=str(Path(sys.executable).parent)))
        else (child_command())
    )


def install(share: "Path", command: "Sequence[str]") -> None:
    """Write the entry, its icon and its types, and offer it for notes and folders.

    Args:
        share: Such as ``~/.local/share``.
        command: What the entry starts.
    """
    from noteviewer.associations import offer_last
    from noteviewer.paths import resources_dir

    _delete(share)
    # Which programs there are besides is read before this one is among them.
    offer_last(f"{APP_ID}.desktop")
    for name, place in PLACES.items():
        target = share / place
        target.parent.mkdir(parents=True, exist_ok=True)
        data = (resources_dir() / "desktop" / name).read_bytes()
        if place == _ENTRY:
            words = " ".join(map(quoted, command)).encode("utf-8", "surrogateescape")
            data = data.replace(b"Exec=noteviewer", b"Exec=" + words)
        target.write_bytes(data)
    _refresh(share)


def remove(share: "Path") -> None:
    """Take away what `install` wrote, of this and of earlier versions."""
    from noteviewer.associations import withdraw

    _delete(share)
    withdraw()
    _refresh(share)


def quoted(word: str) -> str:
    """A word of the Exec line of an entry: Desktop Entry Specification, "The Exec key"."""
    escaped = word.replace("\\", r"\\").replace("%", "%%")
    for mark in '"`$':
        escaped = escaped.replace(mark, "\\" + mark)
    # A value of an entry is unescaped once more before it is read as a command.
    return '"' + escaped.replace("\\", "\\\\") + '"'


def shortcut(place: "Path", command: "Sequence[str]") -> "tuple[list[str], dict[str, str]]":
    """The command that makes a shortcut of Windows, and what its environment holds besides.

    Paths go by the environment: on its command line, PowerShell would read them as its language.
    """
    import ntpath
    import os
    import subprocess

    program, *arguments = command
    system = os.environ.get("SYSTEMROOT", r"C:\Windows")
    shell = ntpath.join(system, "System32", "WindowsPowerShell", "v1.0", "powershell.exe")
    return [shell, "-NoProfile", "-NonInteractive", "-Command", _SHORTCUT], {
        "SHORTCUT": str(place),
        "SHORTCUT_PROGRAM": program,
        "SHORTCUT_ARGUMENTS": subprocess.list2cmdline(arguments),
    }


def _delete(share: "Path") -> None:
    for place in (*PLACES.values(), *_EARLIER):
        (share / place).unlink(missing_ok=True)


def _refresh(share: "Path") -> None:
    """Let the desktop know; where these programs are missing, it finds out by itself."""
    import shutil

    for name, folder in (
        ("update-mime-database", share / "mime"),
        ("update-desktop-database", share / "applications"),
    ):
        program = shutil.which(name)
        if program and folder.is_dir():
            _run([program, str(folder)], {})


def _run(command: "Sequence[str]", variables: "Mapping[str, str]") -> bool:
    import subprocess

    from noteviewer.processes import CHILD_FOLDER, child_environment

    environment = {**child_environment(), **variables}
    done = subprocess.run(
        command, check=False, capture_output=True, cwd=CHILD_FOLDER, env=environment
    )
    return done.returncode == 0
