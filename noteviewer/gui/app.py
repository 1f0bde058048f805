"""The composition root: every part of the window is built and connected here."""


def run_app(place: str | None, *, new_window: bool = False, safe_graphics: bool = False) -> int:
    """Open the window at a place and run until it is closed; returns the exit code."""
    raise NotImplementedError(place, new_window, safe_graphics)
