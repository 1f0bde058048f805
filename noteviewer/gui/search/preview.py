"""The preview beside the hits."""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import groupby

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import (
    QFont,
    QFontDatabase,
    QFontInfo,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QTextBrowser, QTextEdit, QWidget

from noteviewer.gui.core.index_reader import IndexReader
from noteviewer.gui.core.queries import Queries
from noteviewer.gui.core.services import NoteReader
from noteviewer.gui.search.preview_content import read_preview
from noteviewer.gui.theme.painting import scaled
from noteviewer.gui.theme.theme import Spacing, ThemeSwitch
from noteviewer.library.rows import Hit
from noteviewer.library.search.snippets import MarkFinder, make_snippet
from noteviewer.render.worker.readings import Piece, PieceKind

LINE_HEIGHT = 145
"""Per cent."""
MARKS_LIMIT = 500
RULE_LENGTH = 6


class Preview(QTextBrowser):
    """A section as plain paragraphs with the matches marked; it loads nothing and runs nothing."""

    link_activated = Signal(str)
    """A URL for the system's browser."""

    def __init__(self, themes: ThemeSwitch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self.setProperty("role", "page")
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QTextEdit.Shape.NoFrame)
        self.document().setDocumentMargin(Spacing.XL)
        self.anchorClicked.connect(self._activate)

    def loadResource(self, _kind: int, _name: QUrl | str) -> None:
        """Nothing is ever loaded."""

    def show_section(self, hit: Hit, pieces: Sequence[Piece], highlights: Sequence[str]) -> None:
        """Show a section and bring its first match into sight."""
        self.setUpdatesEnabled(False)
        self.clear()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        self._write_heading(cursor, hit)
        own = cursor.block().position()
        finder = MarkFinder(word for word in highlights if word)
        whole = "\n".join((hit.title, *(f"{each.text}\n{each.source}" for each in pieces)))
        if hit.marks and finder.first(whole) < 0:
            # In the front matter, which is no part of the text.
            self._write_hidden(cursor, hit.snippet, "", finder)
        for source, together in groupby(pieces, key=lambda piece: piece.source):
            shown = ""
            for piece in together:
                self._write(cursor, piece)
                shown += f"{piece.text}\n{piece.detail}\n"
            self._write_hidden(cursor, source, shown, finder)
        cursor.endEditBlock()
        self._mark(finder, own)
        self.setUpdatesEnabled(True)

    def show_help(self, title: str, rows: Sequence[tuple[str, str]]) -> None:
        """Show what can be typed, while nothing is."""
        self.clear()
        cursor = QTextCursor(self.document())
        cursor.setBlockFormat(self._block(bottom=Spacing.M))
        cursor.insertText(title, self._char("text", percent=112, is_bold=True))
        for example, meaning in rows:
            cursor.insertBlock(self._block())
            cursor.insertText(example, self._char("text", is_code=True))
            cursor.insertText(f"    {meaning}", self._char("text_muted", percent=92))
        self.setExtraSelections([])
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def scroll_lines(self, steps: int) -> None:
        """Move by some lines, while the keyboard stays in the query."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + steps * 3 * self.fontMetrics().lineSpacing())

    def _activate(self, url: QUrl) -> None:
        self.link_activated.emit(url.toString())

    def _write_heading(self, cursor: QTextCursor, hit: Hit) -> None:
        muted = self._char("text_muted", percent=88)
        above = " › ".join((hit.note_title, *hit.heading_path))
        cursor.setBlockFormat(self._block(bottom=Spacing.XS))
        cursor.insertText(above, muted)
        cursor.insertBlock(self._block(bottom=Spacing.M))
        cursor.insertText(hit.title, self._char("text", percent=125, is_bold=True))

    def _write(self, cursor: QTextCursor, piece: Piece) -> None:
        match piece.kind:
            case PieceKind.HEADING:
                cursor.insertBlock(self._block(top=Spacing.M))
                percent = 112 if piece.depth == 1 else 100
                cursor.insertText(piece.text, self._char("text", percent=percent, is_bold=True))
            case PieceKind.REFERENCE:
                cursor.insertBlock(self._block(bottom=Spacing.XS))
                link = self._char("accent")
                link.setAnchor(True)
                link.setAnchorHref(piece.url)
                cursor.insertText(piece.text, link)
                cursor.insertText(f"   {piece.detail}", self._char("text_muted", percent=85))
            case PieceKind.ITEM:
                indent = Spacing.L * (piece.depth + 1)
                cursor.insertBlock(self._block(left=indent, hanging=Spacing.L))
                cursor.insertText(f"{piece.detail}  ", self._char("text_muted"))
                cursor.insertText(piece.text, self._char("text"))
            case PieceKind.QUOTE:
                cursor.insertBlock(self._block(left=Spacing.L))
                cursor.insertText(piece.text, self._char("text_muted"))
            case PieceKind.CODE | PieceKind.FORMULA:
                block = self._block(left=Spacing.S)
                block.setBackground(self._themes.theme.color("chrome"))
                cursor.insertBlock(block)
                # Line separators keep a listing in one paragraph, so that its ground is one box.
                cursor.insertText(
                    piece.text.replace("\n", "\u2028"), self._char("text", is_code=True)
                )
            case PieceKind.IMAGE:
                cursor.insertBlock(self._block())
                cursor.insertText(f"▨ {piece.text}", self._char("text_muted", percent=88))
            case PieceKind.RULE:
                cursor.insertBlock(self._block())
                cursor.insertText("─" * RULE_LENGTH, self._char("border_strong"))
            case _:
                cursor.insertBlock(self._block())
                cursor.insertText(piece.text, self._char("text"))

    def _write_hidden(
        self, cursor: QTextCursor, source: str, shown: str, finder: MarkFinder
    ) -> None:
        """Show the line of the file in which a match stands that its pieces do not show."""
        if source and finder.first(source) >= 0 and finder.first(shown) < 0:
            cursor.insertBlock(self._block(left=Spacing.S))
            line = make_snippet(source, finder)[0]
            cursor.insertText(line, self._char("text_muted", percent=85, is_code=True))

    def _mark(self, finder: MarkFinder, own: int) -> None:
        """Mark all matches, and show the first that stands in the section's own title or text."""
        look = QTextCharFormat()
        look.setBackground(self._themes.theme.color("mark"))
        look.setForeground(self._themes.theme.color("mark_text"))
        selections: list[QTextEdit.ExtraSelection] = []
        text = self.document().toRawText()
        for start, end in finder.marks(text)[:MARKS_LIMIT]:
            selection = QTextEdit.ExtraSelection()
            selection.format = look
            selection.cursor = self._span(_place(text, start), _place(text, end))
            selections.append(selection)
        self.setExtraSelections(selections)
        starts = (mark.cursor.selectionStart() for mark in selections)
        first = next((start for start in starts if start >= own), 0)
        self.setTextCursor(self._span(first, first))
        bar, height = self.verticalScrollBar(), self.viewport().height()
        bar.setValue(0)
        edge = self.cursorRect().bottom() + Spacing.XL
        if edge > height:
            bar.setValue(edge - height * 2 // 5)

    def _span(self, start: int, end: int) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _block(
        self, *, left: int = 0, top: int = 0, bottom: int = Spacing.S, hanging: int = 0
    ) -> QTextBlockFormat:
        block = QTextBlockFormat()
        block.setLineHeight(LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        block.setLeftMargin(left)
        block.setTextIndent(-hanging)
        block.setTopMargin(top)
        block.setBottomMargin(bottom)
        return block

    def _char(
        self, role: str, *, percent: int = 100, is_bold: bool = False, is_code: bool = False
    ) -> QTextCharFormat:
        look = QTextCharFormat()
        font: QFont = scaled(self.font(), percent, is_bold=is_bold)
        if is_code:
            fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
            # Not the alias "monospace": before other families it is passed over.
            font.setFamilies([QFontInfo(fixed).family(), *self.font().families()])
        look.setFont(font)
        look.setForeground(self._themes.theme.color(role))
        return look


def _place(text: str, offset: int) -> int:
    """An offset of a text as Qt counts, which takes an emoji for two."""
    return offset if text.isascii() else len(text[:offset].encode("utf-16-le")) // 2


class HitPreview(Preview):
    """Reads the section of a hit and shows it; only the last hit asked for is shown."""

    def __init__(
        self,
        queries: Queries[IndexReader],
        reader: NoteReader,
        on_failed: Callable[[Exception], None],
        themes: ThemeSwitch,
        parent: QWidget,
    ) -> None:
        super().__init__(themes, parent)
        self.setAccessibleName(self.tr("Preview of the section"))
        self._lane = queries.lane(self)
        self._reader = reader
        self._on_failed = on_failed

    def show_hit(self, hit: Hit, highlights: Sequence[str]) -> None:
        """Show the section of a hit with its matches marked."""

        def read(catalog: IndexReader) -> list[Piece]:
            return read_preview(catalog, self._reader, hit.path, hit.section)

        self._lane.ask(read, partial(self._show, hit, highlights), self._on_failed)

    def show_nothing(self) -> None:
        """Nothing is found."""
        self._lane.cancel()
        self.clear()

    def _show(self, hit: Hit, highlights: Sequence[str], pieces: Sequence[Piece]) -> None:
        self.show_section(hit, pieces, highlights)
