"""The window for those who do not see it, or not well."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWebEngineCore import QWebEngineSettings
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)

from noteviewer.gui.commands.shortcut_dialog import ShortcutDialog
from noteviewer.gui.core.settings import Settings
from noteviewer.gui.search.query_bar import ScopeBar
from noteviewer.gui.settings.dialog import SettingsDialog
from tests.end_to_end.window_driver import WindowDriver

pytestmark = pytest.mark.web

ACTIONABLE = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
)
HAN = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture
def everything(
    open_program: Callable[..., WindowDriver], folder: Path
) -> Callable[[str], WindowDriver]:
    """Opens a window in a language, with all that it can show built in it."""

    def open_all(language: str) -> WindowDriver:
        driver = open_program(folder, note="series-1.md", settings=Settings(language=language))
        driver.wait(lambda: bool(driver.note))
        driver.build_everything()
        SettingsDialog(driver.settings, driver.window.icons, driver.window)
        ShortcutDialog(driver.commands, driver.window)
        for command in ("reference-library", "search", "go-to", "palette", "find"):
            driver.trigger(command)
        return driver

    return open_all


def actionable(window: QWidget) -> Iterator[QWidget]:
    """All that a user can act on, shown now or at another time."""
    for kind in ACTIONABLE:
        for widget in window.findChildren(kind):
            # A header is read cell by cell with its table; the corner of a table is never shown, and
            # the field inside a spin box is one with it; a scope that no note offers has no name.
            if not (
                isinstance(widget, QHeaderView)
                or widget.objectName() in {"qt_tableview_cornerbutton", "qt_spinbox_lineedit"}
                or (isinstance(widget.parentWidget(), ScopeBar) and widget.isHidden())
            ):
                yield widget


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_everything_that_can_be_acted_on_has_a_name_and_a_role(
    everything: Callable[[str], WindowDriver], language: str
) -> None:
    window = everything(language).window
    found = set(actionable(window))
    assert len(found) > 80
    wrong = []
    for widget in found:
        said = QAccessible.queryAccessibleInterface(widget)
        # The name of a list that unfolds is what is chosen in it; its label tells what for.
        is_labelled = isinstance(widget, QComboBox)
        name = widget.accessibleName() if is_labelled else said.text(QAccessible.Text.Name)
        where = f"{type(widget).__name__} {name!r} in {type(widget.parentWidget()).__name__}"
        if not name.strip() or said.role() in {QAccessible.Role.NoRole, QAccessible.Role.Client}:
            wrong.append(where)
        elif language == "zh_CN" and widget.accessibleName() and not HAN.search(name):
            wrong.append(f"{where} is not translated")
    assert wrong == []
    assert [
        m
        for m in window.findChildren(QMenu)
        for a in m.actions()
        if not (a.text() or a.isSeparator())
    ] == []


def test_the_keyboard_goes_through_the_window_as_the_eye_does(driver: WindowDriver) -> None:
    window = driver.window
    driver.resize(1400, 900)
    for note in ("series-1.md", "series-2.md"):
        driver.open(note)
    order = [window.nextInFocusChain()]
    while order[-1] is not window:
        order.append(order[-1].nextInFocusChain())
    page = driver.page_view.focusProxy().focusProxy()
    names = [
        "the page" if widget is page else widget.accessibleName() or widget.text()
        for widget in order
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    first, *rest = names
    assert first == "Library"
    tour = ("Menu", "Topics", "Recent", "Filter the notes", "Notes of the folder")
    tour += ("Open notes", "New tab", "the page", "Outline", "Problems", "Headings of the note")
    assert [name for name in rest if name in tour] == list(tour)


def test_what_has_the_keyboard_looks_different(driver: WindowDriver) -> None:
    window = driver.window
    window.activateWindow()
    unseen = []
    for widget in set(actionable(window)):
        can_take = (
            widget.isVisible()
            and widget.isEnabled()
            and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        )
        if not can_take:
            continue
        window.setFocus()
        QApplication.processEvents()
        without = widget.grab().toImage()
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        assert widget.hasFocus()
        if widget.grab().toImage() == without:
            unseen.append(f"{type(widget).__name__} {widget.accessibleName() or widget.text()}")
    assert unseen == []


def test_moving_pictures_are_held_still_at_once(driver: WindowDriver) -> None:
    policy = QWebEngineSettings.ImageAnimationPolicy
    assert driver.image_animation() is policy.Allow
    driver.change_settings(Settings(language="", reduced_motion=True))
    assert driver.image_animation() is policy.Disallow
    driver.change_settings(Settings(language=""))
    assert driver.image_animation() is policy.Allow
