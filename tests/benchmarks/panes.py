"""``python -m tests.benchmarks.panes [FOLDER]``: what the panes cost in a folder of many notes.

What is done in the thread of the window stands beside the longest that it may be held up; what is
done on a worker thread keeps nobody waiting but the pane itself.
"""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from noteviewer.gui.app.startup import make_application
from noteviewer.gui.panes.backlinks import read_rows
from noteviewer.gui.panes.library.trees import LibraryContent, Mode, build_tree, read_content
from noteviewer.gui.theme.icons import Icons
from noteviewer.gui.theme.theme import ThemeChoice, ThemeSwitch
from noteviewer.gui.tree.model import NodeModel
from noteviewer.gui.tree.view import NodeView
from noteviewer.library.catalog.catalog import Catalog
from noteviewer.library.sync.shared_index import bring_up_to_date

T = TypeVar("T")
LIMIT_MS = 50
"""No expansion, and nothing else in the thread of the window, takes longer."""
FILTERS = ("1", "学习", "xuexi", "nothing like it")


def measure_panes(folder: Path) -> str:
    """Measure, and write the figures as a Markdown table."""
    application = make_application()
    themes = ThemeSwitch(application, ThemeChoice.LIGHT)
    with Catalog(bring_up_to_date(folder).path) as catalog:
        content, first = _timed(lambda: read_content(catalog, (), (), LibraryContent()))
        _, again = _timed(lambda: read_content(catalog, (), (), content))
        richest = max(content.notes, key=lambda item: item.note.references).note
        _, asking = _timed(lambda: read_rows(catalog, richest.path))
    lines = [
        f"### Panes: {len(content.notes):,} notes",
        "| | worker thread | thread of the window | limit there |",
        "|---|--:|--:|--:|",
        f"| read all notes for the library | {_ms(first)} | | |",
        f"| again, after the index changed | {_ms(again)} | | |",
        f"| who cites the same as the note with most references | {_ms(asking)} | | |",
    ]
    for mode in Mode:
        lines += _measure_mode(content, mode, themes, application)
    return "\n".join(lines) + "\n"


def _measure_mode(
    content: LibraryContent, mode: Mode, themes: ThemeSwitch, application: QApplication
) -> list[str]:
    root, building = _timed(lambda: build_tree(content, mode))
    model = NodeModel(themes)
    pane = QWidget()
    pane.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    view = NodeView(model, themes, Icons(themes), pane)
    view.resize(320, 900)
    pane.resize(view.size())
    pane.show()

    def painted(act: Callable[[], object]) -> float:
        def do() -> None:
            act()
            application.processEvents()
            view.grab()

        return _timed(do)[1]

    showing = painted(lambda: model.replace(root))
    expanding = [
        painted(lambda node=node: view.expand(model.index_of(node)))
        for node in root.children
        if node.children
    ]
    widest = max((len(node.children) for node in root.children), default=0)
    same, _ = _timed(lambda: build_tree(content, mode))
    following = painted(lambda: model.update(same))
    lines = [
        _line(f"{mode}: show", building, showing),
        _line(f"{mode}: the slowest expansion (up to {widest:,} rows)", None, max(expanding, default=0)),
        _line(f"{mode}: follow the index with all open", None, following),
    ]  # fmt: skip
    for typed in FILTERS if mode is Mode.TOPICS else ():
        found, filtering = _timed(lambda typed=typed: build_tree(content, mode, typed))
        shown = painted(lambda found=found: model.replace(found))
        lines.append(_line(f"{mode}: filter `{typed}`", filtering, shown))
    pane.close()
    return lines


def _line(what: str, worker: float | None, window: float) -> str:
    verdict = f"{LIMIT_MS} ms" + ("" if window * 1000 <= LIMIT_MS else ", **exceeded**")
    return f"| {what} | {'' if worker is None else _ms(worker)} | {_ms(window)} | {verdict} |"


def _timed(act: Callable[[], T]) -> tuple[T, float]:
    started = time.perf_counter()
    found = act()
    return found, time.perf_counter() - started


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms"


def main() -> None:
    """Measure a folder, or the sample notes."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    root = Path(__file__).parents[2]
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else root / "resources" / "sample-notes"
    sys.stdout.write(measure_panes(folder))


if __name__ == "__main__":
    main()
