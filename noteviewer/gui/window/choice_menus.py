"""Menus in which one of several is chosen: encodings, kinds of folder, hosts of pictures."""

from collections.abc import Callable, Collection, Sequence
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from noteviewer.notes.site import FolderKind

Choice = TypeVar("Choice")

ENCODINGS = (("utf-8", "UTF-8"), ("gb18030", "GB18030"), ("utf-16", "UTF-16"), ("cp950", "Big5"))
"""Codecs that can be chosen, with their names. Big5 is read as Windows extended it."""

KIND_NAMES = {kind: kind.row.name for kind in FolderKind if kind.row.name}
"""Names of programs, which are the same in every language."""


def encoding_name(codec: str) -> str:
    """The name by which users know an encoding."""
    return dict(ENCODINGS).get(codec, codec.upper())


def kind_name(kind: FolderKind) -> str:
    """The name of a kind of folder, in the user's language."""
    return KIND_NAMES.get(kind) or QCoreApplication.translate("ChoiceMenu", "Plain folder")


def encoding_menu(
    chosen: str | None, choose: Callable[[str | None], object], parent: QWidget
) -> QMenu:
    """The encodings in which a note can be read; None stands for recognition."""
    title = QCoreApplication.translate("ChoiceMenu", "Read this note as")
    recognise = QCoreApplication.translate("ChoiceMenu", "Recognise the encoding")
    choices: list[tuple[str | None, str]] = [(None, recognise), *ENCODINGS]
    return _menu(title, choices, chosen, choose, parent)


def kind_menu(
    chosen: FolderKind | None,
    found: FolderKind | None,
    choose: Callable[[FolderKind | None], object],
    parent: QWidget,
) -> QMenu:
    """The kinds that a folder can be read as; None stands for the one that was found."""
    title = QCoreApplication.translate("ChoiceMenu", "Follow links as in")
    recognise = QCoreApplication.translate("ChoiceMenu", "Recognise the kind of folder")
    if chosen is None and found is not None:
        recognise += f" ({kind_name(found)})"
    choices: list[tuple[FolderKind | None, str]] = [(None, recognise)]
    choices += [(kind, kind_name(kind)) for kind in (*KIND_NAMES, FolderKind.PLAIN)]
    return _menu(title, choices, chosen, choose, parent)


def image_hosts_menu(
    hosts: Collection[str], forget: Callable[[str], object], parent: QWidget
) -> QMenu:
    """The hosts whose pictures are loaded without asking; one that is chosen is so no longer."""
    menu = _empty(QCoreApplication.translate("ChoiceMenu", "Always load pictures from"), parent)
    for host in sorted(hosts):
        action = menu.addAction(host, partial(forget, host))
        action.setCheckable(True)
        action.setChecked(True)
    if not hosts:
        nothing = QCoreApplication.translate("ChoiceMenu", "No host: each picture waits for you")
        menu.addAction(nothing).setEnabled(False)
    return menu


def _menu(
    title: str,
    choices: Sequence[tuple[Choice, str]],
    chosen: Choice,
    choose: Callable[[Choice], object],
    parent: QWidget,
) -> QMenu:
    menu = _empty(title, parent)
    group = QActionGroup(menu)
    for choice, name in choices:
        action = menu.addAction(name, partial(choose, choice))
        action.setCheckable(True)
        action.setChecked(choice == chosen)
        group.addAction(action)
        if choice == chosen:
            menu.setActiveAction(action)
    return menu


def _empty(title: str, parent: QWidget) -> QMenu:
    menu = QMenu(title, parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.addAction(title).setEnabled(False)
    menu.addSeparator()
    return menu
