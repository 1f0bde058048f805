"""Why a formula cannot be drawn, in the reader's words: what the library says is English."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FormulaWording:
    """What is said over a formula that cannot be drawn, and the reasons why."""

    cannot_draw: str = "{}"
    """This formula cannot be drawn: {reason}."""
    unknown: str = "{} is not known"
    missing: str = "{} is missing"
    closes_nothing: str = "{} closes nothing"
    misplaced: str = "{} cannot stand here"
    nothing_follows: str = "what a command needs is missing"
    two_scripts: str = "two subscripts or superscripts at one place"
    too_long: str = "it is too long"
    not_understood: str = "its LaTeX is not understood"


_FAULTS = (
    (re.compile(r'Unknown \w+ "(.+)"'), "unknown"),
    (re.compile(r'Expected closing token "(.+?)"'), "missing"),
    (re.compile(r'Expected "(\\end\{.+?\})"'), "missing"),
    (re.compile(r'Unmatched closing token: "(.+)"'), "closes_nothing"),
    (re.compile(r'Found "(.+?)", which may only'), "misplaced"),
    (re.compile(r'Unexpected "(.+)"'), "misplaced"),
    (re.compile(r"Expected argument|must be a parenthesis"), "nothing_follows"),
    (re.compile(r"Duplicate subscript|'\^' or '_' directly"), "two_scripts"),
)


def say_fault(message: str, wording: FormulaWording) -> str:
    """The reason in the reader's words.

    Args:
        message: Of the library that draws formulas.
        wording: The reasons, ``{}`` standing for what the message names.
    """
    for pattern, name in _FAULTS:
        if found := pattern.search(message):
            said: str = getattr(wording, name)
            return said.format(*found.groups())
    return wording.not_understood
