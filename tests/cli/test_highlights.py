"""``noteviewer highlights``: listed, exported, imported; nothing is written in the folder."""

import json
from hashlib import sha256
from pathlib import Path

import pytest

from noteviewer.cli.common import CANNOT_OPEN, OK
from noteviewer.cli.main import main

NOTE = "# One\n\nThe *first* passage of all.\n\n## Two\n\nA second **passage** stands here, with a reason.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    notes = tmp_path / "notes"
    notes.mkdir()
    (notes / "a.md").write_text(NOTE, "utf-8")
    (notes / "b.md").write_text("# Other\n\nIts own text.\n", "utf-8")
    return notes


def annotations(
    tmp_path: Path, exact: str, prefix: str = "", suffix: str = "", section: str = ""
) -> Path:
    quote = {"type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix}
    target = {
        "source": "a.md",
        "selector": [quote, {"type": "FragmentSelector", "value": section}],
        "styleClass": "green",
    }
    entry = {
        "id": "urn:1",
        "type": "Annotation",
        "target": target,
        "modified": "2020-01-01T00:00:00Z",
    }
    file = tmp_path / "annotations.jsonld"
    file.write_text(json.dumps({"type": "AnnotationPage", "items": [entry, {}]}), "utf-8")
    return file


def listed(capsys: pytest.CaptureFixture[str], folder: Path) -> list[dict]:
    assert main(["highlights", str(folder), "--json"]) == OK
    return json.loads(capsys.readouterr().out)["highlights"]


def take_in(capsys: pytest.CaptureFixture[str], folder: Path, file: Path) -> dict:
    assert main(["highlights", str(folder), "--import", str(file)]) == OK
    return json.loads(capsys.readouterr().out)


def hashes(folder: Path) -> dict[str, str]:
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


def test_imported_highlights_are_listed_and_exported(folder: Path, tmp_path: Path, capsys) -> None:
    before = hashes(folder)
    file = annotations(tmp_path, "second passage stands here")
    assert take_in(capsys, folder, file) == {"read": 1, "taken": 1, "left_out": 1}
    assert take_in(capsys, folder, file)["taken"] == 0
    (one,) = listed(capsys, folder)
    assert (one["note"], one["note_title"], one["color"]) == ("a.md", "One", "green")
    assert (one["passage"], one["is_lost"]) == ("second passage stands here", False)
    out = tmp_path / "out.md"
    assert main(["highlights", str(folder), "--format", "markdown", "--out", str(out)]) == OK
    assert "> second passage stands here" in out.read_text("utf-8")
    assert main(["highlights", str(folder), "--format", "csv", "--note", "b.md"]) == OK
    assert len(capsys.readouterr().out.splitlines()) == 1
    assert hashes(folder) == before


def test_a_passage_follows_its_section_into_another_note(
    folder: Path, tmp_path: Path, capsys
) -> None:
    take_in(
        capsys,
        folder,
        annotations(tmp_path, "second passage stands here", "Two\nA ", ", with a reason."),
    )
    head, section = NOTE.split("## Two")
    (folder / "a.md").write_text(head, "utf-8")
    (folder / "b.md").write_text("# Other\n\nIts own text.\n\n## Two" + section, "utf-8")
    (one,) = listed(capsys, folder)
    assert (one["note"], one["is_lost"]) == ("b.md", False)


def test_a_passage_that_is_gone_is_listed_as_lost_and_found_when_it_comes_back(
    folder: Path, tmp_path: Path, capsys
) -> None:
    take_in(capsys, folder, annotations(tmp_path, "second passage stands here"))
    (folder / "a.md").write_text("# One\n\nNothing of it.\n", "utf-8")
    (one,) = listed(capsys, folder)
    assert (one["passage"], one["is_lost"]) == ("second passage stands here", True)
    (folder / "a.md").write_text(NOTE, "utf-8")
    (one,) = listed(capsys, folder)
    assert not one["is_lost"]


def test_search_finds_the_sections_with_highlights(folder: Path, tmp_path: Path, capsys) -> None:
    file = annotations(tmp_path, "second passage stands here", section="two")
    take_in(capsys, folder, file)
    for query, expected in (
        ("has:highlight", ["two"]),
        ("passage 含:标注", ["two"]),
        ("passage -has:highlight", ["one"]),
    ):
        assert main(["search", str(folder), query, "--json"]) == OK
        hits = json.loads(capsys.readouterr().out)["hits"]
        assert [hit["anchor"] for hit in hits] == expected


def test_a_file_that_holds_no_annotations_is_told(folder: Path, tmp_path: Path, capsys) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text("not json", "utf-8")
    assert main(["highlights", str(folder), "--import", str(bad)]) == CANNOT_OPEN
    assert main(["highlights", str(folder), "--import", str(tmp_path / "none")]) == CANNOT_OPEN
    assert main(["highlights", str(folder), "--out", str(folder / "out.json")]) == CANNOT_OPEN
    assert not (folder / "out.json").exists()
