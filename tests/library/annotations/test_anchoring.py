"""Passages are found again after edits, and never on a wrong place."""

from collections import Counter
from pathlib import Path
from random import Random

import pytest

from noteviewer.library.annotations.anchoring import Found, describe, locate
from noteviewer.library.annotations.model import Selectors
from noteviewer.library.annotations.reading_text import ReadingText
from noteviewer.notes.text import decode
from noteviewer.paths import resources_dir
from tests.library.annotations.edits import EditedNote, overlap, reading, sections_of

NOTE = """# 强化学习
强化学习（Reinforcement Learning）研究智能体如何在环境中行动。
它与监督学习不同：没有标签，只有奖励。
## Value functions
The value of a state is the expected return. It is learned by iteration.
See also the notes on bandits.
## Policies
A policy maps states to actions. See also the notes on bandits.
"""


def mark(text: str, passage: str, number: int = 0) -> Selectors:
    at = -1
    for _ in range(number + 1):
        at = text.index(passage, at + 1)
    selectors = describe(reading(text), at, at + len(passage))
    assert selectors is not None
    return selectors


def found(selectors: Selectors, text: str) -> str | None:
    place = locate(selectors, reading(text))
    return None if place is None else text[place.start : place.end]


@pytest.mark.parametrize(
    "passage", ["没有标签，只有奖励。", "the expected return", "（", "It is learned"]
)
def test_a_passage_of_an_unchanged_note_is_found_at_its_very_place(passage: str) -> None:
    selectors = mark(NOTE, passage)
    place = locate(selectors, reading(NOTE))
    assert place is not None
    assert (place.start, place.end, place.found) == (
        NOTE.index(passage),
        NOTE.index(passage) + len(passage),
        Found.EXACT,
    )


def test_text_in_front_and_other_spacing_do_not_matter() -> None:
    selectors = mark(NOTE, "智能体如何在环境中行动。\n它与监督学习不同")
    changed = "# New\nA new paragraph.\n" + NOTE.replace("\n它与", "\n\n  它与").replace(
        "智能体", "智能体 "
    )
    assert found(selectors, changed) == "智能体 如何在环境中行动。\n\n  它与监督学习不同"


def test_of_two_equal_passages_the_one_that_was_marked_is_found() -> None:
    second = mark(NOTE, "notes on bandits", 1)
    moved = NOTE.replace("# 强化学习", "# 强化学习\nA line in front.")
    place = locate(second, reading(moved))
    assert place is not None
    assert place.start == moved.rindex("notes on bandits")


def test_where_the_marked_one_of_two_equal_passages_is_gone_the_other_is_not_taken() -> None:
    first = mark(NOTE, "See also the notes on bandits.")
    assert (
        found(first, NOTE.replace("iteration.\nSee also the notes on bandits.", "iteration."))
        is None
    )


def test_an_edited_passage_is_found_with_what_was_put_into_it() -> None:
    selectors = mark(NOTE, "The value of a state is the expected return.")
    changed = NOTE.replace("a state is the expected", "a single state is the discounted expected")
    assert found(selectors, changed) is not None
    assert "single state is the discounted expected return" in str(found(selectors, changed))


def test_words_of_the_context_inside_an_edited_passage_do_not_cut_it() -> None:
    text = (
        "# Closing tabs\nSome closing tabs may be left open. Others are closed by closing tabs.\n"
    )
    selectors = mark(text, "Some closing tabs may be left open.")
    changed = text.replace("may be left", "may well be left")
    assert found(selectors, changed) == "Some closing tabs may well be left open"


def test_a_passage_that_was_taken_out_is_lost() -> None:
    selectors = mark(NOTE, "The value of a state is the expected return.")
    assert (
        found(selectors, NOTE.replace("The value of a state is the expected return. ", "")) is None
    )


def test_a_section_that_moved_to_another_note_takes_its_passage_along() -> None:
    selectors = mark(NOTE, "没有标签，只有奖励")
    section = NOTE[: NOTE.index("## Value")]
    other = reading("# Other note\nIts own text.\n" + section)
    place = locate(selectors, other, is_other=True)
    assert place is not None
    assert other.text[place.start : place.end] == "没有标签，只有奖励"
    assert locate(selectors, reading("没有标签，只有奖励"), is_other=True) is None


def test_blanks_alone_cannot_be_marked() -> None:
    assert describe(ReadingText("a  \n b"), 1, 4) is None
    trimmed = describe(ReadingText("a  b  c"), 1, 6)
    assert trimmed is not None
    assert (trimmed.exact, trimmed.start) == ("b", 3)


# Edits at random.

EDITS = (
    "edit_somewhere", "edit_beside", "edit_inside", "replace_paragraph", "insert_paragraph",
    "delete_paragraph", "move_section", "rename_heading",
)  # fmt: skip


def try_once(texts: list[str], random: Random) -> str:
    """Mark a passage, edit the note, look for it: ``found``, ``lost``, ``wrong`` or ``rightly lost``."""
    text = random.choice(texts)
    lines = [at for at, one in enumerate(text) if one == "\n" and text[at + 1 : at + 2].strip()]
    start = random.choice(lines) + 1 + random.choice((0, 0, 3, 12))
    end = start + random.choice((12, 30, 60, 120, 300))
    end = min([end, len(text), *(s.offset for s in sections_of(text) if s.offset > start)])
    selectors = describe(reading(text), start, end)
    if selectors is None or sum(map(str.isalnum, selectors.exact)) < 4:
        return "skipped"
    note = other = EditedNote.of(text, selectors.start, selectors.end, random)
    for _ in range(random.randint(1, 2)):
        getattr(note, random.choice(EDITS))()
    kind = random.randrange(8)
    if kind == 0:
        note.delete_passage()
    elif kind == 1:
        taken = note.take_section()
        host = random.choice([one for one in texts if one != text])
        whole = [(one, False) for one in f"{host}\n"]
        other = EditedNote([*whole, *taken.characters], random)
    place, holder = locate(selectors, reading(note.text)), note
    if place is None and other is not note:
        place, holder = locate(selectors, reading(other.text), is_other=True), other
    if place is None:
        return "rightly lost" if kind == 0 else "lost"
    is_right = holder is other and overlap((place.start, place.end), other.passage) >= 0.7
    return "found" if is_right else "wrong"


def judge(texts: list[str], seed: int) -> Counter[str]:
    random = Random(seed)
    outcomes: Counter[str] = Counter()
    while outcomes.total() - outcomes["skipped"] < 200:
        outcomes[try_once(texts, random)] += 1
    return outcomes


def test_of_200_edits_of_the_sample_notes_none_leads_to_a_wrong_passage() -> None:
    samples = sorted((resources_dir() / "sample-notes").rglob("*.md"))
    outcomes = judge([path.read_text("utf-8") for path in samples], 1)
    assert outcomes["wrong"] == 0
    assert outcomes["found"] >= 0.98 * (outcomes["found"] + outcomes["lost"])


@pytest.mark.corpora
def test_of_1000_edits_of_real_notes_none_leads_to_a_wrong_passage(corpora: Path) -> None:
    names = ("antkillerfarm", "daiwk", "rust-course", "oi-wiki", "dongruibin", "obsidian-help")
    paths = [path for name in names for path in sorted((corpora / name).rglob("*.md"))]
    outcomes: Counter[str] = Counter()
    for seed in range(5):
        texts = [decode(path.read_bytes()).text for path in Random(seed).sample(paths, 300)]
        outcomes += judge([text for text in texts if 400 < len(text) < 200_000], seed)
    assert outcomes["wrong"] == 0
    assert outcomes["found"] >= 0.98 * (outcomes["found"] + outcomes["lost"])
