"""The entry in the menu of the desktop, and what it leaves alone."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from noteviewer import APP_ID, __version__
from noteviewer.associations import programs_for
from noteviewer.cli.commands.desktop import quoted, shortcut

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


def run(option: str) -> None:
    command = [sys.executable, "-P", "-m", "noteviewer", "desktop", option]
    subprocess.run(command, check=True, capture_output=True)


def test_the_entry_starts_this_installation(share: Path) -> None:
    run("--install")
    entry = share / "applications" / f"{APP_ID}.desktop"
    text = entry.read_text("utf-8")
    assert "Exec=noteviewer" not in text
    command = text.partition("\nExec=")[2].partition(" %U\n")[0]
    started = subprocess.run(
        ["sh", "-c", f"{command} --version"], capture_output=True, text=True, check=True
    )
    assert started.stdout == f"noteviewer {__version__}\n"
    assert (share / f"icons/hicolor/scalable/apps/{APP_ID}.svg").is_file()
    if shutil.which("desktop-file-validate"):
        subprocess.run(["desktop-file-validate", str(entry)], check=True)


def test_what_was_installed_under_the_earlier_name_is_replaced(share: Path, tmp_path: Path) -> None:
    old = share / "applications" / "noteviewer.desktop"
    old.parent.mkdir(parents=True)
    old.touch()
    listed = tmp_path / "config" / "mimeapps.list"
    listed.write_text(LIST + "text/plain=pad.desktop;noteviewer.desktop;\n", "utf-8")
    run("--install")
    assert [path.name for path in old.parent.glob("*.desktop")] == [f"{APP_ID}.desktop"]
    assert "text/plain=pad.desktop;" in listed.read_text("utf-8").splitlines()


def test_notes_and_folders_go_on_opening_where_they_did(share: Path, tmp_path: Path) -> None:
    run("--install")
    run("--install")
    assert next(programs_for("inode/directory")) == "files.desktop"
    assert next(programs_for("text/markdown")) == "pen.desktop"
    added = (tmp_path / "config" / "mimeapps.list").read_text("utf-8").splitlines()
    assert f"text/markdown=pen.desktop;pad.desktop;{APP_ID}.desktop;" in added
    assert f"inode/directory=files.desktop;{APP_ID}.desktop;" in added
    assert LIST.splitlines()[:4] == added[:4]


def test_nothing_is_left_when_it_is_removed(share: Path, tmp_path: Path) -> None:
    run("--install")
    run("--remove")
    assert not [file for file in share.rglob("*") if "noteviewer" in file.name.lower()]
    left = (tmp_path / "config" / "mimeapps.list").read_text("utf-8")
    assert "noteviewer" not in left.lower()


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("/opt/note viewer/bin", '"/opt/note viewer/bin"'),
        ("/a/100%", '"/a/100%%"'),
        ('/a/"b"$c', r'"/a/\\"b\\"\\$c"'),
    ],
)
def test_the_command_is_quoted_as_entries_want_it(word: str, expected: str) -> None:
    assert quoted(word) == expected


def test_a_shortcut_of_windows_takes_any_path() -> None:
    program = r"C:\Users\O'Brien & Söhne $x\noteviewer-window.exe"
    command, variables = shortcut(Path("noteviewer.lnk"), [program, "-m", "a b"])
    assert not [word for word in command if "Brien" in word]
    assert variables["SHORTCUT_PROGRAM"] == program
    assert variables["SHORTCUT_ARGUMENTS"] == '-m "a b"'
