"""The backlinks pane: what points at a note, which notes belong to it, and which cite the same."""

import logging
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from noteviewer.gui.core.documents import Disposition, OpenRequest
from noteviewer.gui.core.index_reader import IndexReader
from noteviewer.gui.core.services import WindowServices
from noteviewer.gui.core.tasks import log_failure
from noteviewer.gui.theme.theme import Spacing
from noteviewer.gui.widgets.fields import grouped, tooltip
from noteviewer.gui.widgets.list_model import RowModel
from noteviewer.gui.widgets.lists import RowChosen, RowView, TwoLineDelegate, TwoLines
from noteviewer.gui.widgets.pane import Pane
from noteviewer.library.location import Location, is_generated
from noteviewer.library.rows import Backlink, CitingNote
from noteviewer.library.search.related import RelatedNote
from noteviewer.library.search.snippets import phrase_query

logger = logging.getLogger(__name__)


class Group(StrEnum):
    """What is listed below a header."""

    LINKS = "links"
    RELATED = "related"
    CITING = "citing"
    """Notes that cite the same."""
    SIMILAR = "similar"
    """Notes that are about what a passage says."""


@dataclass(frozen=True, slots=True)
class Header:
    """Above the rows of a group."""

    group: Group
    count: int
    is_header: bool = True

    @property
    def key(self) -> tuple[str, str]:
        """Identity in the list."""
        return ("header", str(self.group))


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A place that links here."""

    link: Backlink
    is_header: bool = False

    @property
    def key(self) -> tuple[str, str, int, str]:
        """Identity in the list."""
        return ("link", self.link.path, self.link.line, self.link.text)


@dataclass(frozen=True, slots=True)
class RelatedRow:
    """A note that belongs to the one that is shown."""

    note: RelatedNote
    is_header: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """Identity in the list."""
        return ("related", self.note.path)


@dataclass(frozen=True, slots=True)
class SharedRow:
    """A note that cites some of the same things."""

    note: CitingNote
    count: int
    is_header: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """Identity in the list."""
        return ("shared", self.note.path)


Row = Header | LinkRow | RelatedRow | SharedRow
_RELATED = 8
"""Related notes that are listed."""
_SIMILAR = 20
"""Notes that are listed for a passage."""


def backlink_rows(
    links: Sequence[Backlink],
    related: Iterable[RelatedNote],
    shared: Iterable[tuple[CitingNote, int]],
) -> list[Row]:
    """Links first, then related notes, then notes that cite the same; each place once."""
    groups: dict[Group, list[LinkRow] | list[RelatedRow] | list[SharedRow]] = {
        Group.LINKS: list({row.key: row for row in map(LinkRow, links)}.values()),
        Group.RELATED: [RelatedRow(note) for note in related],
        Group.CITING: [SharedRow(note, count) for note, count in shared],
    }
    rows: list[Row] = []
    for group, members in groups.items():
        if members:
            rows += [Header(group, len(members)), *members]
    return rows


def read_rows(catalog: IndexReader, path: str) -> list[Row]:
    """What the pane lists for a note: of the notes that cite the same those with the most first."""
    citing = catalog.citing_notes(path).values()
    counts = Counter(note for notes in citing for note in notes)
    shared = sorted(counts.items(), key=lambda item: (-item[1], item[0].path))
    return backlink_rows(catalog.backlinks(path), catalog.related(path, _RELATED), shared)


def similar_rows(catalog: IndexReader, passage: str, path: str) -> list[Row]:
    """What the pane lists for a passage of a note."""
    notes = [RelatedRow(note) for note in catalog.similar(passage, _SIMILAR, path)]
    return [Header(Group.SIMILAR, len(notes)), *notes]


def describe(row: Row) -> TwoLines:
    """What a row shows."""
    match row:
        case Header(group=group):
            return TwoLines(_group_title(group), side=grouped(row.count))
        case LinkRow(link=link):
            said = link.sentence or (f"“{link.text}”" if link.text else "")
            return TwoLines(
                link.note_title, said or link.section_title, icon="backlink", marked=link.text
            )
        case RelatedRow(note=note):
            return TwoLines(note.title, _reasons(note), icon="note")
        case SharedRow():
            return TwoLines(row.note.title, _in_common(row.count), icon="reference")


def _group_title(group: Group) -> str:
    match group:
        case Group.LINKS:
            return QCoreApplication.translate("BacklinksPane", "Links to this note")
        case Group.RELATED:
            return QCoreApplication.translate("BacklinksPane", "Related notes")
        case Group.CITING:
            return QCoreApplication.translate("BacklinksPane", "Cite the same pages")
        case Group.SIMILAR:
            return QCoreApplication.translate("BacklinksPane", "Similar to the passage")


def _in_common(references: int) -> str:
    return QCoreApplication.translate(
        "BacklinksPane", "%Ln reference(s) in common", None, references
    )


def _reasons(note: RelatedNote) -> str:
    """Why a note belongs to the one that is shown."""
    reasons = list(note.words)
    if note.is_linked:
        reasons.append(QCoreApplication.translate("BacklinksPane", "linked"))
    if note.references:
        reasons.append(_in_common(note.references))
    return " · ".join([*reasons, *(f"#{tag}" for tag in note.tags)])


def row_label(row: Row) -> str:
    """What a screen reader says."""
    lines = describe(row)
    return ", ".join(word for word in (lines.title, lines.second, lines.side) if word)


def row_tooltip(row: Row) -> str:
    """Where a link stands."""
    match row:
        case LinkRow(link=link):
            said = link.sentence or link.text
            return tooltip([link.note_title, link.section_title, said, link.path])
        case RelatedRow(note=note):
            return tooltip([note.title, _reasons(note), note.path])
        case SharedRow(note=note):
            return tooltip([note.title, note.path])
        case _:
            return ""


class BacklinksPane(Pane):
    """What points at the note that is shown, and what belongs to it."""

    open_requested = Signal(object)
    """An `OpenRequest`."""
    count_changed = Signal(int)
    """How many links point here."""

    def __init__(self, services: WindowServices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lane = services.queries.lane(self)
        self._location = Location("")
        self._passage = ""
        """What similar notes are listed for, in the place of what belongs to the whole note."""
        self._model: RowModel[Row] = RowModel(row_label, row_tooltip, self)
        self._view: RowView[Row] = RowView(self._model, self)
        self._view.setItemDelegate(
            TwoLineDelegate(self._model, describe, services.themes, services.icons, self._view)
        )
        self._view.setAccessibleName(self.tr("Links to this note and related notes"))
        self._view.row_chosen.connect(self._open)
        self._hint = QLabel(self.tr("Nothing points at this note."), self)
        self._hint.setProperty("role", "faint")
        self._hint.setContentsMargins(Spacing.L, Spacing.L, Spacing.L, Spacing.S)
        self._hint.setWordWrap(True)
        self._hint.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._hint)
        whole.addWidget(self._view, 1)
        self.setFocusProxy(self._view)

    def show_location(self, location: Location) -> None:
        """Show what points at a note."""
        is_other = not location.same_note(self._location)
        self._location = location
        if is_other:
            self._passage = ""
            self._model.replace([])
            self.refresh()

    def show_similar(self, passage: str) -> None:
        """List notes that are about what a passage says, until another note is shown."""
        self._passage = passage
        self._model.replace([])
        self.refresh()

    def refresh(self) -> None:
        """Read again."""
        path, passage = self._location.note, self._passage
        if passage:
            self._lane.ask(
                lambda catalog: similar_rows(catalog, passage, path), self._take, self._not_read
            )
        elif path:
            self._lane.ask(lambda catalog: read_rows(catalog, path), self._take, self._not_read)
        else:
            self._take([])

    def focus_list(self) -> None:
        """Put the keyboard into the list."""
        self._view.take_keyboard()

    def _take(self, rows: list[Row]) -> None:
        self.count_changed.emit(sum(isinstance(row, LinkRow) for row in rows))
        self._model.update(rows)
        path = self._location.note
        is_note = bool(path) and not is_generated(path)
        self._hint.setVisible(is_note and not self._model.rows)

    def _not_read(self, error: Exception) -> None:
        log_failure(logger, "cannot read the backlinks", error)

    def _open(self, chosen: RowChosen[Row]) -> None:
        folder = self._location.folder
        match chosen.row:
            case LinkRow(link=link):
                place = Location(folder, link.path, link.anchor, phrase_query(link.text))
            case RelatedRow() | SharedRow():
                place = Location(folder, chosen.row.note.path)
            case _:
                return
        self.open_requested.emit(
            OpenRequest(place, Disposition.BEHIND if chosen.in_new_tab else Disposition.HERE)
        )
