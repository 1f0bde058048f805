"""Killed at any moment, out of disk, locked: the index opens, and becomes exact.

``NOTEVIEWER_KILLS=200`` asks for that many random moments in the place of a few.
"""

import os
import random
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from noteviewer.errors import IndexUnavailableError
from noteviewer.library.catalog.catalog import Catalog
from noteviewer.library.index import store
from noteviewer.library.index.indexer import Indexer
from noteviewer.library.selfcheck import check_folder
from noteviewer.library.sync.shared_index import bring_up_to_date

KILLS = int(os.environ.get("NOTEVIEWER_KILLS", "6"))
WORDS = ["多任务", "学习", "网络", "注意力", "learning", "芯片", "强化", "梯度", "model，损失。"]


def write_notes(folder: Path, numbers: range, seed: int) -> None:
    chance = random.Random(seed)
    for number in numbers:
        paragraphs = "\n\n".join("".join(chance.choices(WORDS, k=40)) for _ in range(8))
        (folder / f"2020-1-{1 + number % 28}-note_{number}.md").write_text(
            f"---\ntitle: 笔记（{'一二三四五'[number % 5]}）\n---\n\n# 标题{number}\n\n{paragraphs}\n",
            "utf-8",
        )


def test_killed_at_random_moments_it_becomes_exact(tmp_path: Path) -> None:
    folder, index = tmp_path / "notes", tmp_path / "index.sqlite"
    folder.mkdir()
    write_notes(folder, range(250), seed=0)
    program = (
        "import sys; from pathlib import Path; from noteviewer.library.index.indexer import Indexer\n"
        "with Indexer(Path(sys.argv[1]), Path(sys.argv[2]), lock_timeout=10) as indexer:\n"
        "    indexer.update()\n"
    )
    chance = random.Random(KILLS)
    was_sound = False
    for kill in range(KILLS):
        if kill % 3 == 0:
            store.drop(index)
            was_sound = False
        write_notes(folder, range(chance.randrange(250)), seed=kill)
        process = subprocess.Popen(
            [sys.executable, "-c", program, str(folder), str(index)], start_new_session=True
        )
        try:
            process.wait(chance.uniform(0.05, 1.2))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if index.exists():
            # Once it is made it can always be read, whatever is missing.
            try:
                with Catalog(index) as catalog:
                    catalog.search("学习")
                was_sound = True
            except IndexUnavailableError:
                assert not was_sound
        if kill % 5 == 0 or kill == KILLS - 1:
            with Indexer(folder, index, lock_timeout=10) as indexer:
                indexer.update()
            report = check_folder(folder, index, queries=20, seed=kill)
            assert report.is_exact, report.differences


def test_a_full_disk_is_told_and_what_was_indexed_can_be_searched(
    folder: Path, indexer: Indexer, index_file: Path
) -> None:
    indexer.update()
    # SQLite reports its page limit just as it reports a full disk.
    pages = indexer._connection.execute("PRAGMA page_count").fetchone()[0]
    indexer._connection.execute(f"PRAGMA max_page_count = {pages}")
    write_notes(folder, range(60), seed=1)
    with pytest.raises(IndexUnavailableError, match="full"):
        indexer.update()
    with Catalog(index_file) as catalog:
        assert catalog.search("注意力机制 OR 多任务学习").sections > 0
    indexer._connection.execute("PRAGMA max_page_count = 1000000")
    indexer.update()
    assert check_folder(folder, index_file, queries=30).is_exact


def test_a_full_disk_at_the_start_gives_a_clear_message(folder: Path, tmp_path: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("mounting a small disk takes root")
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=40k", "none", str(disk)], check=False
    )
    if mounted.returncode:
        pytest.skip("no disk can be mounted here")
    try:
        with pytest.raises(IndexUnavailableError, match="cannot write the index"):
            Indexer(folder, disk / "index.sqlite").update()
        fresh = bring_up_to_date(folder, disk / "index.sqlite")
        assert fresh.is_temporary
        assert fresh.counts.notes == 4
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=False)


def test_a_cache_that_is_deleted_meanwhile_is_made_again(
    folder: Path, indexer: Indexer, index_file: Path
) -> None:
    indexer.update()
    store.drop(index_file)
    indexer.update()
    with Catalog(index_file) as catalog:
        assert catalog.search("多任务").sections > 0


def test_a_locked_database_is_told(folder: Path, indexer: Indexer, index_file: Path) -> None:
    indexer.update()
    other = sqlite3.connect(index_file)
    other.execute("BEGIN IMMEDIATE")
    indexer._connection.execute("PRAGMA busy_timeout = 10")
    (folder / "empty.md").write_text("x", "utf-8")
    with pytest.raises(IndexUnavailableError, match="locked"):
        indexer.update()
    other.rollback()
    other.close()
    assert indexer.update().changed == ("empty.md",)


def test_a_search_goes_on_while_the_index_is_written(folder: Path, index_file: Path) -> None:
    write_notes(folder, range(120), seed=2)
    with Indexer(folder, index_file) as indexer:
        indexer.update()
        with Catalog(index_file) as catalog:
            before = catalog.search("学习").sections
            with store.transaction(indexer._connection):
                indexer._writer.remove("2020-1-1-note_0.md")
                assert catalog.search("学习").sections == before
            assert catalog.search("学习").sections < before
