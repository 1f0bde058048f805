"""Names and the files that they mean."""

from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Name = TypeVar("Name", bound=Hashable)


@dataclass(frozen=True, slots=True)
class NameTable(Generic[Name]):
    """A dictionary of names that nearly always mean one file.

    One file is kept as its path alone: tens of thousands of one-element tuples would cost more
    to make, to send to another process, and to collect than everything else in a `Site`.
    """

    entries: dict[Name, str | list[str]] = field(default_factory=dict)

    def add(self, name: Name, path: str) -> None:
        """Let a name mean one more file."""
        known = self.entries.setdefault(name, path)
        if known is path:
            return
        if isinstance(known, list):
            known.append(path)
        elif known != path:
            self.entries[name] = [known, path]

    def get(self, name: Name) -> tuple[str, ...]:
        """Give all files that a name means, in the order in which they were added."""
        known = self.entries.get(name)
        if known is None:
            return ()
        return (known,) if isinstance(known, str) else tuple(known)
