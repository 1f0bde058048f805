"""Whatever is done to an index file: it is noticed, told, and made anew; nothing else happens."""

import os
import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from noteviewer.cli.main import main
from noteviewer.errors import NoteviewerError
from noteviewer.library.catalog.catalog import Catalog
from noteviewer.library.index import soundness, store
from noteviewer.library.index.indexer import Indexer
from noteviewer.library.index.parser_pool import ParserPool
from noteviewer.library.index.store import IndexDamagedError
from noteviewer.paths import index_path
from tests.library.index.index_tables import Tables, compare_indexes, compare_tables, read_tables

PAGE = 8192
Damage = Callable[[Path], None]


def overwrite(index: Path, at: int, data: bytes) -> None:
    with index.open("r+b") as file:
        file.seek(at % index.stat().st_size)
        file.write(data)


def pages_of(index: Path) -> int:
    return index.stat().st_size // PAGE


def with_bytes(at: int, data: bytes) -> Damage:
    return lambda index: overwrite(index, at, data)


def cut(pages: float, rest: int = 0) -> Damage:
    """Cut off after a part of the pages, and some bytes."""
    return lambda index: os.truncate(index, int(pages_of(index) * pages) * PAGE + rest)


def cut_last(size: int) -> Damage:
    return lambda index: os.truncate(index, index.stat().st_size - size)


def append(data: bytes) -> Damage:
    def damage(index: Path) -> None:
        with index.open("ab") as file:
            file.write(data)

    return damage


def zero(*numbers: int) -> Damage:
    def damage(index: Path) -> None:
        for number in numbers:
            overwrite(index, number * PAGE, bytes(PAGE))

    return damage


def zero_every_third(index: Path) -> None:
    zero(*range(1, pages_of(index), 3))(index)


def swap(one: int, other: int) -> Damage:
    def damage(index: Path) -> None:
        data = index.read_bytes()
        first, second = (number % pages_of(index) * PAGE for number in (one, other))
        overwrite(index, first, data[second : second + PAGE])
        overwrite(index, second, data[first : first + PAGE])

    return damage


def repeat(source: int, target: int) -> Damage:
    def damage(index: Path) -> None:
        data = index.read_bytes()
        start = source % pages_of(index) * PAGE
        overwrite(index, target * PAGE, data[start : start + PAGE])

    return damage


def flip(seed: int, count: int, *, in_headers: bool = False) -> Damage:
    """Flip random bits, anywhere or in what tells how a page is made."""

    def damage(index: Path) -> None:
        chance = random.Random(seed)
        data = bytearray(index.read_bytes())
        for _ in range(count):
            page = chance.randrange(1, pages_of(index)) * PAGE
            at = page + (chance.randrange(8) if in_headers else chance.randrange(PAGE))
            data[at] ^= 1 << chance.randrange(8)
        overwrite(index, 0, bytes(data))

    return damage


def flip_text(index: Path) -> None:
    """Change a character that stands in a note, as no database notices."""
    data = index.read_bytes()
    overwrite(index, data.index(b"unmistakable"), b"unmistakeble")


def replaced_by(data: bytes) -> Damage:
    return lambda index: index.write_bytes(data) and None


def other_database(index: Path) -> None:
    index.unlink()
    connection = sqlite3.connect(index)
    connection.execute("CREATE TABLE mine (x)")
    connection.close()


def index_of_another_folder(index: Path) -> None:
    folder = index.with_name("other")
    folder.mkdir()
    (folder / "other.md").write_text("# Another folder")
    with Indexer(folder, index.with_name("other.sqlite")) as indexer:
        indexer.update()
    shutil.copyfile(index.with_name("other.sqlite"), index)


def by_sql(statement: str) -> Damage:
    """Tamper with an index as any tool for databases can."""

    def damage(index: Path) -> None:
        connection = sqlite3.connect(index)
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(statement)
        connection.commit()
        connection.close()

    return damage


def in_its_place(make: Callable[[Path], object], end: str = "") -> Damage:
    def damage(index: Path) -> None:
        file = index.with_name(index.name + end)
        file.unlink(missing_ok=True)
        make(file)

    return damage


def a_folder_with_a_file(place: Path) -> None:
    place.mkdir()
    (place / "kept.txt").write_text("not ours")


def beside(end: str, data: bytes) -> Damage:
    return in_its_place(lambda file: file.write_bytes(data), end)


def of_log(damage: Damage) -> Damage:
    return lambda index: damage(index.with_name(index.name + "-wal"))


def log_of_another(index: Path) -> None:
    other = index.with_name("other.sqlite")
    connection = sqlite3.connect(other)
    connection.execute("PRAGMA page_size = 8192")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("CREATE TABLE mine (x)")
    shutil.copyfile(f"{other}-wal", f"{index}-wal")
    connection.close()


ANY_TIME: dict[str, Damage] = {
    "nothing": replaced_by(b""),
    "a byte": replaced_by(b"S"),
    "text": replaced_by(b"no database at all " * 500),
    "noise": replaced_by(random.Random(1).randbytes(5 * PAGE)),
    "another database": other_database,
    "wrong magic": with_bytes(0, b"sqlite"),
    "page size of 1000": with_bytes(16, b"\x03\xe8"),
    "page size of 512": with_bytes(16, b"\x02\x00"),
    "unknown format": with_bytes(18, b"\x09\x09"),
    "too many pages told": with_bytes(28, b"\x00\x01\x00\x00"),
    "no header": with_bytes(0, bytes(100)),
    "no first page": zero(0),
    "cut to nothing but the header": cut(0, 100),
    "cut within the header": cut(0, 60),
    "cut after a page": cut(0, PAGE),
    "cut in the middle": cut(0.5),
    "cut within a page": cut(0.5, 17),
    "cut at three quarters": cut(0.75),
    "last page missing": cut_last(PAGE),
    "last byte missing": cut_last(1),
    "a page too many": append(bytes(PAGE)),
    "a byte too many": append(b"\n"),
    "second page zeroed": zero(1),
    "page of tables zeroed": zero(2, 3, 4),
    "every third page zeroed": zero_every_third,
    "pages swapped": swap(1, 2),
    "first and last page swapped": swap(0, -1),
    "pages swapped in the middle": swap(5, 9),
    "a page in the place of another": repeat(3, 4),
    "first page in the place of another": repeat(0, 6),
    **{f"headers of pages flipped, {n}": flip(n, 40, in_headers=True) for n in range(4)},
    **{f"many bits flipped, {n}": flip(n, 4000) for n in range(3)},
    "a folder": in_its_place(Path.mkdir),
    "a folder with a file": in_its_place(a_folder_with_a_file),
    "a pipe": in_its_place(os.mkfifo),
    "a table missing": by_sql("DROP TABLE link"),
    "a table of another make": by_sql("ALTER TABLE unit RENAME COLUMN text TO words"),
    "an index missing": by_sql("DROP INDEX link_to"),
    "a schema that is no SQL": by_sql("UPDATE sqlite_schema SET sql = 'CREATE TABLE' WHERE name = 'unit'"),
    "no number": by_sql("UPDATE meta SET value = 'x' WHERE key = 'generation'"),
}  # fmt: skip
AFTER_CLOSING: dict[str, Damage] = {
    "another folder's index": index_of_another_folder,
    "a bit flipped": flip(11, 1),
    "a few bits flipped": flip(12, 5),
    "a text changed": flip_text,
    "last page zeroed": zero(-1),
    "meta emptied": by_sql("DELETE FROM meta"),
    "another kind": by_sql("INSERT OR REPLACE INTO meta VALUES ('kind', 'nonsense')"),
    "another habit": by_sql("INSERT OR REPLACE INTO meta VALUES ('writes_pairs', '1')"),
    "another version": by_sql("PRAGMA user_version = 999"),
    "another program": by_sql("PRAGMA application_id = 1"),
    "notes gone": by_sql("DELETE FROM note WHERE id < 5"),
    "texts gone": by_sql("DELETE FROM unit"),
    "words gone": by_sql("DELETE FROM search_data WHERE id > 10"),
    "a title changed": by_sql("UPDATE note SET title = 'x' WHERE id = 3"),
    "a text that is none": by_sql("UPDATE note SET title = CAST(x'ff' AS TEXT) WHERE id = 3"),
    "a log from nowhere": beside("-wal", b"log" * 5000),
    "the log of another": log_of_another,
    "a folder for a log": in_its_place(Path.mkdir, "-wal"),
    "a folder for shared memory": in_its_place(Path.mkdir, "-shm"),
    "a seal from nowhere": beside("-seal", b"[[1, 2, 3]]"),
    "a seal that is noise": beside("-seal", b"\xff\x00"),
    "a folder for a seal": in_its_place(Path.mkdir, "-seal"),
}
AFTER_A_KILL: dict[str, Damage] = {
    "no log": of_log(Path.unlink),
    "an empty log": of_log(replaced_by(b"")),
    "a log of noise": of_log(replaced_by(random.Random(2).randbytes(9 * PAGE))),
    "a log's header flipped": of_log(with_bytes(16, b"\xff\xff")),
    "a log cut in its header": of_log(lambda log: os.truncate(log, 20)),
    "a log's first page flipped": of_log(with_bytes(32 + 24 + 500, b"\xff\xff")),
    "the head of a log's page flipped": of_log(with_bytes(32 + 8, b"\xff\xff")),
    "a log zeroed in the middle": of_log(with_bytes(32 + 2 * (PAGE + 24), bytes(PAGE))),
}
HARMLESS: dict[str, Damage] = {
    "noise for shared memory": beside("-shm", b"\x7f" * 40000),
    "no seal": soundness.break_seal,
}


@pytest.fixture(scope="module")
def notes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("notes")
    chance = random.Random(3)
    for number in range(20):
        words = "".join(chance.choices("多任务学习网络注意力强化梯度损失芯片", k=400))
        (folder / f"2020-1-{number % 28 + 1}-note_{number}.md").write_text(
            f"# 标题{number}\n\n{words}\n\n## 小节\n\nAn unmistakable word, "
            f"[link](https://x.org/{number % 7}) and [note](2020-1-1-note_0.md).\n",
            "utf-8",
        )
    return folder


@pytest.fixture(scope="module")
def sound(notes: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sound index, closed by its writer."""
    index = tmp_path_factory.mktemp("sound") / "index.sqlite"
    with Indexer(notes, index) as indexer:
        indexer.update()
    return index


@pytest.fixture(scope="module")
def expected(sound: Path) -> Tables:
    return read_tables(sound)


@pytest.fixture(scope="module")
def killed(notes: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sound index whose writer was killed; half of it lies in its log."""
    index = tmp_path_factory.mktemp("killed") / "index.sqlite"
    program = (
        "import os, sys; from pathlib import Path; from noteviewer.library.index.indexer import Indexer\n"
        "folder, index = map(Path, sys.argv[1:])\n"
        "with Indexer(folder, index) as indexer: indexer.update()\n"
        "added = folder / 'added.md'\n"
        "added.write_text('# added\\n' * 300)\n"
        "indexer = Indexer(folder, index); indexer.update(); added.unlink(); indexer.update()\n"
        "os._exit(0)"
    )
    subprocess.run([sys.executable, "-c", program, notes, index], check=True)
    assert index.with_name(index.name + "-wal").stat().st_size > 2 * PAGE
    return index


def copy_index(source: Path, place: Path) -> Path:
    place.mkdir()
    for file in source.parent.glob(source.name + "*"):
        if not file.name.endswith((".lock", "-shm")):
            shutil.copyfile(file, place / file.name)
    copied = place / source.name
    if soundness.is_sealed(copied):
        soundness.seal(copied)  # it is another file
    return copied


def read_all(index: Path) -> None:
    """Ask this and that; only what is to be told to the reader may go wrong."""
    try:
        with Catalog(index) as catalog:
            for note in catalog.notes():
                catalog.sections(note.path)
                catalog.text(note.path, 1)
                catalog.backlinks(note.path)
            catalog.search("任务")
            catalog.search("unmistakable")
            catalog.quick("标题")
            catalog.all_references()
            catalog.problems()
    except NoteviewerError:
        pass


def update(folder: Path, index: Path) -> str:
    # One worker is started sooner than several, and there are many indexes to be made.
    with Indexer(folder, index, pool=ParserPool(folder, workers=1)) as indexer:
        indexer.update()
        return indexer.damage


@pytest.mark.parametrize("name", [*ANY_TIME, *AFTER_CLOSING])
def test_damage_to_a_closed_index_is_noticed(
    name: str, notes: Path, sound: Path, expected: Tables, tmp_path: Path
) -> None:
    index = copy_index(sound, tmp_path / "cache")
    (ANY_TIME | AFTER_CLOSING)[name](index)
    if name not in ("nothing", "a folder for a log", "a folder for shared memory"):
        with pytest.raises(NoteviewerError), Catalog(index) as catalog:
            catalog.notes()
    assert update(notes, index)
    assert compare_tables(read_tables(index), expected) == []
    assert update(notes, index) == ""


@pytest.mark.parametrize("name", [*ANY_TIME, *AFTER_A_KILL])
def test_damage_to_the_index_of_a_writer_that_was_killed_is_noticed(
    name: str, notes: Path, killed: Path, expected: Tables, tmp_path: Path
) -> None:
    index = copy_index(killed, tmp_path / "cache")
    (ANY_TIME | AFTER_A_KILL)[name](index)
    read_all(index)
    update(notes, index)
    assert compare_tables(read_tables(index), expected) == []


@pytest.mark.parametrize("name", HARMLESS)
def test_what_does_no_harm_costs_no_index(
    name: str, notes: Path, sound: Path, expected: Tables, tmp_path: Path
) -> None:
    index = copy_index(sound, tmp_path / "cache")
    inode = index.stat().st_ino
    HARMLESS[name](index)
    assert update(notes, index) == ""
    assert index.stat().st_ino == inode
    assert compare_tables(read_tables(index), expected) == []


def test_a_writer_that_was_killed_before_it_wrote_costs_no_index(
    notes: Path, sound: Path, tmp_path: Path
) -> None:
    index = copy_index(sound, tmp_path / "cache")
    inode = index.stat().st_ino
    program = (
        "import os, sys; from pathlib import Path; from noteviewer.library.index.indexer import Indexer\n"
        "indexer = Indexer(*map(Path, sys.argv[1:])); indexer.update(); indexer.update()\n"
        "os._exit(0)"
    )
    for _ in range(2):
        subprocess.run([sys.executable, "-c", program, notes, index], check=True)
    assert update(notes, index) == ""
    assert index.stat().st_ino == inode


def test_a_writer_that_was_killed_costs_no_index(
    notes: Path, killed: Path, expected: Tables, tmp_path: Path
) -> None:
    index = copy_index(killed, tmp_path / "cache")
    inode = index.stat().st_ino
    assert update(notes, index) == ""
    assert index.stat().st_ino == inode
    assert compare_tables(read_tables(index), expected) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everything")
def test_an_index_that_cannot_be_written_is_made_anew(
    notes: Path, sound: Path, expected: Tables, tmp_path: Path
) -> None:
    index = copy_index(sound, tmp_path / "cache")
    index.chmod(0o444)
    soundness.seal(index)
    assert update(notes, index)


def test_a_folder_in_the_place_of_an_index_is_put_aside(
    notes: Path, sound: Path, expected: Tables, tmp_path: Path
) -> None:
    index = copy_index(sound, tmp_path / "cache")
    in_its_place(a_folder_with_a_file)(index)
    update(notes, index)
    (kept,) = index.parent.glob("*/kept.txt")
    assert kept.read_text() == "not ours"


def test_damage_under_an_open_reader_is_told_as_that(
    notes: Path, sound: Path, expected: Tables, tmp_path: Path
) -> None:
    index = copy_index(sound, tmp_path / "cache")
    with Catalog(index) as catalog:
        for page in range(1, pages_of(index)):
            zero(page)(index)
        with pytest.raises(IndexDamagedError):
            catalog.search("unmistakable")
        with Indexer(notes, index) as indexer:
            indexer.update()
            assert catalog.search("unmistakable").notes == 20


def test_a_question_that_is_wrong_is_no_damage(sound: Path) -> None:
    with (
        Catalog(sound) as catalog,
        pytest.raises(sqlite3.OperationalError),
        store.reading(),
    ):
        catalog._connection.execute(
            "SELECT rowid FROM search WHERE search MATCH 'a AND'"
        ).fetchall()


@pytest.mark.parametrize("damage", ["cut in the middle", "text", "a text changed"])
@pytest.mark.parametrize(
    "command", [["search", "unmistakable"], ["refs"], ["check", "--queries", "5"], ["index"]]
)
def test_the_command_line_tells_damage_and_answers_all_the_same(
    command: list[str],
    damage: str,
    notes: Path,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    name, *rest = command
    assert main([name, str(notes), *rest, "--json"]) == 0
    before = capsys.readouterr().out
    (ANY_TIME | AFTER_CLOSING)[damage](index_path(notes))
    assert main([name, str(notes), *rest, "--json"]) == 0
    if name != "index":
        assert capsys.readouterr().out == before
    else:
        assert '"damage": ""' not in capsys.readouterr().out
    assert "is damaged and is made anew" in caplog.text


def test_tables_are_compared(sound: Path, tmp_path: Path) -> None:
    index = copy_index(sound, tmp_path / "cache")
    assert compare_indexes(sound, index) == []
    assert len(read_tables(index)["search"]) > 1000
    by_sql("UPDATE note SET title = 'x' WHERE id = 3")(index)
    soundness.seal(index)
    (told,) = compare_indexes(sound, index)
    assert told.startswith("note: ")
