"""Pieces that item delegates paint with."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontInfo,
    QFontMetrics,
    QPainter,
    QPen,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionViewItem, QWidget

from noteviewer.gui.theme.theme import Spacing, Theme

Marks = Sequence[tuple[int, int]]
# Plain numbers, combined once: combining flags costs more than the rest of a call.
_LINE = int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine)
LEFT = _LINE | int(Qt.AlignmentFlag.AlignLeft)
RIGHT = _LINE | int(Qt.AlignmentFlag.AlignRight)
CENTER = _LINE | int(Qt.AlignmentFlag.AlignHCenter)


_QUOTES = re.compile("[‘’“”]")
_HAN = re.compile("[\u3000-\u9fff\uf900-\ufaff\uff00-\uffef]")
USUAL_TEXT = 14
"""Pixels of text beside which sizes are as they are given."""


@dataclass(frozen=True, slots=True)
class Pen:
    """What text is written with."""

    font: QFont
    color: QColor


def scaled(font: QFont, percent: int = 100, *, is_bold: bool = False) -> QFont:
    """A font beside another: smaller for second lines, heavier for headings."""
    made = QFont(font)
    made.setPointSizeF(font.pointSizeF() * percent / 100)
    if is_bold:
        made.setWeight(QFont.Weight.DemiBold)
    return made


def grown(pixels: int, font: QFont) -> int:
    """A size in pixels of what stands beside text: larger where the text is."""
    return max(pixels, round(pixels * QFontInfo(font).pixelSize() / USUAL_TEXT))


def fitting_quotes(text: str, font: QFont) -> QFont:
    """The font with the quotation marks that a text wants: wide ones among Han characters only.

    Fonts for Han have one glyph for “ and ” of both; narrow ones are a feature of theirs.
    """
    if not _QUOTES.search(text) or _HAN.search(text):
        return font
    made = QFont(font)
    made.setFeature(QFont.Tag("pwid"), 1)
    return made


def draw_line(
    painter: QPainter,
    rect: QRect,
    text: str,
    pen: Pen,
    align: int = LEFT,
) -> int:
    """Write one line, elided where it is too long; returns the width used."""
    pen = Pen(fitting_quotes(text, pen.font), pen.color)
    metrics = QFontMetrics(pen.font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.setFont(pen.font)
    painter.setPen(pen.color)
    painter.drawText(rect, align, shown)
    return metrics.horizontalAdvance(shown)


def text_height(text: str, font: QFont, width: int, max_lines: int) -> int:
    """Height of text wrapped to a width, cut off after some lines."""
    return round(_wrap(text, fitting_quotes(text, font), width, max_lines)[1])


def draw_wrapped(
    painter: QPainter,
    rect: QRect,
    text: str,
    pen: Pen,
    *,
    max_lines: int = 1,
    marks: Marks = (),
    theme: Theme | None = None,
) -> int:
    """Write text of up to some lines with marks; what does not fit ends in ``…``.

    Han text breaks between any two characters, Latin text between words. Returns the height used.
    """
    pen = Pen(fitting_quotes(text, pen.font), pen.color)
    text = _fitting(text, pen.font, rect.width(), max_lines)
    formats = _mark_formats(marks, len(text), theme) if theme is not None else []
    layout, height = _wrap(text, pen.font, rect.width(), max_lines, formats)
    painter.setPen(pen.color)
    layout.draw(painter, QPointF(rect.topLeft()))
    return round(height)


def draw_chip(painter: QPainter, rect: QRect, text: str, pen: Pen, border: QColor) -> int:
    """A word in a rounded frame at the left of `rect`; returns the width used."""
    metrics = QFontMetrics(pen.font)
    width = metrics.horizontalAdvance(text) + 2 * Spacing.XS + Spacing.XS
    height = metrics.height() + 2
    if width > rect.width():
        return 0
    frame = QRectF(rect.left() + 0.5, rect.center().y() - height / 2 + 0.5, width, height)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(border, 1))
    painter.drawRoundedRect(frame, height / 2, height / 2)
    painter.setFont(pen.font)
    painter.setPen(pen.color)
    painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, text)
    return int(width)


DOT = 7
"""Width of a dot."""


def draw_dot(painter: QPainter, rect: QRect, color: QColor) -> None:
    """A dot at the left of `rect`, half way up."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawEllipse(QRectF(rect.left(), rect.center().y() - DOT / 2 + 1, DOT, DOT))


def draw_row_ground(
    painter: QPainter, rect: QRect, theme: Theme, *, is_selected: bool, is_hovered: bool
) -> None:
    """The ground of a row that is selected or under the mouse."""
    if is_selected:
        painter.fillRect(rect, theme.color("accent_soft"))
    elif is_hovered:
        painter.fillRect(rect, theme.color("hover"))


def draw_row_frame(
    painter: QPainter, option: QStyleOptionViewItem, theme: Theme, view: QWidget
) -> None:
    """Ground of a row of a list, and the ring around it where the keyboard is."""
    is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
    is_hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
    draw_row_ground(painter, option.rect, theme, is_selected=is_selected, is_hovered=is_hovered)
    if view.hasFocus() and option.state & QStyle.StateFlag.State_HasFocus:
        painter.setPen(theme.color("focus"))
        painter.drawRect(option.rect.adjusted(0, 0, -1, -1))


def draw_accent_bar(painter: QPainter, rect: QRect, theme: Theme) -> None:
    """The bar at the left edge of the row that the user stands on."""
    painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), theme.color("accent"))


def _wrap(
    text: str,
    font: QFont,
    width: int,
    max_lines: int,
    formats: Sequence[QTextLayout.FormatRange] = (),
) -> tuple[QTextLayout, float]:
    layout = QTextLayout(text, font)
    layout.setFormats(formats)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    height = 0.0
    for _ in range(max_lines):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(width, 1))
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    return layout, height


def _fitting(text: str, font: QFont, width: int, max_lines: int) -> str:
    """The text, or as much of it as fits with ``…`` at its end."""
    if max_lines == 1:
        return QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, width)
    layout, _ = _wrap(text, font, width, max_lines)
    if layout.lineCount() < max_lines:
        return text
    last = layout.lineAt(max_lines - 1)
    if last.textStart() + last.textLength() >= len(text):
        return text
    rest = text[last.textStart() :]
    return text[: last.textStart()] + QFontMetrics(font).elidedText(
        rest, Qt.TextElideMode.ElideRight, width
    )


def _mark_formats(marks: Marks, length: int, theme: Theme) -> list[QTextLayout.FormatRange]:
    formats: list[QTextLayout.FormatRange] = []
    look = QTextCharFormat()
    look.setBackground(theme.color("mark"))
    look.setForeground(theme.color("mark_text"))
    for start, end in marks:
        if start < length:
            part = QTextLayout.FormatRange()
            part.start = start
            part.length = min(end, length) - start
            part.format = look
            formats.append(part)
    return formats


class ScaledFont(QObject):
    """Keeps the font of a widget at so many per cent of the application's."""

    def __init__(self, widget: QWidget, percent: int, *, is_bold: bool = False) -> None:
        super().__init__(widget)
        self._widget = widget
        self._percent = percent
        self._is_bold = is_bold
        widget.installEventFilter(self)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit the font anew where the application has another one."""
        if event.type() == QEvent.Type.ApplicationFontChange:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        font = scaled(QApplication.font(), self._percent, is_bold=self._is_bold)
        self._widget.setFont(font)
