"""``python -m tests.benchmarks [--folder F] [--large] [--small]``: figures beside the peers, in one run.

The real folder is ``--folder``, or the first public collection of ``NOTES_CORPORA``, or the sample
notes. Tables are printed as Markdown.
"""

import argparse
import os
import platform
import shutil
import sqlite3
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.corpus import recombine
from tests.benchmarks.measure import measure_following, measure_indexing, measure_search
from tests.benchmarks.panes import measure_panes
from tests.benchmarks.peers import version
from tests.benchmarks.references import measure_references
from tests.benchmarks.rendering import measure_rendering
from tests.benchmarks.window import measure_indexing_beside_window, measure_window

ROOT = Path(__file__).parents[2]


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the library beside ripgrep and recoll.")
    parser.add_argument("--folder", type=Path, help="a real folder of notes; it is only read")
    parser.add_argument("--large", action="store_true", help="also 100,000 notes")
    parser.add_argument("--small", action="store_true", help="1,000 notes in the place of 10,000")
    arguments = parser.parse_args()
    real = arguments.folder or _real_folder()
    place = Path(tempfile.mkdtemp(prefix="noteviewer-bench-"))
    os.environ["XDG_CACHE_HOME"] = str(place / "cache")
    try:
        _say(_machine(real))
        sizes = [1000 if arguments.small else 10_000] + ([100_000] if arguments.large else [])
        folders = [("real", real)]
        for size in sizes:
            folder = place / f"notes-{size}"
            recombine(real, folder, size, sections_a_note=9 if size <= 10_000 else 3)
            folders.append((f"{size:,} notes", folder))
        with tempfile.TemporaryDirectory() as home:
            os.environ |= {"XDG_DATA_HOME": home, "XDG_CONFIG_HOME": home}
            _say(measure_window(real).markdown())
            _say(measure_indexing_beside_window(folders[1][1]).markdown())
        for name, folder in folders:
            _say(measure_indexing(folder, name, place).markdown())
            _say(measure_search(folder, name, place).markdown())
        _say(measure_panes(folders[1][1]))
        small = place / "followed"
        recombine(real, small, 1000, sections_a_note=9)
        _say(measure_following(small).markdown())
        _say(measure_references(real))
        _say(measure_rendering(real))
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _real_folder() -> Path:
    corpora = os.environ.get("NOTES_CORPORA")
    if corpora:
        return Path(corpora) / "antkillerfarm"
    return ROOT / "resources" / "sample-notes"


def _machine(real: Path) -> str:
    return (
        f"{os.cpu_count()} processors, {platform.system()} {platform.machine()}, Python {platform.python_version()},"
        f" SQLite {sqlite3.sqlite_version}; {version('ripgrep')}; {version('recollcmd')}; real: {real.name}\n"
    )


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
