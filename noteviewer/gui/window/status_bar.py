"""The status bar: is the index true, what is open, and that nothing was written or sent."""

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QStatusBar, QToolButton, QWidget

from noteviewer.gui.core.activity_monitor import Activity
from noteviewer.gui.core.fonts import FontKind, MissingFonts
from noteviewer.gui.theme.icons import Icons
from noteviewer.gui.theme.theme import Spacing
from noteviewer.gui.widgets.fields import grouped
from noteviewer.gui.window.choice_menus import encoding_name
from noteviewer.library.sync.events import (
    IndexEvent,
    IndexFailure,
    IndexIdle,
    IndexPlace,
    IndexProgress,
    IndexUpdate,
)


class StatusBar(QStatusBar):
    """Shows what it is told; asks for nothing but to stop or repeat indexing."""

    cancel_requested = Signal()
    problems_requested = Signal()
    encoding_requested = Signal()
    """The user wants to read the note in another encoding."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self._state = QLabel()
        self._state.setObjectName("index-state")
        self._state.setAccessibleDescription(self.tr("State of the index"))
        self._progress = QProgressBar()
        self._progress.setFixedWidth(120)
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(self.tr("Indexing"))
        self._cancel = QToolButton()
        icons.put(self._cancel, "close")
        self._cancel.setToolTip(self.tr("Stop indexing"))
        self._cancel.setAccessibleName(self.tr("Stop indexing"))
        self._cancel.clicked.connect(self.cancel_requested)
        self._counts = QLabel()
        self._watch = QLabel()
        self._watch.setObjectName("watch-state")
        self._encoding = QToolButton()
        self._encoding.setObjectName("note-encoding")
        self._encoding.setToolTip(self.tr("Read this note in another encoding"))
        self._encoding.clicked.connect(self.encoding_requested)
        self._problems = QToolButton()
        self._problems.setText(self.tr("%Ln problem(s)", "", 0))
        self._problems.clicked.connect(self.problems_requested)
        self._activity = QLabel()
        self._activity.setObjectName("activity")
        self._activity.setAccessibleDescription(self.tr("What the program did"))

        self._fonts = QLabel()

        for label in (self._counts, self._activity):
            # Cut off rather than keep the window wider than the screen.
            label.setMinimumWidth(1)
        left = QWidget()
        layout = QHBoxLayout(left)
        layout.setContentsMargins(Spacing.S, 0, 0, 0)
        layout.setSpacing(Spacing.S)
        for widget in (
            self._state,
            self._progress,
            self._cancel,
            self._counts,
            self._problems,
            self._watch,
            self._encoding,
        ):
            layout.addWidget(widget)
        self.addWidget(left)
        self.addPermanentWidget(self._fonts)
        self.addPermanentWidget(self._activity)
        self._is_temporary = False
        self._damage = ""
        self.show_no_folder()

    def show_no_folder(self) -> None:
        """Nothing is open."""
        self._state.setText(self.tr("No folder is open"))
        for widget in (self._progress, self._cancel, self._problems, self._encoding):
            widget.hide()
        for label in (self._counts, self._watch):
            label.clear()

    def show_opening(self, folder: str) -> None:
        """A folder is opened, of whose index nothing is known yet; or there is none."""
        self.show_no_folder()
        if folder:
            self._state.setText(self.tr("Opening…"))

    def show_event(self, event: IndexEvent) -> None:
        """Say what the indexer said."""
        match event:
            case IndexProgress(done, total):
                text = self.tr("Indexing {} of {}").format(grouped(done), grouped(total))
                self._state.setText(text)
                self._progress.setRange(0, max(total, 1))
                self._progress.setValue(done)
                self._show_working(is_working=True)
            case IndexPlace(is_temporary=is_temporary, damage=damage):
                self._is_temporary = is_temporary
                self._damage = damage
                self._show_watch("")
            case IndexUpdate():
                pass
            case IndexIdle():
                self._show_working(is_working=False)
                self._state.setText("● " + self.tr("Up to date"))
                self._show_counts(event)
            case IndexFailure(message, code):
                self._show_working(is_working=False)
                text = {
                    "folder-gone": self.tr("The folder is not there any more"),
                    "cancelled": self.tr("Not everything is indexed: stopped. F5 goes on"),
                    "index-unavailable": self.tr("There is no room for an index"),
                }.get(code, self.tr("Indexing stopped"))
                self._state.setText("▲ " + text)
                self._state.setToolTip(message)

    def show_encoding(self, encoding: str) -> None:
        """Name the encoding of the note that is open; nothing for what is no note."""
        name = encoding_name(encoding)
        self._encoding.setText(name)
        self._encoding.setAccessibleName(self.tr("Encoding: {}").format(name))
        self._encoding.setVisible(bool(encoding))

    @property
    def encoding_place(self) -> QPoint:
        """Where on the screen the encoding is named."""
        return self._encoding.mapToGlobal(QPoint())

    def show_missing_fonts(self, missing: MissingFonts | None) -> None:
        """Say what is to be installed so that no character is shown as a box; nothing for None."""
        self._fonts.setVisible(missing is not None)
        if missing is None:
            return
        packages = " ".join(missing.packages)
        if FontKind.HAN in missing.kinds:
            # In Chinese it could not be read, for want of that very font.
            self._fonts.setText(f"▲ Chinese is shown as boxes: install {packages}")
        else:
            self._fonts.setText(
                "▲ " + self.tr("Emoji are shown as boxes: install {}").format(packages)
            )

    def show_link(self, target: str) -> None:
        """Show where the link under the mouse leads; nothing for none."""
        if target:
            self.showMessage(target)
        else:
            self.clearMessage()

    def show_activity(self, activity: Activity) -> None:
        """Say how many files were written and how many requests were made."""
        self._activity.setText(
            self.tr("%Ln file(s) written in the folder", "", activity.writes)
            + " · "
            + self.tr("%Ln request(s)", "", activity.requests)
        )
        self._activity.setToolTip(
            self.tr(
                "Files that this program wrote in the folder of notes, and connections that it "
                "made to other machines, since it was started."
            )
            + ("\n" + self.tr("Refused: {}").format(activity.refused) if activity.refused else "")
        )

    def _show_working(self, *, is_working: bool) -> None:
        self._progress.setVisible(is_working)
        self._cancel.setVisible(is_working)
        self._state.setToolTip("")

    def _show_counts(self, idle: IndexIdle) -> None:
        words = [
            self.tr("{} notes").format(grouped(idle.notes - idle.pdfs)),
            self.tr("{} sections").format(grouped(idle.sections)),
            self.tr("{} references").format(grouped(idle.references)),
        ]
        if idle.pdfs:
            words.insert(1, self.tr("{} PDFs").format(grouped(idle.pdfs)))
        self._counts.setText(" · ".join(words))
        self._problems.setText(self.tr("%Ln problem(s)", "", idle.problems))
        self._problems.setVisible(idle.problems > 0)
        self._show_watch(idle.watch)

    def _show_watch(self, watch: str) -> None:
        """Say what is unusual about the index and how it follows the folder."""
        words = [self.tr("temporary index")] if self._is_temporary else []
        if self._damage:
            words.append(self.tr("the index was damaged and is made anew"))
        if watch == "polling":
            words.append(self.tr("looking for changes every few seconds"))
        elif watch == "off":
            words.append(self.tr("changes are not followed"))
        self._watch.setText(" · ".join(words))
        self._watch.setToolTip(
            self.tr("The cache folder cannot be written: the index is a temporary one")
            if self._is_temporary
            else self._damage
        )
