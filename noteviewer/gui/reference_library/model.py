"""The table of references for Qt's views."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from noteviewer.gui.reference_library.labels import (
    column_help,
    column_title,
    line_label,
    verdict_text,
)
from noteviewer.gui.theme.icons import Icons
from noteviewer.gui.theme.theme import ThemeSwitch
from noteviewer.gui.widgets.fields import grouped, tooltip
from noteviewer.library.references import Column, Line
from noteviewer.library.state import LinkOutcome, LinkVerdict, ReferenceState
from noteviewer.notes.readable_url import readable_url

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
COLUMNS = (
    Column.STATE,
    Column.TITLE,
    Column.HOST,
    Column.NOTE,
    Column.SECTION,
    Column.DATE,
    Column.NOTES,
)

_ROLES = frozenset(
    {
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.DecorationRole,
        Qt.ItemDataRole.ForegroundRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.AccessibleTextRole,
        Qt.ItemDataRole.TextAlignmentRole,
    }
)
"""All others are asked for each cell that is painted, and answered at once."""
_DOUBTFUL = frozenset({LinkOutcome.MOVED, LinkOutcome.FAILED})


class ReferenceModel(QAbstractTableModel):
    """Lines of a listing; sorting and filtering happen before they come here."""

    def __init__(self, themes: ThemeSwitch, icons: Icons, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._icons = icons
        self._lines: list[Line] = []

    @property
    def lines(self) -> Sequence[Line]:
        """All lines in order."""
        return self._lines

    def line(self, index: Index) -> Line | None:
        """The line of an index; None for an invalid one."""
        return self._lines[index.row()] if 0 <= index.row() < len(self._lines) else None

    def show(self, lines: Sequence[Line]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self._lines = list(lines)
        self.endResetModel()

    def change(
        self, states: Mapping[str, ReferenceState], verdicts: Mapping[str, LinkVerdict]
    ) -> None:
        """Show what was just done or found, leaving every line where it is."""
        if not states and not verdicts:
            return
        for number, line in enumerate(self._lines):
            key, url = line.entry.key, line.entry.url or ""
            if key in states or url in verdicts:
                self._lines[number] = replace(
                    line,
                    state=states.get(key, line.state),
                    verdict=verdicts.get(url, line.verdict),
                )
                last = self.index(number, len(COLUMNS) - 1)
                self.dataChanged.emit(self.index(number, 0), last)

    def find(self, key: str) -> QModelIndex:
        """The index of the line with a key; invalid where it is not listed."""
        for number, line in enumerate(self._lines):
            if line.entry.key == key:
                return self.index(number, COLUMNS.index(Column.TITLE))
        return QModelIndex()

    def rowCount(self, parent: Index = ROOT) -> int:
        """Listed references."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = ROOT) -> int:
        """Always the same."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Headings."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return column_title(COLUMNS[section])
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return column_help(COLUMNS[section])
        if role == Qt.ItemDataRole.TextAlignmentRole and COLUMNS[section] is Column.NOTES:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, mark and colour of a cell."""
        if role not in _ROLES:
            return None
        line = self.line(index)
        if line is None or not 0 <= index.column() < len(COLUMNS):
            return None
        column = COLUMNS[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return _text(line, column)
        if role == Qt.ItemDataRole.DecorationRole and column is Column.HOST and line.verdict:
            return self._warning(line.verdict.outcome)
        if role == Qt.ItemDataRole.ForegroundRole:
            is_quiet = line.state.is_read or column is not Column.TITLE
            return self._themes.theme.color("text_muted" if is_quiet else "text")
        if role == Qt.ItemDataRole.ToolTipRole:
            verdict = verdict_text(line.verdict) if line.verdict else ""
            return tooltip(
                [line.entry.title, readable_url(line.entry.url or ""), line.state.comment, verdict]
            )
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _text(line, column) or line_label(line)
        if role == Qt.ItemDataRole.TextAlignmentRole and column is Column.NOTES:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def _warning(self, outcome: LinkOutcome) -> Any:
        if outcome is LinkOutcome.GONE:
            return self._icons.icon("warning", "danger")
        return self._icons.icon("warning", "warning") if outcome in _DOUBTFUL else None


def _text(line: Line, column: Column) -> str:
    newest = line.entry.newest
    match column:
        case Column.TITLE:
            return line.entry.title
        case Column.HOST:
            return line.entry.host
        case Column.NOTE:
            return newest.note_title
        case Column.SECTION:
            return newest.section_title
        case Column.DATE:
            return newest.date or ""
        case Column.NOTES:
            count = len(line.entry.paths)
            return grouped(count) if count > 1 else ""
        case _:
            return ""
