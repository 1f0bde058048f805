"""What is on the screen first: the window with its places, and the pane that notes are read in."""

from dataclasses import dataclass
from typing import Self

from PySide6.QtCore import QTranslator

from noteviewer.gui.core.tasks import Tasks
from noteviewer.gui.core.translations import use_language
from noteviewer.gui.page.page_view import PageView
from noteviewer.gui.theme.theme import ThemeSwitch
from noteviewer.gui.window.main_window import MainWindow


@dataclass(frozen=True, slots=True)
class Frame:
    """Parts that are there before the program around them is loaded."""

    window: MainWindow
    themes: ThemeSwitch
    tasks: Tasks
    page_view: PageView
    translators: tuple[QTranslator, ...]
    """To be forgotten with the window."""

    @classmethod
    def around(cls, window: MainWindow, themes: ThemeSwitch, language: str) -> Self:
        """Make the rest for a window, which may be on the screen already.

        Args:
            window: The window.
            themes: Colours and sizes.
            language: In which everything is written from now on (`core.translations`).
        """
        translators = use_language(language)
        tasks = Tasks(themes)
        page_view = PageView(tasks, themes, window.icons)
        window.put_page_view(page_view)
        return cls(window, themes, tasks, page_view, translators)
