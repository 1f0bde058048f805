"""What a hand does with wheel, mouse buttons and edges of the window, and what an eye sees of it."""

import gc
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from noteviewer.gui.navigation.session import read_session
from noteviewer.library.rows import ReferenceRow
from noteviewer.library.state import UserState
from tests.end_to_end.conftest import PIXEL
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
SECTIONS = "# All\n\n" + "".join(
    f"## Section {number}\n\nA line.\n\nhttps://example.org/{number}\n\nSource {number}\n\n"
    for number in range(40)
)
COPY = "---\ntitle: Kept twice\n---\n\n# Same\n\n" + "".join(
    f"A line that both copies have, number {number}.\n\n" for number in range(12)
)
TOPIC = {
    "home.md": "# 注意力机制\n\n文字。\n\nhttps://example.org/home\n\nSource at home\n",
    "abroad.md": "# 其他\n\n## 注意力机制（续）\n\n文字。\n\n### 细节\n\nhttps://example.org/abroad\n\n"
    "Source abroad\n\n## 别的\n\nhttps://example.org/other\n\nSource of others\n",
}
LINKED = ("part-LSTM进阶.md", "part-GAN.md", "series-2.md")


@pytest.fixture
def folder(folder: Path) -> Path:
    """With a note of long paragraphs, and one of references."""
    (folder / "long.md").write_text(LONG, encoding="utf-8")
    (folder / "sources.md").write_text(REFERENCES, encoding="utf-8")
    for number, rest in (("十九", "LSTM进阶"), ("二十", "GAN")):
        text = f"---\ntitle: 深度学习（{number}）——{rest}\n---\n\n# {rest}\n\nText.\n"
        (folder / f"part-{rest}.md").write_text(text, encoding="utf-8")
    (folder / "sections.md").write_text(SECTIONS, encoding="utf-8")
    for name in ("copy-1.md", "copy-2.md"):
        text = f"{COPY}# Other\n\nOnly in **{name}**.\n"
        (folder / name).write_text(text, encoding="utf-8")
    for name, text in TOPIC.items():
        (folder / name).write_text(text, encoding="utf-8")
    links = "# Links\n\n" + "".join(f"- [to {name}]({name})\n" for name in LINKED)
    (folder / "links.md").write_text(links, encoding="utf-8")
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


def test_lines_of_another_width_keep_the_text_at_the_top(driver: WindowDriver) -> None:
    driver.resize(1600, 800)
    driver.open("long.md")
    driver.scroll_to(4000)
    before, height = driver.text_at_top(), driver.ask_page("document.body.scrollHeight")
    driver.change_settings(replace(driver.settings.settings, measure="narrow", theme="dark"))
    driver.wait(lambda: driver.ask_page("document.documentElement.dataset.theme") == "dark")
    driver.wait_frames()
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


# Tabs.


def open_behind(driver: WindowDriver) -> None:
    """With the middle button, one link after the other."""
    driver.open("links.md")
    for number, _ in enumerate(LINKED, 1):
        link = f"article li:nth-child({number}) a"
        driver.click_in_page(link, Qt.MouseButton.MiddleButton)
        driver.wait(lambda number=number: driver.tab_strip.bar.count() == 1 + number)


def test_tabs_behind_have_titles_at_once_and_stand_in_the_order_of_the_clicks(
    driver: WindowDriver,
) -> None:
    open_behind(driver)
    expected = ["Links", "十九 · LSTM进阶", "二十 · GAN", "二 · 过河"]
    driver.wait(lambda: driver.tab_strip.names() == expected)
    assert driver.tab_strip.listed() == [
        "Links", "深度学习（十九）——LSTM进阶", "深度学习（二十）——GAN", "漫游（二）——过河",
    ]  # fmt: skip


def test_keys_and_the_list_go_to_a_tab_and_a_closed_one_comes_back_in_its_place(
    driver: WindowDriver,
) -> None:
    driver.window.activateWindow()
    open_behind(driver)
    driver.shows("part-GAN.md", lambda: press(driver, Qt.Key.Key_3, CONTROL))
    driver.shows("series-2.md", lambda: press(driver, Qt.Key.Key_9, CONTROL))
    driver.shows("part-LSTM进阶.md", lambda: driver.tab_strip.choose_listed(1))
    driver.shows("part-GAN.md", lambda: press(driver, Qt.Key.Key_W, CONTROL))
    driver.shows(
        "part-LSTM进阶.md",
        lambda: press(driver, Qt.Key.Key_T, CONTROL | Qt.KeyboardModifier.ShiftModifier),
    )
    assert driver.tabs.current == 1


def test_a_tab_can_be_pinned_duplicated_and_dragged(
    open_program: Callable[..., WindowDriver], folder: Path
) -> None:
    state = UserState(None)
    driver = open_program(folder, state=state)
    open_behind(driver)
    driver.tab_strip.choose_in_menu(2, "Copy path")
    assert driver.desktop.copied == [str(folder / "part-GAN.md")]
    driver.tab_strip.choose_in_menu(3, "Pin at the left")
    assert driver.notes_of_tabs() == ["series-2.md", "links.md", *LINKED[:2]]
    driver.press_mouse(Qt.MouseButton.MiddleButton, driver.tab_strip.bar, driver.tab_strip.place(0))
    driver.tab_strip.choose_in_menu(0, "Close those to the right")
    driver.wait(lambda: driver.notes_of_tabs() == ["series-2.md"])
    driver.open("links.md", new_tab=True)
    driver.shows("links.md", lambda: driver.tab_strip.choose_in_menu(1, "Duplicate"))
    assert driver.notes_of_tabs() == ["series-2.md", "links.md", "links.md"]
    start, end = (driver.tab_strip.place_in(driver.window, number) for number in (2, 0))
    driver.drag(start, end)
    assert driver.notes_of_tabs()[0] == "series-2.md"
    driver.window.close()
    kept = read_session(state.folders.session(str(folder)), str(folder))[0]
    assert [history.is_pinned for history in kept.histories] == [True, False, False]


# The lists beside the page.


def marked(driver: WindowDriver) -> str:
    """The heading with the mark of what is read."""
    return driver.outline.view.rows.current_anchor


def chosen(driver: WindowDriver) -> str:
    """The heading that the outline stands on."""
    node = driver.outline.node
    return node.label if node is not None else ""


def test_the_outline_marks_what_was_gone_to_until_the_page_is_scrolled(
    driver: WindowDriver,
) -> None:
    driver.open("sections.md")
    driver.wait(lambda: driver.outline.count > 0)
    for number in (7, 38):
        driver.outline.click(f"Section {number}")
        driver.wait(lambda number=number: chosen(driver) == f"Section {number}")
        driver.wait_frames()
        assert marked(driver) == f"section-{number}"
    driver.turn_wheel(3)
    driver.wait(lambda: chosen(driver) not in ("", "Section 38"))
    assert marked(driver) == chosen(driver).lower().replace(" ", "-")
    driver.press_in_page(Qt.Key.Key_Home)
    driver.wait(lambda: marked(driver) in ("", "all"))
    driver.wait(lambda: chosen(driver) in ("", "All"))


def test_lists_follow_the_page(driver: WindowDriver) -> None:
    driver.open("sections.md")
    driver.trigger("references")
    driver.wait(lambda: driver.references.count > 40)
    assert "Section 0" in driver.references.texts_in_sight[0]
    driver.turn_wheel(-20)
    driver.wait(lambda: marked(driver) not in ("", "all", "section-0"))
    driver.wait(
        lambda: (
            driver.references.texts_in_sight[0].split(",")[0].lower().replace(" ", "-")
            == marked(driver)
        )
    )


def test_the_page_of_a_topic_has_an_outline_and_references(driver: WindowDriver) -> None:
    driver.open("//topic/注意力机制")
    driver.wait(lambda: driver.outline.count == 2)
    assert driver.outline.labels == ["注意力机制", "其他 › 注意力机制（续）", "细节"]
    driver.wait(lambda: driver.references.count == 4)
    texts = " ".join(driver.references.texts)
    assert "› home" in texts
    assert "› abroad" in texts
    assert "› other" not in texts
    driver.outline.click("细节")
    driver.wait_frames()
    place = "document.querySelector('[id^=part-2-][id$=细节]').getBoundingClientRect().top"
    driver.wait(lambda: 0 <= float(str(driver.ask_page(place))) < float(driver.page_view.height()))
    driver.wait(lambda: chosen(driver) == "细节")


# The page.


def test_a_note_ends_with_the_way_on_in_its_series(driver: WindowDriver) -> None:
    driver.open("part-LSTM进阶.md")
    link = ".nv-foot a[rel=next]"
    assert "深度学习（二十）——GAN" in str(
        driver.ask_page(f"document.querySelector('{link}').innerText")
    )
    below = "document.querySelector('.nv-foot').getBoundingClientRect().top"
    text = "document.querySelector('article').getBoundingClientRect().bottom"
    assert driver.ask_page(f"{below} >= {text}") is True
    driver.shows("part-GAN.md", lambda: driver.click_in_page(link))


def test_a_picture_of_the_page_can_be_saved(
    driver: WindowDriver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "saved.png"
    monkeypatch.setattr(
        "noteviewer.gui.widgets.save_dialog.QFileDialog.getSaveFileName",
        lambda *_arguments: (str(file), ""),
    )
    driver.open("series-1.md")
    driver.writes(lambda: driver.choose_in_page("article img", "Save picture…"))
    assert file.read_bytes() == PIXEL


def test_a_selection_is_copied_as_markdown_from_the_menu(driver: WindowDriver) -> None:
    driver.open("series-1.md")
    driver.ask_page("getSelection().selectAllChildren(document.querySelector('article > p')); 1")
    driver.choose_in_page("article > p", "Copy as Markdown")
    driver.wait(lambda: driver.desktop.copied == ["第一段。见 [第二篇](series-2.md#%E6%A1%A5)。"])


def test_versions_are_compared_from_the_note_and_from_the_palette(driver: WindowDriver) -> None:
    driver.open("copy-1.md")
    driver.shows("//variants/copy-1.md", lambda: driver.click_in_page(".nv-variants a:last-child"))
    own = "[...document.querySelectorAll('.nv-own')].map((block) => block.innerHTML).join()"
    assert driver.ask_page(own) == (
        "Only in <strong>copy-1.md</strong>.,Only in <strong>copy-2.md</strong>."
    )
    facts = "document.querySelector('.nv-facts').textContent"
    assert "100 %" not in str(driver.ask_page(facts))
    driver.open("copy-2.md")
    driver.shows("//variants/copy-2.md", lambda: driver.trigger("compare-versions"))


# What belonged to a folder goes with it.


def test_another_folder_leaves_nothing_of_the_one_before(
    driver: WindowDriver, tmp_path: Path
) -> None:
    """A list of all references is by far the most that is kept of a folder."""
    # A note of this test alone: windows of others may still be about.
    note = driver.folder / "kept.md"
    driver.updates(lambda: note.write_text(REFERENCES, encoding="utf-8"))
    driver.trigger("reference-library")
    driver.wait(lambda: kept_of("kept.md") > 0)
    other = tmp_path / "other"
    other.mkdir()
    (other / "alone.md").write_text("# Alone\n", encoding="utf-8")
    driver.shows("", lambda: driver.open_folder(other))
    driver.wait(lambda: kept_of("kept.md") == 0)


def kept_of(note: str) -> int:
    """How many rows of references of a note there are in this process."""
    return sum(isinstance(one, ReferenceRow) and one.path == note for one in gc.get_objects())
