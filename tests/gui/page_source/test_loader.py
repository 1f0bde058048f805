from types import SimpleNamespace
from typing import Any

from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from noteviewer.gui.core.documents import PageDocument
from noteviewer.gui.core.tasks import Tasks
from noteviewer.gui.page_source.loader import PageLoader
from noteviewer.library.location import Location


class FakeReader(QObject):
    """A page view that only remembers what it was given."""

    page_failed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.given: list[PageDocument] = []

    @property
    def shown(self) -> PageDocument | None:
        return self.given[-1] if self.given else None

    def show_notice(self, _text: str) -> None:
        """Says nothing."""

    def go_to(self, *_place: object) -> None:
        """The page is the same."""

    def show_document(self, document: PageDocument) -> None:
        self.given.append(document)


class FakeSource(SimpleNamespace):
    """Makes another version of the page each time."""

    def make_page(
        self, location: Location, _options: Any, *, is_plain: bool = False
    ) -> PageDocument:
        self.made += not self.is_steady
        body = f"version {self.made}, plain {is_plain}"
        return PageDocument(
            note=location.note, title="t", url="u", body=body, html=body, scroll=location.scroll,
            is_plain=is_plain,
        )  # fmt: skip

    def prepare(self) -> None:
        self.prepared += 1

    def wait_prepared(self, _seconds: float) -> bool:
        was_known, self.is_known = self.is_known, True
        return was_known


def make_loader(
    tasks: Tasks, *, is_known: bool = False
) -> tuple[PageLoader, FakeReader, FakeSource]:
    page_view, source = (
        FakeReader(),
        FakeSource(made=0, prepared=0, is_steady=False, is_known=is_known),
    )
    loader = PageLoader(tasks, page_view, lambda _location: None)  # type: ignore[arg-type]  # fakes
    loader.use(source)  # type: ignore[arg-type]  # a fake
    return loader, page_view, source


def test_scrolling_while_the_page_is_made_anew_is_kept(qtbot: QtBot, tasks: Tasks) -> None:
    loader, page_view, _ = make_loader(tasks)
    loader.show(Location("/n", "a.md"))
    qtbot.waitUntil(lambda: len(page_view.given) == 2)  # the second when the folder is known
    loader.reload()
    loader.remember_scroll(500)
    qtbot.waitUntil(lambda: len(page_view.given) == 3)
    assert page_view.given[-1].scroll == 500
    loader.remember_scroll(700)
    loader.reload()
    qtbot.waitUntil(lambda: len(page_view.given) == 4)
    assert page_view.given[-1].scroll == 700


def test_a_page_made_before_its_folder_was_known_is_made_anew(qtbot: QtBot, tasks: Tasks) -> None:
    loader, page_view, source = make_loader(tasks)
    loader.show(Location("/n", "a.md"))
    qtbot.waitUntil(lambda: len(page_view.given) == 2)
    assert source.prepared == 1


def test_a_page_made_when_its_folder_was_known_stays(qtbot: QtBot, tasks: Tasks) -> None:
    loader, page_view, source = make_loader(tasks, is_known=True)
    loader.show(Location("/n", "a.md"))
    qtbot.waitUntil(lambda: len(page_view.given) == 1)
    loader.refresh()
    qtbot.waitUntil(lambda: len(page_view.given) == 2)
    assert source.made == source.prepared == 2


def test_a_page_that_cannot_be_shown_comes_as_plain_text(qtbot: QtBot, tasks: Tasks) -> None:
    loader, page_view, source = make_loader(tasks)
    source.is_steady = True
    loader.show(Location("/n", "a.md"))
    failures: list[object] = []
    loader.load_failed.connect(lambda *failure: failures.append(failure))
    qtbot.waitUntil(lambda: bool(page_view.given))
    page_view.page_failed.emit(page_view.given[-1])
    qtbot.waitUntil(lambda: page_view.given[-1].is_plain)
    page_view.page_failed.emit(page_view.given[-1])
    qtbot.waitUntil(lambda: bool(failures))
