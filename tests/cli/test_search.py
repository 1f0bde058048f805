"""``noteviewer search`` and what it says of a query."""

import json
from pathlib import Path

import pytest

from noteviewer.cli.main import main


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    notes = tmp_path / "notes"
    notes.mkdir()
    (notes / "a.md").write_text("# One\n\nA transformer.\n", "utf-8")
    return notes


def test_what_was_taken_as_text_is_told_beside_what_was_found(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["search", str(folder), 'transformer "A']) == 0
    said = capsys.readouterr()
    assert said.out.startswith("1 section in 1 note\na.md:3  One\n")
    assert "not closed" in said.err


@pytest.mark.parametrize(
    "query", ['"a', "(a", "/a[b", "author:me", "date:soon", "/a(b/", "has:", "title:"]
)
def test_whatever_is_wrong_with_a_query_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str], query: str
) -> None:
    assert main(["search", str(folder), query]) in (0, 1)
    assert capsys.readouterr().err.startswith("noteviewer: ")


def test_similar_words_are_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", str(folder), "--typos", "trasnformer"]) == 0
    assert "similar words too: transformer" in capsys.readouterr().err
    assert main(["search", str(folder), "--typos", "--json", "trasnformer"]) == 0
    assert json.loads(capsys.readouterr().out)["corrections"] == ["transformer"]


def test_progress_is_shown_on_a_terminal_and_taken_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    notes = tmp_path / "notes"
    notes.mkdir()
    for number in range(200):
        (notes / f"{number}.md").write_text("text", "utf-8")
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    assert main(["index", str(notes)]) == 0
    shown = capsys.readouterr().err
    assert "of 200" in shown
    assert shown.endswith("\r\x1b[K")
