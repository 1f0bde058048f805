"""What commands do with standard streams that are full, gone, of another encoding, or a terminal."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from noteviewer.cli.common import CANNOT_OPEN, OK, USAGE
from noteviewer.cli.main import main

COMMAND = (sys.executable, "-m", "noteviewer")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    notes = tmp_path / "notes"
    notes.mkdir()
    (notes / "a.md").write_text("# 标题\n\n正文 \x1b[2Jred\x9b31m text\n", "utf-8")
    return notes


def commands(folder: Path) -> list[list[str]]:
    return [["search", str(folder), "正文"], ["render", str(folder / "a.md")]]


@pytest.mark.parametrize("number", range(2))
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
def test_a_full_disk_is_one_clear_line(folder: Path, number: int) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*COMMAND, *commands(folder)[number]],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == CANNOT_OPEN
    assert done.stderr.startswith("noteviewer: ")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("number", range(2))
def test_a_reader_that_goes_away_is_no_error(folder: Path, number: int) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [*COMMAND, *commands(folder)[number]],
            stdout=writing,
            stderr=subprocess.PIPE,
            check=False,
        )
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (OK, b"")


def test_output_is_utf_8_in_any_locale(folder: Path) -> None:
    done = subprocess.run(
        [*COMMAND, "search", str(folder), "正文"],
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (OK, b"")
    assert "正文" in done.stdout.decode("utf-8")


@pytest.mark.skipif(os.name != "posix", reason="needs a POSIX shell")
def test_no_output_at_all_is_no_error(folder: Path) -> None:
    script = 'exec "$@" >&-'
    done = subprocess.run(
        ["/bin/sh", "-c", script, "sh", *COMMAND, "search", str(folder), "正文"],
        stderr=subprocess.PIPE,
        check=False,
    )
    assert (done.returncode, done.stderr) == (OK, b"")


@pytest.mark.parametrize("command", ["search", "inspect"])
def test_a_note_does_not_command_the_terminal(
    folder: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    (folder / "b.md").write_text("---\ntitle: \x1b]0;owned\x07 b\n---\n\nred\n", "utf-8")
    asked = {"search": [str(folder), "red"], "inspect": [str(folder / "b.md")]}[command]
    assert main([command, *asked]) == OK
    out = capsys.readouterr().out
    assert "owned" in out
    assert not {"\x1b", "\x07", "\x9b"} & set(out)


@pytest.mark.parametrize("words", [["search"], ["refs", "x", "--format", "none"], ["--none"]])
def test_wrong_usage_is_one_clear_line(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(words)
    assert stopped.value.code == USAGE
    assert capsys.readouterr().err.count("\n") == 1
