"""What work costs, counted and not timed: the same on every machine, and noticed when it grows.

Each bound is what was measured, and a tenth. A change that needs more says why, and raises it.
"""

import cProfile
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from noteviewer.cli.commands.render import ENGLISH
from noteviewer.library.catalog.catalog import Catalog
from noteviewer.library.index.indexer import Indexer
from noteviewer.library.index.records import read_record
from noteviewer.notes.note import LONE
from noteviewer.paths import index_path
from noteviewer.render.document.page import PageRequest
from noteviewer.render.folder_context import LoneNote
from noteviewer.render.render import render_note

FEW, MANY = 30, 70
"""Notes; what stands for every index is taken off by the difference."""
OLD = 1_600_000_000
"""When the files were written: a young one is looked at twice."""
NOTE = """---
title: 深度学习（{number}）——笔记
date: 2020-01-{day:02}
tags: [学习, note{number}]
---

# 概述

第 {number} 篇讲**多任务**学习，见[上一篇]({before}.md#概述)和 `code_{number}`。Words in *English* follow,
with a formula $x_{number} = \\sum_i w_i$ and a picture ![图](images/{number}.png).

https://example.org/papers/{number}

一篇关于第{number}个问题的文章

## 小节

- 一项 [site](https://example.com/{number}?utm_source=x)
- 另一项
    - 更深的一项，含 **重点：**文字

| 名 | 值 |
|----|----|
| a  | {number} |

```python
def answer() -> int:
    return {number}
```

> 引用的一段文字，来自别处[^1]。

[^1]: 脚注 {number}。
"""


def make_folder(folder: Path, notes: int) -> Path:
    folder.mkdir()
    for number in range(notes):
        text = NOTE.format(number=number, day=number % 28 + 1, before=max(number - 1, 0))
        file = folder / f"{number}.md"
        file.write_text(text, "utf-8")
        os.utime(file, (OLD, OLD))
    return folder


@pytest.fixture
def statements(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every statement that SQLite runs from now on, in whichever connection."""
    seen: list[str] = []
    connect = sqlite3.connect

    def traced(*arguments: Any, **options: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*arguments, **options)
        connection.set_trace_callback(seen.append)
        return connection

    monkeypatch.setattr(sqlite3, "connect", traced)
    return seen


def count(statements: list[str]) -> int:
    """Statements but for one a file that is too young to be trusted, as all of a test are."""
    return sum(not one.startswith("UPDATE note SET size") for one in statements)


def calls(work: Callable[[], object]) -> int:
    profile = cProfile.Profile()
    profile.runcall(work)
    return sum(entry.callcount for entry in profile.getstats())


def test_statements_of_an_index_from_nothing(tmp_path: Path, statements: list[str]) -> None:
    counts = []
    for notes in (FEW, MANY):
        statements.clear()
        indexer = Indexer(make_folder(tmp_path / str(notes), notes))
        indexer.update()
        indexer.close()
        counts.append(len(statements))
    assert counts[1] - counts[0] <= 27 * (MANY - FEW)


@pytest.mark.parametrize("notes", [FEW, MANY])
def test_statements_of_an_update(notes: int, tmp_path: Path, statements: list[str]) -> None:
    folder = make_folder(tmp_path / "notes", notes)
    indexer = Indexer(folder)
    indexer.update()
    statements.clear()
    indexer.update()
    unchanged = count(statements)
    file = folder / "7.md"
    file.write_text(file.read_text("utf-8") + "\n改过的一段\n", "utf-8")
    statements.clear()
    assert indexer.update().changed == ("7.md",)
    one_changed = count(statements)
    indexer.close()
    assert unchanged <= 8
    assert one_changed <= 95


@pytest.mark.parametrize("notes", [FEW, MANY])
def test_statements_of_a_search(notes: int, tmp_path: Path, statements: list[str]) -> None:
    folder = make_folder(tmp_path / "notes", notes)
    indexer = Indexer(folder)
    indexer.update()
    counts = {}
    with Catalog(index_path(folder)) as catalog:
        catalog.search("学习")
        for query in (
            "多任务",
            "多任务 english",
            "title:深度 -另外",
            r"/code_\d+/",
            "host:example.org",
        ):
            statements.clear()
            assert catalog.search(query).sections > 0, query
            counts[query] = len(statements)
    indexer.close()
    assert max(counts.values()) <= 40, counts


def test_bytes_of_an_index(tmp_path: Path) -> None:
    bytes_of_notes, bytes_of_index = [], []
    for notes in (FEW, MANY):
        folder = make_folder(tmp_path / str(notes), notes)
        indexer = Indexer(folder)
        indexer.update()
        indexer.close()
        bytes_of_notes.append(sum(file.stat().st_size for file in folder.iterdir()))
        bytes_of_index.append(index_path(folder).stat().st_size)
    grown = bytes_of_index[1] - bytes_of_index[0]
    assert grown <= 5.8 * (bytes_of_notes[1] - bytes_of_notes[0])


def test_calls_of_a_note(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "notes", 10)
    request = PageRequest("7.md", (folder / "7.md").read_text("utf-8"), ENGLISH)

    def read() -> object:
        return read_record(str(folder), "7.md", None, LONE)

    def lay_out() -> object:
        return render_note(request, LoneNote())

    read(), lay_out()  # what is loaded once is no cost of a note
    assert calls(read) <= 6_300
    assert calls(lay_out) <= 6_700
