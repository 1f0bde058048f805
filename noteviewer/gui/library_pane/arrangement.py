"""How the reader left the library: mode and open groups, kept over sessions as text."""

import json
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field

from noteviewer.gui.library_pane.trees import Mode

NodePath = tuple[Hashable, ...]
MOST = 500
"""Open groups that are remembered in a mode."""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Mode, and what stands open in each."""

    mode: Mode | None = None
    """None where the reader chose none."""
    expanded: Mapping[Mode, frozenset[NodePath]] = field(default_factory=dict)

    def to_text(self) -> str:
        """Write as JSON."""
        expanded = {
            mode: sorted((list(path) for path in paths), key=str)[:MOST]
            for mode, paths in self.expanded.items()
        }
        return json.dumps({"mode": self.mode, "expanded": expanded}, ensure_ascii=False)

    @classmethod
    def from_text(cls, text: str | None) -> "Arrangement":
        """Read what `to_text` wrote; anything else is an empty arrangement."""
        try:
            values = json.loads(text or "{}")
            mode = values.get("mode")
            expanded = {
                Mode(name): frozenset(tuple(map(_hashable, path)) for path in paths)
                for name, paths in values.get("expanded", {}).items()
            }
            return cls(Mode(mode) if mode else None, expanded)
        except (ValueError, TypeError, AttributeError):
            return cls()


def _hashable(key: object) -> Hashable:
    """JSON knows no tuples; a list in a path was one."""
    return tuple(key) if isinstance(key, list) else str(key)
