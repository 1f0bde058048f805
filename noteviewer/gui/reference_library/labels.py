"""The words of the reference library, in the user's language."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from noteviewer.library.export import ExportForm
from noteviewer.library.references import Column, Facet, Line
from noteviewer.library.state import LinkOutcome, LinkVerdict
from noteviewer.notes.model import ReferenceKind

tr = QCoreApplication.translate


def column_title(column: Column) -> str:
    """The heading of a column."""
    return {
        Column.STATE: "",
        Column.TITLE: tr("ReferenceLibrary", "Title"),
        Column.HOST: tr("ReferenceLibrary", "Host"),
        Column.NOTE: tr("ReferenceLibrary", "Note"),
        Column.SECTION: tr("ReferenceLibrary", "Section"),
        Column.DATE: tr("ReferenceLibrary", "Date"),
        Column.NOTES: tr("ReferenceLibrary", "Notes"),
    }[column]


def column_help(column: Column) -> str:
    """What a column shows, where its heading does not say it."""
    return {
        Column.STATE: tr("ReferenceLibrary", "State: starred, unread or read"),
        Column.DATE: tr("ReferenceLibrary", "Date of the note"),
        Column.NOTES: tr("ReferenceLibrary", "In how many notes it is cited"),
    }.get(column, column_title(column))


def facet_title(facet: Facet) -> str:
    """The heading of a facet."""
    return {
        Facet.STATE: tr("ReferenceLibrary", "State"),
        Facet.KIND: tr("ReferenceLibrary", "Kind"),
        Facet.CATEGORY: tr("ReferenceLibrary", "Category"),
        Facet.TOPIC: tr("ReferenceLibrary", "Topic"),
        Facet.HOST: tr("ReferenceLibrary", "Host"),
        Facet.YEAR: tr("ReferenceLibrary", "Year"),
        Facet.NOTE: tr("ReferenceLibrary", "Note"),
        Facet.CITING: tr("ReferenceLibrary", "Cited"),
        Facet.LINK: tr("ReferenceLibrary", "Link check"),
    }[facet]


def facet_value(facet: Facet, value: str) -> str:
    """A value of a facet: words of our own translated, words of the notes as they are."""
    if facet is Facet.STATE:
        return {
            "unread": tr("ReferenceLibrary", "Unread"),
            "read": tr("ReferenceLibrary", "Read"),
            "starred": tr("ReferenceLibrary", "Starred"),
            "commented": tr("ReferenceLibrary", "Commented"),
        }.get(value, value)
    if facet is Facet.CITING:
        return {
            "shared": tr("ReferenceLibrary", "In several notes"),
            "repeated": tr("ReferenceLibrary", "Twice in one note"),
            "retitled": tr("ReferenceLibrary", "Under different titles"),
            "copied": tr("ReferenceLibrary", "Same title, other address"),
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
        ReferenceKind.PAGE: tr("ReferenceLibrary", "Web page"),
        ReferenceKind.PAPER: tr("ReferenceLibrary", "Paper without a link"),
        ReferenceKind.FILE: tr("ReferenceLibrary", "Document"),
    }[kind]


def line_label(line: Line) -> str:
    """What a screen reader says of a row."""
    words = [line.entry.title, line.entry.host]
    if line.state.is_starred:
        words.append(tr("ReferenceLibrary", "starred"))
    words.append(
        tr("ReferenceLibrary", "read") if line.state.is_read else tr("ReferenceLibrary", "unread")
    )
    return ", ".join(word for word in words if word)


def form_name(form: ExportForm) -> str:
    """An export format in a menu."""
    return {
        ExportForm.MARKDOWN: tr("ReferenceLibrary", "Markdown list"),
        ExportForm.CSV: tr("ReferenceLibrary", "Table (CSV)"),
        ExportForm.JSON: tr("ReferenceLibrary", "JSON"),
        ExportForm.CSL: tr("ReferenceLibrary", "CSL-JSON, for Zotero and others"),
        ExportForm.BIBTEX: tr("ReferenceLibrary", "BibTeX"),
        ExportForm.RIS: tr("ReferenceLibrary", "RIS"),
        ExportForm.BOOKMARKS: tr("ReferenceLibrary", "Browser bookmarks"),
    }[form]


def outcome_name(outcome: LinkOutcome) -> str:
    """What a link check can find."""
    return {
        LinkOutcome.ALIVE: tr("ReferenceLibrary", "Link works"),
        LinkOutcome.MOVED: tr("ReferenceLibrary", "Moved"),
        LinkOutcome.GONE: tr("ReferenceLibrary", "Gone"),
        LinkOutcome.REFUSED: tr("ReferenceLibrary", "No answer to programs"),
        LinkOutcome.FAILED: tr("ReferenceLibrary", "No answer"),
    }[outcome]


def verdict_text(verdict: LinkVerdict) -> str:
    """What a link check found, and when."""
    found = outcome_name(verdict.outcome)
    if verdict.outcome is LinkOutcome.MOVED:
        found = tr("ReferenceLibrary", "Moved to {target}").format(target=verdict.target)
    day = datetime.fromtimestamp(verdict.checked).astimezone().date().isoformat()
    detail = verdict.detail or (str(verdict.status) if verdict.status else "")
    return " · ".join(word for word in (found, detail, day) if word)
