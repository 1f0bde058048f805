"""``noteviewer inspect``."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from noteviewer.cli.main import main

NOTE = """---
title: 甲（二）——乙
date: 2020-1-2
category: C
tags: [a, b]
---

# One

参考：

http://a.example/x

A title

![](y.png) $$x$$

```sh
```
"""


def inspect(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, Any]]:
    assert main(["inspect", "--json", *arguments]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_fields(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "sub" / "n.md"
    file.parent.mkdir()
    file.write_text(NOTE, "utf-8")
    (found,) = inspect(capsys, str(file), "--folder", str(tmp_path))
    reference = found["references"][0]
    assert found == {
        "path": "sub/n.md",
        "title": "甲（二）——乙",
        "date": "2020-01-02",
        "series": "甲",
        "series_number": 2,
        "category": "C",
        "tags": ["a", "b"],
        "sections": [{"level": 1, "title": "One", "anchor": "one", "line": 8}],
        "references": [reference],
        "math_spans": 1,
        "images": ["y.png"],
        "code_blocks": 1,
        "encoding": "utf-8",
        "form": "note",
        "kind": "plain",
        "problems": [],
    }
    assert reference["url"] == "http://a.example/x"
    assert (reference["section"], reference["line"], reference["label"]) == ("One", 12, "参考")


def test_notes_are_written_in_the_order_given(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [tmp_path / name for name in ("b.md", "a.md")]
    for file in files:
        file.write_text("text", "utf-8")
    found = inspect(capsys, *map(str, files))
    assert [note["title"] for note in found] == ["b", "a"]


def test_the_habit_of_the_folder_gives_titles(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pairs = "".join(f"http://a.example/{n}\n\nTitle {n}\n\n" for n in range(60))
    (tmp_path / "pairs.md").write_text(pairs, "utf-8")
    lone = tmp_path / "lone.md"
    lone.write_text("Text\n\nhttp://b.example/\n\nIts title\n", "utf-8")
    (alone,) = inspect(capsys, str(lone))
    assert alone["references"][0]["title"] is None
    (among,) = inspect(capsys, str(lone), "--folder", str(tmp_path))
    assert among["references"][0]["title"] == "Its title"


def test_what_cannot_be_read_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = tmp_path / "a.md"
    good.write_text("text", "utf-8")
    assert main(["inspect", "--json", str(tmp_path / "gone.md"), str(good)]) == 3
    captured = capsys.readouterr()
    assert len(captured.out.splitlines()) == 1
    assert captured.err.count("\n") == 1
    assert "gone.md" in captured.err


def test_of_a_huge_file_the_beginning_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "n.md"
    line = "字" * 30_000 + "\n"
    file.write_text("# 一\n" + line * 100 + "# 二\n", "utf-8")
    (found,) = inspect(capsys, str(file))
    assert found["title"] == "一"
    assert [problem["kind"] for problem in found["problems"]] == ["too-large"]


def test_a_folder_that_is_none(tmp_path: Path) -> None:
    assert main(["inspect", "x.md", "--folder", str(tmp_path / "none")]) == 3


def test_a_summary_for_people(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "n.md"
    file.write_text(NOTE, "utf-8")
    assert main(["inspect", str(file)]) == 0
    shown = capsys.readouterr().out
    assert "甲（二）——乙" in shown
    assert "1 references" in shown


@pytest.mark.corpora
def test_hand_labels(corpora: Path, truth: Path, seeds: Path, tmp_path: Path) -> None:
    labels = {file: json.loads(file.read_text("utf-8")) for file in (truth / "open").glob("*.json")}
    for file, label in labels.items():
        collection, _, path = label["source"].partition("/")
        root = seeds if collection == "seeds" else corpora / collection
        written = subprocess.run(
            [
                sys.executable,
                "-m",
                "noteviewer",
                "inspect",
                "--json",
                root / path,
                "--folder",
                root,
            ],
            check=True,
            capture_output=True,
        )
        (tmp_path / file.name).write_bytes(written.stdout)
    scored = subprocess.run(
        [sys.executable, truth / "score.py", tmp_path],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    ).stdout.splitlines()
    totals = json.loads(scored[-2].replace("'", '"'))
    assert totals["ref tp"] / (totals["ref tp"] + totals.get("ref fp", 0)) >= 0.99
    assert totals["ref tp"] / (totals["ref tp"] + totals.get("ref fn", 0)) >= 0.99
    assert totals["ref title ok"] / totals["ref title n"] >= 0.98
    for key in ("title", "date", "series", "series_number", "category", "tags", "sections"):
        assert totals[f"{key} ok"] == totals[f"{key} n"], scored
    for key in ("math_spans", "code_blocks", "images"):
        assert totals[f"{key} ok"] == totals[f"{key} n"], scored


def test_a_pipe_is_refused_and_not_waited_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    assert main(["inspect", str(tmp_path / "pipe.md")]) == 3
    assert capsys.readouterr().err.endswith("pipe.md: not a regular file\n")


def test_a_note_is_read_as_its_folder_has_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text("nav:\n  - By its name: a.md\n", "utf-8")
    note = tmp_path / "docs" / "a.md"
    note.write_text("text\n", "utf-8")
    (found,) = inspect(capsys, str(note), "--folder", str(tmp_path))
    assert (found["title"], found["kind"]) == ("By its name", "mkdocs")


def test_each_object_is_one_line_for_everybody(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    note = tmp_path / "a.md"
    note.write_text("# a\u2028b\x85c\n", "utf-8")
    assert main(["inspect", "--json", str(note)]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert json.loads(line)["path"].endswith("a.md")
