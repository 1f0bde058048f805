"""Does commands that come in on standard input, and reports what happens in the window."""

import json
import os
import sys
import threading
import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QSocketNotifier, Qt, QTimer
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QMainWindow, QMessageBox

from noteviewer.gui.app.startup import make_application
from tests.end_to_end.report import report

if TYPE_CHECKING:
    from noteviewer.gui.controllers.window_controller import WindowController

TICK_MS = 10
LOOK_MS = 5


class FirstPaint(QObject):
    """Tells when the window is painted for the first time."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  (Qt's name)
        """See every event of the application until then."""
        if event.type() is QEvent.Type.Paint and isinstance(watched, QMainWindow):
            QApplication.instance().removeEventFilter(self)
            report("window", modules=sorted(sys.modules))
        return False


class Ticker(QObject):
    """A timer that notes how late it was: whatever holds the window up holds it up too."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.late: list[float] = []
        self._last = time.monotonic()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start(TICK_MS)

    def _tick(self) -> None:
        now = time.monotonic()
        self.late.append(max(0.0, now - self._last - TICK_MS / 1000))
        self._last = now

    def take(self) -> dict[str, object]:
        """How late it was since the last time this was asked, in milliseconds."""
        late, self.late = sorted(self.late), []
        return {
            "ticks": len(late),
            "worst": round(late[-1] * 1000, 1) if late else 0.0,
            "over_50": sum(1 for one in late if one > 0.05),
        }


class RemoteControl(QObject):
    """Does what it is told in the window, and tells what happens there."""

    def __init__(self, program: "WindowController") -> None:
        super().__init__(program)
        self._program = program
        self._ticker = Ticker(self)
        self._unread = b""
        page_view, folders = program.frame.page_view, program.folders
        page_view.page_shown.connect(
            lambda page: report("shown", note=page.note, title=page.title, is_plain=page.is_plain)
        )
        page_view.request_refused.connect(lambda url: report("refused", url=url))
        page_view.engine_restarted.connect(lambda: report("restarted"))
        page_view.link_activated.connect(lambda link: report("link", url=link.url))
        self._replace_desktop()
        program.views.bars.status_bar.messageChanged.connect(lambda text: report("said", text=text))
        folders.event_received.connect(
            lambda event: report(
                "index", kind=type(event).__name__, code=getattr(event, "code", ""), text=str(event)
            )
        )
        self._input = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, self)
        self._input.activated.connect(self._read)
        report("ready", pid=os.getpid())

    def _read(self) -> None:
        data = os.read(sys.stdin.fileno(), 1 << 16)
        if not data:
            self._input.setEnabled(False)
            self._program.window.close()
            return
        *lines, self._unread = (self._unread + data).split(b"\n")
        for line in lines:
            command: dict[str, Any] = json.loads(line)
            do: Callable[..., None] = getattr(self, f"do_{command.pop('do')}")
            do(**command)

    def _replace_desktop(self) -> None:
        """Tell what the program would hand to the desktop, and hand over nothing."""

        def reported(kind: str) -> Callable[..., bool]:
            def report_it(*arguments: object) -> bool:
                report("outside", kind=kind, target=str(arguments[-1]))
                return True

            return report_it

        for name in ("open_url", "open_editor", "show_file", "open_file"):
            setattr(self._program.app.desktop, name, reported(name))

        def refuse(_parent: object, title: str, question: str, *_buttons: object) -> object:
            report("asked", title=title, question=question)
            return QMessageBox.StandardButton.No

        QMessageBox.question = refuse

    def do_open(self, note: str, anchor: str = "", *, new_tab: bool = False) -> None:
        """Go to a place of the folder."""
        from noteviewer.library.location import Location

        navigator = self._program.navigator
        place = Location(self._program.folders.folder, note, anchor)
        (navigator.open_in_new_tab if new_tab else navigator.open)(place)

    def do_folder(self, path: str) -> None:
        """Open another folder."""
        self._program.folder.open_text(path)

    def do_raw(self, name: str, html: str) -> None:
        """Show markup as it is: no sanitiser between it and the web engine."""
        from noteviewer.gui.core.documents import PageDocument
        from noteviewer.render.document.page import Page
        from noteviewer.render.document.shell import page_document
        from noteviewer.render.urls import page_url

        whole = page_document(Page(path=name, title=name, html=html, anchors=()))
        self._program.frame.page_view.show_document(
            PageDocument(
                note=name,
                title=name,
                url=page_url(name),
                body=html,
                html=whole,
                image_hosts=frozenset({name}),
            )
        )

    def do_ask(self, script: str) -> None:
        """Run a piece of script beside the page and tell what it gives."""
        from noteviewer.gui.page.bridge import WORLD

        engine = self._program.frame.page_view.engine
        assert engine is not None
        engine.page.runJavaScript(
            f"JSON.stringify({script})", WORLD.value, lambda value: report("answer", value=value)
        )

    def do_search(self, query: str) -> None:
        """Search everything; told when there are answers."""
        self._program.views.dialogs.search().search_for(query)
        self._wait(
            lambda: sum(
                view.model().rowCount()
                for view in self._program.views.dialogs.search().findChildren(QAbstractItemView)
                if view.model() is not None
            ),
            "found",
        )

    def do_trigger(self, command: str) -> None:
        """Do a command of the program."""
        self._program.commands.action(command).trigger()
        report("done", command=command)

    def do_focused(self) -> None:
        """Tell which field has the keyboard, and what is written in it."""
        field = QApplication.focusWidget()
        report(
            "focused",
            kind=type(field).__name__,
            text=field.text() if isinstance(field, QLineEdit) else None,
        )

    def do_focus(self, kind: str) -> None:
        """Give the keyboard to the first visible field of a class, as a click does."""
        for field in self._program.window.findChildren(QLineEdit):
            if type(field).__name__ == kind and field.isVisible():
                field.setFocus()
                break

    def do_library(self) -> None:
        """Tell what the library shows, once there is something."""
        views = self._program.views.panes().library.findChildren(QAbstractItemView)
        self._wait(lambda: sum(v.model().rowCount() for v in views if v.model()), "library")

    def do_report(self) -> None:
        """Tell how things stand."""
        program = self._program
        tabs = program.navigator.tabs
        activity = program.app.activity_monitor.activity
        engine = program.frame.page_view.engine
        report(
            "report",
            tabs=[[h.current.note, h.current.anchor, h.current.scroll] for h in tabs.histories],
            current=tabs.current,
            activity=[activity.writes, activity.requests, activity.refused],
            layout=program.window.arrangement.side_view,
            web_process=engine.page.renderProcessPid() if engine else 0,
            modules=sorted(sys.modules),
            threads=[thread.name for thread in threading.enumerate()],
        )

    def do_problems(self) -> None:
        """Tell the problems that the folder has, as the window asks for them."""
        self._program.folders.queries.ask(
            lambda catalog: [[p.path, str(p.problem.kind)] for p in catalog.problems()],
            lambda rows: report("problems", rows=rows),
            lambda error: report("problems", rows=[], error=str(error)),
        )

    def do_ticks(self) -> None:
        """Tell how late the window was since the last time."""
        report("ticks", **self._ticker.take())

    def do_quit(self) -> None:
        """Close the window, as a user does."""
        self._program.window.close()

    def _wait(self, count: Callable[[], int], event: str) -> None:
        timer = QTimer(self)

        def look() -> None:
            if found := count():
                timer.deleteLater()
                report(event, count=found)

        timer.timeout.connect(look)
        timer.start(LOOK_MS)


def _take_control(application: QApplication) -> None:
    """Take hold of the program as soon as it is built."""
    if "noteviewer.gui.controllers.window_controller" in sys.modules:
        from noteviewer.gui.controllers.window_controller import WindowController

        if program := application.findChild(WindowController):
            RemoteControl(program)
            return
    QTimer.singleShot(1, application, partial(_take_control, application))


def make_watched_application() -> QApplication:
    """The application, watched from its first event on."""
    application = make_application()
    application.installEventFilter(FirstPaint(application))
    QTimer.singleShot(0, application, partial(_take_control, application))
    return application
