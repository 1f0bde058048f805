"""The program without what only POSIX has (`tests/without_posix`)."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

SAMPLES = ROOT / "resources" / "sample-notes"


@pytest.fixture
def environment() -> dict[str, str]:
    hidden = os.pathsep.join([str(ROOT / "tests" / "without_posix"), str(ROOT)])
    return {**os.environ, "PYTHONPATH": hidden}


def run(environment: dict[str, str], *arguments: str) -> str:
    command = [sys.executable, "-m", "noteviewer", *arguments]
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, cwd=ROOT, env=environment
    )
    return done.stdout


def test_the_modules_are_hidden(environment: dict[str, str]) -> None:
    script = (
        "import sys\n"
        "print([n for n in ('fcntl', 'resource', 'pwd') if sys.modules.get(n, 0) is not None])"
    )
    answer = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, env=environment
    )
    assert answer.stdout.strip() == "[]"


def test_a_folder_is_indexed_searched_and_checked(environment: dict[str, str]) -> None:
    found = json.loads(run(environment, "index", str(SAMPLES), "--json"))
    notes = len([path for path in SAMPLES.rglob("*.md") if path.is_file()])
    assert found["notes"] == notes
    hits = json.loads(run(environment, "search", str(SAMPLES), "随机游走", "--json"))
    assert hits["notes"] > 0
    assert json.loads(run(environment, "check", str(SAMPLES), "--json"))["exact"]


def test_a_page_is_made(environment: dict[str, str], tmp_path: Path) -> None:
    out = tmp_path / "page.html"
    run(
        environment, "render", str(SAMPLES / "欢迎.md"), "--folder", str(SAMPLES), "--out", str(out)
    )
    assert "</html>" in out.read_text("utf-8")
