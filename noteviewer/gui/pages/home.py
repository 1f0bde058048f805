"""The page of a folder itself: where to begin, and where the reader left off. No Qt here."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from noteviewer.library.rows import NoteRow
from noteviewer.library.state import Bookmark
from noteviewer.render.urls import page_url

SHOWN = 10
FIRST_NAMES = ("readme", "index", "home", "欢迎", "welcome", "开始", "start")


@dataclass(frozen=True, slots=True)
class HomeWording:
    """The words of the page, in the reader's language."""

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
    notes: Sequence[NoteRow]
    recent: Sequence[str]
    """Paths of notes read lately, the last one first."""
    bookmarks: Sequence[Bookmark]


def home_body(content: HomeContent, words: HomeWording) -> str:
    """The page as markup for ``<main>``."""
    by_path = {note.path: note for note in content.notes}
    recent = [by_path[path] for path in content.recent if path in by_path][:SHOWN]
    newest = sorted(
        (note for note in content.notes if note.date),
        key=lambda note: note.date or "",
        reverse=True,
    )[:SHOWN]
    references = sum(note.references for note in content.notes)
    counts = words.counts.format(f"{len(content.notes):,}", f"{references:,}")
    return "".join(
        (
            f'<header class="nv-card"><h1>{escape(content.name, quote=False)}</h1>',
            f'<p class="nv-facts"><span>{escape(counts, quote=False)}</span></p></header><article>',
            "" if content.notes else f"<p>{escape(words.empty, quote=False)}</p>",
            _list(words.begin, [(n.title, n.path, "", "") for n in _first(content.notes)]),
            _list(words.recent, [(n.title, n.path, "", n.date or "") for n in recent]),
            _list(
                words.bookmarks,
                [
                    (mark.title, mark.location.note, mark.location.anchor, "")
                    for mark in content.bookmarks[:SHOWN]
                ],
            ),
            _list(words.newest, [(n.title, n.path, "", n.date or "") for n in newest]),
            f"<p><small>{escape(words.hint, quote=False)}</small></p></article>",
        )
    )


def _first(notes: Sequence[NoteRow]) -> list[NoteRow]:
    """Notes in the uppermost folder that are named as a beginning."""
    return [
        note
        for note in notes
        if "/" not in note.path and note.path.rpartition(".")[0].lower() in FIRST_NAMES
    ]


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
