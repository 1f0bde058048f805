"""The text of a page, in which marked passages are looked for."""

from noteviewer.cli.commands.render import ENGLISH
from noteviewer.render.document.page import HeadCard, PageRequest
from noteviewer.render.document.page_text import PageText, page_text
from noteviewer.render.render import render_note

NOTE = """# First

Some *marked* &amp; [linked](b.md) text with $x_1$,
on two lines.

- item
- other

## Second

```python
code
  more
```

https://example.org/a

Its title

![alt](missing.png)
"""


def text_of(note: str) -> PageText:
    card = HeadCard(title="Not of the text", tags=("tag",))
    return page_text(render_note(PageRequest("a.md", note, ENGLISH, card)).html)


def test_each_block_is_a_line_and_formulas_are_their_source() -> None:
    found = text_of(NOTE)
    lines = found.text.split("\n")
    assert lines[:5] == [
        "First", "Some marked & linked text with x_1, on two lines.", "item", "other", "Second",
    ]  # fmt: skip
    assert "code\n  more" in found.text
    assert [anchor for _, anchor in found.sections] == ["first", "second"]
    assert [found.text[offset:].split("\n")[0] for offset, _ in found.sections] == [
        "First",
        "Second",
    ]


def test_what_the_program_says_itself_is_left_out() -> None:
    found = text_of(NOTE).text
    assert "Its title" in found
    for own in ("Not of the text", "tag", "example.org", "Copy", "missing.png", "not found"):
        assert own not in found


def test_a_page_without_a_note_has_no_text() -> None:
    assert page_text("<header>x</header>") == PageText("", ())
