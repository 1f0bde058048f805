"""A list model over frozen rows, some of which are headings of those below."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring rows, both ends included."""

    first: int
    last: int


def removals(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Run]:
    """Runs of `old` to remove, the last first, so that what stays is in the order of `new`.

    What has moved is removed here and inserted again by `insertions`.
    """
    staying = _in_order(old, new)
    gone = [row for row, key in enumerate(old) if key not in staying]
    return list(_runs(gone))[::-1]


def insertions(kept: Sequence[Hashable], new: Sequence[Hashable]) -> list[Run]:
    """Runs of `new` to insert into what `removals` has left, the first first."""
    staying = set(kept)
    come = [row for row, key in enumerate(new) if key not in staying]
    return list(_runs(come))


def _in_order(old: Sequence[Hashable], new: Sequence[Hashable]) -> set[Hashable]:
    """Keys of both that need not move: those met in rising order on a walk through `old`."""
    place = {key: row for row, key in enumerate(new)}
    staying: set[Hashable] = set()
    reached = -1
    for key in old:
        row = place.get(key, -1)
        if row > reached:
            staying.add(key)
            reached = row
    return staying


def _runs(rows: Sequence[int]) -> Iterator[Run]:
    """Runs of consecutive numbers."""
    start = 0
    for end in range(1, len(rows) + 1):
        if end == len(rows) or rows[end] != rows[end - 1] + 1:
            yield Run(rows[start], rows[end - 1])
            start = end


Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()


class ListRow(Protocol):
    """What every row of a list has."""

    @property
    def key(self) -> Hashable:
        """Unique in the list, and the same after each rebuild."""

    @property
    def is_header(self) -> bool:
        """Whether it is a heading, which cannot be selected."""


Row = TypeVar("Row", bound=ListRow)


class RowModel(QAbstractListModel, Generic[Row]):
    """Shows rows; what they say to screen readers and in tooltips is given by functions."""

    def __init__(
        self,
        label: Callable[[Row], str],
        tooltip: Callable[[Row], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._label = label
        self._tooltip = tooltip
        self._rows: list[Row] = []

    @property
    def rows(self) -> Sequence[Row]:
        """All rows in order."""
        return self._rows

    def row(self, index: Index) -> Row | None:
        """The row of an index; None for an invalid one."""
        return self._rows[index.row()] if 0 <= index.row() < len(self._rows) else None

    def replace(self, rows: Sequence[Row]) -> None:
        """Show other rows: the answer to another question."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def update(self, rows: Sequence[Row]) -> None:
        """Show a newer state of the same rows; the selection stays on what stays."""
        keys = [row.key for row in rows]
        for run in removals([row.key for row in self._rows], keys):
            self.beginRemoveRows(ROOT, run.first, run.last)
            del self._rows[run.first : run.last + 1]
            self.endRemoveRows()
        for run in insertions([row.key for row in self._rows], keys):
            self.beginInsertRows(ROOT, run.first, run.last)
            self._rows[run.first : run.first] = rows[run.first : run.last + 1]
            self.endInsertRows()
        for number, row in enumerate(rows):
            if self._rows[number] != row:
                self._rows[number] = row
                index = self.index(number, 0)
                self.dataChanged.emit(index, index)

    def find(self, key: Hashable) -> QModelIndex:
        """The index of the row with a key; invalid where there is none."""
        for number, row in enumerate(self._rows):
            if row.key == key:
                return self.index(number, 0)
        return QModelIndex()

    def first(self) -> QModelIndex:
        """The first row that is no heading; invalid where there is none."""
        for number, row in enumerate(self._rows):
            if not row.is_header:
                return self.index(number, 0)
        return QModelIndex()

    def rowCount(self, parent: Index = ROOT) -> int:
        """Rows and headings."""
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings can be read, not selected."""
        row = self.row(index)
        if row is None:
            return Qt.ItemFlag.NoItemFlags
        if row.is_header:
            return Qt.ItemFlag.ItemNeverHasChildren
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemNeverHasChildren
        )

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text for screen readers and tooltips; delegates read the row itself."""
        row = self.row(index)
        if row is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._label(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tooltip(row) or None
        return None
