import os
import signal
import threading
from pathlib import Path

import pytest

from noteviewer.library.pool import ParserPool
from noteviewer.library.records import NoteRecord, read_record


def parse_with_traps(folder: str, path: str, encoding: str | None) -> NoteRecord:
    """A parser that hangs, dies or fails on notes of these names."""
    if path.startswith("hang"):
        threading.Event().wait()
    if path.startswith("die"):
        os._exit(1)
    if path.startswith("interrupt"):
        os.kill(os.getpid(), signal.SIGINT)
    if path.startswith("fail"):
        raise RuntimeError("a bug of ours")
    return read_record(folder, path, encoding)


@pytest.mark.parametrize("trap", ["hang", "die", "fail"])
def test_a_note_that_breaks_its_parser_is_searched_as_plain_text(trap: str, tmp_path: Path) -> None:
    for name in (f"{trap}.md", *(f"good{n}.md" for n in range(20))):
        (tmp_path / name).write_text(f"# 标题\n\n正文 of {name}", "utf-8")
    pool = ParserPool(tmp_path, workers=2, time_budget=0.5, parser=parse_with_traps)
    try:
        records = {r.path: r for r in pool.parse(sorted(p.name for p in tmp_path.iterdir()))}
    finally:
        pool.close()
    assert len(records) == 21
    assert records[f"{trap}.md"].problems == (("timed-out", "", None),)
    assert f"of {trap}.md" in records[f"{trap}.md"].units[0][3]
    assert all(not records[f"good{n}.md"].problems for n in range(20))


def test_ctrl_c_is_for_the_parent_to_answer(tmp_path: Path) -> None:
    (tmp_path / "interrupt.md").write_text("# x", "utf-8")
    pool = ParserPool(tmp_path, workers=1, parser=parse_with_traps)
    try:
        (record,) = pool.parse(["interrupt.md"])
    finally:
        pool.close()
    assert record.problems == ()


def test_a_note_that_is_wanted_first_comes_first(tmp_path: Path) -> None:
    for number in range(200):
        (tmp_path / f"{number:03}.md").write_text("x", "utf-8")
    pool = ParserPool(tmp_path, workers=1)
    try:
        records = pool.parse(f"{number:03}.md" for number in range(200))
        next(records)
        pool.promote("199.md")
        order = [record.path for record in records]
    finally:
        pool.close()
    assert order.index("199.md") < 100
    assert len(order) == 199


def test_workers_end_with_the_pool(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("x", "utf-8")
    pool = ParserPool(tmp_path, workers=2)
    assert len(list(pool.parse(["a.md"]))) == 1
    processes = [worker.process for worker in pool._workers]
    pool.close()
    assert not any(process.is_alive() for process in processes)
