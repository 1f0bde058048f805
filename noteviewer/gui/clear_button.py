"""The button that empties a field."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit


def add_clear_button(field: QLineEdit) -> None:
    """Let Qt put its button into a field, and say its name, which Qt does not."""
    field.setClearButtonEnabled(True)
    for action in field.findChildren(QAction):
        if not action.text():
            action.setText(QCoreApplication.translate("ClearButton", "Empty the field"))
