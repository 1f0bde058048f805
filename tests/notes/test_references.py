"""References: the cases under ``tests/cases/references``, and the habit of a folder."""

import pytest

from noteviewer.notes.model import Reference
from noteviewer.notes.outline import outline
from noteviewer.notes.references import find_references, folder_writes_pairs, with_pair_habit
from noteviewer.notes.syntax.parser import parse
from tests.notes.case_files import Case, read_cases


def references(text: str) -> tuple[Reference, ...]:
    document = parse(text)
    return find_references(document, outline(document))


def as_written(text: str, expected: list[str]) -> list[str]:
    """Write references as the cases do, each with the fields that its case asks for."""
    sections = outline(parse(text))
    found = references(text)
    lines = []
    for number, reference in enumerate(found):
        asked = expected[number].split(" | ")[2:] if number < len(expected) else []
        fields = [reference.url or "-", reference.title or "-"]
        for field in asked:
            name = field.partition(": ")[0]
            value = {
                "line": reference.line + 1,
                "section": sections[reference.section].title,
            }.get(name, getattr(reference, name, None))
            fields.append(f"{name}: {value}")
        lines.append(" | ".join(fields))
    return lines


@pytest.mark.parametrize("case", read_cases("references"), ids=lambda case: case.title)
def test_reference_cases(case: Case) -> None:
    assert as_written(case.text, case.expected) == case.expected


PAIRS = "".join(f"http://a.example/{n}\n\nTitle {n}\n\n" for n in range(60))
LONE = "Some prose.\n\nhttp://b.example/\n\nMore about it\n"


def test_a_folder_of_pairs_titles_its_lone_addresses():
    every = (*references(PAIRS), *references(LONE))
    assert folder_writes_pairs(every)
    titled = with_pair_habit(every[-1])
    assert (titled.title, titled.title_line, titled.following) == ("More about it", 4, None)
    assert titled.is_pair


def test_a_folder_of_prose_keeps_the_next_line_back():
    every = (*references(PAIRS[:200]), *references(LONE), *references(LONE))
    assert not folder_writes_pairs(every)


def test_lone_addresses_alone_never_make_a_habit():
    assert not folder_writes_pairs(references(LONE) * 200)


def test_a_specific_label_gives_way_to_the_habit_of_the_folder():
    (reference,) = references("quickSort：\n\nhttp://a.example/\n\nA fast way to sort\n")
    assert (reference.title, reference.following) == ("quickSort", "A fast way to sort")
    assert with_pair_habit(reference).title == "A fast way to sort"


def test_title_line_points_at_the_title():
    text = "---\ntitle: x\n---\n\n" + PAIRS
    lines = text.split("\n")
    for reference in references(text):
        assert lines[reference.line] == reference.url
        assert reference.title_line is not None
        assert lines[reference.title_line] == reference.title
