"""``noteviewer contents``, and what contents do to titles."""

import json
from pathlib import Path

import pytest

from noteviewer.cli.main import main


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    folder = tmp_path / "book"
    (folder / "src").mkdir(parents=True)
    (folder / "book.toml").write_text("[book]\n", "utf-8")
    (folder / "src/SUMMARY.md").write_text("# S\n\n- [Beginning](b.md)\n", "utf-8")
    (folder / "src/b.md").write_text("words of it\n", "utf-8")
    return folder


def test_contents_follow_their_file_and_give_titles(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["contents", str(book), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "kind": "mdbook",
        "entries": [{"title": "Beginning", "path": "src/b.md", "depth": 0}],
    }
    assert main(["search", str(book), "--json", "words"]) == 0
    assert json.loads(capsys.readouterr().out)["hits"][0]["title"] == "Beginning"
    (book / "book.toml").write_text("[book]\nsrc = 'src'\n", "utf-8")
    (book / "src/SUMMARY.md").write_text("- [Part]()\n  - [The start](b.md)\n", "utf-8")
    assert main(["contents", str(book)]) == 0
    assert capsys.readouterr().out == "Part\n  The start  (src/b.md)\n"
    assert main(["search", str(book), "--json", "words"]) == 0
    assert json.loads(capsys.readouterr().out)["hits"][0]["title"] == "The start"
    assert main(["check", str(book)]) == 0


def test_a_configuration_that_changes_is_noticed(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["contents", str(book)]) == 0
    (book / "book.toml").unlink()
    (book / "mkdocs.yml").write_text("docs_dir: src\nnav: [{Only: b.md}]\n", "utf-8")
    capsys.readouterr()
    assert main(["contents", str(book), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["kind"] == "mkdocs"
    assert answer["entries"] == [{"title": "Only", "path": "src/b.md", "depth": 0}]
