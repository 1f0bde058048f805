"""The words of the reference library, in the reader's language."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from noteviewer.library.export import ExportForm
from noteviewer.library.reference_library import Column, Facet, Line
from noteviewer.library.state import LinkOutcome, LinkVerdict
from noteviewer.notes.model import ReferenceKind

_tr = QCoreApplication.translate


def column_title(column: Column) -> str:
    """The heading of a column."""
    return {
        Column.STATE: "",
        Column.TITLE: _tr("ReferenceLibrary", "Title"),
        Column.HOST: _tr("ReferenceLibrary", "Host"),
        Column.NOTE: _tr("ReferenceLibrary", "Note"),
        Column.SECTION: _tr("ReferenceLibrary", "Section"),
        Column.DATE: _tr("ReferenceLibrary", "Date"),
        Column.NOTES: _tr("ReferenceLibrary", "Notes"),
    }[column]


def column_help(column: Column) -> str:
    """What a column shows, where its heading does not say it."""
    return {
        Column.STATE: _tr("ReferenceLibrary", "State: starred, unread or read"),
        Column.DATE: _tr("ReferenceLibrary", "Date of the note"),
        Column.NOTES: _tr("ReferenceLibrary", "In how many notes it is cited"),
    }.get(column, column_title(column))


def facet_title(facet: Facet) -> str:
    """The heading of a facet."""
    return {
        Facet.STATE: _tr("ReferenceLibrary", "State"),
        Facet.KIND: _tr("ReferenceLibrary", "Kind"),
        Facet.CATEGORY: _tr("ReferenceLibrary", "Category"),
        Facet.TOPIC: _tr("ReferenceLibrary", "Topic"),
        Facet.HOST: _tr("ReferenceLibrary", "Host"),
        Facet.YEAR: _tr("ReferenceLibrary", "Year"),
        Facet.NOTE: _tr("ReferenceLibrary", "Note"),
        Facet.CITING: _tr("ReferenceLibrary", "Cited"),
        Facet.LINK: _tr("ReferenceLibrary", "Link check"),
    }[facet]


def facet_value(facet: Facet, value: str) -> str:
    """A value of a facet: words of our own translated, words of the notes as they are."""
    if facet is Facet.STATE:
        return {
            "unread": _tr("ReferenceLibrary", "Unread"),
            "read": _tr("ReferenceLibrary", "Read"),
            "starred": _tr("ReferenceLibrary", "Starred"),
            "commented": _tr("ReferenceLibrary", "Commented"),
        }.get(value, value)
    if facet is Facet.CITING:
        return {
            "shared": _tr("ReferenceLibrary", "In several notes"),
            "repeated": _tr("ReferenceLibrary", "Twice in one note"),
            "retitled": _tr("ReferenceLibrary", "Under different titles"),
            "copied": _tr("ReferenceLibrary", "Same title, other address"),
        }.get(value, value)
    if facet is Facet.LINK:
        return outcome_name(LinkOutcome(value))
    if facet is Facet.KIND:
        return kind_name(ReferenceKind(value))
    if facet is Facet.NOTE:
        return value.rpartition("/")[2].rpartition(".")[0] or value
    return value


def kind_name(kind: ReferenceKind) -> str:
    """What a reference points at."""
    return {
        ReferenceKind.PAGE: _tr("ReferenceLibrary", "Web page"),
        ReferenceKind.PAPER: _tr("ReferenceLibrary", "Paper without a link"),
        ReferenceKind.FILE: _tr("ReferenceLibrary", "Document"),
    }[kind]


def line_label(line: Line) -> str:
    """What a screen reader says of a row."""
    words = [line.entry.title, line.entry.host]
    if line.state.is_starred:
        words.append(_tr("ReferenceLibrary", "starred"))
    words.append(
        _tr("ReferenceLibrary", "read") if line.state.is_read else _tr("ReferenceLibrary", "unread")
    )
    return ", ".join(word for word in words if word)


def form_name(form: ExportForm) -> str:
    """An export format in a menu."""
    return {
        ExportForm.MARKDOWN: _tr("ReferenceLibrary", "Markdown list"),
        ExportForm.CSV: _tr("ReferenceLibrary", "Table (CSV)"),
        ExportForm.JSON: _tr("ReferenceLibrary", "JSON"),
        ExportForm.CSL: _tr("ReferenceLibrary", "CSL-JSON, for Zotero and others"),
        ExportForm.BIBTEX: _tr("ReferenceLibrary", "BibTeX"),
        ExportForm.RIS: _tr("ReferenceLibrary", "RIS"),
        ExportForm.BOOKMARKS: _tr("ReferenceLibrary", "Browser bookmarks"),
    }[form]


def outcome_name(outcome: LinkOutcome) -> str:
    """What a link check can find."""
    return {
        LinkOutcome.ALIVE: _tr("ReferenceLibrary", "Link works"),
        LinkOutcome.MOVED: _tr("ReferenceLibrary", "Moved"),
        LinkOutcome.GONE: _tr("ReferenceLibrary", "Gone"),
        LinkOutcome.REFUSED: _tr("ReferenceLibrary", "No answer to programs"),
        LinkOutcome.FAILED: _tr("ReferenceLibrary", "No answer"),
    }[outcome]


def verdict_text(verdict: LinkVerdict) -> str:
    """What a link check found, and when."""
    found = outcome_name(verdict.outcome)
    if verdict.outcome is LinkOutcome.MOVED:
        found = _tr("ReferenceLibrary", "Moved to {target}").format(target=verdict.target)
    day = datetime.fromtimestamp(verdict.checked).astimezone().date().isoformat()
    detail = verdict.detail or (str(verdict.status) if verdict.status else "")
    return " · ".join(word for word in (found, detail, day) if word)
