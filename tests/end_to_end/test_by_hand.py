"""What a hand does with wheel, mouse buttons and edges of the window, and what an eye sees of it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from tests.end_to_end.window_driver import WindowDriver
from tests.gui.drivers import child

pytestmark = pytest.mark.web

CONTROL = Qt.KeyboardModifier.ControlModifier
LONG = "# 长文\n\n" + "".join(
    f"Paragraph {number} says rather much about number {number}. "
    + "词语很多，句子很长。" * 20
    + "\n\n"
    for number in range(80)
)
REFERENCES = "# Sources\n\n" + "".join(
    f"https://host-{number}.example.org/a/long/way/{number}\n\n一份标题很长的资料，第 {number} 份\n\n"
    for number in range(4)
)


@pytest.fixture
def folder(folder: Path) -> Path:
    """With a note of long paragraphs, and one of references."""
    (folder / "long.md").write_text(LONG, encoding="utf-8")
    (folder / "sources.md").write_text(REFERENCES, encoding="utf-8")
    return folder


def size_of_letters(driver: WindowDriver) -> float:
    """Height of a line in pixels of the screen, against that at 100 %."""
    return round(float(str(driver.ask_page("devicePixelRatio"))), 2)


# The wheel and the side buttons.


def test_wheel_and_keys_are_one_zoom(driver: WindowDriver) -> None:
    driver.open("long.md")
    driver.turn_wheel(1, CONTROL)
    driver.wait(lambda: size_of_letters(driver) == 1.1)
    driver.trigger("zoom-in")
    driver.wait(lambda: size_of_letters(driver) == 1.25)
    driver.turn_wheel(-1, CONTROL)
    driver.wait(lambda: size_of_letters(driver) == 1.1)
    assert driver.messages[-1] == "110 %"
    driver.trigger("zoom-reset")
    driver.wait(lambda: size_of_letters(driver) == 1.0)


def test_the_wheel_alone_scrolls_and_with_ctrl_over_a_list_does_nothing(
    driver: WindowDriver,
) -> None:
    driver.open("long.md")
    driver.turn_wheel(-1, CONTROL, over=driver.library.view)
    driver.turn_wheel(-1)
    driver.wait(lambda: driver.location.scroll > 0)
    assert size_of_letters(driver) == 1.0


def test_the_side_buttons_of_the_mouse_go_back_and_forward(driver: WindowDriver) -> None:
    driver.open("long.md")
    driver.open("series-2.md")
    driver.shows("long.md", lambda: driver.press_mouse(Qt.MouseButton.BackButton))
    driver.shows("series-2.md", lambda: driver.press_mouse(Qt.MouseButton.ForwardButton))
    over_a_list = driver.library.view
    driver.shows("long.md", lambda: driver.press_mouse(Qt.MouseButton.BackButton, over=over_a_list))


# The place in the text.


def wide(driver: WindowDriver) -> None:
    driver.resize(1600, 700)


def without_panes(driver: WindowDriver) -> None:
    driver.trigger("library")
    driver.wait_laid_out()


def reading(driver: WindowDriver) -> None:
    """From a list: its keyboard must go somewhere when it is hidden."""
    driver.library.view.setFocus()
    driver.trigger("reading-mode")
    driver.wait_laid_out()


def larger(driver: WindowDriver) -> None:
    driver.trigger("zoom-in")
    driver.trigger("zoom-in")
    driver.wait(lambda: size_of_letters(driver) == 1.25)
    driver.wait_laid_out()


@pytest.mark.parametrize("change", [wide, without_panes, reading, larger])
def test_another_layout_keeps_the_text_at_the_top(
    driver: WindowDriver, change: Callable[[WindowDriver], None]
) -> None:
    driver.resize(1200, 800)
    driver.open("long.md")
    driver.scroll_to(4000)
    before, height = driver.text_at_top(), driver.ask_page("document.body.scrollHeight")
    assert before.startswith("Paragraph ")
    change(driver)
    assert driver.ask_page("document.body.scrollHeight") != height
    assert driver.text_at_top() == before


def test_a_window_that_is_dragged_smaller_and_larger_again_drifts_nowhere(
    driver: WindowDriver,
) -> None:
    driver.resize(1200, 800)
    driver.open("long.md")
    driver.scroll_to(4000)
    before = driver.text_at_top()
    for width in (*range(1200, 760, -60), *range(780, 1201, 60)):
        driver.resize(width, 800)
        assert driver.text_at_top() == before
    assert abs(driver.location.scroll - 4000) <= 2


def test_the_way_back_after_another_width_leads_to_the_same_text(driver: WindowDriver) -> None:
    driver.resize(1200, 800)
    driver.open("long.md")
    driver.scroll_to(4000)
    before = driver.text_at_top()
    driver.open("series-2.md")
    driver.resize(1600, 700)
    driver.shows("long.md", lambda: driver.press_mouse(Qt.MouseButton.BackButton))
    assert driver.text_at_top() == before


# Narrow places.


def test_hosts_go_below_their_titles_where_there_is_no_room_beside(driver: WindowDriver) -> None:
    driver.open("sources.md")
    beside = """[...document.querySelectorAll('.nv-ref')].map((row) => {
      const title = row.querySelector('.nv-ref-title').getBoundingClientRect();
      const host = row.querySelector('.nv-ref-host').getBoundingClientRect();
      return `${host.top < title.bottom} ${Math.round(title.height / host.height)}`;
    }).join()"""
    driver.resize(1200, 800)
    assert str(driver.ask_page(beside)).count("true") == 4
    driver.turn_wheel(5, CONTROL)
    driver.wait(lambda: size_of_letters(driver) == 2.0)
    driver.wait_laid_out()
    rows = str(driver.ask_page(beside)).split(",")
    assert all(row.startswith("false") and int(row.split()[1]) <= 4 for row in rows), rows


# The panes.


def widths(driver: WindowDriver) -> tuple[int, int]:
    """Of library and side pane."""
    return driver.library.view.width(), driver.window.side_pane.width()


def edge(pane: QWidget, window: QWidget) -> QPoint:
    """Where the left pane can be dragged wider."""
    return pane.mapTo(window, QPoint(pane.width(), pane.height() // 2))


def test_panes_keep_the_width_they_were_dragged_to(driver: WindowDriver) -> None:
    driver.resize(1400, 800)
    driver.open("long.md")
    library = driver.library.view
    before = widths(driver)
    start = edge(library, driver.window)
    driver.drag(start, start + QPoint(80, 0))
    wider = widths(driver)
    assert wider[0] == pytest.approx(before[0] + 80, abs=3)
    assert wider[1] == before[1]
    driver.trigger("reference-library")
    driver.resize(1000, 700)
    driver.trigger("home")
    driver.resize(900, 600)
    driver.resize(1400, 800)
    assert widths(driver) == wider


def test_one_pane_makes_way_in_a_narrow_window_and_comes_back(driver: WindowDriver) -> None:
    driver.resize(1400, 800)
    driver.open("long.md")
    library, side = driver.library.view, driver.window.side_pane
    driver.resize(900, 600)
    assert (library.isVisible(), side.isVisible()) == (True, False)
    assert driver.page_view.width() >= 500
    driver.trigger("outline")
    assert (library.isVisible(), side.isVisible()) == (False, True)
    driver.trigger("library")
    assert (library.isVisible(), side.isVisible()) == (True, False)
    assert driver.page_view.width() >= 500
    driver.resize(1400, 800)
    assert (library.isVisible(), side.isVisible()) == (True, True)


# What covers the page.


def press(driver: WindowDriver, key: Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
    driver.qtbot.keyClick(driver.window, key, held or Qt.KeyboardModifier.NoModifier)


def test_on_the_page_of_references_commands_leave_it_or_rest(driver: WindowDriver) -> None:
    driver.window.activateWindow()
    driver.open("long.md")
    driver.open("sources.md")
    references = driver.reference_library()

    def cover() -> None:
        driver.trigger("reference-library")
        driver.wait(references.isVisible)

    cover()
    for command in ("zoom-in", "bookmark", "print", "find-next", "reading-mode", "close-tab"):
        assert not driver.commands.action(command).isEnabled(), command
    press(driver, Qt.Key.Key_F, CONTROL)
    assert references.isVisible()
    assert driver.focused_name() == child(references, QLineEdit).accessibleName()
    press(driver, Qt.Key.Key_F9)
    assert (references.isVisible(), driver.library.view.isVisible()) == (False, True)

    cover()
    press(driver, Qt.Key.Key_M, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert (references.isVisible(), driver.window.side_pane.view) == (False, "problems")

    cover()
    driver.press_mouse(Qt.MouseButton.BackButton, over=references)
    assert (references.isVisible(), driver.location.note) == (False, "sources.md")
    assert driver.commands.action("zoom-in").isEnabled()
    driver.shows("long.md", lambda: driver.press_mouse(Qt.MouseButton.BackButton))
