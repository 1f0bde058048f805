"""How the command line is read."""

import pytest

from noteviewer.cli.commands import open_window, search
from noteviewer.cli.main import _parse


@pytest.mark.parametrize("words", [["/notes"], ["--verbose", "/notes"], ["/notes", "--verbose"]])
def test_a_place_alone_is_opened_whatever_else_is_said(words: list[str]) -> None:
    arguments = _parse(words)
    assert (arguments.run, arguments.place) == (open_window.run, "/notes")
    assert arguments.verbose == ("--verbose" in words)


def test_a_command_is_known_behind_options() -> None:
    assert _parse(["--verbose", "search", "/notes", "word"]).run is search.run
