"""Names folded once, so that a filter costs little at each letter typed. No Qt here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from noteviewer.library.names.pinyin import sound_key, sounds
from noteviewer.notes.text import fold


@dataclass(frozen=True, slots=True)
class Searchable:
    """What something is found by; to be made on a worker thread."""

    text: str
    """Folded names, one a line."""
    sound: str
    """The same as pinyin (`noteviewer.library.names.pinyin.sound_key`)."""

    @classmethod
    def of(cls, names: Iterable[str | None]) -> "Searchable":
        """Fold the names of something."""
        text = fold("\n".join(name for name in names if name))
        return cls(text, "" if text.isascii() else sound_key(text))

    def matches(self, words: Sequence[str]) -> bool:
        """Whether every one of some folded words occurs, as text or as pinyin."""
        return all(word in self.text or sounds(self.sound, word) for word in words)


def typed_words(typed: str) -> list[str]:
    """The words of a filter as `Searchable.matches` takes them."""
    return fold(typed).split()
