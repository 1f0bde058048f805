"""Notes that are not Markdown in one folder: page, index and search tell the same of them."""

import json
from base64 import b64decode
from pathlib import Path

import pytest

from noteviewer.cli.main import main
from noteviewer.render.files.assets import FolderAssets

PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
NOTES = {
    "a.org": "#+title: Agenda\n* One thing\n:PROPERTIES:\n:ID: 11-22\n:END:\nfirst *bold* word\n",
    "20240102T030405--denoted.org": "text\n",
    "b.org": "[[id:11-22][thing]] [[file:a.org::*One thing][file]] [[denote:20240102T030405]] "
    "[[id:99]] [[file:gone.org]]\n",
    "c.rst": "Title\n=====\n\n:ref:`there` :doc:`d` https://example.org/x\n",
    "d.rst": ".. _there:\n\nOther title\n===========\n\n:ref:`nowhere`\n",
    "f.rst": "..\n   said nowhere\n\n.. _label:\n\n===\nTop\n===\n\n.. toctree::\n\n   c\n",
    "e.ipynb": json.dumps({
        "nbformat": 4,
        "metadata": {"language_info": {"name": "python"}},
        "cells": [
            {"cell_type": "markdown", "source": "# Notebook\n\n[d](d.rst)"},
            {
                "cell_type": "code",
                "source": "unmistakable()",
                "outputs": [{"output_type": "display_data", "data": {"image/png": PNG}}],
            },
        ],
    }),
    "wiki/notebook.zim": "[Notebook]\nhome=Home\n",
    "wiki/Home.txt": "Content-Type: text/x-zim-wiki\n\n====== Home page ======\n[[A:B]] [[+Sub]]\n",
    "wiki/Home/Sub.txt": "[[Home]] [[:A:B]] [[Missing]] @tagged\n",
    "wiki/A/B.txt": "**x**\n",
    "plain.txt": "====== no heading of Zim ======\n",
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("CACHE", "DATA", "STATE", "CONFIG"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    root = tmp_path / "notes"
    for path, text in NOTES.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    return root


def answers(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict]:
    assert main(list(arguments)) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_index_and_folder_agree(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert answers(capsys, "check", str(folder), "--json")[0]["exact"]
    for query, path in (
        ("first bold word", "a.org"), ("unmistakable", "e.ipynb"), ("tagged", "wiki/Home/Sub.txt"),
    ):  # fmt: skip
        hits = answers(capsys, "search", str(folder), "--json", query)[0]["hits"]
        assert [hit["path"] for hit in hits] == [path]


def test_links_lead_where_their_formats_say(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = [
        str(folder / path) for path in ("b.org", "c.rst", "wiki/Home.txt", "wiki/Home/Sub.txt")
    ]
    pages = answers(capsys, "render", "--folder", str(folder), "--json", *paths)
    org, rst, home, sub = (page["html"] for page in pages)
    assert 'href="noteviewer://page/a.org#11-22"' in org
    assert 'href="noteviewer://page/a.org#One%20thing"' in org
    assert 'href="noteviewer://page/20240102T030405--denoted.org"' in org
    assert 'href="noteviewer://page/d.rst#there"' in rst
    assert 'href="noteviewer://page/d.rst"' in rst
    assert 'href="noteviewer://page/wiki/A/B.txt"' in home
    assert 'href="noteviewer://page/wiki/Home/Sub.txt"' in home
    assert 'href="noteviewer://page/wiki/Home.txt"' in sub
    assert "nv-dangling" in sub


def test_only_what_is_broken_is_reported(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answers(capsys, "index", str(folder), "--json")
    (told,) = answers(capsys, "index", str(folder), "--json")
    assert told["problems"] == 1


def test_facts_of_each_format(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paths = [
        str(folder / path)
        for path in ("a.org", "f.rst", "c.rst", "e.ipynb", "wiki/Home.txt", "plain.txt")
    ]
    org, top, rst, notebook, zim, plain = answers(
        capsys, "inspect", "--folder", str(folder), "--json", *paths
    )
    assert (org["title"], org["sections"][0]["title"]) == ("Agenda", "One thing")
    assert top["title"] == "Top"
    assert rst["references"][0]["url"] == "https://example.org/x"
    assert (notebook["title"], notebook["images"]) == ("Notebook", ["attachment:1/0.png"])
    assert (zim["kind"], zim["title"]) == ("zim", "Home page")
    assert plain["sections"] == []


def test_pictures_of_notebooks_are_read_from_them(folder: Path) -> None:
    assets = FolderAssets(folder)
    assert assets.read("e.ipynb/1/0.png") == b64decode(PNG)
    assert assets.read("e.ipynb/1/1.png") is None
    assert assets.read("e.ipynb/../a.org") is None
    assert assets.read("../e.ipynb/1/0.png") is None


def test_what_is_no_notebook_says_why(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for text in ("{", '{"cells": ' + "[" * 5_000, '{"a": 1}', '{"cells": [' + "1," * 1_600_000):
        (folder / "e.ipynb").write_text(text, "utf-8")
        (told,) = answers(
            capsys, "inspect", "--folder", str(folder), "--json", str(folder / "e.ipynb")
        )
        assert [problem["kind"] for problem in told["problems"]] == ["bad-format"]
