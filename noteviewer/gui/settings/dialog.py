"""The settings; each applies at once, so there is nothing to confirm."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from noteviewer.gui.core.desktop import USUAL
from noteviewer.gui.core.settings import FONT_PERCENTS, ZOOM_PERCENTS, SettingsStore
from noteviewer.gui.theme.icons import Icons
from noteviewer.gui.theme.theme import Spacing
from noteviewer.gui.widgets.choices import CheckBox, ChoiceBox
from noteviewer.gui.widgets.pane import ScrollingForm

FIELD_WIDTH = 300


class SettingsDialog(QDialog):
    """A form over the settings in force."""

    def __init__(self, store: SettingsStore, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self._icons = icons
        self.setWindowTitle(self.tr("Settings"))
        self._store = store
        rows = QWidget()
        form = QFormLayout(rows)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(Spacing.L)
        form.setVerticalSpacing(Spacing.M)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignRight)
        form.addRow(self._heading(self.tr("Window")))
        self._add_choices(form)
        form.addRow(self._heading(self.tr("Page")))
        self._add_page(form)
        form.addRow(self._heading(self.tr("Notes")))
        self._add_editor(form)
        self._add_title_search(form)
        self._add_check(
            form, self.tr("Find traditional and simplified characters alike"), "any_script"
        )
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Spacing.XL, Spacing.L, Spacing.XL, Spacing.L)
        layout.addWidget(ScrollingForm(rows))
        layout.addWidget(buttons)

    def event(self, event: QEvent) -> bool:
        """Grow with the text."""
        if event.type() == QEvent.Type.LayoutRequest:
            QTimer.singleShot(0, self, self._fit)
        return super().event(event)

    def _fit(self) -> None:
        self.resize(self.size().expandedTo(self.sizeHint()))

    def _add_choices(self, form: QFormLayout) -> None:
        self._add_choice(
            form,
            self.tr("&Theme"),
            "theme",
            (
                ("system", self.tr("As the system")),
                ("light", self.tr("Light")),
                ("dark", self.tr("Dark")),
                ("contrast-light", self.tr("High contrast, light")),
                ("contrast-dark", self.tr("High contrast, dark")),
            ),
        )
        self._add_choice(
            form,
            self.tr("&Language"),
            "language",
            (("", self.tr("As the system")), ("en", "English"), ("zh_CN", "简体中文")),
        )
        self._add_choice(
            form,
            self.tr("Text &size of the window"),
            "font_percent",
            [(percent, f"{percent} %") for percent in FONT_PERCENTS],
        )
        self._add_check(form, self.tr("Open the last folder at the start"), "reopen_last")
        self._add_check(form, self.tr("Show and search PDFs as notes"), "reads_pdfs")
        self._add_check(form, self.tr("Reduce motion"), "reduced_motion")
        self._add_check(
            form,
            self.tr("Draw without the graphics card (from the next start)"),
            "safe_graphics",
        )

    def _add_page(self, form: QFormLayout) -> None:
        self._add_choice(
            form,
            self.tr("&Zoom"),
            "zoom_percent",
            [(percent, f"{percent} %") for percent in ZOOM_PERCENTS],
        )
        self._add_choice(
            form,
            self.tr("&Width of the text"),
            "measure",
            (
                ("narrow", self.tr("Narrow")),
                ("normal", self.tr("Medium")),
                ("wide", self.tr("Wide")),
                ("full", self.tr("Whole window")),
            ),
        )
        self._add_choice(
            form,
            self.tr("&Font"),
            "page_font",
            (("sans", self.tr("Sans serif")), ("serif", self.tr("Serif"))),
        )
        self._add_check(
            form, self.tr("Show lists of references as they are written"), "references_as_written"
        )
        self._add_check(form, self.tr("Show a card when the mouse rests on a link"), "link_cards")

    def _add_editor(self, form: QFormLayout) -> None:
        field = self._add_field(
            form,
            self.tr("&Editor"),
            "editor",
            self.tr("For example: code --goto {file}:{line}"),
        )
        field.setPlaceholderText(self.tr("the system's own program"))
        field.setAccessibleName(self.tr("Command of the editor"))

    def _add_title_search(self, form: QFormLayout) -> None:
        field = self._add_field(
            form,
            self.tr("Search for t&itles"),
            "title_search",
            self.tr("Opens in the browser, which sends the title that {} stands for."),
        )
        field.setPlaceholderText(USUAL)
        field.setAccessibleName(self.tr("Address of the search for titles"))

    def _add_field(self, form: QFormLayout, title: str, name: str, hint: str) -> QLineEdit:
        field = QLineEdit(getattr(self._store.settings, name))
        field.setMinimumWidth(FIELD_WIDTH)
        field.editingFinished.connect(lambda: self._change(**{name: field.text().strip()}))
        form.addRow(title, field)
        label = QLabel(hint)
        label.setProperty("role", "faint")
        form.addRow("", label)
        return field

    def _heading(self, text: str) -> QLabel:
        label = QLabel(text)
        label.setProperty("role", "title")
        label.setContentsMargins(0, Spacing.S, 0, 0)
        return label

    def _add_choice(
        self, form: QFormLayout, title: str, name: str, choices: Sequence[tuple[Any, str]]
    ) -> None:
        box = ChoiceBox(self._icons)
        box.setAccessibleName(title.replace("&", ""))
        box.view().setAccessibleName(box.accessibleName())
        for value, text in choices:
            box.addItem(text, value)
        box.setCurrentIndex(max(box.findData(getattr(self._store.settings, name)), 0))
        box.currentIndexChanged.connect(lambda _index: self._change(**{name: box.currentData()}))
        form.addRow(title, box)

    def _add_check(self, form: QFormLayout, title: str, name: str) -> None:
        box = CheckBox(title, self._icons)
        box.setChecked(getattr(self._store.settings, name))
        box.toggled.connect(self._setter(name))
        form.addRow("", box)

    def _setter(self, name: str) -> Callable[[bool], None]:
        return lambda value: self._change(**{name: value})

    def _change(self, **values: Any) -> None:
        self._store.change(replace(self._store.settings, **values))
