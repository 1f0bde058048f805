"""What only the whole folder knows: where links lead, what is broken, which notes are variants.

Worked out after the notes themselves are written, so that nobody waits for it to search. The folder
as a whole (names of notes and files) is compared with what it was: while that stays the same, only
the notes that changed are looked at again, and what points at them.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path

from noteviewer.library.folder.options import read_site_config
from noteviewer.library.folder.scan import FolderScan, read_note_file
from noteviewer.library.index import store
from noteviewer.library.index.contents import store_contents
from noteviewer.library.index.serialization import (
    layout_to_json,
    read_names,
    section_from_row,
    title_parts_from_json,
)
from noteviewer.notes.anchors import find_anchor, named_line
from noteviewer.notes.formats.reading import read_text
from noteviewer.notes.model import Link, LinkKind, NoteTitle, Problem, ProblemKind, Section
from noteviewer.notes.references.habit import is_pair_habit
from noteviewer.notes.relations.titles import Series, gather_series
from noteviewer.notes.relations.variants import VariantText, find_variants, titles_alike
from noteviewer.notes.site.layout import FolderLayout
from noteviewer.notes.site.names import NoteNames
from noteviewer.notes.site.site import Site, build_site
from noteviewer.notes.site.targets import ImageStatus, LinkStatus


def series_problems(
    titles: Iterable[tuple[str, NoteTitle, str | None]],
) -> Iterator[tuple[str, Problem]]:
    """Find what a user of a series will miss, from (path, title, date) of all notes.

    All gaps of a series are told at the note after the first, a duplicate at each of the notes;
    the detail is the name of the series and the numbers (``3, 5-8``).
    """
    for series in gather_series(titles):
        if series.gaps:
            path = next(e.path for e in series.entries if e.number > series.gaps[0])
            detail = f"{series.name} {_ranges(series.gaps)}"
            yield path, Problem(ProblemKind.SERIES_GAP, detail)
        yield from _duplicates(series)


def _duplicates(series: Series) -> Iterator[tuple[str, Problem]]:
    for entry in series.entries:
        if entry.number in series.duplicates:
            detail = f"{series.name} {entry.number}"
            yield entry.path, Problem(ProblemKind.SERIES_DUPLICATE, detail)


def _ranges(numbers: Iterable[int]) -> str:
    """Write ascending numbers with runs joined."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in runs)


_MOST_NAMESAKES = 8
"""More notes of one title than this are ``README`` or ``index``, not drafts of one post."""


def group_variants(connection: sqlite3.Connection, folder: Path) -> None:
    """Find the variants in the index and give each group a number; inside a transaction."""
    before = {
        path: number
        for path, number in connection.execute("SELECT path, variant_group FROM note")
        if number is not None
    }
    titles = connection.execute("SELECT path, title FROM note ORDER BY path")
    now: dict[str, int] = {}
    for paths in titles_alike(titles):
        if len(paths) > _MOST_NAMESAKES:
            continue
        texts = [_read(connection, folder, path) for path in paths]
        for group in find_variants(text for text in texts if text is not None):
            number = connection.execute(
                "SELECT min(id) FROM note WHERE path = ?", (group.paths[0],)
            ).fetchone()[0]
            now.update(dict.fromkeys(group.paths, number))
    if now != before:
        connection.execute("UPDATE note SET variant_group = NULL WHERE variant_group IS NOT NULL")
        connection.executemany(
            "UPDATE note SET variant_group = ? WHERE path = ?",
            ((number, path) for path, number in now.items()),
        )


def _read(connection: sqlite3.Connection, folder: Path, path: str) -> VariantText | None:
    try:
        data, _ = read_note_file(folder / path)
    except OSError:
        return None
    title, override = connection.execute(
        "SELECT title, override FROM note WHERE path = ?", (path,)
    ).fetchone()
    return VariantText(path, title, read_text(path, data, override or None).text.split("\n"), ())


_URL_LINK = 1 << 20
"""Numbers of links from here on are addresses of the folder's own web site, found among the
references of a note."""
_BATCH = 400


class FolderKnowledge:
    """Keeps in the index what depends on more than one note."""

    def __init__(self, connection: sqlite3.Connection, folder: Path) -> None:
        """Remember where; nothing is read yet."""
        self._connection = connection
        self._folder = folder
        self._sections: dict[int, list[Section]] = {}
        self._html_ids: dict[int, list[tuple[str, int]]] = {}

    def refresh(self, found: FolderScan, changed: Iterable[str], layout: FolderLayout) -> bool:
        """Bring it up to date after notes were written.

        Args:
            found: The scan that the index now agrees with.
            changed: Paths of the notes that were written or removed.
            layout: Which kinds of folder are where in it.

        Returns:
            Whether readers of the index see something new.
        """
        self._sections.clear()
        self._html_ids.clear()
        names = list(read_names(self._connection))
        paths = [*found.notes, *found.others]
        site = build_site(paths, names, layout, read_site_config(self._folder), found.hidden)
        signature = _signature(names, site, found)
        is_same = store.get_meta(self._connection, "site") == signature
        ids: dict[str, int] = dict(self._connection.execute("SELECT path, id FROM note"))
        wanted = {ids[path] for path in changed if path in ids} if is_same else set(ids.values())
        if is_same:
            wanted |= self._pointing_at(wanted)
        with store.transaction(self._connection):
            self._set_pair_habit()
            for batch in _batches(sorted(wanted)):
                self._resolve(site, ids, batch)
            if not is_same or wanted:
                self._set_series_problems(ids)
                group_variants(self._connection, self._folder)
            store.set_meta(self._connection, "site", signature)
            store.set_meta(self._connection, "kind", str(site.kind))
            problems = store_contents(self._connection, self._folder, found, layout)
            self._set_contents_problems(problems)
            store.set_meta(self._connection, "layout", layout_to_json(site.layout))
        return bool(wanted)

    def _set_contents_problems(self, problems: Iterable[tuple[str, Problem]]) -> None:
        kind = str(ProblemKind.BAD_CONFIG)
        self._connection.execute(
            "DELETE FROM problem WHERE source = 'folder' AND kind = ?", (kind,)
        )
        told = dict(problems)
        self._connection.executemany(
            "INSERT INTO problem VALUES (NULL, ?, ?, ?, ?, 'folder')",
            ((path, kind, problem.detail, problem.line) for path, problem in told.items()),
        )

    def _pointing_at(self, notes: set[int]) -> set[int]:
        """Notes with a link into one of these: a heading that was renamed breaks it."""
        rows = self._connection.execute(
            "SELECT DISTINCT note FROM link WHERE fragment != '' AND to_note IN "
            "(SELECT value FROM json_each(?))",
            (json.dumps(list(notes)),),
        )
        return {number for (number,) in rows}

    def _set_pair_habit(self) -> None:
        pairs = self._connection.execute("SELECT total(pairs) FROM note").fetchone()[0]
        held_back = self._connection.execute(
            "SELECT count(*) FROM reference WHERE following IS NOT NULL"
        ).fetchone()[0]
        writes_pairs = is_pair_habit(int(pairs), held_back)
        store.set_meta(self._connection, "writes_pairs", "1" if writes_pairs else "0")

    def _resolve(self, site: Site, ids: dict[str, int], batch: list[int]) -> None:
        """Find where the links and images of some notes lead, and note what leads nowhere."""
        marks = json.dumps(batch)
        among = "(SELECT value FROM json_each(?))"
        execute = self._connection.execute
        execute(f"DELETE FROM problem WHERE source = 'folder' AND note IN {among}", (marks,))  # noqa: S608  (names of ours; values are bound)
        execute(f"DELETE FROM link WHERE n >= {_URL_LINK} AND note IN {among}", (marks,))  # noqa: S608  (names of ours; values are bound)
        problems: list[tuple[int, str, Problem]] = []
        targets: list[tuple[int | None, str | None, int, int]] = []
        links = execute(
            "SELECT note.path, link.note, link.n, kind, target, fragment, text, line, start, end "  # noqa: S608  (names of ours; values are bound)
            f"FROM link JOIN note ON note.id = link.note WHERE link.note IN {among}",
            (marks,),
        ).fetchall()
        for path, note, n, kind, target, fragment, text, line, start, end in links:
            link = Link(LinkKind(kind), target, fragment, text, line, start, end)
            to_note, anchor, problem = self._follow(site, ids, path, link)
            targets.append((to_note, anchor, note, n))
            if problem is not None:
                problems.append((note, path, problem))
        self._connection.executemany(
            "UPDATE link SET to_note = ?, to_anchor = ? WHERE note = ? AND n = ?", targets
        )
        if site.config.hosts:
            self._add_own_urls(site, ids, marks, problems)
        problems.extend(self._missing_images(site, marks))
        self._connection.executemany(
            "INSERT INTO problem VALUES (?, ?, ?, ?, ?, 'folder')",
            ((note, path, str(p.kind), p.detail, p.line) for note, path, p in problems),
        )

    def _follow(
        self, site: Site, ids: dict[str, int], path: str, link: Link
    ) -> tuple[int | None, str | None, Problem | None]:
        found = site.resolve_link(path, link)
        if found.status is LinkStatus.BROKEN:
            return None, None, Problem(ProblemKind.BROKEN_LINK, link.target, link.line)
        if not found.is_found or found.path is None:
            return None, None, None
        to_note = ids.get(found.path)
        if to_note is None or not found.fragment:
            return to_note, None, None
        if found.fragment.startswith("^"):
            return to_note, None, None  # a block of text, which has no section of its own
        anchor = self._anchor(to_note, found.fragment, link.text)
        if anchor is None:
            detail = f"{link.target}#{found.fragment}"
            return to_note, None, Problem(ProblemKind.BROKEN_ANCHOR, detail, link.line)
        return to_note, anchor, None

    def _anchor(self, note: int, fragment: str, text: str) -> str | None:
        """Anchor of the section that a fragment means; None where it means none."""
        if note not in self._sections:
            rows = self._connection.execute(
                "SELECT title, level, line, end, anchor, parent, continuation, topic "
                "FROM section WHERE note = ? ORDER BY n",
                (note,),
            )
            self._sections[note] = [section_from_row(row) for row in rows]
            ids = self._connection.execute("SELECT html_ids FROM note WHERE id = ?", (note,))
            self._html_ids[note] = [(name, line) for name, line in json.loads(ids.fetchone()[0])]
        sections = self._sections[note]
        section = find_anchor(sections, fragment, text, self._html_ids[note])
        if section is not None:
            return section.anchor
        line = named_line(fragment)
        if line is not None and line < sections[-1].end:
            return next((s.anchor for s in reversed(sections) if s.line <= line), "")
        is_top = fragment.lower() in ("top", "toc") or any(
            name == fragment for name, _ in self._html_ids[note]
        )
        return "" if is_top else None

    def _add_own_urls(
        self,
        site: Site,
        ids: dict[str, int],
        marks: str,
        problems: list[tuple[int, str, Problem]],
    ) -> None:
        """Take references to the folder's own web site as links into the folder."""
        rows = self._connection.execute(
            "SELECT note.path, r.note, r.n, r.url, coalesce(r.title, ''), r.line "
            "FROM reference AS r JOIN note ON note.id = r.note "
            "WHERE r.url IS NOT NULL AND r.note IN (SELECT value FROM json_each(?))",
            (marks,),
        ).fetchall()
        for path, note, n, url, title, line in rows:
            found = site.resolve_url(url)
            if found is None:
                continue
            to_note = ids.get(found.path or "")
            if not found.is_found:
                problems.append((note, path, Problem(ProblemKind.BROKEN_LINK, url, line)))
            if to_note is None:
                continue
            anchor = self._anchor(to_note, found.fragment, title) if found.fragment else None
            self._connection.execute(
                "INSERT INTO link VALUES (?, ?, ?, ?, ?, ?, ?, 0, 0, ?, ?)",
                (note, _URL_LINK + n, str(LinkKind.PERMALINK), url, found.fragment, title, line,
                 to_note, anchor),
            )  # fmt: skip

    def _missing_images(self, site: Site, marks: str) -> Iterator[tuple[int, str, Problem]]:
        rows = self._connection.execute(
            "SELECT note.path, image.note, image.source, image.line FROM image "
            "JOIN note ON note.id = image.note "
            "WHERE image.note IN (SELECT value FROM json_each(?))",
            (marks,),
        )
        for path, note, source, line in rows:
            if not source or source.startswith("#"):
                continue  # nothing yet, or a part of a page
            status = site.resolve_image(path, source).status
            if status in (ImageStatus.MISSING, ImageStatus.MOVED, ImageStatus.OUTSIDE):
                yield note, path, Problem(ProblemKind.MISSING_IMAGE, source, line)

    def _set_series_problems(self, ids: dict[str, int]) -> None:
        kinds = (str(ProblemKind.SERIES_GAP), str(ProblemKind.SERIES_DUPLICATE))
        self._connection.execute(
            "DELETE FROM problem WHERE source = 'folder' AND kind IN (?, ?)", kinds
        )
        rows = self._connection.execute("SELECT path, title_parts, date FROM note")
        titles = [(path, title_parts_from_json(parts), date) for path, parts, date in rows]
        self._connection.executemany(
            "INSERT INTO problem VALUES (?, ?, ?, ?, NULL, 'folder')",
            (
                (ids[p], p, str(problem.kind), problem.detail)
                for p, problem in series_problems(titles)
            ),
        )


def _signature(names: list[NoteNames], site: Site, found: FolderScan) -> str:
    """Changes with anything that can lead a link elsewhere."""
    digest = blake2b(digest_size=16)
    for name in names:
        digest.update(repr(name).encode())
    for path in (*sorted(found.others), *sorted(found.hidden)):
        digest.update(path.encode() + b"\0")
    digest.update(repr((site.layout, sorted(site.config.hosts), site.config.base)).encode())
    return digest.hexdigest()


def _batches(numbers: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(numbers), _BATCH):
        yield numbers[start : start + _BATCH]
