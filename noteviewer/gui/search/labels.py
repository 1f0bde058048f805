"""The words of the search dialog, in the user's language."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from noteviewer.gui.search.rows import HitRow, NoteHeader, PastHeader, PastRow, Row, Unlisted
from noteviewer.gui.widgets.fields import grouped, tooltip
from noteviewer.library.rows import (
    HiddenPlace,
    Hit,
    QueryIssue,
    Scope,
    ScopeKind,
    SearchResult,
    Without,
)
from noteviewer.notes.file_types import format_of
from noteviewer.notes.formats.pdf import is_page_title, page_of

DROPPED = 3
"""Words that are named without which something would be found."""
SIMILAR = 4
"""Words that are named in the place of one that the folder does not have."""


def row_label(row: Row) -> str:
    """What a screen reader says."""
    match row:
        case NoteHeader():
            return row.title
        case HitRow(hit=hit):
            words = (hit_title(row), hit_place(hit), hit.snippet)
            return ", ".join(word for word in words if word)
        case PastHeader():
            return past_title(row)
        case Unlisted():
            return unlisted_text(row)
        case PastRow():
            return f"{row.name}, {row.query}" if row.name not in {"", row.query} else row.query


def hit_title(row: HitRow) -> str:
    """The section; of a note that stands in the heading above already, its beginning."""
    if row.hit.anchor or row.is_whole_note:
        return _page_name(row.hit) or row.hit.title
    if row.hit.title_marks and not row.hit.marks:
        return QCoreApplication.translate("SearchDialog", "In the title of the note")
    return QCoreApplication.translate("SearchDialog", "Beginning of the note")


def _page_name(hit: Hit) -> str:
    """What a page of a PDF without a title of its own is called."""
    number = page_of(hit.anchor) if is_page_title(hit.title, hit.anchor) else None
    return _page(number) if number else ""


def _page(number: int) -> str:
    return QCoreApplication.translate("SearchDialog", "Page {}").format(number)


def hit_place(hit: Hit) -> str:
    """The headings above a hit, and where it stands if the page does not show it as text."""
    words = ""
    match hit.hidden_in:
        case HiddenPlace.PROPERTIES:
            words = QCoreApplication.translate("SearchDialog", "in the properties")
        case HiddenPlace.ADDRESS:
            words = QCoreApplication.translate("SearchDialog", "in an address")
        case HiddenPlace.CODE:
            words = QCoreApplication.translate("SearchDialog", "in code")
        case HiddenPlace.FORMULA:
            words = QCoreApplication.translate("SearchDialog", "in a formula")
        case HiddenPlace.ALT:
            words = QCoreApplication.translate("SearchDialog", "in the text of a picture")
        case HiddenPlace.MARKUP:
            words = QCoreApplication.translate("SearchDialog", "in a comment or tag")
    number = page_of(hit.anchor) if format_of(hit.path) == "pdf" else None
    page = _page(number) if number and not _page_name(hit) else ""
    return " · ".join(filter(None, (" › ".join(hit.heading_path), page, words)))


def row_tooltip(row: Row) -> str:
    """Where a hit stands."""
    if not isinstance(row, HitRow):
        return ""
    hit = row.hit
    others = ""
    if hit.variants:
        others = QCoreApplication.translate(
            "SearchDialog", "Also in %Ln variant(s) of this note", None, len(hit.variants)
        )
    return tooltip([" › ".join((hit.note_title, *hit.heading_path, hit.title)), hit.path, others])


def past_title(header: PastHeader) -> str:
    """Heading of the searches made before."""
    if header.is_saved:
        return QCoreApplication.translate("SearchDialog", "Saved searches")
    return QCoreApplication.translate("SearchDialog", "Earlier searches")


def unlisted_text(row: Unlisted) -> str:
    """That the list is not all."""
    return QCoreApplication.translate(
        "SearchDialog", "%Ln more section(s): one more word finds fewer", None, row.sections
    )


def totals_text(result: SearchResult, seconds: float) -> str:
    """``31 notes · 118 sections · 3 ms``."""
    words = [
        QCoreApplication.translate("SearchDialog", "%Ln note(s)", None, result.notes),
        QCoreApplication.translate("SearchDialog", "%Ln section(s)", None, result.sections),
        f"{grouped(round(seconds * 1000))} ms",
    ]
    if result.is_counting:
        words.append(QCoreApplication.translate("SearchDialog", "counting…"))
    if not result.is_complete:
        words.append(QCoreApplication.translate("SearchDialog", "stopped early"))
    return " · ".join(words)


def unread_text(notes: int) -> str:
    """That an answer is not whole yet; empty where it is."""
    if not notes:
        return ""
    return QCoreApplication.translate("SearchDialog", "%Ln note(s) not indexed yet", None, notes)


def scope_text(scope: Scope) -> str:
    """What a search is confined to."""
    match scope.kind:
        case ScopeKind.ALL:
            return QCoreApplication.translate("SearchDialog", "All notes")
        case ScopeKind.NOTE:
            return QCoreApplication.translate("SearchDialog", "This note")
        case ScopeKind.SERIES:
            return QCoreApplication.translate("SearchDialog", "Series {}").format(scope.value)
        case ScopeKind.CATEGORY:
            return QCoreApplication.translate("SearchDialog", "Category {}").format(scope.value)
        case ScopeKind.FOLDER:
            return scope.value + "/"


def scope_tooltip(scope: Scope) -> str:
    """What a scope means."""
    match scope.kind:
        case ScopeKind.ALL:
            return QCoreApplication.translate("SearchDialog", "Search all notes")
        case ScopeKind.NOTE:
            return QCoreApplication.translate("SearchDialog", "Search the note that is shown")
        case ScopeKind.SERIES:
            text = QCoreApplication.translate("SearchDialog", "Search the series {}")
        case ScopeKind.CATEGORY:
            text = QCoreApplication.translate("SearchDialog", "Search the category {}")
        case ScopeKind.FOLDER:
            text = QCoreApplication.translate("SearchDialog", "Search the folder {}")
    return tooltip([text.format(scope.value)])


def answer_text(result: SearchResult, scope: Scope, without: Sequence[Without] = ()) -> str:
    """What is to be said above the hits: a part taken as text, or that nothing was found."""
    words = [issue_text(issue, result.query) for issue in result.issues[:1]]
    if result.corrections:
        text = QCoreApplication.translate(
            "SearchDialog", "Nothing is written like that. Similar: {}"
        )
        words.append(text.format(", ".join(result.corrections[:SIMILAR])))
    is_waiting = any(issue.code == "missing-value" for issue in result.issues)
    if not result.hits and not is_waiting:
        words.append(QCoreApplication.translate("SearchDialog", "Nothing found."))
        text = QCoreApplication.translate("SearchDialog", "Without “{}”: {}.")
        words += [text.format(one.part, grouped(one.sections)) for one in without[:DROPPED]]
        if scope.kind is not ScopeKind.ALL:
            words.append(QCoreApplication.translate("SearchDialog", "Alt+S searches elsewhere."))
    return " ".join(words)


def issue_spans(result: SearchResult, typed: str) -> list[tuple[int, int]]:
    """Places in what was typed that `answer_text` speaks of."""
    if typed.strip() != result.query:
        return []  # typed on since
    blanks = len(typed) - len(typed.lstrip())
    return [(issue.start + blanks, issue.end + blanks) for issue in result.issues[:1]]


def help_rows() -> tuple[tuple[str, str], ...]:
    """Examples of queries, and what each finds."""
    tr = QCoreApplication.translate
    return (
        ("多任务 loss", tr("SearchDialog", "sections with both words, in any order")),
        ('"deep learning"', tr("SearchDialog", "the words side by side")),
        ("GAN -VAE", tr("SearchDialog", "the first without the second")),
        ("GAN OR VAE", tr("SearchDialog", "one or the other; brackets group")),
        ("title:  heading:", tr("SearchDialog", "in titles of notes, in headings")),
        ("category:  series:  tag:  path:", tr("SearchDialog", "in notes of this kind")),
        ("host:zhihu  url:", tr("SearchDialog", "in references")),
        ("date:2020..2023", tr("SearchDialog", "in notes of these years, months or days")),
        ("has:formula", tr("SearchDialog", "with a formula, image, code or reference")),
        ("prop:rating>=4  has:cover", tr("SearchDialog", "in notes with these properties")),
        ("/conv[12]d/", tr("SearchDialog", "a regular expression")),
        ("trasnformer  機器", tr("SearchDialog", "what is alike, where nothing is written so")),
    )


def issue_text(issue: QueryIssue, query: str) -> str:
    """What of a query was taken as plain text, and why."""
    piece = query[issue.start : issue.end]
    match issue.code:
        case "unclosed-quote":
            text = QCoreApplication.translate("SearchDialog", "The quotation mark is not closed.")
        case "unclosed-bracket":
            text = QCoreApplication.translate("SearchDialog", "The bracket is not closed.")
        case "unclosed-regex":
            text = QCoreApplication.translate(
                "SearchDialog", "The regular expression is not closed: a / ends it."
            )
        case "unknown-field":
            text = QCoreApplication.translate("SearchDialog", "No field is called “{}”.")
        case "bad-date":
            text = QCoreApplication.translate("SearchDialog", "“{}” is not a date or a range.")
        case "bad-regex":
            text = QCoreApplication.translate("SearchDialog", "“{}” is not a regular expression.")
        case "bad-kind":
            text = QCoreApplication.translate(
                "SearchDialog", "“{}”: kind: knows note, pdf, canvas and subtitles."
            )
        case "bad-has":
            text = QCoreApplication.translate(
                "SearchDialog",
                "“{}”: has: wants formula, image, code, reference, highlight or a property.",
            )
        case "missing-value":
            text = QCoreApplication.translate("SearchDialog", "“{}” waits for a value.")
        case "timed-out":
            text = QCoreApplication.translate("SearchDialog", "“{}” takes too long.")
        case _:
            text = QCoreApplication.translate("SearchDialog", "“{}” was searched as text.")
    return text.format(piece)
