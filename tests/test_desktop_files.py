"""The files by which a desktop knows the program hold what they should."""

import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from noteviewer import APP_ID, __version__
from tests.conftest import ROOT

DESKTOP = ROOT / "resources" / "desktop"
METAINFO = f"{APP_ID}.metainfo.xml"


@pytest.mark.parametrize(
    "command",
    [
        ("desktop-file-validate", "--warn-kde", str(DESKTOP / f"{APP_ID}.desktop")),
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
    assert "inode/directory" not in (DESKTOP / f"{APP_ID}.desktop").read_text("utf-8")


def test_all_know_the_program_by_one_name() -> None:
    entry = (DESKTOP / f"{APP_ID}.desktop").read_text("utf-8")
    assert f"\nIcon={APP_ID}\n" in entry
    metainfo = ET.parse(DESKTOP / METAINFO)  # noqa: S314  (ours)
    assert metainfo.findtext("id") == APP_ID
    assert metainfo.findtext("launchable[@type='desktop-id']") == f"{APP_ID}.desktop"
    manifest = (ROOT / "release" / "flatpak" / f"{APP_ID}.yml").read_text("utf-8")
    assert f"\nid: {APP_ID}\n" in manifest
    newest = metainfo.find("releases/release")
    assert newest is not None
    assert newest.get("version") == __version__


def test_the_pictures_of_the_description_are_there() -> None:
    metainfo = ET.parse(DESKTOP / METAINFO)  # noqa: S314  (ours)
    images = metainfo.iterfind("screenshots/screenshot/image")
    names = [(image.text or "").partition(f"/v{__version__}/")[2] for image in images]
    assert names
    assert all((ROOT / name).is_file() for name in names)
