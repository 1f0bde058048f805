"""Whether an index file is still what its writer left.

SQLite notices damage where it happens to read, and not in the texts that it keeps. So the writer
leaves a *seal* beside the index when it closes it, the size and the times of the file, and breaks
it before it writes again: what other programs, or a failing disk, did to it in between is seen
without reading it. Where there is no seal the writer was killed, or is at work: then the log must
be whole, and SQLite looks through the pages.
"""

import json
import os
import sqlite3
import stat
import struct
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

COMPANIONS = ("-wal", "-shm", "-journal", "-seal")
"""Ends of the names of the files that belong to an index."""
_MAGIC = b"SQLite format 3\0"
_HEADER = 100
_LOG_MAGICS = (0x377F0682, 0x377F0683)
_LOG_HEADER, _FRAME_HEADER = 32, 24
_WRITTEN = "written"
"""Stands in the place of a seal while a writer is at work that has written something."""
_TRIES = 5


def seal(index: Path) -> None:
    """Note how a closed index lies there; without a seal it is looked through when it is opened."""
    _write(index, _state(index))


def mark_written(index: Path) -> bool:
    """Note that something was written, where that is so, so that the log can be missed."""
    is_written = _size(_companion(index, "-wal")) > 0
    if is_written:
        _write(index, _WRITTEN)
    return is_written


def is_sealed(index: Path) -> bool:
    """Whether the last writer closed the index."""
    return _read(index) not in ("", _WRITTEN)


def break_seal(index: Path) -> None:
    """Note that the index is about to be written.

    Raises:
        OSError: that cannot be noted.
    """
    _companion(index, "-seal").unlink(missing_ok=True)


def find_damage(index: Path, *, is_writer: bool) -> str:
    """Look at the files of an index from outside, which takes no time.

    Args:
        index: The index.
        is_writer: Nobody else writes it.

    Returns:
        What is wrong with them; empty where nothing is seen.
    """
    for file in (index, *(_companion(index, end) for end in COMPANIONS)):
        with suppress(FileNotFoundError):
            if not stat.S_ISREG(file.stat().st_mode):
                return f"{file.name} is no file"
    for _ in range(_TRIES):
        sealed = _read(index)
        now = _state(index)
        if sealed in ("", _WRITTEN):
            break
        if sealed == now:
            return ""
        if sealed == _read(index):
            return "it was changed from outside"
        # A writer came or went meanwhile.
    log_size = _size(_companion(index, "-wal"))
    if is_writer and sealed == _WRITTEN and not log_size:
        return "its log is missing"
    if log_size and not is_writer:
        return ""  # it may just be written
    return _find_damage_of_size(index, has_log=log_size > 0)


def find_damage_inside(connection: sqlite3.Connection, index: Path) -> str:
    """Look through an index whose writer was killed.

    Args:
        connection: To the index, of its one writer.
        index: The index.

    Returns:
        What is wrong with it; empty where nothing is seen.
    """
    committed = _committed_frames(_companion(index, "-wal"))
    _, recovered, _ = connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
    if committed is None or committed > recovered:
        return "its log is damaged"
    (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    return "" if verdict == "ok" else str(verdict).replace("\n", " ")


def _find_damage_of_size(index: Path, *, has_log: bool) -> str:
    """Compare the size of a file with the number of its pages, as its first page tells it.

    Pages that are still in the log may be counted before they are there, but none is there in part.
    """
    size = _size(index)
    with index.open("rb") as file:
        header = file.read(_HEADER)
    if has_log and not size:
        return ""
    if not header.startswith(_MAGIC) or len(header) < _HEADER:
        return "it is no database" if size else "it is empty"
    (page_size,) = struct.unpack_from(">H", header, 16)
    changes, pages = struct.unpack_from(">II", header, 24)
    (valid_for,) = struct.unpack_from(">I", header, 92)
    page_size = 65536 if page_size == 1 else page_size
    is_counted = changes == valid_for and not has_log
    if not page_size or size % page_size or (is_counted and size != pages * page_size):
        return "it was cut off"
    return ""


def _committed_frames(log: Path) -> int | None:
    """Count the frames of a log up to its last commit; None where its header is damaged.

    https://www.sqlite.org/fileformat2.html#the_write_ahead_log
    """
    if _size(log) < _LOG_HEADER:
        return 0
    with log.open("rb") as file:
        header = file.read(_LOG_HEADER)
        magic, _, page_size, _, salts, sums = struct.unpack(">IIII8s8s", header)
        order = ">" if magic & 1 else "<"
        if magic not in _LOG_MAGICS or sums != struct.pack(">II", *_checksum(order, header[:24])):
            return None
        last = 0
        for number, frame in enumerate(_frame_headers(file, page_size), 1):
            pages_after, salts_of_frame = struct.unpack_from(">I8s", frame, 4)
            # What remains of an earlier turn of the log has other salts.
            if salts_of_frame == salts and pages_after:
                last = number
        return last


def _frame_headers(log: BinaryIO, page_size: int) -> Iterator[bytes]:
    while len(header := log.read(_FRAME_HEADER)) == _FRAME_HEADER:
        yield header
        log.seek(page_size, os.SEEK_CUR)


def _checksum(order: str, data: bytes) -> tuple[int, int]:
    first = second = 0
    words = struct.unpack(f"{order}{len(data) // 4}I", data)
    for one, other in zip(words[::2], words[1::2], strict=True):
        first = (first + one + second) & 0xFFFFFFFF
        second = (second + other + first) & 0xFFFFFFFF
    return first, second


def _state(index: Path) -> str:
    """Size and times of an index, and of its log where that holds anything."""
    found = []
    for file in (index, _companion(index, "-wal")):
        with suppress(OSError):
            status = file.stat()
            if status.st_size or file == index:
                found.append((status.st_size, status.st_mtime_ns, status.st_ctime_ns))
    return json.dumps(found)


def _read(index: Path) -> str:
    try:
        return _companion(index, "-seal").read_text("ascii", "replace")
    except OSError:
        return ""


def _write(index: Path, text: str) -> None:
    """Write whole or not at all; where the disk is full there is no seal."""
    file = _companion(index, "-seal")
    fresh = file.with_name(f"{file.name}.new")
    with suppress(OSError):
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as opened:
            opened.write(text)
        fresh.replace(file)


def _companion(index: Path, end: str) -> Path:
    return index.with_name(index.name + end)


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0
