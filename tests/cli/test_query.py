"""``noteviewer query``, and that pages show the same answers."""

import json
from pathlib import Path
from typing import Any

import pytest

from noteviewer.cli.main import main

BASE = "filters: rating > 5\nviews:\n- type: table\n  order: [file.name, rating]\n"


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    folder = tmp_path / "vault"
    (folder / ".obsidian").mkdir(parents=True)
    for name, text in {
        "a.md": "---\nrating: 9\nseen: 2024-05-01\nby: {name: Ann}\nof: '[[b|B]]'\n---\n",
        "b.md": "---\nrating: 3\n---\n- [ ] do it\n",
        "ask.md": "```dataview\nTABLE rating WHERE rating > 5\n```\n\n`= [[a]].seen`\n\n![[x.base]]\n",
        "x.base": BASE,
    }.items():
        (folder / name).write_text(text, "utf-8")
    return folder


def asked(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    capsys.readouterr()
    main(["query", *arguments, "--json"])
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    return answer


def test_an_answer_is_printed_with_typed_values(
    vault: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    query = "TABLE rating, seen, by, of, list(1, true, null) WHERE rating > 5"
    assert asked(capsys, str(vault), query) == {
        "problem": None,
        "views": [
            {
                "name": "",
                "form": "table",
                "columns": ["File", "rating", "seen", "by", "of", "list(1, true, null)"],
                "total": 1,
                "groups": [
                    {
                        "name": None,
                        "rows": [
                            [
                                {"link": "a.md", "text": "a"},
                                9,
                                "2024-05-01",
                                {"object": {"name": "Ann"}},
                                {"link": "b.md", "text": "B"},
                                [1, True, None],
                            ]
                        ],
                        "tasks": [],
                    }
                ],
                "summaries": {},
            }
        ],
    }


def test_expressions_tasks_and_bases_are_told_by_how_they_begin(
    vault: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    value = asked(capsys, str(vault), "= this.rating", "--note", "b.md")
    assert value["views"][0]["groups"][0]["rows"] == [[3]]
    (task,) = asked(capsys, str(vault), "TASK")["views"][0]["groups"][0]["tasks"]
    assert (task["text"], task["path"], task["line"]) == ("do it", "b.md", 4)
    for base in (BASE, "x.base"):
        view = asked(capsys, str(vault), base)["views"][0]
        assert view["groups"][0]["rows"] == [[{"link": "a.md", "text": "a"}, 9]]


def test_what_is_not_known_is_told(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", str(vault), "LIST WHERE nosuch(1)"]) == 1
    assert "unknown function: nosuch" in capsys.readouterr().err
    assert main(["query", str(vault), "../x.base"]) == 3


def test_for_a_person_rows_are_lines(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", str(vault), "TABLE rating WHERE rating SORT rating"]) == 0
    assert capsys.readouterr().out == "File\trating\nb\t3\na\t9\n"


def test_a_base_is_a_note_that_no_query_lists(
    vault: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["render", str(vault / "x.base"), "--folder", str(vault), "--json"]) == 0
    page = json.loads(capsys.readouterr().out)
    assert page["title"] == "x.base"
    assert '<a href="noteviewer://page/a.md">a</a></td><td>9</td>' in page["html"]
    rows = asked(capsys, str(vault), "LIST")["views"][0]["groups"][0]["rows"]
    assert [row[0]["link"] for row in rows] == ["a.md", "ask.md", "b.md"]
    (vault / "x.md").write_text("", "utf-8")
    found = asked(capsys, str(vault), "= [[x]]")["views"][0]["groups"][0]["rows"]
    assert found == [[{"link": "x.md", "text": "x"}]]
    (vault / "b.md").write_text("[[x]] [[x.base]]", "utf-8")
    assert main(["render", str(vault / "b.md"), "--folder", str(vault), "--json"]) == 0
    html = json.loads(capsys.readouterr().out)["html"]
    assert html.index('"noteviewer://page/x.md"') < html.index('"noteviewer://page/x.base"')


def test_a_page_shows_the_same_answers(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["render", str(vault / "ask.md"), "--folder", str(vault), "--json"]) == 0
    html = json.loads(capsys.readouterr().out)["html"]
    row = '<tr><td><a href="noteviewer://page/a.md">a</a></td><td>9</td></tr>'
    assert html.count(row) == 2
    assert '<span class="nv-value">2024-05-01</span>' in html
    (vault / "b.md").write_text("---\nrating: 6\n---\n", "utf-8")
    assert main(["render", str(vault / "ask.md"), "--folder", str(vault), "--json"]) == 0
    assert "page/b.md" in json.loads(capsys.readouterr().out)["html"]
