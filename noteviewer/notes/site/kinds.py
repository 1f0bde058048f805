"""Kinds of folder: what made it, and so what its links mean."""

import re
from collections.abc import Collection, Iterable
from enum import StrEnum

from noteviewer.notes.site.names import is_note_name


class FolderKind(StrEnum):
    """The program or habit that a folder of notes follows."""

    PLAIN = "plain"
    JEKYLL = "jekyll"
    OBSIDIAN = "obsidian"
    LOGSEQ = "logseq"
    DENDRON = "dendron"
    HUGO = "hugo"
    HEXO = "hexo"

    @property
    def has_wikilinks(self) -> bool:
        """Whether ``[[x]]`` is a link there even where no note answers to it."""
        return self in (FolderKind.OBSIDIAN, FolderKind.LOGSEQ, FolderKind.DENDRON)


_DATED = re.compile(r"\d{4}-\d{1,2}-\d{1,2}-.")
_DOTTED = re.compile(r"[^\s./]+(?:\.[^\s./]+)+\.md")
_HUGO_CONFIGS = {"hugo.toml", "hugo.yaml", "hugo.json", "config.toml"}
FEWEST_WIKILINKS = 5
"""Links from note to note that make a folder without other signs a vault."""


def recognise_kind(
    paths: Iterable[str], root_names: Collection[str], wikilinks: int = 0
) -> FolderKind:
    """Tell the kind of a folder by what lies in it.

    Args:
        paths: All files, relative to the folder.
        root_names: Names of everything directly in the folder, hidden ones too (``.obsidian``).
        wikilinks: How many ``[[x]]`` of its notes lead to a note of it; decides where nothing
            else speaks, so 0 is a fair answer before the notes are read.
    """
    listed = tuple(paths)
    names = set(root_names)
    names.update(path.partition("/")[0] for path in listed)
    marked = _by_marker(listed, names)
    if marked is not None:
        return marked
    notes = [path for path in listed if is_note_name(path)]
    if _mostly(_DATED, notes):
        return FolderKind.JEKYLL
    if _mostly(_DOTTED, notes) and len(notes) > 3:
        return FolderKind.DENDRON
    return FolderKind.OBSIDIAN if wikilinks >= FEWEST_WIKILINKS else FolderKind.PLAIN


def _by_marker(paths: tuple[str, ...], names: set[str]) -> FolderKind | None:
    """The kind that a configuration file or folder of a program names."""
    if ".obsidian" in names or any("/.obsidian/" in path for path in paths):
        return FolderKind.OBSIDIAN
    if "dendron.yml" in names or "dendron.code-workspace" in names or "root.schema.yml" in names:
        return FolderKind.DENDRON
    if "logseq" in names and names & {"pages", "journals"}:
        return FolderKind.LOGSEQ
    if "source" in names and ("scaffolds" in names or "_config.yml" in names):
        return FolderKind.HEXO
    if names & {"_config.yml", "_config.yaml", "_posts"}:
        return FolderKind.JEKYLL
    if names & _HUGO_CONFIGS or (
        "content" in names and names & {"config.yaml", "config", "archetypes"}
    ):
        return FolderKind.HUGO
    return None


def _mostly(pattern: re.Pattern[str], notes: list[str]) -> bool:
    """Whether more than half of the notes have such a name."""
    fitting = sum(1 for path in notes if pattern.match(path.rpartition("/")[2]))
    return fitting * 2 > len(notes)
