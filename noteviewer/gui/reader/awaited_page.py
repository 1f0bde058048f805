"""A page that the web engine asks for before it is made.

The web engine needs as long to begin as the first page to be made. So it is told to load the page's
address at once, and whoever answers for that address waits until the page is there.
"""

from threading import Event

PATIENCE_S = 20.0
"""Longer than the making of any page may take."""


class AwaitedPage:
    """One address, and whether the page that belongs there has come, or another in its place."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._has_come = Event()

    def arrive(self) -> None:
        """Let go those who wait: there is a page, or will never be one."""
        self._has_come.set()

    def wait(self) -> None:
        """Wait for it, on a worker thread."""
        self._has_come.wait(PATIENCE_S)
