"""The state of the page view as a value."""

import pytest

from noteviewer.gui.core.documents import PageDocument
from noteviewer.gui.page.page_state import AwaitedPage, NextStep, PageState, message_page


def page(note: str, *hosts: str) -> PageDocument:
    return PageDocument(note, note, f"nv:{note}", "", "", image_hosts=frozenset(hosts))


def test_the_first_page_is_loaded_and_the_next_swapped_in() -> None:
    state, step = PageState().with_page(page("a"))
    assert step is NextStep.LOAD
    state, step = state.loading().loaded().with_page(page("b"))
    assert step is NextStep.SWAP
    assert state.shown == page("b")
    assert state.is_ready


def test_pages_with_other_hosts_of_pictures_need_a_document_of_their_own() -> None:
    state, _ = PageState().with_page(page("a"))
    assert state.loading().loaded().with_page(page("b", "far.example"))[1] is NextStep.LOAD


@pytest.mark.parametrize(("awaited", "step"), [("a", NextStep.WAIT), ("b", NextStep.LOAD)])
def test_what_the_engine_began_with_is_waited_for(awaited: str, step: NextStep) -> None:
    begun = PageState().loading()
    assert begun.with_page(page("a"), AwaitedPage(f"nv:{awaited}"))[1] is step


def test_a_newer_version_of_a_page_that_is_loading_is_waited_for() -> None:
    state, _ = PageState().with_page(page("a"))
    assert state.loading().with_page(page("a"))[1] is NextStep.WAIT
    assert state.loading().with_page(page("b"))[1] is NextStep.LOAD


def test_each_request_has_a_ticket_of_its_own() -> None:
    state, _ = PageState().with_page(page("a"))
    moved = state.moved("heading", 0.0, ("word",))
    assert moved.ticket > state.ticket
    assert moved.shown is not None
    assert (moved.shown.anchor, moved.shown.words) == ("heading", ("word",))
    assert PageState().moved("heading", 0.0, ()) == PageState()


def test_a_page_that_cannot_be_shown_is_given_up_with_its_document() -> None:
    state, _ = PageState().with_page(page("a"))
    state = state.loading().loaded()
    assert state.lost().shown == page("a")
    assert not state.lost().is_ready
    assert state.without_page().shown is None


def test_a_message_cannot_bring_markup() -> None:
    assert "<b>" not in message_page("<b>", "<b>", "<b>").html
