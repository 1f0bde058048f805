"""Put menu entry, icon and file types of this checkout into the share folder of this account.

usage: python -m tools.desktop [--remove]

A reader takes no file from the program that opens it today: for folders and notes it is offered
behind the others, and only where there are others.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from noteviewer.gui.core.associations import is_ours, programs_for

ROOT = Path(__file__).parent.parent
FROM = ROOT / "resources" / "desktop"
ENTRY = "noteviewer.desktop"
PLACES = {
    "noteviewer.svg": "icons/hicolor/scalable/apps/noteviewer.svg",
    "noteviewer-mime.xml": "mime/packages/noteviewer.xml",
    "io.github.noteviewer.noteviewer.metainfo.xml": (
        "metainfo/io.github.noteviewer.noteviewer.metainfo.xml"
    ),
    ENTRY: f"applications/{ENTRY}",
}
OFFERED = {
    "text/markdown": ("text/markdown", "text/plain"),
    "inode/directory": ("inode/directory",),
}
"""Types for which the program is offered, each with the types whose programs come before it."""


def main() -> None:
    """Install or remove."""
    share = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    config = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    if sys.argv[1:] == ["--remove"]:
        for place in PLACES.values():
            (share / place).unlink(missing_ok=True)
        _change_lists(config / "mimeapps.list", {})
        _refresh(share)
        print("noteviewer is in the menu no longer")  # noqa: T201
        return
    others = {
        offered: [*dict.fromkeys(p for each in types for p in programs_for(each) if not is_ours(p))]
        for offered, types in OFFERED.items()
    }
    for name, place in PLACES.items():
        (share / place).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(FROM / name, share / place)
    entry = share / PLACES[ENTRY]
    command = f'Exec="{ROOT}/.venv/bin/noteviewer"'
    entry.write_text(entry.read_text("utf-8").replace("Exec=noteviewer", command), "utf-8")
    _change_lists(config / "mimeapps.list", others)
    _refresh(share)
    print(f"noteviewer is in the menu: {entry}")  # noqa: T201


def _change_lists(path: Path, others: dict[str, list[str]]) -> None:
    """Offer our entry behind the others that open the same; without others, take it out.

    What a person has chosen is kept: the program that is taken first, and programs not to be
    offered.
    """
    sections: dict[str, list[str]] = {"": []}
    for line in path.read_text("utf-8").splitlines() if path.is_file() else []:
        if line.startswith("["):
            sections.setdefault(line.strip(), [])
        else:
            sections[next(reversed(sections))].append(line)
    before = repr(sections)
    for title in ("[Added Associations]",) if others else tuple(sections):
        lines = map(_without_us, sections.get(title, []))
        sections[title] = [line for line in lines if line is not None]
    added = sections["[Added Associations]"] if others else []
    for mime_type, programs in others.items():
        if programs:  # the only one that is offered would be the one that is taken
            own = [line for line in added if line.startswith(mime_type + "=")]
            listed = dict.fromkeys(
                [*(p for line in own for p in _programs(line)), *programs, ENTRY]
            )
            added[:] = [line for line in added if line not in own]
            added.insert(0, f"{mime_type}={';'.join(listed)};")
    if repr(sections) != before:
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = [line for title, below in sections.items() for line in (title, *below)]
        path.write_text("".join(line + "\n" for line in lines[1:]), "utf-8")


def _without_us(line: str) -> str | None:
    if ENTRY not in _programs(line):
        return line
    left = [program for program in _programs(line) if program != ENTRY]
    return f"{line.partition('=')[0]}={';'.join(left)};" if left else None


def _programs(line: str) -> list[str]:
    return [program for program in line.partition("=")[2].strip().split(";") if program]


def _refresh(share: Path) -> None:
    for command, folder in (
        ("update-mime-database", share / "mime"),
        ("update-desktop-database", share / "applications"),
    ):
        program = shutil.which(command)
        if program and folder.is_dir():
            subprocess.run([program, str(folder)], check=True)


if __name__ == "__main__":
    main()
