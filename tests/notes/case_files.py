"""Cases as text: a title after ``=== ``, a note, and after ``=>`` what is expected of it."""

import re
from dataclasses import dataclass
from pathlib import Path

from noteviewer.notes.syntax.dialect import Dialect

CASES = Path(__file__).parent.parent / "cases"
_DIALECT = re.compile(r" \[(\w+)\]\Z")


@dataclass(frozen=True)
class Case:
    title: str
    text: str
    expected: list[str]

    @property
    def dialect(self) -> Dialect:
        """What stands in brackets at the end of the title."""
        named = _DIALECT.search(self.title)
        return Dialect(named[1]) if named else Dialect.GFM


def read_cases(folder: str) -> list[Case]:
    cases = []
    for path in sorted((CASES / folder).glob("*.txt")):
        _, *blocks = path.read_text("utf-8").split("\n=== ")
        for block in blocks:
            title, _, rest = block.partition("\n")
            text, separator, expected = rest.partition("\n=>\n")
            assert separator, f"{path.name}: {title}: nothing expected"
            cases.append(Case(f"{path.stem}: {title}", text, expected.split("\n")))
    for case in cases:
        case.expected[:] = [line for line in case.expected if line.strip()]
    return cases
