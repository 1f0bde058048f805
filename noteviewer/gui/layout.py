"""How the window is arranged, as a frozen value for the session."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Layout:
    """Sizes and what is shown; pixels are device-independent."""

    has_library: bool = True
    has_side: bool = True
    library_width: int = 316
    side_width: int = 320
    side_view: str = "outline"
    geometry: str = ""
    """What `QWidget.saveGeometry` gives, in base64."""
