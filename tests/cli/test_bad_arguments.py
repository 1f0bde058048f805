"""Whatever is named on the command line: one line on standard error, and a documented exit code."""

import os
import socket
from pathlib import Path

import pytest

from noteviewer.cli.main import main
from noteviewer.errors import CannotOpenError
from noteviewer.gui.core.open_target import read_target

pytestmark = pytest.mark.skipif(os.name != "posix", reason="names as Linux allows them")

NAMES = (
    "none.md",
    "fifo.md",
    "socket.md",
    "loop.md",
    "loop",
    "loop/a.md",
    "folder.md",
    "good/a.md/x",
    "line\nend.md",
    "red\x1b[31m.md",
    "n" * 300 + ".md",
    "d/" * 2500 + "a.md",
    "nul\0.md",
    "no\udcff.md",
    "",
)
COMMANDS = (
    ("inspect", "{}"),
    ("inspect", "good/a.md", "--folder", "{}"),
    ("index", "{}"),
    ("search", "{}", "a"),
    ("refs", "{}"),
    ("refs", "good", "--note", "{}"),
    ("check", "{}"),
    ("render", "{}"),
    ("render", "good/a.md", "--folder", "{}"),
)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of the worst that a name can lead to."""
    (tmp_path / "good").mkdir()
    (tmp_path / "good" / "a.md").write_text("# a\n", "utf-8")
    (tmp_path / "folder.md").mkdir()
    os.mkfifo(tmp_path / "fifo.md")
    (tmp_path / "loop.md").symlink_to("loop.md")
    (tmp_path / "loop").symlink_to("loop")
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as end:
        end.bind("socket.md")
    return tmp_path


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize("name", NAMES, ids=lambda name: ascii(name[:20]))
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: " ".join(command[:2]))
def test_what_cannot_be_opened_is_told_in_one_line(
    command: tuple[str, ...], name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    exit_code = main([word.format(name) for word in command])
    said = capsys.readouterr().err
    # An empty name is the present folder, or no choice.
    assert exit_code == 3 or (exit_code == 0 and name in {"", "folder.md"})
    if exit_code:
        assert said.startswith("noteviewer: ")
        assert said.count("\n") == 1
        assert "\x1b" not in said


def test_a_name_that_is_no_text_is_opened_all_the_same(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = place / "no\udcff"
    folder.mkdir()
    (folder / "a.md").write_text("# walrus\n", "utf-8")
    assert main(["search", str(folder), "walrus"]) == 0
    assert "1 section in 1 note" in capsys.readouterr().out
    assert main(["check", str(folder)]) == 0
    assert main(["search", "good", "no\udcff"]) == 0


@pytest.mark.parametrize(
    "text",
    [
        *NAMES[:-1],
        "~nosuch",
        "~nosuch/a.md",
        "#" * 3000,
        "noteviewer://open/~nosuch",
        "noteviewer://open/%00",
        "noteviewer://open/" + "x" * 5000,
        "noteviewer://[open/",
        "noteviewer://elsewhere/",
    ],
    ids=lambda text: ascii(text[:30]),
)
def test_the_window_is_not_opened_at_what_is_none(place: Path, text: str) -> None:
    if text == "folder.md":
        assert read_target(text).folder == str(place / text)
        return
    with pytest.raises(CannotOpenError):
        read_target(text)


def test_without_a_display_no_window_is_begun(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert main([str(place / "good")]) == 3
    assert capsys.readouterr().err == "noteviewer: there is no display to open the window on\n"
