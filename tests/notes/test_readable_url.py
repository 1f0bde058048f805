"""Addresses for people."""

import pytest

from noteviewer.notes.readable_url import readable_url


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://zh.wikipedia.org/wiki/%E4%B8%AD%e6%96%87", "https://zh.wikipedia.org/wiki/中文"),
        ("https://e.org/caf%C3%A9%2Fx%20y%25", "https://e.org/café%2Fx%20y%25"),
        ("https://e.org/%D6%D0%CE%C4", "https://e.org/%D6%D0%CE%C4"),
        ("https://e.org/%E4%B8", "https://e.org/%E4%B8"),
        ("https://e.org/a%E2%80%AEb%C2%A0c%EF%BB%BF", "https://e.org/a%E2%80%AEb%C2%A0c%EF%BB%BF"),
        ("https://e.org/plain", "https://e.org/plain"),
    ],
)
def test_only_what_can_be_read_safely_is_decoded(url: str, shown: str) -> None:
    assert readable_url(url) == shown
