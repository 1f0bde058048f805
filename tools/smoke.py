"""Try an installed program: index, search, render and a picture of the window, on the sample notes.

usage: python -m tools.smoke PROGRAM [--no-window]

PROGRAM is the command, or a folder that holds it. Says what was done and how long it took; ends
with an error where something is missing or wrong.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "resources" / "sample-notes"
LEAST_PICTURE = 20_000
"""Bytes: a picture of an empty window is smaller."""


def main() -> None:
    """Try everything."""
    program = _find(Path(sys.argv[1]))
    with tempfile.TemporaryDirectory() as temporary:
        home = Path(temporary)
        run = _Runner(program, home)
        notes = home / "notes"
        shutil.copytree(SAMPLES, notes)
        print(run("--version").strip())  # noqa: T201
        counts = json.loads(run("index", str(notes), "--json"))
        found = json.loads(run("search", str(notes), "随机游走", "--json"))
        run("refs", str(notes), "--format", "bibtex", "--out", str(home / "references.bib"))
        page = home / "page.html"
        run("render", str(notes / "欢迎.md"), "--folder", str(notes), "--out", str(page))
        if not (counts["notes"] and found["notes"] and "</html>" in page.read_text("utf-8")):
            sys.exit(f"not all is there: {counts} {found['notes']}")
        if "--no-window" not in sys.argv:
            picture = home / "picture.png"
            run("screenshot", str(notes), "--note", "欢迎.md", "--out", str(picture))
            if picture.stat().st_size < LEAST_PICTURE:
                sys.exit("the picture of the window is empty")
            if keep := os.environ.get("SMOKE_PICTURE"):
                shutil.copyfile(picture, keep)


class _Runner:
    def __init__(self, program: Path, home: Path) -> None:
        self._program = program
        self._environment = {
            **{name: value for name, value in os.environ.items() if name != "PYTHONPATH"},
            **{f"XDG_{name}_HOME": str(home / name) for name in ("CACHE", "DATA", "CONFIG")},
        }

    def __call__(self, *arguments: str) -> str:
        """Run a command of the program; gives what it wrote."""
        begun = time.monotonic()
        done = subprocess.run(
            [self._program, *arguments],
            env=self._environment,
            cwd=tempfile.gettempdir(),
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=300,
        )
        sys.stderr.write(done.stderr)
        done.check_returncode()
        if "Traceback" in done.stderr:
            sys.exit(f"{arguments[0]}: something is missing")
        print(f"{time.monotonic() - begun:6.1f} s  {' '.join(arguments[:1])}")  # noqa: T201
        return done.stdout


def _find(program: Path) -> Path:
    if program.is_dir():
        program /= "noteviewer.exe" if os.name == "nt" else "noteviewer"
    found = shutil.which(str(program))
    if found is None:
        sys.exit(f"there is no program {program}")
    return Path(found).absolute()


if __name__ == "__main__":
    main()
