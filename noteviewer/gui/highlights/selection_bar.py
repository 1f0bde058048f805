"""The small bar at a selection of the page: five colours, a comment, similar notes."""

from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from noteviewer.gui.core.documents import SelectionBox
from noteviewer.gui.highlights.colors import color_icon, color_name
from noteviewer.gui.theme.icons import Icons
from noteviewer.gui.theme.theme import Spacing, Theme, ThemeSwitch
from noteviewer.library.annotations.model import Color

GAP = 8


class SelectionBar(QFrame):
    """Shows itself above or below what is selected; never takes the keyboard by itself."""

    color_chosen = Signal(object)
    """A `Color` in which the selection is to be highlighted."""
    comment_requested = Signal()
    """The selection is to be highlighted with a comment."""
    similar_requested = Signal()
    """Notes are wanted that are about what is selected."""

    def __init__(self, themes: ThemeSwitch, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "overlay")
        self.setAccessibleName(self.tr("Highlight the selection"))
        row = QHBoxLayout(self)
        row.setContentsMargins(Spacing.XS, Spacing.XS, Spacing.XS, Spacing.XS)
        row.setSpacing(2)
        self._colors: dict[Color, QToolButton] = {}
        for color in Color:
            button = self._add(self.tr("Highlight: {}").format(color_name(color)))
            button.clicked.connect(partial(self._choose, color))
            self._colors[color] = button
        comment = self._add(self.tr("Highlight with a comment (Shift+H)"))
        icons.put(comment, "edit")
        comment.clicked.connect(self._comment)
        similar = self._add(self.tr("Find similar notes"))
        icons.put(similar, "topics")
        similar.clicked.connect(self._find_similar)
        themes.theme_changed.connect(self._paint)
        self._paint(themes.theme)
        self.hide()

    def show_at(self, box: SelectionBox) -> None:
        """Stand beside a selection; hide where there is none."""
        parent = self.parentWidget()
        if not box.width or parent is None:
            self.hide()
            return
        size = self.sizeHint()
        top = box.top - size.height() - GAP
        if top < 0:
            top = min(box.top + box.height + GAP, parent.height() - size.height() - GAP)
        left = min(
            max(box.left + box.width / 2 - size.width() / 2, GAP),
            parent.width() - size.width() - GAP,
        )
        self.resize(size)
        self.move(QPoint(round(left), round(top)))
        self.show()
        self.raise_()

    def _add(self, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setAutoRaise(True)
        button.setToolTip(name)
        button.setAccessibleName(name)
        # The selection would be lost with the keyboard; keys have their own way.
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = self.layout()
        if layout is not None:
            layout.addWidget(button)
        return button

    def _paint(self, theme: Theme) -> None:
        for color, button in self._colors.items():
            button.setIcon(color_icon(color, theme))

    def _choose(self, color: Color) -> None:
        self.hide()
        self.color_chosen.emit(color)

    def _comment(self) -> None:
        self.hide()
        self.comment_requested.emit()

    def _find_similar(self) -> None:
        self.hide()
        self.similar_requested.emit()
