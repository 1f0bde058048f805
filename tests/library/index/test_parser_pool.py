import multiprocessing
import os
import signal
import threading
from pathlib import Path

import pytest

from noteviewer.library.index.parser_pool import ParserPool
from noteviewer.library.index.records import NoteRecord, Reading, read_record
from noteviewer.notes.note import NotePlace


def parse_with_traps(folder: str, path: str, encoding: str | None, place: NotePlace) -> NoteRecord:
    """A parser that hangs, dies or fails on notes of these names."""
    if path.startswith("hang"):
        threading.Event().wait()
    if path.startswith("slow"):
        while True:
            pass
    if path.startswith("starve"):
        threading.Event().wait(0.6)
    if "once" in path and _is_first_time(Path(folder, path)):
        if path.startswith("killed"):
            os.kill(os.getpid(), signal.SIGKILL)
        if path.startswith("paused"):
            os.kill(os.getpid(), signal.SIGSTOP)
        if path.startswith("busy"):
            threading.Event().wait()
    if path.startswith("die"):
        os._exit(1)
    if path.startswith("interrupt"):
        os.kill(os.getpid(), signal.SIGINT)
    if path.startswith("fail"):
        raise RuntimeError("a bug of ours")
    return read_record(folder, path, encoding, place)


def _is_first_time(note: Path) -> bool:
    try:
        note.with_suffix(".tried").touch(exist_ok=False)
    except FileExistsError:
        return False
    return True


@pytest.mark.parametrize("trap", ["hang", "die", "fail", "slow"])
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


@pytest.mark.parametrize("trap", ["killed once", "paused once", "busy once", "starve"])
def test_a_note_is_not_blamed_for_what_befell_its_worker(trap: str, tmp_path: Path) -> None:
    names = [f"{trap}.md", *(f"good{n}.md" for n in range(5))]
    for name in names:
        (tmp_path / name).write_text("# 标题\n\n## 小节\n", "utf-8")
    pool = ParserPool(tmp_path, workers=2, time_budget=0.5, parser=parse_with_traps)
    try:
        records = {record.path: record for record in pool.parse(names)}
    finally:
        pool.close()
    assert records.keys() == set(names)
    for record in records.values():
        assert (record.problems, record.reading, len(record.sections)) == ((), Reading.PARSED, 3)


@pytest.mark.parametrize("ended_by", [signal.SIGKILL, signal.SIGSTOP, signal.SIGTERM])
def test_a_worker_that_is_lost_while_idle_is_replaced(ended_by: int, tmp_path: Path) -> None:
    names = [f"{n}.md" for n in range(80)]
    for name in names:
        (tmp_path / name).write_text("# 标题", "utf-8")
    before = {child.pid for child in multiprocessing.active_children()}
    pool = ParserPool(tmp_path, workers=2, time_budget=0.5)
    try:
        assert len(list(pool.parse(names[:2]))) == 2
        for child in multiprocessing.active_children():
            if child.pid is not None and child.pid not in before:
                os.kill(child.pid, ended_by)
        records = list(pool.parse(names))
    finally:
        pool.close()
    assert sorted(record.path for record in records) == sorted(names)
    assert all(record.problems == () for record in records)


def parse_and_tell(folder: str, path: str, encoding: str | None, place: NotePlace) -> NoteRecord:
    """A parser that leaves a file when it is about to answer."""
    record = read_record(folder, path, encoding, place)
    Path(folder, path).with_suffix(".parsed").touch()
    return record


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at processes in /proc")
def test_an_answer_that_stops_half_way_holds_nobody_up(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# x", "utf-8")
    (tmp_path / "large.md").write_text("一段文字，一段文字。\n\n" * 40_000, "utf-8")
    before = {child.pid for child in multiprocessing.active_children()}
    pool = ParserPool(tmp_path, workers=1, time_budget=4, parser=parse_and_tell)
    try:
        answers = pool.parse(["a.md", "large.md"])
        first = next(answers)
        (pid,) = {child.pid for child in multiprocessing.active_children()} - before
        # Nobody reads: the worker waits with an answer that is larger than what a pipe holds.
        while not (tmp_path / "large.parsed").exists() or state_of(pid) != "S":
            pass
        os.kill(pid, signal.SIGSTOP)
        second = next(answers)
    finally:
        pool.close()
    assert (first.path, second.path) == ("a.md", "large.md")
    assert second.reading is Reading.PARSED


def state_of(pid: int) -> str:
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]


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
