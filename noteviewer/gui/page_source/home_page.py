"""The page of a folder itself: where to begin, and where the user left off. No Qt here."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from itertools import islice
from pathlib import Path, PurePosixPath

from noteviewer.library.catalog.catalog import Catalog
from noteviewer.library.folder.start_note import first_notes
from noteviewer.library.rows import NoteRow
from noteviewer.library.state import Bookmark, UserState
from noteviewer.render.urls import page_url

SHOWN = 10
LAST_SECOND = 253_402_300_799
"""Of the year 9999; a disk may claim later ones."""


@dataclass(frozen=True, slots=True)
class HomePageStrings:
    """The words of the page, in the user's language."""

    counts: str
    """{} notes and {} references."""
    begin: str
    recent: str
    newest: str
    bookmarks: str
    hint: str
    empty: str


@dataclass(frozen=True, slots=True)
class HomeContent:
    """What is known of a folder."""

    name: str
    notes: int = 0
    references: int = 0
    first: Sequence[NoteRow] = ()
    """Where its writer wants a newcomer to begin."""
    recent: Sequence[NoteRow] = ()
    """Notes read lately, the last one first."""
    newest: Sequence[NoteRow] = ()
    bookmarks: Sequence[Bookmark] = ()


def read_home(folder: str, catalog: Catalog | None, state: UserState) -> HomeContent:
    """Gather what is known of a folder; without an index, that is what the user made of it."""
    name, bookmarks = Path(folder).name, state.bookmarks.of_folder(folder)[:SHOWN]
    if catalog is None:
        return HomeContent(name, bookmarks=bookmarks)
    counts = catalog.counts()
    visited = (visit.note for visit in state.visits.recent(folder))
    return HomeContent(
        name,
        notes=counts.notes,
        references=counts.references,
        first=_known(catalog, first_notes(catalog.top_names())),
        recent=_known(catalog, visited),
        newest=catalog.newest(SHOWN),
        bookmarks=bookmarks,
    )


def _known(catalog: Catalog, paths: Iterable[str]) -> list[NoteRow]:
    """The first of some notes that the index knows."""
    rows = (catalog.note(path) for path in paths)
    return list(islice((row for row in rows if row is not None), SHOWN))


def home_body(content: HomeContent, words: HomePageStrings) -> str:
    """The page as markup for ``<main>``."""
    titles = Counter(note.title for note in content.newest)
    counts = words.counts.format(f"{content.notes:,}", f"{content.references:,}")
    return "".join(
        (
            f'<header class="nv-card"><h1>{escape(content.name, quote=False)}</h1>',
            f'<p class="nv-facts"><span>{escape(counts, quote=False)}</span></p></header><article>',
            "" if content.notes else f"<p>{escape(words.empty, quote=False)}</p>",
            _list(words.begin, [(n.title, n.path, "", "") for n in content.first]),
            _list(words.recent, [(n.title, n.path, "", n.date or "") for n in content.recent]),
            _list(
                words.bookmarks,
                [
                    (mark.title, mark.location.note, mark.location.anchor, "")
                    for mark in content.bookmarks
                ],
            ),
            _list(words.newest, [(n.title, n.path, "", _aside(n, titles)) for n in content.newest]),
            f"<p><small>{escape(words.hint, quote=False)}</small></p></article>",
        )
    )


def _aside(note: NoteRow, titles: Mapping[str, int]) -> str:
    """The day of a note, and its file where others have the same title."""
    if titles[note.title] == 1:
        return _day(note)
    return f"{PurePosixPath(note.path).name} · {_day(note)}"


def _day(note: NoteRow) -> str:
    """The day of a note: as it says, else when its file was changed last."""
    if note.date:
        return note.date
    seconds = min(max(note.mtime_ns // 10**9, 0), LAST_SECOND)
    return datetime.fromtimestamp(seconds, tz=UTC).date().isoformat()


def _list(title: str, places: Sequence[tuple[str, str, str, str]]) -> str:
    if not places:
        return ""
    items = "".join(
        f'<li class="nv-ref"><a class="nv-ref-title" href="{escape(page_url(path, anchor))}">'
        f"{escape(name, quote=False)}</a>"
        f'<span class="nv-ref-host">{escape(aside, quote=False)}</span></li>'
        for name, path, anchor, aside in places
    )
    return f'<h2>{escape(title, quote=False)}</h2><ul class="nv-refs">{items}</ul>'
