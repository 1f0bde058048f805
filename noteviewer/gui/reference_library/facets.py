"""The facets beside the table: values with their counts, narrowed by a click or a key."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QCoreApplication,
    QRect,
    QSize,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from noteviewer.gui.reference_library.labels import facet_title, facet_value
from noteviewer.gui.theme.icons import Icons
from noteviewer.gui.theme.painting import RIGHT, Pen, draw_line, grown, scaled
from noteviewer.gui.theme.theme import Spacing, ThemeSwitch
from noteviewer.gui.widgets.fields import grouped
from noteviewer.gui.widgets.keys import LocalKeys
from noteviewer.gui.widgets.list_model import RowModel
from noteviewer.gui.widgets.lists import AnyIndex, RowChosen, RowDelegate, RowView
from noteviewer.library.references import Facet, FacetValue

SHOWN = 8
"""Values of a facet before the user asks for more."""
SHOWN_MORE = 200
ICON = 16

tr = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class FacetHeader:
    """The name of a facet."""

    facet: Facet
    is_header: bool = True

    @property
    def key(self) -> tuple[str, str]:
        """Identity in the list."""
        return ("facet", self.facet)


@dataclass(frozen=True, slots=True)
class ValueRow:
    """A value that the table can be narrowed to."""

    facet: Facet
    value: str
    count: int
    read: int
    is_chosen: bool
    is_header: bool = False

    @property
    def key(self) -> tuple[str, str, str]:
        """Identity in the list."""
        return ("value", self.facet, self.value)


@dataclass(frozen=True, slots=True)
class MoreRow:
    """Shows the rest of the values."""

    facet: Facet
    hidden: int
    is_header: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """Identity in the list."""
        return ("more", self.facet)


FacetRow = FacetHeader | ValueRow | MoreRow


def facet_rows(
    facets: Mapping[Facet, Sequence[FacetValue]],
    chosen: Mapping[Facet, Collection[str]],
    opened: Collection[Facet],
) -> list[FacetRow]:
    """Values under their facets; what is chosen is always listed."""
    rows: list[FacetRow] = []
    for facet, values in facets.items():
        wanted = chosen.get(facet, ())
        limit = SHOWN_MORE if facet in opened else SHOWN
        shown = [
            ValueRow(facet, one.value, one.count, one.read, is_chosen=one.value in wanted)
            for place, one in enumerate(values)
            if place < limit or one.value in wanted
        ]
        known = {row.value for row in shown}
        shown += [
            ValueRow(facet, value, 0, 0, is_chosen=True)
            for value in sorted(wanted)
            if value not in known
        ]
        if not shown:
            continue
        rows += [FacetHeader(facet), *shown]
        if facet not in opened and len(values) > len(shown):
            rows.append(MoreRow(facet, len(values) - len(shown)))
    return rows


class FacetList(RowView[FacetRow]):
    """All facets in one list; Enter, Space or a click chooses a value or gives it up."""

    chosen_changed = Signal(object)
    """The values now chosen: ``dict[Facet, frozenset[str]]``."""

    def __init__(self, themes: ThemeSwitch, icons: Icons, parent: QWidget | None = None) -> None:
        self._model: RowModel[FacetRow] = RowModel(row_text, row_text, None)
        super().__init__(self._model, parent)
        self._model.setParent(self)
        self._facets: Mapping[Facet, Sequence[FacetValue]] = {}
        self._opened: set[Facet] = set()
        self.chosen: dict[Facet, frozenset[str]] = {}
        self.setAccessibleName(self.tr("Narrow the references"))
        self.setItemDelegate(_FacetDelegate(self._model, themes, icons, self))
        self.row_chosen.connect(self._choose)
        LocalKeys(self, {"Space": self._choose_current})

    def show_facets(self, facets: Mapping[Facet, Sequence[FacetValue]]) -> None:
        """Show new counts; the keyboard stays where it is."""
        self._facets = facets
        self._model.update(facet_rows(facets, self.chosen, self._opened))

    def clear_chosen(self) -> None:
        """Give up every value."""
        self.chosen = {}
        self.show_facets(self._facets)
        self.chosen_changed.emit(self.chosen)

    def _choose_current(self) -> None:
        row = self.current_row()
        if row is not None:
            self._toggle(row)

    def _choose(self, chosen: RowChosen[FacetRow]) -> None:
        self._toggle(chosen.row)

    def _toggle(self, row: FacetRow) -> None:
        if isinstance(row, MoreRow):
            self._opened.add(row.facet)
            self.show_facets(self._facets)
        elif isinstance(row, ValueRow):
            values = self.chosen.get(row.facet, frozenset()) ^ {row.value}
            self.chosen = {**self.chosen, row.facet: values}
            self.show_facets(self._facets)
            self.chosen_changed.emit(self.chosen)


def row_text(row: FacetRow) -> str:
    """A row in words, for screen readers and tooltips."""
    if isinstance(row, FacetHeader):
        return facet_title(row.facet)
    if isinstance(row, MoreRow):
        return tr("ReferenceLibrary", "%Ln more…", None, row.hidden)
    text = tr("ReferenceLibrary", "{value}: {count}, {read} read").format(
        value=facet_value(row.facet, row.value), count=grouped(row.count), read=grouped(row.read)
    )
    return f"{text}, {tr('ReferenceLibrary', 'chosen')}" if row.is_chosen else text


class _FacetDelegate(RowDelegate[FacetRow]):
    """Paints headings, values with a check mark and their counts."""

    def __init__(
        self,
        model: RowModel[FacetRow],
        themes: ThemeSwitch,
        icons: Icons,
        view: RowView[FacetRow],
    ) -> None:
        super().__init__(model, themes, view)
        self._icons = icons

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """One line; headings stand apart."""
        height = QFontMetrics(option.font).height() + Spacing.S
        is_heading = isinstance(self._model.row(index), FacetHeader)
        return QSize(0, height + (Spacing.S if is_heading else 0))

    def paint_row(self, painter: QPainter, option: QStyleOptionViewItem, row: FacetRow) -> None:
        """Paint a heading, or a value with its count."""
        colors = self._themes.theme.color
        rect = option.rect.adjusted(Spacing.M, 0, -Spacing.M, 0)
        if isinstance(row, FacetHeader):
            pen = Pen(scaled(option.font, 86, is_bold=True), colors("text_muted"))
            draw_line(painter, rect.adjusted(0, Spacing.S, 0, 0), facet_title(row.facet), pen)
        else:
            self._paint_value(painter, option, rect, row)

    def _paint_value(
        self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect, row: ValueRow | MoreRow
    ) -> None:
        colors = self._themes.theme.color
        small = scaled(option.font, 86)
        if isinstance(row, MoreRow):
            draw_line(painter, rect, row_text(row), Pen(small, colors("accent")))
            return
        count = grouped(row.count)
        if row.read:
            count = f"{grouped(row.read)}/{count}"
        used = draw_line(painter, rect, count, Pen(small, colors("text_muted")), RIGHT)
        text = rect.adjusted(0, 0, -used - Spacing.S, 0)
        if row.is_chosen:
            side = grown(ICON, option.font)
            box = QRect(rect.left(), rect.center().y() - side // 2 + 1, side, side)
            self._icons.icon("check", "accent").paint(painter, box)
            text.adjust(side + Spacing.XS, 0, 0, 0)
        is_hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        color = colors("accent" if row.is_chosen else "text")
        pen = Pen(option.font, colors("text") if is_hovered and not row.is_chosen else color)
        draw_line(painter, text, facet_value(row.facet, row.value), pen)
