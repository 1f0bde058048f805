"""``noteviewer render``."""

import json
import os
from pathlib import Path

import pytest

from noteviewer.cli.main import main


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "notes"
    (root / "_posts").mkdir(parents=True)
    (root / "images").mkdir()
    (root / "images" / "a.png").write_bytes(b"\x89PNG")
    for number, name in ((1, "一"), (2, "二")):
        (root / "_posts" / f"2020-1-{number}-s.md").write_text(
            f"---\ntitle: 甲（{name}）\ncategory: C\n---\n\n# 节\n\n![](/images/a.png)\n\n"
            "https://a.example/x\n\n一个标题\n\nhttps://a.example/y\n\n又一个标题\n\n"
            "https://a.example/z\n\n再一个标题\n",
            encoding="utf-8",
        )
    return root


def test_a_note_becomes_one_file(folder: Path, tmp_path: Path) -> None:
    note, out = folder / "_posts" / "2020-1-2-s.md", tmp_path / "page.html"
    assert main(["render", str(note), "--folder", str(folder), "--out", str(out)]) == 0
    html = out.read_text(encoding="utf-8")
    assert "<h1>甲（二）</h1>" in html
    assert "data:image/png;base64," in html
    assert 'data-note="_posts/2020-1-1-s.md">甲（一）</a>' in html
    assert '<a class="nv-ref-title" href="https://a.example/x"' in html


def test_without_a_name_the_page_goes_to_standard_output(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["render", str(folder / "_posts" / "2020-1-1-s.md"), "--theme", "dark"]) == 0
    assert 'data-theme="dark"' in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [
        ["{root}/none.md"],
        ["{root}/_posts/2020-1-1-s.md", "--folder", "{root}/images"],
        ["{root}/_posts/2020-1-1-s.md", "--folder", "{root}/none"],
        ["{root}/_posts/2020-1-1-s.md", "--out", "{root}/none/page.html"],
        ["{root}/_posts/2020-1-1-s.md", "--folder", "{root}", "--out", "{root}/images/page.html"],
        ["{root}/_posts/2020-1-1-s.md", "--out", "{root}/_posts/2020-1-1-s.md"],
        ["{root}"],
    ],
)
def test_what_cannot_be_opened_is_told_in_a_line(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    before = {file: file.read_bytes() for file in folder.rglob("*.*")}
    assert main(["render", *(word.format(root=folder) for word in arguments)]) == 3
    error = capsys.readouterr().err
    assert error.startswith("noteviewer: ")
    assert error.count("\n") == 1
    assert {file: file.read_bytes() for file in folder.rglob("*.*")} == before


@pytest.mark.parametrize(("pairs", "is_title"), [(0, False), (60, True)])
def test_only_a_folder_of_pairs_has_titles_below_lone_addresses(
    folder: Path, capsys: pytest.CaptureFixture[str], pairs: int, is_title: bool
) -> None:
    note = folder / "lone.md"
    note.write_text("# a\n\nhttps://b.example/x\n\nwhat stands below it\n", "utf-8")
    (folder / "list.md").write_text(
        "".join(f"https://b.example/{n}\n\nTitle {n}\n\n" for n in range(pairs)), "utf-8"
    )
    assert main(["render", str(note), "--folder", str(folder)]) == 0
    is_prose = ">what stands below it</p>" in capsys.readouterr().out
    assert is_prose is not is_title


def test_what_became_of_each_note_is_said(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rich = folder / "_posts" / "2020-1-3-rich.md"
    rich.write_text(
        "# One\n\n$$x^2$$ and $$\\nosuchmacro{$$\n\n![](/images/a.png) ![](/images/none.png) "
        "![](https://pictures.example/b.png)\n",
        encoding="utf-8",
    )
    files = [str(file) for file in sorted((folder / "_posts").iterdir())]
    none = str(folder / "none.md")
    assert main(["render", *files, none, "--folder", str(folder), "--json"]) == 3
    said = capsys.readouterr()
    first, second, third = map(json.loads, said.out.splitlines())
    assert [first["title"], second["title"]] == ["甲（一）", "甲（二）"]
    assert third["path"] == "_posts/2020-1-3-rich.md"
    assert (third["formulas"], third["undrawn_formulas"]) == (1, 1)
    assert (third["images"], third["missing_images"], third["remote_images"]) == (1, 1, 1)
    assert third["anchors"] == ["one"]
    assert {problem["kind"] for problem in third["problems"]} == {
        "bad-formula",
        "missing-image",
    }
    assert not third["is_plain"]
    assert 'id="one"' in third["html"]
    assert said.err == f"noteviewer: cannot read {none}: No such file or directory\n"


def test_a_page_can_be_written_and_described_at_once(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    note, out = str(folder / "_posts" / "2020-1-1-s.md"), tmp_path / "page.html"
    assert main(["render", note, "--json", "--out", str(out)]) == 0
    assert json.loads(capsys.readouterr().out)["out"] == str(out)
    assert "<h1>甲（一）</h1>" in out.read_text(encoding="utf-8")


def test_several_pages_do_not_go_into_one_file(folder: Path, tmp_path: Path) -> None:
    files = [str(file) for file in (folder / "_posts").iterdir()]
    for options in ([], ["--json", "--out", str(tmp_path / "page.html")]):
        with pytest.raises(SystemExit) as ended:
            main(["render", *files, *options])
        assert ended.value.code == 2


def test_a_pipe_is_refused_and_not_waited_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    assert main(["render", str(tmp_path / "pipe.md")]) == 3
    assert capsys.readouterr().err.endswith("pipe.md: not a regular file\n")
