"""The page of a folder itself: where to begin, and where the user left off. No Qt here."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from itertools import islice
from pathlib import Path, PurePosixPath

from noteviewer.library.catalog.catalog import Catalog
from noteviewer.library.folder.options import choices_key
from noteviewer.library.folder.start_note import first_notes
from noteviewer.library.location import GeneratedKind, GeneratedPage
from noteviewer.library.reading.news import FolderNews, read_news
from noteviewer.library.rows import NoteRow
from noteviewer.library.state import Bookmark, UserState
from noteviewer.library.state.reading import ReadNote
from noteviewer.render.urls import page_url

SHOWN = 10
SHOWN_BEGUN = 5
SHOWN_NEWS = 2000
"""Notes that one list of the page of all news has at the most."""
NEWS_NAME = "all"
NO_NEWS = FolderNews()
LAST_SECOND = 253_402_300_799
"""Of the year 9999; a disk may claim later ones."""


@dataclass(frozen=True, slots=True)
class HomePageStrings:
    """The words of the page, in the user's language."""

    counts: str
    """{} notes and {} references."""
    indexing: str
    """{} of {} notes."""
    begin: str
    go_on: str
    """Notes that were begun and not finished."""
    progress: str
    """{} % read."""
    changed: str
    """{} notes changed since they were read."""
    new: str
    """{} notes came that were not read yet."""
    unread: str
    """{} others were not read yet."""
    all_news: str
    """A link to all of them."""
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
    begun: Sequence[tuple[NoteRow, ReadNote]] = ()
    """Notes that were begun and not finished, the last one first."""
    changed: Sequence[NoteRow] = ()
    """Notes that changed since they were read."""
    new: Sequence[NoteRow] = ()
    """Notes that came since the folder was opened first, and were not read yet."""
    news: FolderNews = NO_NEWS
    """Paths of all of them."""
    recent: Sequence[NoteRow] = ()
    """Notes read lately, the last one first."""
    newest: Sequence[NoteRow] = ()
    bookmarks: Sequence[Bookmark] = ()
    progress: tuple[int, int] | None = None
    """How many notes are indexed, and of how many; None where all are."""


def read_home(
    folder: str,
    catalog: Catalog | None,
    state: UserState,
    progress: tuple[int, int] | None = None,
) -> HomeContent:
    """Gather what is known of a folder; without an index, that is what the user made of it."""
    name, bookmarks = Path(folder).name, state.bookmarks.of_folder(folder)[:SHOWN]
    if catalog is None:
        return HomeContent(name, bookmarks=bookmarks, progress=progress)
    counts = catalog.counts()
    key = choices_key(Path(folder))
    news = read_news(state, catalog, key)
    visited = [visit.note for visit in state.visits.recent(folder)]
    return HomeContent(
        name,
        notes=counts.notes,
        references=counts.references,
        first=_known(catalog, first_notes(catalog.top_names())),
        begun=_begun(catalog, state.readings.of_folder(key), visited),
        changed=_known(catalog, news.changed),
        new=_known(catalog, news.new),
        news=news,
        recent=_known(catalog, visited),
        newest=catalog.newest(SHOWN),
        bookmarks=bookmarks,
        progress=progress,
    )


def _begun(
    catalog: Catalog, read: Mapping[str, ReadNote], visited: Iterable[str]
) -> list[tuple[NoteRow, ReadNote]]:
    """Notes to go on with, as far as the index knows them."""
    begun = (
        read[path]
        for path in visited
        if path in read and read[path].progress > 0 and not read[path].is_finished
    )
    rows = ((catalog.note(one.note), one) for one in begun)
    return list(islice(((row, one) for row, one in rows if row is not None), SHOWN_BEGUN))


def _known(catalog: Catalog, paths: Iterable[str]) -> list[NoteRow]:
    """The first of some notes that the index knows."""
    rows = (catalog.note(path) for path in paths)
    return list(islice((row for row in rows if row is not None), SHOWN))


def home_body(content: HomeContent, words: HomePageStrings) -> str:
    """The page as markup for ``<main>``."""
    titles = Counter(note.title for note in content.newest)
    counts = words.counts.format(f"{content.notes:,}", f"{content.references:,}")
    if content.progress is not None:
        counts = words.indexing.format(*(f"{number:,}" for number in content.progress))
    is_empty = not content.notes and content.progress is None
    return "".join(
        (
            f'<header class="nv-card"><h1>{escape(content.name, quote=False)}</h1>',
            f'<p class="nv-facts"><span>{escape(counts, quote=False)}</span></p></header><article>',
            f"<p>{escape(words.empty, quote=False)}</p>" if is_empty else "",
            _list(words.begin, [(n.title, n.path, "", "") for n in content.first]),
            _list(
                words.go_on,
                [
                    (note.title, note.path, read.anchor, _percent(read, words))
                    for note, read in content.begun
                ],
            ),
            _news(content, words),
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


def _percent(read: ReadNote, words: HomePageStrings) -> str:
    return words.progress.format(round(100 * read.progress))


def _news(content: HomeContent, words: HomePageStrings) -> str:
    """What changed and what came, and a way to all of it."""
    news = content.news
    titled = (
        (words.changed.format(f"{len(news.changed):,}"), content.changed),
        (words.new.format(f"{len(news.new):,}"), content.new),
    )
    lists = [
        _list(title, [(note.title, note.path, "", _day(note)) for note in notes])
        for title, notes in titled
        if notes
    ]
    if news.changed or news.new or news.unread:
        address = escape(page_url(GeneratedPage(GeneratedKind.NEWS, NEWS_NAME).note))
        unread = escape(words.unread.format(f"{len(news.unread):,}"), quote=False)
        link = f'<a href="{address}">{escape(words.all_news, quote=False)}</a>'
        lists.append(f"<p>{unread} {link}</p>")
    return "".join(lists)


def news_body(news: FolderNews, rows: Mapping[str, NoteRow], words: HomePageStrings) -> str:
    """The page of all notes that are new, changed or unread, as markup for ``<main>``.

    Args:
        news: Their paths.
        rows: Notes by path; those that are not there are left out.
        words: The words of the page.
    """
    groups = (
        (words.changed, news.changed),
        (words.new, news.new),
        (words.unread, news.unread),
    )
    lists = "".join(
        _list(
            title.format(f"{len(paths):,}"),
            [
                (rows[path].title, path, "", _day(rows[path]))
                for path in paths[:SHOWN_NEWS]
                if path in rows
            ],
        )
        for title, paths in groups
    )
    title = escape(words.all_news, quote=False)
    return f'<header class="nv-card"><h1>{title}</h1></header><article>{lists}</article>'


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
