"""``noteviewer problems``, and the kind of folder that other commands tell."""

import json
from pathlib import Path

import pytest

from noteviewer.cli.main import main


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    notes = tmp_path / "notes"
    (notes / "docs").mkdir(parents=True)
    (notes / "mkdocs.yml").write_text("site_name: x\n", "utf-8")
    (notes / "docs/a.md").write_text("# One\n\n[gone](b.md)\n", "utf-8")
    (notes / "docs/old.adoc").write_text("= Old\n", "utf-8")
    return notes


def test_problems_say_what_is_broken_and_what_is_not_read(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["problems", str(folder), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == [
        {"kind": "not-read", "path": ".", "line": None, "detail": "1 .adoc"},
        {"kind": "broken-link", "path": "docs/a.md", "line": 3, "detail": "b.md"},
    ]
    assert main(["problems", str(folder), "--kind", "broken-link"]) == 0
    assert capsys.readouterr().out == "broken-link  docs/a.md:3  b.md\n"


def test_index_and_inspect_agree_on_the_kind_of_folder(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["index", str(folder), "--json"]) == 0
    indexed = json.loads(capsys.readouterr().out)
    assert indexed["kind"] == "mkdocs"
    assert {"kind": "mkdocs", "folder": "docs", "dialect": "mkdocs"} in indexed["kinds"]
    assert main(["inspect", str(folder / "docs/a.md"), "--folder", str(folder), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["kind"] == "mkdocs"
