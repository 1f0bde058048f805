"""From a fragment to a section: each rung of the ladder."""

import pytest

from noteviewer.notes.anchors import find_anchor
from noteviewer.notes.outline import outline
from noteviewer.notes.syntax.parser import parse

TEXT = """# 概述
## The C++ Way
## 概述
## 1.1 马太  效应
## --dashes-- here
text <a name="PCA"/>
##　３.全角
# Setup
## Setup
"""


@pytest.mark.parametrize(
    ("fragment", "link_text", "line"),
    [
        ("概述", "", 0),
        ("概述-1", "", 2),
        ("%E6%A6%82%E8%BF%B0", "", 0),
        ("%e6%a6%82%e8%bf%b0-1", "", 2),
        ("the-c-way", "", 1),
        ("The-C-Way", "", 1),
        ("The C++ Way", "", 1),
        ("概述#The C++ Way", "", 1),
        ("Setup#Setup", "", 8),
        ("11-马太-效应", "", 3),
        ("dashes-here", "", 4),
        ("PCA", "", 4),
        ("pca", "", 4),
        ("３全角", "", 6),
        ("3全角", "", 6),
        ("nonsense", "The C++ Way", 1),
        ("the-c-way-7", "", 1),
        ("setup-1", "", 8),
        ("", "Setup", 7),
    ],
)
def test_ladder(fragment: str, link_text: str, line: int):
    section = find_anchor(outline(parse(TEXT)), fragment, link_text, [("PCA", 5)])
    assert section is not None
    assert section.line == line


@pytest.mark.parametrize("fragment", ["", "gone", "#", "%"])
def test_nothing_fits(fragment: str):
    assert find_anchor(outline(parse(TEXT)), fragment) is None
