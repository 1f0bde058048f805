"""Keys that belong to one list or panel: shown with the others, not bound anew."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication


@dataclass(frozen=True, slots=True)
class FixedKeys:
    """The keys of one place."""

    place: str
    keys: tuple[tuple[str, tuple[str, ...]], ...]
    """What they do, and the keys as `QKeySequence` writes them portably."""


def fixed_keys() -> tuple[FixedKeys, ...]:
    """The keys of the panes and panels, in the language in force."""
    tr = QCoreApplication.translate
    return (
        FixedKeys(
            tr("FixedKeys", "In a tree or list"),
            (
                (tr("FixedKeys", "Open"), ("Return",)),
                (tr("FixedKeys", "Open in a new tab"), ("Ctrl+Return",)),
                (tr("FixedKeys", "Open everything below"), ("*",)),
                (tr("FixedKeys", "Menu"), ("Shift+F10",)),
            ),
        ),
        FixedKeys(
            tr("FixedKeys", "Among references"),
            (
                (tr("FixedKeys", "Open in browser"), ("Return",)),
                (tr("FixedKeys", "Go to its place in the note"), ("Shift+Return",)),
                (tr("FixedKeys", "Read / unread"), ("Space",)),
                (tr("FixedKeys", "Star / no star"), ("S",)),
                (tr("FixedKeys", "Comment"), ("M",)),
                (tr("FixedKeys", "Other notes that cite it"), ("N",)),
                (tr("FixedKeys", "Search for its title"), ("T",)),
                (tr("FixedKeys", "Copy as Markdown"), ("Ctrl+C",)),
                (tr("FixedKeys", "Copy URL"), ("Ctrl+Shift+C",)),
            ),
        ),
        FixedKeys(
            tr("FixedKeys", "While searching"),
            (
                (tr("FixedKeys", "Choose another hit"), ("Down", "Up")),
                (tr("FixedKeys", "Scroll the preview"), ("Alt+Down", "Alt+Up")),
                (tr("FixedKeys", "Search somewhere else"), ("Alt+S",)),
                (tr("FixedKeys", "Save this search"), ("Ctrl+S",)),
                (tr("FixedKeys", "Back to the note; nothing is lost"), ("Esc",)),
            ),
        ),
    )
