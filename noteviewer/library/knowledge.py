"""What only the whole folder knows: where links lead, which topics gather, what is broken."""

import sqlite3

from noteviewer.library.scan import FolderScan


def refresh(connection: sqlite3.Connection, found: FolderScan) -> None:
    """Work out anew what depends on more than one note."""
