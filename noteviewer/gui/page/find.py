"""Find in the page: a bar over its lower edge."""

import json
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from noteviewer.gui.core.documents import Marks
from noteviewer.gui.core.tasks import Lane, Tasks
from noteviewer.gui.page.patterns import PatternMatches, Wanted, find_pattern
from noteviewer.gui.theme.icons import Icons
from noteviewer.gui.theme.theme import Spacing
from noteviewer.gui.widgets.fields import add_clear_button, grouped


class FindBar(QWidget):
    """A field with steps to the next and the previous match, and where among them one is."""

    wanted_changed = Signal(object)
    """The `Wanted` that is to be marked; without a text to stop marking."""
    stepped = Signal(int)
    """1 for the next match, -1 for the one before."""
    closed = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "chrome")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Find in the note"))
        self._field = QLineEdit()
        self._field.setPlaceholderText(self.tr("Find in the note"))
        self._field.setAccessibleName(self.tr("Text to find"))
        add_clear_button(self._field, icons)
        # Composed text (Chinese input) is not text yet: it comes with its commit.
        self._field.textChanged.connect(self._tell)
        self._case = self._make_option("Aa", self.tr("Match case"))
        self._word = self._make_option("ab|", self.tr("Whole words"))
        self._pattern = self._make_option(".*", self.tr("Regular expression"))
        self._count = QLabel()
        self._count.setObjectName("match-count")
        self._count.setProperty("role", "muted")
        self._count.setMinimumWidth(self._count.fontMetrics().horizontalAdvance("0000 / 0000"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(Spacing.L, Spacing.S, Spacing.S, Spacing.S)
        layout.setSpacing(Spacing.S)
        layout.addWidget(self._field, stretch=1)
        layout.addWidget(self._count)
        for option in (self._case, self._word, self._pattern):
            layout.addWidget(option)
        for name, title, slot in (
            ("chevron-up", self.tr("Previous match"), lambda: self.stepped.emit(-1)),
            ("chevron-down", self.tr("Next match"), lambda: self.stepped.emit(1)),
            ("close", self.tr("Close"), self.close_bar),
        ):
            button = QToolButton()
            icons.put(button, name)
            button.setToolTip(title)
            button.setAccessibleName(title)
            button.clicked.connect(slot)
            layout.addWidget(button)
        self.hide()

    @property
    def wanted(self) -> Wanted:
        """What is looked for."""
        return Wanted(
            self._field.text(),
            matches_case=self._case.isChecked(),
            is_whole_word=self._word.isChecked(),
            is_pattern=self._pattern.isChecked(),
        )

    def open_bar(self, text: str = "") -> None:
        """Show the bar and take the keyboard; a selected text is looked for at once."""
        self.show()
        if text:
            self._field.setText(text)
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()

    def close_bar(self) -> None:
        """Hide the bar and stop marking."""
        if self.isVisible():
            self.hide()
            self.wanted_changed.emit(Wanted())
            self.closed.emit()

    def show_count(self, current: int, total: int) -> None:
        """Say at which match one is; counts from one."""
        has_text = bool(self._field.text())
        self._say(f"{grouped(current)} / {grouped(total)}" if has_text else "", is_bad=not total)

    def show_problem(self, text: str, detail: str = "") -> None:
        """Say why nothing is marked, or not all."""
        self._say(text, is_bad=True)
        self._count.setToolTip(detail)

    def _say(self, text: str, *, is_bad: bool) -> None:
        self._count.setText(text)
        self._count.setToolTip("")
        self._count.setProperty("role", "danger" if text and is_bad else "muted")
        self._count.style().polish(self._count)

    def _tell(self) -> None:
        self.wanted_changed.emit(self.wanted)

    def _make_option(self, text: str, title: str) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setCheckable(True)
        button.setProperty("role", "mode")
        button.setToolTip(title)
        button.setAccessibleName(title)
        button.toggled.connect(self._tell)
        return button

    def showEvent(self, event: QShowEvent) -> None:
        """Mark what is in the field again, after the bar was hidden."""
        super().showEvent(event)
        if self._field.text():
            self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter steps on, Shift+Enter back, Esc closes."""
        match event.key():
            case Qt.Key.Key_Escape:
                self.close_bar()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                is_back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self.stepped.emit(-1 if is_back else 1)
            case _:
                super().keyPressEvent(event)


class Matches(QObject):
    """Lets the page mark what is looked for, and knows at which of the matches one is."""

    searched_marked = Signal(object)
    """`Marks` of a search in all notes: of another page, or after a step."""

    def __init__(self, bar: FindBar, call: Callable[..., None], tasks: Tasks) -> None:
        """Build it.

        Args:
            bar: Where the user types what is to be found.
            call: Calls a function of the page's script; does nothing while no page listens.
            tasks: Where regular expressions are matched.
        """
        super().__init__(bar)
        self._bar = bar
        self._call = call
        self._lane = Lane(tasks, self)
        self._marks = Marks(0, -1)
        self._problem: tuple[str, str] | None = None
        """Why nothing is marked, or not all, and the reason."""
        self.is_entered_from_end = False
        """Whether the next page is entered at its last match, on a way back through the notes."""
        self.is_awaited = False
        """Whether those of the next page are still to come, so that none can be gone to."""
        bar.wanted_changed.connect(self._find)
        bar.stepped.connect(self.step)

    def step(self, steps: int) -> None:
        """Go on to the next match of what is marked, or back.

        Where nothing is, what was last looked for is found again; the keyboard stays in the page.
        """
        if self._bar.isHidden() and not self._marks.count and self._bar.wanted.text:
            self._bar.show()
            return
        self._call("noteviewerHost.step", steps)

    def is_at_edge(self, steps: int) -> bool:
        """Whether the page has no match further on in this direction, of a search in all notes."""
        if self._bar.isVisible():
            return False
        last = self._marks.count - 1
        return self._marks.current == last if steps > 0 else self._marks.current <= 0

    def take(self, marks: Marks) -> None:
        """The page marked them, or went on to another."""
        self._marks = marks
        self.is_awaited = False
        if self._problem:
            self._bar.show_problem(*self._problem)
        else:
            self._bar.show_count(marks.current + 1, marks.count)
        if not self._bar.isVisible():
            self.searched_marked.emit(marks)

    def find_again(self) -> None:
        """The page was made anew, or is another one: mark in it what the open bar looks for.

        It stays where it is.
        """
        if self._bar.isVisible() and self._bar.wanted.text:
            self._find(self._bar.wanted, is_still=True)

    def _find(self, wanted: Wanted, *, is_still: bool = False) -> None:
        self._lane.cancel()
        self._problem = None
        if wanted.text and wanted.is_pattern:
            self._call("noteviewerMarks.texts", on_done=partial(self._match, wanted, is_still))
        else:
            options = {
                "keepsCase": wanted.matches_case,
                "isWholeWord": wanted.is_whole_word,
                "isStill": is_still,
            }
            self._call("noteviewerHost.find", wanted.text, options)

    def _match(self, wanted: Wanted, is_still: bool, texts: object) -> None:
        """Match a regular expression on a thread, where it can be stopped."""
        if isinstance(texts, str) and texts and wanted == self._bar.wanted:
            read: list[str] = json.loads(texts)
            self._lane.run(
                lambda: find_pattern(wanted, read),
                partial(self._mark_found, is_still),
                partial(self._not_found, is_still),
            )

    def _mark_found(self, is_still: bool, found: PatternMatches) -> None:
        if not found.is_complete:
            self._problem = (self.tr("Takes too long"), "")
        self._call("noteviewerHost.markSpans", found.spans, is_still)

    def _not_found(self, is_still: bool, error: Exception) -> None:
        self._problem = (self.tr("Not a regular expression"), str(error))
        self._call("noteviewerHost.markSpans", [], is_still)
