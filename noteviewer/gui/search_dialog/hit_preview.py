"""The preview of the hit that is chosen, read on a thread."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from noteviewer.gui.queries import Queries
from noteviewer.gui.reading import Reading
from noteviewer.gui.search_dialog.pieces import Piece, read_preview
from noteviewer.gui.search_dialog.preview import Preview
from noteviewer.gui.theme import ThemeSwitch
from noteviewer.library.rows import Hit


class HitPreview(Preview):
    """Reads the section of a hit and shows it; only the last hit asked for is shown."""

    def __init__(
        self,
        queries: Queries[Reading],
        on_failed: Callable[[Exception], None],
        themes: ThemeSwitch,
        parent: QWidget,
    ) -> None:
        super().__init__(themes, parent)
        self.setAccessibleName(self.tr("Preview of the section"))
        self._lane = queries.lane(self)
        self._on_failed = on_failed

    def show_hit(self, hit: Hit, highlights: Sequence[str]) -> None:
        """Show the section of a hit with its matches marked."""

        def read(catalog: Reading) -> list[Piece]:
            return read_preview(catalog, hit.path, hit.section)

        self._lane.ask(read, partial(self._show, hit, highlights), self._on_failed)

    def show_nothing(self) -> None:
        """Nothing is found."""
        self._lane.cancel()
        self.clear()

    def _show(self, hit: Hit, highlights: Sequence[str], pieces: Sequence[Piece]) -> None:
        self.show_section(hit, pieces, highlights)
