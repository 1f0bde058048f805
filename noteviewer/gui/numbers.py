"""Numbers as a reader writes them."""

from PySide6.QtCore import QLocale


def grouped(number: int) -> str:
    """Give a count with its thousands parted, as is done where the reader lives."""
    return QLocale().toString(number)
