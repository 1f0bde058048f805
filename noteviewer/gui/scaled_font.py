"""Text that stays larger than the rest when the size of all text changes."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from noteviewer.gui.painting import scaled


class ScaledFont(QObject):
    """Keeps the font of a widget at so many per cent of the application's."""

    def __init__(self, widget: QWidget, percent: int, *, is_bold: bool = False) -> None:
        super().__init__(widget)
        self._widget = widget
        self._percent = percent
        self._is_bold = is_bold
        widget.installEventFilter(self)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit the font anew where the application has another one."""
        if event.type() == QEvent.Type.ApplicationFontChange:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        font = scaled(QApplication.font(), self._percent, is_bold=self._is_bold)
        self._widget.setFont(font)
