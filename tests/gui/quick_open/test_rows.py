"""The rows of quick open."""

from noteviewer.gui.quick_open.dialog import place_text
from noteviewer.gui.quick_open.rows import make_rows
from noteviewer.library.rows import QuickKind, QuickMatch


def match(
    path: str, text: str = "A", title: str = "T", kind: QuickKind = QuickKind.HEADING
) -> QuickMatch:
    return QuickMatch(kind, text, path, title, "", 0, 0.0)


def test_rows_that_look_alike_name_their_files() -> None:
    rows = make_rows([match("p/1.md"), match("p/2.md"), match("p/3.md", title="other")])
    assert [place_text(row) for row in rows] == ["p/1.md", "p/2.md", "other"]
    notes = make_rows([match(f"p/{n}.md", "N", "N", QuickKind.NOTE) for n in (1, 2)])
    assert [place_text(row) for row in notes] == ["p/1.md", "p/2.md"]
