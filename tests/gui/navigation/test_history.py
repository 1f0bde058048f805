"""Histories and tabs as a browser has them."""

from noteviewer.gui.navigation.history import CLOSED, LONGEST, History, Tabs
from noteviewer.library.location import Location


def at(note: str, **more: object) -> Location:
    return Location("/notes", note, **more)


def test_going_back_and_elsewhere_forgets_what_lay_ahead() -> None:
    history = History((at("a"),)).visited(at("b")).visited(at("c")).moved(-1)
    assert history.current == at("b")
    assert history.can_go_back
    assert history.can_go_forward
    continuations = history.visited(at("d"))
    assert [place.note for place in continuations.places] == ["a", "b", "d"]
    assert not continuations.can_go_forward


def test_the_way_back_leads_to_where_a_note_was_scrolled() -> None:
    history = History((at("a"),)).scrolled(412.5).visited(at("b")).moved(-1)
    assert history.current == at("a", scroll=412.5)


def test_the_same_place_again_is_no_step() -> None:
    history = History((at("a", anchor="x"),)).visited(at("a", anchor="x", query="word"))
    assert history.places == (at("a", anchor="x", query="word"),)
    assert History((at("a"),)).visited(at("a", anchor="x")).can_go_back


def test_a_history_forgets_its_oldest_places() -> None:
    history = History((at("start"),))
    for number in range(LONGEST + 5):
        history = history.visited(at(str(number)))
    assert len(history.places) == LONGEST
    assert history.current == at(str(LONGEST + 4))


def test_a_new_tab_stands_behind_the_present_one_and_may_stay_there() -> None:
    tabs = Tabs((History((at("a"),)), History((at("b"),))))
    in_front = tabs.opened(at("new"))
    assert [h.current.note for h in in_front.histories] == ["a", "new", "b"]
    assert in_front.location == at("new")
    assert tabs.opened(at("new"), in_background=True).location == at("a")


def test_closing_leaves_the_neighbour_in_front_and_can_be_undone() -> None:
    tabs = Tabs(tuple(History((at(name),)) for name in "abc"), current=1)
    closed = tabs.without(1)
    assert closed.location == at("c")
    assert tabs.without(0).location == at("b")
    assert tabs.without(2).location == at("b")
    assert closed.reopened().location == at("b")


def test_there_is_always_a_tab() -> None:
    tabs = Tabs.at(at("a")).without(0)
    assert tabs.location == Location("/notes")
    assert tabs.reopened().location == at("a")
    many = Tabs.at(at("a"))
    for _ in range(CLOSED + 5):
        many = many.opened(at("b")).without(1)
    assert len(many.closed) == CLOSED


def test_carrying_a_tab_keeps_the_one_in_front() -> None:
    tabs = Tabs(tuple(History((at(name),)) for name in "abc"), current=0).moved(0, 2)
    assert [h.current.note for h in tabs.histories] == ["b", "c", "a"]
    assert tabs.location == at("a")


def test_a_renamed_note_is_found_under_its_new_name_in_all_tabs() -> None:
    tabs = Tabs.at(at("old", anchor="x")).opened(at("other")).opened(at("old"))
    renamed = tabs.renamed({"old": "new"})
    assert [history.current.note for history in renamed.histories] == ["new", "other", "new"]
    assert renamed.histories[0].current == at("new", anchor="x")
    assert tabs.renamed({"missing": "new"}) == tabs


def names(tabs: Tabs) -> str:
    return "".join(history.current.note for history in tabs.histories)


def test_tabs_opened_behind_stand_in_the_order_in_which_they_were_asked_for() -> None:
    tabs = Tabs(tuple(History((at(name),)) for name in "az"))
    for name in "bc":
        tabs = tabs.opened(at(name), in_background=True)
    assert (names(tabs), tabs.location) == ("abcz", at("a"))
    tabs = tabs.selected(1).opened(at("x"), in_background=True)
    assert names(tabs) == "abxcz"


def test_a_closed_tab_comes_back_where_it_stood() -> None:
    tabs = Tabs(tuple(History((at(name),)) for name in "abcd"))
    assert names(tabs.without(1).reopened()) == "abcd"
    assert names(tabs.without(3).without(0).reopened().reopened()) == "abcd"
    assert names(tabs.without(3).without(0).without(0).reopened().reopened().reopened()) == "abcd"


def test_a_duplicate_has_the_same_way_back() -> None:
    tabs = Tabs.at(at("a")).with_history(History((at("a"), at("b")), 1)).duplicated(0)
    assert (names(tabs), tabs.current) == ("bb", 1)
    assert tabs.history.moved(-1).current == at("a")


def test_pinned_tabs_stay_at_the_left_among_themselves() -> None:
    tabs = Tabs(tuple(History((at(name),)) for name in "abcd"), current=2)
    tabs = tabs.with_pin(3, is_pinned=True).with_pin(1, is_pinned=True)
    assert (names(tabs), tabs.location) == ("dabc", at("c"))
    assert names(tabs.moved(0, 3)) == "adbc"
    assert names(tabs.moved(3, 0)) == "dacb"
    tabs = tabs.with_pin(0, is_pinned=False).with_pin(2, is_pinned=True)
    assert (names(tabs), tabs.pinned, tabs.location) == ("abdc", 2, at("c"))
    assert names(tabs.opened(at("x"))) == "abdcx"
    assert names(tabs.selected(0).opened(at("x"))) == "abxdc"
