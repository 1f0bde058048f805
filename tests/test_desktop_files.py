"""The files by which a desktop knows the program hold what they should."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from noteviewer.gui.core.associations import programs_for
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


def test_the_entry_takes_no_folder() -> None:
    assert "inode/directory" not in (DESKTOP / "noteviewer.desktop").read_text("utf-8")


LIST = (
    "[Default Applications]\ntext/html=web.desktop\n\n# mine\n[Added Associations]\n"
    "text/markdown=pen.desktop;\n"
)


@pytest.fixture
def share(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The share folder of an account whose desktop has an editor and a file manager."""
    system = tmp_path / "system" / "applications"
    system.mkdir(parents=True)
    for name in ("pen", "pad", "files"):
        (system / f"{name}.desktop").touch()
    (system / "mimeinfo.cache").write_text(
        "[MIME Cache]\ninode/directory=files.desktop;\ntext/plain=pad.desktop;\n", "utf-8"
    )
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    monkeypatch.setenv("XDG_DATA_DIRS", str(tmp_path / "system"))
    monkeypatch.setenv("XDG_CONFIG_DIRS", str(tmp_path / "none"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "mimeapps.list").write_text(LIST, "utf-8")
    return tmp_path / "share"


def install(*arguments: str) -> None:
    command = [sys.executable, "-P", "-m", "tools.desktop", *arguments]
    subprocess.run(command, check=True, capture_output=True)


def test_the_entry_of_a_checkout_starts_that_checkout(share: Path) -> None:
    install()
    entry = share / "applications" / "noteviewer.desktop"
    assert f'Exec="{ROOT}/.venv/bin/noteviewer"' in entry.read_text()
    assert (share / "icons/hicolor/scalable/apps/noteviewer.svg").is_file()
    if shutil.which("desktop-file-validate"):
        subprocess.run(["desktop-file-validate", str(entry)], check=True)


def test_notes_and_folders_go_on_opening_where_they_did(share: Path, tmp_path: Path) -> None:
    install()
    install()
    assert next(programs_for("inode/directory")) == "files.desktop"
    assert next(programs_for("text/markdown")) == "pen.desktop"
    added = (tmp_path / "config" / "mimeapps.list").read_text("utf-8").splitlines()
    assert "text/markdown=pen.desktop;pad.desktop;noteviewer.desktop;" in added
    assert "inode/directory=files.desktop;noteviewer.desktop;" in added
    assert LIST.splitlines()[:4] == added[:4]


def test_nothing_is_left_when_it_is_removed(share: Path, tmp_path: Path) -> None:
    install()
    install("--remove")
    assert not [file for file in share.rglob("*") if "noteviewer" in file.name]
    assert "noteviewer" not in (tmp_path / "config" / "mimeapps.list").read_text("utf-8")
