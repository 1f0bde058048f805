"""What is read out of one note: the cases under ``tests/cases``."""

import pytest

from noteviewer.notes.model import DecodedText, Section, TitlePart
from noteviewer.notes.note import parse_note
from noteviewer.notes.outline import outline
from noteviewer.notes.relations.titles import parse_title
from noteviewer.notes.syntax.document import Passage
from noteviewer.notes.syntax.parser import parse
from tests.notes.case_files import Case, read_cases


def cases(folder: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("case", read_cases(folder), ids=lambda case: case.title)


def write_section(section: Section) -> str:
    written = f"{section.level} {section.line + 1} {section.title} -> {section.anchor}"
    if section.continuation:
        written += f" | {section.continuation} {section.topic}"
    return written


def write_block(block: Passage) -> str:
    level = f" {block.level}" if block.level or block.info else ""
    info = f" {block.info}" if block.info else ""
    return f"{block.kind} {block.start + 1}-{block.end}{level}{info}"


def write_part(part: TitlePart) -> str:
    return part.name if part.number is None else f"{part.name} #{part.number}"


@cases("outline")
def test_outline_cases(case: Case) -> None:
    sections = outline(parse(case.text))
    assert [write_section(section) for section in sections[1:]] == case.expected


@cases("blocks")
def test_block_cases(case: Case) -> None:
    document = parse(case.text)
    if case.title.startswith("code:"):
        found = [f"{c.language or '-'} {c.line + 1}-{c.end}" for c in document.code]
    else:
        found = [write_block(passage) for passage in document.passages()]
    assert found == case.expected


@cases("math")
def test_math_cases(case: Case) -> None:
    found = [
        f"{'display' if formula.is_display else 'inline'} {' '.join(formula.source.split(chr(10)))}"
        for formula in parse(case.text).math()
    ]
    assert found == case.expected


@cases("front_matter")
def test_front_matter_cases(case: Case) -> None:
    path, _, text = case.text.partition("\n")
    note = parse_note(path, DecodedText(text, "utf-8"))
    fields = {
        "title": note.title,
        "date": note.date,
        "category": note.category,
        "tags": " | ".join(note.tags),
        "aliases": " | ".join(note.aliases),
        "form": "" if note.form == "note" else str(note.form),
    }
    found = [f"{name} {value}" for name, value in fields.items() if value]
    found += [f"problem {problem.kind}" for problem in note.problems]
    assert found == case.expected


@cases("titles")
def test_title_cases(case: Case) -> None:
    title = parse_title(case.text)
    found = [write_part(part) for part in title.parts]
    found += [f"> {write_part(topic)}" for topic in title.topics]
    assert found == case.expected


@cases("page_dumps")
def test_page_dump_cases(case: Case) -> None:
    document = parse(case.text)
    dump = document.saved_page
    if dump is None:
        assert case.expected == ["no page"]
        return
    fields = {"title": dump.title, "date": dump.date, "category": dump.category}
    found = [f"{name} {value}" for name, value in fields.items() if value]
    found += [f"heading {h.level} {h.line + 1} {h.title}" for h in dump.headings]
    found += [f"furniture {start + 1}-{end}" for start, end in dump.furniture]
    found += [f"join {before + 1}-{after + 1}" for before, after in dump.joins]
    neighbours = {"previous": dump.previous_title, "next": dump.next_title}
    found += [f"{name} {value}" for name, value in neighbours.items() if value]
    assert found == case.expected
    assert [h.start for h in document.headings()] == [h.line for h in dump.headings]
