"""BibTeX as pages cite it."""

import pytest

from noteviewer.notes.bibliography import plain_tex, read_bibliography

TEXT = r"""
@comment{ignored}
@article{goedel31,
  author = {G{\"o}del, Kurt and Ann van Bee and {R Core Team}},
  title  = {On {Formally} Undecidable},
  year = 1931, journal = "Monats" # "hefte", doi = {10.1/x},
}
@book{two, author="Doe, J. and Roe, R.", date={2001-05-01}, title={T}, url={https://a.example/}}
@misc{bare, title={Only a title}}
@misc{bare, title={Again}}
@misc{broken, title={never closed
"""


def test_works_are_found_by_their_keys() -> None:
    works = read_bibliography(TEXT)
    assert list(works) == ["goedel31", "two", "bare", "broken"]
    first = works["goedel31"]
    assert first.authors == ("Gödel, Kurt", "Ann van Bee", "R Core Team")
    assert first.families == ("Gödel", "Bee", "R Core Team")
    assert (first.who, first.year) == ("Gödel et al.", "1931")
    assert (first.title, first.container) == ("On Formally Undecidable", "Monatshefte")
    assert first.url == "https://doi.org/10.1/x"
    assert (works["two"].who, works["two"].year) == ("Doe & Roe", "2001")
    assert works["bare"].who == "Only a title"


@pytest.mark.parametrize(
    ("source", "plain"),
    [
        (r"{\'E}cole", "École"),
        (r"Stra{\ss}e", "Straße"),
        (r"\v{C}apek \c{c}", "Čapek ç"),
        (r"R \& D, 50\%", "R & D, 50%"),
        ("{A}{B}c--d~e", "ABc–d e"),
    ],
)
def test_marks_of_latex_come_off(source: str, plain: str) -> None:
    assert plain_tex(source) == plain


def test_an_address_that_is_none_of_the_web_is_left_out() -> None:
    assert read_bibliography("@misc{x, url={javascript:alert(1)}}")["x"].url == ""
