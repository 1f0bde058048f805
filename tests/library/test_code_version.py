"""Installations of the same code share their indexes; those of another code do not."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from noteviewer.library.code_version import code_version, digest_of_code
from tests.conftest import ROOT

PACKAGE = ROOT / "noteviewer"


def install(place: Path) -> Path:
    """Another installation, written at another time, as somebody has run it."""
    shutil.copytree(PACKAGE, place / "noteviewer")
    for file in place.rglob("*"):
        os.utime(file, (1, 1))
    return place / "noteviewer"


def ask(program: str, path: Path, *arguments: Path) -> str:
    """Run a program with the installation that lies in a folder or an archive."""
    return subprocess.run(
        [sys.executable, "-P", "-c", program, *arguments],
        env=os.environ | {"PYTHONPATH": str(path)},
        check=True, capture_output=True, text=True,
    ).stdout.strip()  # fmt: skip


VERSION = "from noteviewer.library.code_version import code_version; print(code_version())"


def test_time_and_place_of_an_installation_do_not_count(tmp_path: Path) -> None:
    package = install(tmp_path)
    assert digest_of_code(package) == code_version()
    (package / "gui" / "app.py").write_text("another window")
    (package / "notes" / "outline.py").write_bytes(
        (package / "notes" / "outline.py").read_bytes().replace(b"\n", b"\r\n")
    )
    assert ask(VERSION, tmp_path) == code_version()


@pytest.mark.parametrize(
    "file",
    [
        "notes/outline.py",
        "notes/site/paths.py",
        "library/index/tokens.py",
        "library/state/database.py",
    ],
)
def test_every_part_that_reads_notes_counts(file: str, tmp_path: Path) -> None:
    package = install(tmp_path)
    changed = package / file
    status = changed.stat()
    changed.write_bytes(changed.read_bytes().replace(b"e", b"f", 1))
    os.utime(changed, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert digest_of_code(package) != code_version()
    changed.rename(changed.with_name("renamed.py"))
    assert digest_of_code(package) != code_version()


def test_an_archive_is_an_installation(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "program.zip", "w") as archive:
        for file in sorted(PACKAGE.rglob("*.py"), reverse=True):
            archive.write(file, file.relative_to(ROOT))
    assert ask(VERSION, tmp_path / "program.zip") == code_version()


def test_a_program_without_sources_brings_its_version_along(tmp_path: Path) -> None:
    package = install(tmp_path)
    recorded = subprocess.run(
        [sys.executable, "-m", "noteviewer.library.code_version"],
        check=True, capture_output=True,
    ).stdout  # fmt: skip
    for source in (package / "notes").rglob("*.py"):
        source.unlink()
    (package / "library" / "code_version.txt").write_bytes(recorded)
    assert ask(VERSION, tmp_path) == code_version()


def test_two_installations_share_an_index(folder: Path, index_file: Path, tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from noteviewer.library.index.indexer import Indexer\n"
        "with Indexer(*map(Path, sys.argv[1:])) as indexer:\n"
        "    print(len(indexer.update().changed))"
    )
    install(tmp_path / "second")
    assert ask(program, ROOT, folder, index_file) == "4"
    assert ask(program, tmp_path / "second", folder, index_file) == "0"
    assert ask(program, ROOT, folder, index_file) == "0"
