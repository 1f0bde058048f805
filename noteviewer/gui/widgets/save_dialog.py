"""Where a file is to be written; never in the folder of notes."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from noteviewer.library.folder.writing import is_inside


def ask_target(parent: QWidget, title: str, name: str, kinds: str, folder: str) -> Path | None:
    """Let the user choose a file, again where it would lie in the folder of notes.

    Args:
        parent: The window.
        title: Of the dialog.
        name: What the file is called at first.
        kinds: As `QFileDialog` takes them.
        folder: Of notes; empty for none.

    Returns:
        None where the user gave up.
    """
    offered = Path.home() / name
    while True:
        chosen, _ = QFileDialog.getSaveFileName(parent, title, str(offered), kinds)
        if not chosen:
            return None
        if not folder or not is_inside(Path(folder), Path(chosen)):
            return Path(chosen)
        if not _wants_another_place(parent, title):
            return None
        offered = Path.home() / Path(chosen).name


def _wants_another_place(parent: QWidget, title: str) -> bool:
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Information)
    box.setWindowTitle(title)
    tr = QCoreApplication.translate
    box.setText(tr("SaveDialog", "Nothing is ever written in the folder of notes."))
    again, cancel = QMessageBox.StandardButton.Retry, QMessageBox.StandardButton.Cancel
    box.setStandardButtons(again | cancel)
    box.button(again).setText(tr("SaveDialog", "Choose another place…"))
    return box.exec() == again
