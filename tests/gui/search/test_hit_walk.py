"""The way from hit to hit, without Qt."""

from noteviewer.gui.search.rows import HitWalk, hit_rows
from tests.gui.rows import make_hit

WALK = HitWalk.through(
    "query",
    hit_rows([make_hit("b.md", 5), make_hit("a.md", 1), make_hit("b.md", 2), make_hit("c.md", 3)]),
)


def way(note: str, steps: int) -> tuple[str, int, int, bool]:
    place = WALK.step(note, steps)
    assert place is not None
    return place.row.hit.path, place.row.hit.section, place.number, place.has_begun_again


def test_a_note_is_entered_from_above_on_the_way_down_and_from_below_on_the_way_up() -> None:
    assert way("b.md", 1) == ("a.md", 1, 2, False)
    assert way("a.md", -1) == ("b.md", 5, 1, False)
    assert way("c.md", 1) == ("b.md", 2, 1, True)
    assert way("b.md", -1) == ("c.md", 3, 3, True)


def test_there_is_no_way_on_from_elsewhere_or_from_the_only_note() -> None:
    assert WALK.step("x.md", 1) is None
    assert HitWalk.through("q", hit_rows([make_hit("a.md", 1)])).step("a.md", 1) is None
