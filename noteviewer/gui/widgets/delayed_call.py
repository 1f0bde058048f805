"""A call that waits a moment, and is made once."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


class DelayedCall(QTimer):
    """Acts when it is over; `start` begins it, or begins it anew."""

    def __init__(self, milliseconds: int, act: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self.setSingleShot(True)
        self.setInterval(milliseconds)
        self.timeout.connect(act)
