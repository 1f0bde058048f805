"""Sections taken apart for the preview, without Qt."""

from noteviewer.notes.syntax.parser import parse
from noteviewer.render.folder_context import LONE_NOTE
from noteviewer.render.worker.answers import answer
from noteviewer.render.worker.preview import preview_pieces
from noteviewer.render.worker.readings import PieceKind, PreviewReading


def drawn(text: str, *references: tuple[str, str, str]) -> list[tuple[str, str]]:
    return [(piece.kind.value, piece.text) for piece in preview_pieces(parse(text), references)]


def test_a_url_with_its_title_is_one_reference() -> None:
    reference = ("https://a.org/1", "多任务综述", "a.org")
    text = "说明：\n\nhttps://a.org/1\n\n多任务综述\n\n下一段"
    assert drawn(text, reference) == [
        ("text", "说明："),
        ("reference", "多任务综述"),
        ("text", "下一段"),
    ]


def test_marks_are_taken_off_and_lines_joined() -> None:
    assert drawn("**重点**在\n这里 and\nthere") == [("text", "重点在这里 and there")]


def test_lists_quotes_code_and_tables_keep_their_shape() -> None:
    text = "- one\n- two\n\n> said\n> so\n\n```c\nint x;\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"
    assert drawn(text) == [
        ("item", "one"),
        ("item", "two"),
        ("quote", "said so"),
        ("code", "int x;"),
        ("row", "a\tb"),
        ("row", "1\t2"),
    ]


def test_the_heading_of_the_section_itself_is_not_said_again() -> None:
    assert drawn("### `callout`\n\ntext") == [("text", "text")]


def test_an_image_is_named() -> None:
    assert drawn("![](/images/a%20b.png)\n\n<img src='../x/c.png'/>") == [
        ("image", "a b.png"),
        ("image", "c.png"),
    ]


def test_a_formula_reads_as_text() -> None:
    assert drawn("$$\nx^2\n$$") == [("formula", "x²")]
    assert drawn("其中 $$k$$ 很小") == [("text", "其中 k 很小")]


def test_a_very_long_section_is_cut() -> None:
    (pieces,) = answer(PreviewReading("x.md", ("字 " * 200_000,), ()), LONE_NOTE)
    assert pieces[0].kind is PieceKind.TEXT
    assert len(pieces[0].text) < 25_000


def test_markup_is_shown_without_its_tags() -> None:
    table = "<table>\n<tr><th>类别</th><th>厂家</th></tr>\n<tr><td>A &amp; B</td><td>C</td></tr>\n</table>"
    assert drawn(table) == [("row", "类别\t厂家"), ("row", "A & B\tC")]
    assert drawn("<div>one<br/>two</div>\n") == [("text", "one"), ("text", "two")]
    assert drawn("<p><!-- no word -->said</p>\n") == [("text", "said")]


def test_each_piece_of_a_list_knows_its_own_lines() -> None:
    pieces = preview_pieces(parse("1. one\n2. [two](https://a.org/x)\n   more\n"), [])
    assert [piece.source for piece in pieces] == ["1. one", "2. [two](https://a.org/x)\n   more"]
