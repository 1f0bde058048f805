"""The files by which a desktop knows the program hold what they should."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT

DESKTOP = ROOT / "resources" / "desktop"
METAINFO = "io.github.noteviewer.noteviewer.metainfo.xml"


@pytest.mark.parametrize(
    "command",
    [
        ("desktop-file-validate", "--warn-kde", str(DESKTOP / "noteviewer.desktop")),
        ("appstreamcli", "validate", "--no-net", str(DESKTOP / METAINFO)),
    ],
    ids=lambda command: command[0],
)
def test_the_validators_of_the_desktops_agree(command: tuple[str, ...], tmp_path: Path) -> None:
    if not shutil.which(command[0]):
        pytest.skip(f"{command[0]} is not installed")
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_entry_of_a_checkout_starts_that_checkout(tmp_path: Path) -> None:
    script = ["bash", str(ROOT / "tools" / "desktop.sh")]
    subprocess.run(
        script, check=True, capture_output=True, env={**os.environ, "XDG_DATA_HOME": str(tmp_path)}
    )
    entry = tmp_path / "applications" / "noteviewer.desktop"
    assert f'Exec="{ROOT}/.venv/bin/noteviewer"' in entry.read_text()
    assert (tmp_path / "icons/hicolor/scalable/apps/noteviewer.svg").is_file()
    if shutil.which("desktop-file-validate"):
        subprocess.run(["desktop-file-validate", str(entry)], check=True)
