"""Offers values for ``field:`` below the query."""

import logging
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, Qt
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView

from noteviewer.gui.core.index_reader import IndexReader
from noteviewer.gui.core.queries import Queries
from noteviewer.gui.core.tasks import log_failure
from noteviewer.gui.search.completion import (
    Token,
    Value,
    choose_values,
    completed,
    read_values,
    token_at,
    with_field_name,
)
from noteviewer.library.search.query import Field

logger = logging.getLogger(__name__)

POPUP_WIDTH = 340
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
VALUE = Qt.ItemDataRole.UserRole


class QueryCompleter(QObject):
    """A list below the query, while the value of a field is typed.

    Down goes into it and Enter takes a value; Tab takes the first one, or carries on the name of a
    field. All other keys are for the query.
    """

    def __init__(self, field: QLineEdit, queries: Queries[IndexReader]) -> None:
        super().__init__(field)
        self._field = field
        self._lane = queries.lane(self)
        self._values: dict[Field, list[Value]] = {}
        self._token: Token | None = None
        self._model = QStandardItemModel(self)
        self._completer = QCompleter(self._model, self)
        self._completer.setWidget(field)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._popup = popup = QListView()
        self._completer.setPopup(popup)
        popup.setProperty("role", "popup")
        popup.setAccessibleName(self.tr("Values"))
        popup.installEventFilter(self)
        field.installEventFilter(self)
        popup.clicked.connect(self._take)
        field.textEdited.connect(self._follow)

    def forget(self) -> None:
        """The folder is another one, or has changed: its values are read again."""
        self._values.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter takes the chosen value; without one it is for the query."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() == Qt.Key.Key_Tab and not event.modifiers():
            return self._carry_on()
        index = self._popup.currentIndex()
        if watched is self._popup and event.key() in ENTER and index.isValid():
            self._take(index)
            return True
        return False

    def _carry_on(self) -> bool:
        """Take what is offered first, or the rest of the name of a field, if there is either."""
        if self._popup.isVisible():
            chosen = self._popup.currentIndex()
            self._take(chosen if chosen.isValid() else self._model.index(0, 0))
            return True
        named = with_field_name(self._field.text(), self._field.cursorPosition())
        if named is None:
            return False
        self._field.setText(named[0])
        self._field.setCursorPosition(named[1])
        self._follow(named[0])
        return True

    def _follow(self, _text: str) -> None:
        token = token_at(self._field.text(), self._field.cursorPosition())
        self._token = token
        if token is None:
            self._popup.hide()
        elif token.field in self._values:
            self._offer(self._values[token.field])
        else:
            field = token.field
            self._lane.ask(
                lambda catalog: read_values(catalog, field),
                partial(self._learn, field),
                self._not_read,
            )

    def _learn(self, field: Field, values: list[Value]) -> None:
        self._values[field] = values
        if self._token is not None and self._token.field is field and self._field.hasFocus():
            self._offer(values)

    def _offer(self, values: Sequence[Value]) -> None:
        found = choose_values(values, self._token.typed) if self._token else []
        self._model.clear()
        for value in found:
            item = QStandardItem(f"{value.text}   {value.count}" if value.count else value.text)
            item.setData(value.text, VALUE)
            item.setEditable(False)
            self._model.appendRow(item)
        if found:
            left = self._field.cursorRect().left()
            width = min(POPUP_WIDTH, self._field.width())
            left = min(left, self._field.width() - width)
            self._completer.complete(QRect(left, 0, width, self._field.height()))
        else:
            self._popup.hide()

    def _take(self, index: QModelIndex) -> None:
        token = self._token
        if token is not None and index.isValid():
            self._popup.hide()
            text, cursor = completed(self._field.text(), token, index.data(VALUE))
            self._field.setText(text)
            self._field.setCursorPosition(cursor)

    def _not_read(self, error: Exception) -> None:
        log_failure(logger, "cannot read what a field can hold", error)
