"""Files of the folder that a note includes, or parts of them, as text."""

import re

from noteviewer.notes.file_types import is_note_name
from noteviewer.notes.syntax.blocks.includes import Include, read_include
from noteviewer.notes.syntax.dialect import Rules
from noteviewer.render.folder_context import FolderContext

MOST_ON_A_PAGE = 100
_LINES = re.compile(r"(\d{0,7})(?:[:,-](-?\d{0,7}))?")
_MARKER = re.compile(
    r"(?:ANCHOR(?:_END)?:[ \t]*[\w-]+"
    r"|-{1,2}8<-{1,2}[ \t]*\[[ \t]*(?:start|end):[ \t]*[\w-]+[ \t]*\]|#?(?:end)?region\b)"
)
_LANGUAGES = {
    "rs": "rust",
    "py": "python",
    "yml": "yaml",
    "h": "c",
    "hs": "haskell",
    "kt": "kotlin",
}


class IncludedFiles:
    """What one page includes; no file is read more often than a page may show files."""

    def __init__(self, note: str, around: FolderContext, rules: Rules) -> None:
        self._note = note
        self._around = around
        self._rules = rules
        self._count = 0

    def read(self, include: Include) -> tuple[str, str] | None:
        """The path of the file in the folder, and its text or the part that is meant."""
        if self._count >= MOST_ON_A_PAGE or not include.target:
            return None
        self._count += 1
        found = self._around.read_included(self._note, include.target)
        if found is None:
            return None
        path, text = found
        part = part_of(text, include.part)
        return (path, part) if part is not None else None

    def filled_in(self, code: str) -> str:
        """Code with the files in the place of the lines that include them."""
        if "#" not in code and "8<" not in code:
            return code
        lines = []
        for line in code.split("\n"):
            start = len(line) - len(line.lstrip())
            include = read_include(line, start, self._rules) if line.strip() else None
            found = self.read(include) if include else None
            lines.append(line if found is None else found[1].rstrip("\n"))
        return "\n".join(lines)


def is_shown_as_code(path: str, include: Include) -> bool:
    """Whether a file is code to the note that includes it."""
    return include.is_code or not is_note_name(path)


def language_of(path: str, include: Include) -> str:
    """The language of a file that is shown as code."""
    ending = path.rpartition("/")[2].rpartition(".")[2].lower()
    return include.language or _LANGUAGES.get(ending, ending)


def part_of(text: str, part: str) -> str | None:
    """The lines of a range, or between the marks of a region; None where it has no such region."""
    lines = text.split("\n")
    found = _LINES.fullmatch(part)
    if found and part:
        first = int(found[1] or 1)
        last = first if found[2] is None else int(found[2] or len(lines))
        # With one number alone mdBook means one line, with a colon behind it the rest.
        lines = lines[max(0, first - 1) : last if last > 0 else len(lines) + last]
    elif part:
        region = _region(lines, part)
        if region is None:
            return None
        lines = region
    return "\n".join(line for line in lines if not _MARKER.search(line))


def _region(lines: list[str], name: str) -> list[str] | None:
    escaped = re.escape(name)
    begin = re.compile(rf"(?:ANCHOR:|start:|#?region)[ \t]*{escaped}\b")
    end = re.compile(rf"(?:ANCHOR_END:|end:|#?endregion)(?:[ \t]*{escaped}\b|[ \t]*(?:-->|\*/)?$)")
    first = next((n for n, line in enumerate(lines) if begin.search(line)), None)
    if first is None:
        return None
    last = next((n for n in range(first + 1, len(lines)) if end.search(lines[n])), len(lines))
    return lines[first + 1 : last]
