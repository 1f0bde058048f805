"""``noteviewer screenshot``, as a program of its own."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tests.conftest import ROOT

pytestmark = pytest.mark.web


def test_a_picture_of_a_note_is_saved_and_described(folder: Path, tmp_path: Path) -> None:
    before = sorted(folder.rglob("*"))
    out = tmp_path / "picture.png"
    command = [sys.executable, "-m", "noteviewer", "screenshot", str(folder), "--json"]
    command += ["--note", "series-2.md#桥", "--size", "1000x700", "--out", str(out)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    said = json.loads(done.stdout)
    assert said == {
        "out": str(out),
        "width": 1000,
        "height": 700,
        "note": "series-2.md",
        "title": "漫游（二）——过河",
    }
    assert QImage(str(out)).width() == 1000
    assert sorted(folder.rglob("*")) == before


def test_no_picture_is_saved_among_the_notes(folder: Path) -> None:
    command = [sys.executable, "-m", "noteviewer", "screenshot", str(folder)]
    done = subprocess.run(
        [*command, "--out", str(folder / "picture.png")], cwd=ROOT, capture_output=True, check=False
    )
    assert done.returncode == 3
    assert not (folder / "picture.png").exists()
