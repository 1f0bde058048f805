"""What a card shows of the place that a link leads to."""

from collections.abc import Callable
from pathlib import Path

import pytest

from noteviewer.gui.core.documents import LinkCard
from noteviewer.gui.page_source.link_card import LONGEST, LinkCardBuilder, LinkCardStrings
from noteviewer.library.catalog.catalog import Catalog
from noteviewer.library.location import Location
from noteviewer.library.sync.shared_index import use_index
from noteviewer.render.urls import page_url

NOTE = """# First

intro, see https://example.org/a

## Part one

about *one*

### Below

deeper

## Part two

about two
"""
WORDS = LinkCardStrings("cited here: {}", "not cited", "goes on")

Make = Callable[[str], LinkCard | None]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    (tmp_path / "a.md").write_text(NOTE, "utf-8")
    (tmp_path / "b.md").write_text(
        "# B\n\n## Links <b>\n\n[Its title](http://www.example.org/a/)\n", "utf-8"
    )
    (tmp_path / "long.md").write_text(
        "# Long\n\n" + "word " * 40 + "\n\n" + ("line\n" * LONGEST), "utf-8"
    )

    def make_card(url: str) -> LinkCard | None:
        def build(index: Path) -> LinkCard | None:
            with Catalog(index) as catalog:
                builder = LinkCardBuilder(
                    catalog,
                    lambda path: (tmp_path / path).read_text("utf-8"),
                    lambda path, text: f"[{path}]{text}",
                    WORDS,
                )
                return builder.make(url, Location(str(tmp_path), "here.md"))

        return use_index(tmp_path, build)

    return make_card


def test_a_section_is_shown_with_all_below_it(make: Make) -> None:
    card = make(page_url("a.md", "part-one"))
    assert card is not None
    assert card.title == "First › Part one"
    assert card.html == "[a.md]## Part one\n\nabout *one*\n\n### Below\n\ndeeper\n"


def test_a_note_is_shown_with_its_headings(make: Make) -> None:
    card = make(page_url("a.md"))
    assert card is not None
    assert card.title == "First"
    assert card.html.startswith(
        '<nav class="nv-card-headings"><a href="noteviewer://page/a.md#first">First</a>'
    )
    assert "[a.md]# First\n" in card.html


def test_a_long_note_is_cut_at_a_line_and_says_so(make: Make) -> None:
    card = make(page_url("long.md"))
    assert card is not None
    assert len(card.html) < LONGEST + 300
    assert card.html.endswith('line<p><a href="noteviewer://page/long.md">goes on</a></p>')


def test_a_reference_lists_every_other_place_that_cites_it(make: Make) -> None:
    card = make("https://example.org/a")
    assert card is not None
    assert card.title == "Its title"
    assert "cited here: 2" in card.html
    assert '<a href="noteviewer://page/a.md#first">First · First</a>' in card.html
    assert "B · Links &lt;b&gt;" in card.html or "B · Links" in card.html
    assert "<b>" not in card.html
    for url in ("https://example.org/<script>", "https://[bad", "HTTP://x y"):
        other = make(url)
        assert other is not None
        assert "not cited" in other.html
        assert "<script>" not in other.html


@pytest.mark.parametrize(
    "url", ["noteviewer://action/open-file?path=x", "mailto:a@b.c", "javascript:1", page_url("none.md"), page_url("//topic/x"), ""]
)  # fmt: skip
def test_what_leads_to_no_note_or_page_has_no_card(make: Make, url: str) -> None:
    assert make(url) is None
