"""Named places of a note."""

from noteviewer.notes.anchors import find_anchor
from noteviewer.notes.outline import outline
from noteviewer.notes.places import find_places
from noteviewer.notes.syntax.parser import parse

TEXT = """\
# One

<a name="Quick"/> text <span id='deep'>x</span>

> a remark ^block-1

## Two

`<a id="code">` and 2^10

| a | ^table |
|---|---|
"""


def test_ids_names_and_blocks_are_places():
    assert find_places(parse(TEXT)) == (("Quick", 2), ("deep", 2), ("^block-1", 4))


def test_places_lead_to_their_section():
    document = parse(TEXT)
    sections = outline(document)
    for fragment, title in {"quick": "One", "^block-1": "One"}.items():
        section = find_anchor(sections, fragment, html_ids=find_places(document))
        assert section is not None
        assert section.title == title
