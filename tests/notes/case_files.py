"""Cases as text: a title after ``=== ``, a note, and after ``=>`` what is expected of it."""

from dataclasses import dataclass
from pathlib import Path

CASES = Path(__file__).parent.parent / "cases"


@dataclass(frozen=True)
class Case:
    title: str
    text: str
    expected: list[str]


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
