"""What of a query is marked."""

import pytest

from noteviewer.library.catalog.catalog import Catalog
from noteviewer.library.rows import SearchResult
from noteviewer.library.search.parser import parse_query
from noteviewer.library.search.snippets import (
    marking_query,
    matched_texts,
    phrase_query,
    query_texts,
)


@pytest.mark.parametrize(
    ("query", "texts"),
    [
        ("GAN -VAE", ("gan",)),
        ("category:DL loss", ("loss",)),
        ("title:芯片 光刻", ("光刻", "芯片")),
        ("(heading:loss OR url:arxiv) host:zhihu.com", ("arxiv", "zhihu.com", "loss")),
        ("-title:芯片 date:2020", ()),
        ("", ()),
    ],
)
def test_what_can_be_seen_and_is_wanted_is_marked(query: str, texts: tuple[str, ...]) -> None:
    assert query_texts(query) == texts


def test_a_match_of_a_regular_expression_is_marked_from_the_beginning_of_its_word() -> None:
    root = parse_query("/onv[12]D/ -/never/").root
    assert matched_texts(root, ["a Conv2d, CONV1D\n", "never"]) == ("conv2d", "conv1d")


def test_passages_and_a_pattern_without_end_mark_nothing() -> None:
    assert matched_texts(parse_query("/a[^z]*b/").root, ["a\nb", "a" + " c" * 200 + "b"]) == ()
    assert matched_texts(parse_query("/(a+)+$/").root, ["a" * 40 + "b"]) == ()


def test_a_page_marks_what_was_found_where_the_query_does_not_say_it() -> None:
    def result(query: str, *highlights: str) -> SearchResult:
        return SearchResult(query, 1, 1, (), highlights=highlights)

    assert marking_query(result("GAN -VAE", "gan")) == "GAN -VAE"
    assert marking_query(result("/conv.d/", "conv1d", "conv2d")) == "conv1d OR conv2d"
    assert marking_query(result("trnsformer", "trnsformer", "transformer")) == (
        "trnsformer OR transformer"
    )


def test_a_text_is_marked_as_it_stands() -> None:
    assert query_texts(phrase_query("GAN -VAE (x OR /y/")) == ('"gan -vae (x or /y/"',)
    assert query_texts(phrase_query('a "b', "https://a.org/")) == ('"a b"', "https://a.org/")
    assert query_texts(phrase_query("", 'https://a.org/"')) == ()


def test_hits_are_marked_where_fields_and_patterns_matched(catalog: Catalog) -> None:
    (hit, *_) = catalog.search("heading:损失").hits
    assert [hit.title[a:b] for a, b in hit.title_marks] == ["损失"]
    (hit, *_) = catalog.search("url:example.org").hits
    assert [hit.snippet[a:b] for a, b in hit.marks] == ["example.org"]
    (hit, *_) = catalog.search("mtl").hits
    assert [hit.snippet[a:b] for a, b in hit.marks] == ["mtl"]
    assert "mtl" not in " ".join(hit.snippet for hit in catalog.search("category:ML").hits)
    (hit, *_) = catalog.search("/gpt-\\d/").hits
    assert [hit.snippet[a:b] for a, b in hit.marks] == ["gpt-4"]
