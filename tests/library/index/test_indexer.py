import os
import random
import sqlite3
import time
from dataclasses import replace
from pathlib import Path

import pytest

from noteviewer.errors import CannotOpenError
from noteviewer.library.catalog.catalog import Catalog
from noteviewer.library.folder.options import choices_key
from noteviewer.library.folder.scan import FolderScan, scan_folder
from noteviewer.library.index import store
from noteviewer.library.index.indexer import Indexer, IndexLockedError
from noteviewer.library.index.parser_pool import ParserPool
from noteviewer.library.index.records import NoteRecord, read_record
from noteviewer.library.rows import CitingNote
from noteviewer.library.state.folders import KIND
from noteviewer.library.state.state import UserState
from noteviewer.notes.canonical import key_number, reference_key
from noteviewer.notes.model import ProblemKind
from noteviewer.notes.note import NotePlace
from noteviewer.notes.site import FolderKind
from noteviewer.paths import state_path


def age(file: Path, seconds: float = 60) -> None:
    """Make a file look as if it had been written some time ago."""
    moment = time.time() - seconds
    os.utime(file, (moment, moment))


def test_what_is_indexed_can_be_read(catalog: Catalog) -> None:
    notes = {note.path: note for note in catalog.notes()}
    first = notes["_posts/2016-8-31-learning_1.md"]
    assert (first.title, first.date, first.category) == (
        "学习笔记（一）——多任务学习, 其他", "2016-08-31", "ML",
    )  # fmt: skip
    assert first.tags == ("mtl", "测试")
    assert [(part.name, part.number) for part in first.series] == [("学习笔记", 1)]
    assert [s.title for s in catalog.sections(first.path)] == [
        "", "多任务学习", "损失函数", "C++ 11",
    ]  # fmt: skip
    assert [(r.url, r.section_title) for r in catalog.references(first.path)] == [
        ("https://example.org/a", "多任务学习")
    ]
    assert catalog.counts().notes == 4


def test_a_note_knows_who_cites_the_same(folder: Path, indexer: Indexer) -> None:
    (folder / "a.md").write_text("[A](https://x.org/1) [B](https://x.org/2) [A](https://x.org/1)")
    (folder / "b.md").write_text("# Bee\n\n[other name](http://www.x.org/1/?utm_source=feed)")
    (folder / "c.md").write_text("[C](https://x.org/3)")
    indexer.update()
    with Catalog(indexer.index_path) as catalog:
        cited = key_number(reference_key("https://x.org/1", None))
        assert catalog.citing_notes("a.md") == {cited: (CitingNote("b.md", "Bee"),)}
        assert catalog.citing_notes("c.md") == {}
        (folder / "b.md").unlink()
        indexer.update()
        assert catalog.citing_notes("a.md") == {}


def test_nothing_is_written_in_the_folder(folder: Path, indexer: Indexer) -> None:
    def state() -> dict[str, tuple[int, bytes]]:
        return {
            str(file): (file.stat().st_mtime_ns, file.read_bytes())
            for file in folder.rglob("*")
            if file.is_file()
        }

    before = state()
    indexer.update()
    assert state() == before


def test_a_second_update_of_an_unchanged_folder_does_nothing(
    folder: Path, indexer: Indexer
) -> None:
    for file in folder.rglob("*.md"):
        age(file)
    first = indexer.update()
    second = indexer.update()
    assert len(first.changed) == 4
    assert (second.changed, second.removed, second.generation) == ((), (), first.generation)


def test_edit_add_rename_and_delete_are_followed(
    folder: Path, indexer: Indexer, catalog: Catalog
) -> None:
    (folder / "empty.md").write_text("# 现在有了\n\n独一无二\n", "utf-8")
    (folder / "new/deep").mkdir(parents=True)
    (folder / "new/deep/a.md").write_text("全新的一篇", "utf-8")
    (folder / "english/notes on GANs.md").rename(folder / "renamed.md")
    (folder / "_posts/2017-1-2-learning_2.md").unlink()
    update = indexer.update()
    assert sorted(update.changed) == ["empty.md", "new/deep/a.md", "renamed.md"]
    assert sorted(update.removed) == ["_posts/2017-1-2-learning_2.md", "english/notes on GANs.md"]
    assert catalog.search("独一无二").hits[0].path == "empty.md"
    assert catalog.search("全新").hits[0].path == "new/deep/a.md"
    assert catalog.search("generative").hits[0].path == "renamed.md"
    assert catalog.search("注意力").sections == 0


def test_a_renamed_note_is_told_from_one_that_went_and_one_that_came(
    folder: Path, indexer: Indexer
) -> None:
    indexer.update()
    posts = folder / "_posts"
    (posts / "2016-8-31-learning_1.md").rename(folder / "moved.md")
    update = indexer.update()
    assert update.renamed == {"_posts/2016-8-31-learning_1.md": "moved.md"}
    text = (folder / "moved.md").read_text("utf-8")
    (folder / "copied.md").write_text(text, "utf-8")
    (folder / "moved.md").unlink()
    assert indexer.update().renamed == {}


def test_without_inodes_only_the_same_text_is_a_rename(
    folder: Path, indexer: Indexer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def scan_without_inodes(folder: Path) -> FolderScan:
        found = scan_folder(folder)
        found.notes = {path: replace(known, inode=0) for path, known in found.notes.items()}
        return found

    monkeypatch.setattr("noteviewer.library.folder.options.scan_folder", scan_without_inodes)
    moment = time.time() - 60
    for name, text in {"one.md": "eins", "two.md": "zwei"}.items():
        (folder / name).write_text(text, "utf-8")
        os.utime(folder / name, (moment, moment))
    indexer.update()
    (folder / "one.md").rename(folder / "moved.md")
    (folder / "two.md").unlink()
    assert indexer.update().renamed == {"one.md": "moved.md"}


def test_a_change_that_leaves_size_and_time_alone_is_found(
    folder: Path, indexer: Indexer, catalog: Catalog
) -> None:
    # Two saves within one tick of the file system's clock look the same from outside.
    file = folder / "empty.md"
    file.write_text("first", "utf-8")
    status = file.stat()
    indexer.update()
    file.write_text("later", "utf-8")
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    indexer.update()
    assert catalog.search("later").sections == 1
    assert catalog.search("first").sections == 0


def test_a_file_written_under_its_old_time_is_found_later_too(
    folder: Path, indexer: Indexer, catalog: Catalog
) -> None:
    file = folder / "empty.md"
    file.write_text("first", "utf-8")
    age(file)
    status = file.stat()
    # Long settled, for all that the index knows.
    indexer.update()
    indexer._connection.execute("UPDATE note SET is_settled = 1, ctime_ns = ctime_ns - 60000000000")
    with file.open("r+", encoding="utf-8") as opened:
        opened.write("later")
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert indexer.update().changed == ("empty.md",)
    assert catalog.search("later").sections == 1


def test_a_changed_file_is_settled_by_the_time_of_its_change(
    folder: Path, indexer: Indexer, catalog: Catalog
) -> None:
    for text in ("first", "later", "again"):
        file = folder / "empty.md"
        file.write_text(text, "utf-8")
        os.utime(file, (0, 0))
        indexer.update()
        assert catalog.search(text).sections == 1


class Trap:
    """A parser that can be told to break on ``trapped.md``; runs in forked workers."""

    def __init__(self, how: str, tried: Path) -> None:
        self.how, self.tried = how, tried

    def __call__(
        self, folder: str, path: str, encoding: str | None, place: NotePlace
    ) -> NoteRecord:
        if path == "trapped.md":
            with self.tried.open("a") as opened:
                opened.write("x")
            if self.how == "die":
                os._exit(1)
            while self.how == "slow":
                pass
        return read_record(folder, path, encoding, place)


def index_with(parser: Trap, folder: Path, index: Path) -> tuple[int, list[str]]:
    """Index at a new start.

    Returns:
        How often the note was tried, and what is told of it.
    """
    parser.tried.write_text("")
    pool = ParserPool(folder, workers=1, time_budget=0.3, parser=parser)
    with Indexer(folder, index, pool=pool) as indexer:
        indexer.update()
        indexer.update()
    with Catalog(index) as catalog:
        told = [p.problem.kind for p in catalog.problems() if p.path == "trapped.md"]
        assert catalog.search("inside").sections == 1
    return len(parser.tried.read_text()), told


@pytest.mark.parametrize(
    ("how", "starts"),
    [
        # Whoever killed the parser may do so again and again: it costs little to try.
        ("die", [(2, 1), (2, 1), (2, 1)]),
        # What is too slow twice is too slow.
        ("slow", [(1, 1), (1, 1), (0, 1)]),
    ],
)
def test_a_note_that_could_not_be_parsed_is_tried_at_the_next_start(
    how: str, starts: list[tuple[int, int]], folder: Path, index_file: Path, tmp_path: Path
) -> None:
    (folder / "trapped.md").write_text("# Heading\n\n[a](https://x.org) inside\n", "utf-8")
    parser = Trap(how, tmp_path / "tried")
    for tries, told in starts:
        problems = [ProblemKind.TIMED_OUT] * told
        assert index_with(parser, folder, index_file) == (tries, problems)
    if how == "slow":
        (folder / "trapped.md").write_text("# Heading\n\n[a](https://x.org) inside it\n", "utf-8")
    assert index_with(Trap("none", parser.tried), folder, index_file) == (1, [])
    with Catalog(index_file) as catalog:
        assert len(catalog.references("trapped.md")) == 1


def test_an_update_equals_an_index_made_from_nothing(
    folder: Path, indexer: Indexer, index_file: Path, tmp_path: Path
) -> None:
    indexer.update()
    file = folder / "_posts/2016-8-31-learning_1.md"
    file.write_text(
        file.read_text("utf-8").replace("## 损失", "## 新的小节\n\n话\n\n## 损失"), "utf-8"
    )
    (folder / "english/picture.md").write_text("![](picture.png)", "utf-8")
    indexer.update()
    with Indexer(folder, tmp_path / "fresh.sqlite") as fresh:
        fresh.update()
    tables = ("section", "reference", "link", "image", "items", "unit")
    assert dump(index_file, tables) == dump(tmp_path / "fresh.sqlite", tables)


def dump(index: Path, tables: tuple[str, ...]) -> dict[str, list[tuple[object, ...]]]:
    """Contents of an index, with paths in the place of numbers."""
    connection = store.connect_for_reading(index)
    names = dict(connection.execute("SELECT id, path FROM note"))
    found: dict[str, list[tuple[object, ...]]] = {}
    for table in tables:
        rows = connection.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608
        key = (lambda n: (names[n >> 12], n & 4095)) if table == "unit" else names.__getitem__
        found[table] = sorted(
            (
                (
                    key(row[0]),
                    *(
                        names.get(v, v) if table == "link" and i == 8 else v
                        for i, v in enumerate(row[1:])
                    ),
                )
                for row in rows
            ),
            key=str,
        )
    tokens = connection.execute("SELECT rowid FROM search WHERE search MATCH '\"任 务\"'")
    found["search"] = sorted(((names[n >> 12], n & 4095) for (n,) in tokens), key=str)
    connection.close()
    return found


def test_bad_input_is_shown_and_told(folder: Path, indexer: Indexer, catalog: Catalog) -> None:
    (folder / "binary.md").write_bytes(bytes(range(256)) * 8)
    (folder / "yaml.md").write_text("---\ntitle: [broken\n\tx: 1\n---\n\n可以找到我\n", "utf-8")
    (folder / "gbk.txt").write_bytes("国标编码的笔记".encode("gb18030"))
    indexer.update()
    assert catalog.search("可以找到我").hits[0].path == "yaml.md"
    assert catalog.search("国标").hits[0].path == "gbk.txt"
    note = catalog.note("gbk.txt")
    assert note is not None
    assert note.encoding == "gb18030"
    kinds = {(p.path, p.problem.kind) for p in catalog.problems()}
    assert ("binary.md", ProblemKind.BINARY) in kinds
    assert ("yaml.md", ProblemKind.BAD_FRONT_MATTER) in kinds


def test_an_encoding_that_the_reader_chose_is_used(
    folder: Path, indexer: Indexer, catalog: Catalog
) -> None:
    (folder / "old.txt").write_bytes("繁體中文".encode("big5"))
    age(folder / "old.txt")
    indexer.update()
    assert catalog.search("繁體").sections == 0
    state = UserState(state_path())
    state.folders.set_encoding(str(folder), "old.txt", "big5")
    assert indexer.update().changed == ("old.txt",)
    assert catalog.search("繁體").sections == 1
    state.folders.set_encoding(str(folder), "old.txt", None)
    state.close()
    assert indexer.update().changed == ("old.txt",)


def test_a_kind_that_the_reader_chose_is_not_recognised_away(tmp_path: Path) -> None:
    vault, way = tmp_path / "vault", tmp_path / "way to it"
    vault.mkdir()
    way.symlink_to(vault)
    (vault / "wiki.md").write_text("# W\n\n" + "[[wiki]] " * 9, encoding="utf-8")
    indexer = Indexer(vault, tmp_path / "index.sqlite")
    catalog = Catalog(tmp_path / "index.sqlite")
    assert catalog.folder_kind() is None
    indexer.update()
    assert catalog.folder_kind() is FolderKind.OBSIDIAN

    state = UserState(state_path())
    state.folders.set_option(choices_key(way), KIND, FolderKind.PLAIN)
    state.close()
    assert indexer.update().is_relearned
    assert catalog.folder_kind() is FolderKind.PLAIN
    assert not indexer.update().is_relearned
    catalog.close()
    indexer.close()


def test_a_file_that_is_too_large_is_cut_and_told(
    folder: Path, indexer: Indexer, catalog: Catalog
) -> None:
    (folder / "huge.txt").write_bytes(b"start of it\n" + (b"data " * 400 + b"\n") * 4_900)
    indexer.update()
    assert catalog.search('"start of it"').hits[0].path == "huge.txt"
    assert ("huge.txt", ProblemKind.TOO_LARGE) in {
        (p.path, p.problem.kind) for p in catalog.problems()
    }


def test_a_folder_that_is_gone_is_told_and_nothing_is_forgotten(
    folder: Path, indexer: Indexer, catalog: Catalog
) -> None:
    folder.rename(folder.with_name("elsewhere"))
    with pytest.raises(CannotOpenError):
        indexer.update()
    assert len(catalog.notes()) == 4
    folder.with_name("elsewhere").rename(folder)
    assert indexer.update().removed == ()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_notes_in_a_folder_that_cannot_be_read_now_are_kept(
    folder: Path, indexer: Indexer, catalog: Catalog
) -> None:
    (folder / "english").chmod(0)
    indexer.update()
    (folder / "english").chmod(0o755)
    assert catalog.note("english/notes on GANs.md") is not None


@pytest.mark.parametrize("damage", ["text", "cut", "middle", "other", "empty", "version"])
def test_an_index_that_cannot_be_used_is_made_anew(
    damage: str, folder: Path, index_file: Path
) -> None:
    with Indexer(folder, index_file) as indexer:
        indexer.update()
    data = index_file.read_bytes()
    match damage:
        case "text":
            index_file.write_bytes(b"no database at all " * 500)
        case "cut":
            index_file.write_bytes(data[: len(data) // 2])
        case "middle":
            third = len(data) // 3
            index_file.write_bytes(data[:third] + b"\xff" * third + data[2 * third :])
        case "other":
            index_file.unlink()
            sqlite3.connect(index_file).execute("CREATE TABLE mine (x)").connection.close()
        case "empty":
            index_file.write_bytes(b"")
        case "version":
            connection = sqlite3.connect(index_file)
            connection.execute("PRAGMA user_version = 999")
            connection.close()
    (folder / "empty.md").write_text("新写的", "utf-8")
    with Indexer(folder, index_file) as indexer:
        indexer.update()
        with Catalog(index_file) as catalog:
            assert {note.path for note in catalog.notes()} == set(scan_folder(folder).notes)
            assert catalog.search("新写的").sections == 1


def test_a_reader_notices_that_the_index_was_made_anew(
    folder: Path, index_file: Path, catalog: Catalog, indexer: Indexer
) -> None:
    indexer.close()
    (folder / "empty.md").write_text("重建之后", "utf-8")
    with Indexer(folder, index_file, rebuild=True) as again:
        again.update()
    assert catalog.search("重建之后").sections == 1


def test_there_is_one_writer(folder: Path, index_file: Path, indexer: Indexer) -> None:
    with pytest.raises(IndexLockedError):
        Indexer(folder, index_file)
    indexer.close()
    with Indexer(folder, index_file) as second:
        assert len(second.update().changed) == 4


def test_a_cancelled_update_keeps_what_is_done_and_goes_on_later(
    folder: Path, indexer: Indexer, index_file: Path
) -> None:
    assert not indexer.update(is_cancelled=lambda: True).is_complete
    indexer.update()
    with Catalog(index_file) as catalog:
        assert catalog.counts().notes == 4


def test_small_changes_do_not_make_the_index_grow(tmp_path: Path) -> None:
    folder = tmp_path / "grown"
    folder.mkdir()
    chance = random.Random(3)
    words = [f"{chance.randrange(1 << 40):x}" for _ in range(4_000)]
    for number in range(30):
        text = " ".join(chance.choices(words, k=600))
        (folder / f"{number}.md").write_text(f"# {number}\n\n{text}\n", "utf-8")
    with Indexer(folder, tmp_path / "grown.sqlite") as indexer:
        indexer.update()
        for number in range(40):
            text = " ".join(chance.choices(words, k=600))
            (folder / f"{number % 30}.md").write_text(f"# {number}\n\n{text}\n", "utf-8")
            indexer.update()
    with Indexer(folder, tmp_path / "fresh.sqlite") as fresh:
        fresh.update()
    grown, made = ((tmp_path / f"{name}.sqlite").stat().st_size for name in ("grown", "fresh"))
    assert grown < 1.25 * made
