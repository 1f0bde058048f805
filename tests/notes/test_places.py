"""Named places of a note, and finding those that moved."""

from noteviewer.notes.anchors import find_anchor
from noteviewer.notes.model import DecodedText
from noteviewer.notes.note import parse_note
from noteviewer.notes.outline import outline
from noteviewer.notes.places import find_places
from noteviewer.notes.scan import scan
from noteviewer.notes.site import PlaceIndex

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
    assert find_places(scan(TEXT)) == (("Quick", 2), ("deep", 2), ("^block-1", 4))


def test_places_lead_to_their_section():
    document = scan(TEXT)
    sections = outline(document)
    for fragment, title in {"quick": "One", "^block-1": "One"}.items():
        section = find_anchor(sections, fragment, html_ids=find_places(document))
        assert section is not None
        assert section.title == title


def test_a_place_that_moved_is_found_in_the_folder():
    notes = [
        parse_note("b/x.md", DecodedText(TEXT, "utf-8")),
        parse_note("a/y.md", DecodedText(TEXT, "utf-8")),
        parse_note("a/z.md", DecodedText("# Other\n", "utf-8")),
    ]
    index = PlaceIndex.build(notes)
    assert index.find("QUICK", "a/z.md") == ("a/y.md", "b/x.md")
    assert index.find("two", "b/z.md") == ("b/x.md", "a/y.md")
    assert index.find("gone", "a/z.md") == ()
