"""Bring an index up to date with its folder: scan, parse what changed, write."""

import logging
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import TracebackType
from typing import Self

from noteviewer.errors import IndexUnavailableError
from noteviewer.library.folder.options import (
    find_layout,
    read_choices,
    read_site_config,
    scan_chosen,
)
from noteviewer.library.folder.scan import FolderScan, require_folder
from noteviewer.library.folder.writing import lies_among_notes
from noteviewer.library.index import soundness, store
from noteviewer.library.index.changes import Changes, find_changes, is_settled
from noteviewer.library.index.contents import file_state, find_places
from noteviewer.library.index.lock import WriterLock
from noteviewer.library.index.parser_pool import ParserPool
from noteviewer.library.index.records import NoteRecord, Reading
from noteviewer.library.index.relations import FolderKnowledge
from noteviewer.library.index.serialization import IndexCounts, count_index, layout_to_json
from noteviewer.library.index.terms import merge_terms
from noteviewer.library.index.writer import IndexWriter
from noteviewer.notes.note import LONE
from noteviewer.notes.site.layout import FolderLayout
from noteviewer.paths import index_path as default_index_path

logger = logging.getLogger(__name__)

_FIRST_COMMIT = 0.1
_LONGEST_COMMIT = 2.0
"""Seconds between transactions while many notes are written: readers see each. Each is twice as
long as the one before, for each leaves a piece of the full-text index to be merged."""

_MOST_GROWTH = 1.1
"""How much larger the index may become before it is tidied."""
_MANY = 100
"""Notes written at once, after which the index is tidied."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an update is."""

    done: int
    total: int
    changed: tuple[str, ...]
    """Paths that readers can see since the last report."""
    generation: int
    """Of the index in which they do."""


@dataclass(frozen=True, slots=True)
class Update:
    """What one update did."""

    changed: tuple[str, ...]
    removed: tuple[str, ...]
    generation: int
    seconds: float
    is_complete: bool = True
    """False where it was cancelled."""
    is_relearned: bool = False
    """What all notes say together was worked out anew."""
    renamed: Mapping[str, str] = field(default_factory=dict)
    """Of the removed notes those that are there under another path: that path by the old one."""


class Indexer:
    """The one writer of the index of one folder. Use as a context manager."""

    def __init__(
        self,
        folder: Path,
        index_path: Path | None = None,
        *,
        rebuild: bool = False,
        lock_timeout: float = 0.0,
        pool: ParserPool | None = None,
    ) -> None:
        """Take the writer's lock and open the index.

        Raises:
            CannotOpenError: there is no such folder.
            IndexLockedError: another process writes it.
            IndexUnavailableError: it can be neither opened nor made.
        """
        require_folder(folder)
        self.folder = folder.resolve()
        self.index_path = index_path or default_index_path(self.folder)
        if lies_among_notes(self.folder, self.index_path):
            raise IndexUnavailableError(
                f"the index would be written among the notes, at {self.index_path}"
            )
        self._lock = WriterLock(self.index_path)
        try:
            if not self._lock.acquire(lock_timeout):
                raise IndexLockedError(f"another program is indexing {folder}")
        except OSError as error:
            raise IndexUnavailableError(
                f"cannot write the index at {self.index_path}: {error.strerror}"
            ) from error
        self._pool = pool or ParserPool(self.folder)
        self._is_starting = True
        """Nothing was brought up to date yet: notes that could not be parsed get another try."""
        self.damage = ""
        """Why the index that was there had to be made anew, in one line; mostly empty."""
        self._open(rebuild=rebuild)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the workers, close the index, let go of the lock."""
        self._pool.close()
        self.release()

    def release(self) -> None:
        """Close the index and let go of the lock; the workers stay, for who brought them."""
        if self._lock.is_held:
            store.close_written(self._connection, self.index_path)
            self._lock.release()

    def update(
        self,
        report: Callable[[Progress], None] = lambda _: None,
        *,
        is_cancelled: Callable[[], bool] = lambda: False,
    ) -> Update:
        """Make the index say what the folder says.

        Args:
            report: Told how far it is; called on this thread.
            is_cancelled: Asked often; what is done by then stays done.

        Raises:
            CannotOpenError: the folder is gone; what is known stays.
            IndexUnavailableError: the index cannot be written.
        """
        try:
            return self._try_update(report, is_cancelled)
        except store.IndexDamagedError as error:
            self._make_anew(str(error))
        return self._try_update(report, is_cancelled)

    def look_through(self) -> bool:
        """Look for damage that readers complain of; where there is any, begin the index anew.

        Returns:
            Whether there was.

        Raises:
            IndexUnavailableError: it can not be made anew.
        """
        damage = store.look_through(self.index_path)
        if damage:
            self._make_anew(damage)
        return bool(damage)

    def _make_anew(self, damage: str) -> None:
        logger.warning("the index is damaged and is made anew: %s", damage)
        self._connection.close()
        self._open(rebuild=True)
        self.damage = damage

    def counts(self) -> IndexCounts:
        """Count what the index holds."""
        return count_index(self._connection)

    def _open(self, *, rebuild: bool) -> None:
        try:
            opened = store.connect_for_writing(self.index_path, rebuild=rebuild)
            self._connection, self.damage = opened.connection, opened.damage
            self._is_marked = False
            self._writer = IndexWriter(self._connection)
            self._inode = self.index_path.stat().st_ino
        except BaseException:
            self._lock.release()
            raise

    def _try_update(
        self, report: Callable[[Progress], None], is_cancelled: Callable[[], bool]
    ) -> Update:
        try:
            return self._update(report, is_cancelled)
        except sqlite3.DatabaseError as error:
            raise store.explain(error) from error
        except IndexUnavailableError as error:
            if not isinstance(error, store.IndexDamagedError):
                self._writer.reload()
            raise

    def _update(
        self, report: Callable[[Progress], None], is_cancelled: Callable[[], bool]
    ) -> Update:
        started = time.monotonic()
        choices = read_choices(self.folder)
        found = scan_chosen(self.folder, choices)
        if not self._is_in_place():
            logger.warning("the index was taken away and is made anew")
            self._connection.close()
            self._open(rebuild=False)
        layout = find_layout(self.folder, found, choices.kind)
        self._pool.encodings = choices.encodings
        self._pool.places = find_places(self.folder, found, layout)
        changes = find_changes(
            self._connection,
            self.folder,
            found,
            choices.encodings,
            self._pool.places,
            tries_again=self._is_starting,
        )
        done = self._write_notes(changes, found, report, is_cancelled)
        is_complete = len(done) == len(changes.changed)
        self._is_starting &= not is_complete
        is_mostly_new = len(done) > max(_MANY, len(found.notes) // 2)
        config_problems = list(read_site_config(self.folder).problems)
        with self._transaction():
            for note in changes.touched:
                self._writer.touch(note.path, note.stat, is_settled=note.is_settled)
            for path in changes.removed:
                self._writer.remove(path)
            if len(done) > _MANY:
                merge_terms(self._connection)
            if is_mostly_new:
                store.merge_all(self._connection)
            self._writer.set_scan_problems(found.problems + config_problems)
            generation = self._next_generation(is_changed=bool(changes.removed))
            is_stale = store.get_meta(self._connection, "known") != str(generation)
            state = f"{layout_to_json(layout)} {file_state(self.folder, found)}"
            is_stale |= store.get_meta(self._connection, "files") != state
        is_relearned = False
        if is_stale and is_complete:
            generation = self._learn(found, (*done, *changes.removed), layout, state)
            is_relearned = True
        if is_mostly_new:
            store.pack(self._connection)
        elif len(done) > _MANY:
            store.give_back_room(self._connection)
        if done or changes.removed:
            self._keep_room(is_tidy=is_mostly_new)
        return Update(
            changed=tuple(done),
            removed=changes.removed,
            generation=generation,
            seconds=time.monotonic() - started,
            is_complete=is_complete,
            is_relearned=is_relearned,
            renamed=changes.renamed,
        )

    def _keep_room(self, *, is_tidy: bool) -> None:
        """Tidy the index where small changes have made it larger by more than a part.

        Each leaves its own piece of the full-text index, in which notes stand that have changed
        since.
        """
        before = int(store.get_meta(self._connection, "room", "0"))
        pages = store.count_pages(self._connection)
        if before and not is_tidy:
            if pages <= before * _MOST_GROWTH:
                return
            with self._transaction():
                store.merge_all(self._connection)
            store.give_back_room(self._connection)
        with self._transaction():
            store.set_meta(self._connection, "room", str(store.count_pages(self._connection)))

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with store.transaction(self._connection):
            yield
        if not self._is_marked:
            self._is_marked = soundness.mark_written(self.index_path)

    def _is_in_place(self) -> bool:
        """Whether the index still has its name: a cache may be deleted at any time."""
        try:
            return self.index_path.stat().st_ino == self._inode
        except OSError:
            return False

    def _learn(
        self, found: FolderScan, changed: Sequence[str], layout: FolderLayout, state: str
    ) -> int:
        """Work out what the whole folder knows; gives the generation that has it."""
        FolderKnowledge(self._connection, self.folder).refresh(found, changed, layout)
        with self._transaction():
            generation = self._next_generation(is_changed=True)
            store.set_meta(self._connection, "known", str(generation))
            store.set_meta(self._connection, "files", state)
        return generation

    def _write_notes(
        self,
        changes: Changes,
        found: FolderScan,
        report: Callable[[Progress], None],
        is_cancelled: Callable[[], bool],
    ) -> list[str]:
        done: list[str] = []
        told = 0
        pause = _FIRST_COMMIT
        paths = changes.changed
        is_over = not paths
        with closing(self._pool.parse(paths, is_cancelled)) as records:
            judged = (_judge(record, changes.slow) for record in records)
            while not is_over:
                now = time.time_ns()
                with self._transaction():
                    is_over = self._write_some(judged, found, now, pause, done)
                    generation = self._next_generation(is_changed=len(done) > told)
                report(Progress(len(done), len(paths), tuple(done[told:]), generation))
                told = len(done)
                pause = min(2 * pause, _LONGEST_COMMIT)
        return done

    def _write_some(
        self,
        records: Iterator[NoteRecord],
        found: FolderScan,
        now: int,
        seconds: float,
        done: list[str],
    ) -> bool:
        """Write notes for some time, or until one that somebody waits for; True at the end."""
        deadline = time.monotonic() + seconds
        for record in records:
            stat = found.notes[record.path]
            self._writer.put(
                record,
                stat,
                is_settled=is_settled(stat, now),
                override=self._pool.encodings.get(record.path, ""),
                place=self._pool.places.get(record.path, LONE),
            )
            done.append(record.path)
            if record.path in self._pool.urgent:
                self._pool.urgent.discard(record.path)
                return False
            if time.monotonic() > deadline:
                return False
        return True

    def _next_generation(self, *, is_changed: bool) -> int:
        generation = store.get_generation(self._connection) + is_changed
        if is_changed:
            store.set_meta(self._connection, "generation", str(generation))
        return generation


def _judge(record: NoteRecord, slow: frozenset[str]) -> NoteRecord:
    """A note that takes too long for the second time has had its chance."""
    if record.reading is Reading.SLOW and record.path in slow:
        return replace(record, reading=Reading.TEXT)
    return record


class IndexLockedError(IndexUnavailableError):
    """Another process is the writer of this index."""
