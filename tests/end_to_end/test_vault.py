"""A vault in the window: queries of its notes follow the folder."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.end_to_end.window_driver import WindowDriver

pytestmark = pytest.mark.web


def test_an_answer_follows_the_notes_that_it_is_about(
    open_program: Callable[..., WindowDriver], tmp_path: Path
) -> None:
    folder = tmp_path / "vault"
    (folder / ".obsidian").mkdir(parents=True)
    (folder / "book.md").write_text("---\nrating: 5\n---\n", encoding="utf-8")
    query = "```dataview\nTABLE rating WHERE rating\n```\n"
    (folder / "ask.md").write_text(query, encoding="utf-8")
    driver = open_program(folder)
    driver.open("ask.md")
    assert "book5" in str(driver.ask_page("document.querySelector('tbody').textContent"))
    text = "---\nrating: 9\n---\n"
    driver.shows("ask.md", lambda: (folder / "book.md").write_text(text, encoding="utf-8"))
    assert "book9" in str(driver.ask_page("document.querySelector('tbody').textContent"))
