"""A title is looked for where the user said, and nowhere that makes no sense."""

import pytest

from noteviewer.gui.core.desktop import USUAL, search_address


def test_the_title_takes_its_place_in_the_address() -> None:
    address = "https://search.example/find?a={}&b=1"
    title = "AT&T/图 100% #1 {}"
    assert search_address(address, title) == (
        "https://search.example/find?a=AT%26T%2F%E5%9B%BE%20100%25%20%231%20%7B%7D&b=1"
    )


@pytest.mark.parametrize(
    "address",
    [
        "",
        "https://search.example/",
        "file:///etc/{}",
        "javascript:alert('{}')",
        "https://{}.example/",
        "https://[{}",
        "search.example/{}",
    ],
)
def test_what_is_no_address_for_titles_gives_way_to_the_usual_one(address: str) -> None:
    assert search_address(address, "x") == USUAL.replace("{}", "x")
