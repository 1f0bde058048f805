"""A sentence for each kind of problem, in the reader's language."""

from PySide6.QtCore import QCoreApplication

from noteviewer.gui.lists.two_lines import TwoLines
from noteviewer.gui.numbers import grouped
from noteviewer.gui.plain_text import tooltip
from noteviewer.gui.problems_pane.rows import Header, ProblemRow, Row
from noteviewer.notes.model import Problem, ProblemKind

GRAVE = frozenset({ProblemKind.UNREADABLE, ProblemKind.BINARY, ProblemKind.BROKEN_ENCODING})


def describe(row: Row) -> TwoLines:
    """What a row shows."""
    if isinstance(row, Header):
        return TwoLines(kind_title(row.kind), side=grouped(row.count))
    found = row.found
    line = found.problem.line
    side = "" if line is None else str(line + 1)
    role = "danger" if found.problem.kind in GRAVE else "warning"
    title = found.note_title or found.path
    return TwoLines(title, sentence(found.problem), side, icon="warning", icon_role=role)


def row_label(row: Row) -> str:
    """What a screen reader says."""
    lines = describe(row)
    if isinstance(row, ProblemRow) and lines.side:
        line = QCoreApplication.translate("ProblemsPane", "line {}").format(lines.side)
        return f"{lines.title}, {lines.second}, {line}"
    return ", ".join(word for word in (lines.title, lines.second, lines.side) if word)


def row_tooltip(row: Row) -> str:
    """The file, and the problem in full."""
    if isinstance(row, Header):
        return ""
    return tooltip([row.found.path, sentence(row.found.problem)])


def kind_title(kind: ProblemKind) -> str:
    """Heading above the problems of a kind."""
    tr = QCoreApplication.translate
    return {
        ProblemKind.BROKEN_ENCODING: tr("ProblemsPane", "Damaged characters"),
        ProblemKind.BINARY: tr("ProblemsPane", "Files that are no text"),
        ProblemKind.TOO_LARGE: tr("ProblemsPane", "Files that are too large"),
        ProblemKind.UNREADABLE: tr("ProblemsPane", "Files that cannot be read"),
        ProblemKind.BAD_FRONT_MATTER: tr("ProblemsPane", "Front matter with errors"),
        ProblemKind.BAD_CONFIG: tr("ProblemsPane", "Configuration files with errors"),
        ProblemKind.UNCLOSED_FENCE: tr("ProblemsPane", "Code blocks that do not end"),
        ProblemKind.TIMED_OUT: tr("ProblemsPane", "Notes that took too long"),
        ProblemKind.BROKEN_LINK: tr("ProblemsPane", "Links that lead nowhere"),
        ProblemKind.BROKEN_ANCHOR: tr("ProblemsPane", "Links to missing headings"),
        ProblemKind.MISSING_IMAGE: tr("ProblemsPane", "Missing images"),
        ProblemKind.SERIES_GAP: tr("ProblemsPane", "Gaps in series"),
        ProblemKind.SERIES_DUPLICATE: tr("ProblemsPane", "Numbers used twice in a series"),
        ProblemKind.BAD_FORMULA: tr("ProblemsPane", "Formulas that cannot be drawn"),
        ProblemKind.NOT_RENDERED: tr("ProblemsPane", "Notes shown as plain text"),
        ProblemKind.LINK_OUTSIDE: tr("ProblemsPane", "Links that leave the folder"),
        ProblemKind.NOT_READ: tr("ProblemsPane", "Files that are not read"),
        ProblemKind.BAD_DATA: tr("ProblemsPane", "Configuration with errors"),
    }[kind]


def sentence(problem: Problem) -> str:
    """What is wrong, with the thing itself."""
    detail = problem.detail
    match problem.kind:
        case ProblemKind.BROKEN_ENCODING:
            text = QCoreApplication.translate("ProblemsPane", "Some characters are damaged {}")
        case ProblemKind.TOO_LARGE:
            text = QCoreApplication.translate("ProblemsPane", "Only its beginning is shown {}")
        case ProblemKind.UNCLOSED_FENCE:
            text = QCoreApplication.translate("ProblemsPane", "The code block is not closed {}")
        case ProblemKind.BROKEN_LINK:
            text = QCoreApplication.translate("ProblemsPane", "No note is found for {}")
        case ProblemKind.BROKEN_ANCHOR:
            text = QCoreApplication.translate("ProblemsPane", "No heading is found for {}")
        case ProblemKind.MISSING_IMAGE:
            text = QCoreApplication.translate("ProblemsPane", "No image is found for {}")
        case ProblemKind.SERIES_GAP:
            text = QCoreApplication.translate("ProblemsPane", "No note is {}")
        case ProblemKind.SERIES_DUPLICATE:
            text = QCoreApplication.translate("ProblemsPane", "More than one note is {}")
        case ProblemKind.NOT_RENDERED:
            text = QCoreApplication.translate("ProblemsPane", "It could not be rendered {}")
        case ProblemKind.LINK_OUTSIDE:
            text = QCoreApplication.translate("ProblemsPane", "It leads out of the folder: {}")
        case ProblemKind.NOT_READ:
            text = QCoreApplication.translate("ProblemsPane", "Not read: {}")
        case _:
            text = "{}"
    return text.format(detail).strip()
