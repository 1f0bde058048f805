"""Numbers of thousands of digits, wherever a note or a name can hold one: text, and no error."""

import json
from pathlib import Path

import pytest

from noteviewer.cli.commands.render import ENGLISH
from noteviewer.cli.main import main
from noteviewer.notes.note import parse_note
from noteviewer.notes.relations.numerals import read_numeral
from noteviewer.notes.text import decode, unescape
from noteviewer.render.document.page import PageRequest
from noteviewer.render.folder_context import Dialect, LoneNote
from noteviewer.render.render import render_note
from tests.render.harmless import check_harmless

MANY = "9" * 5_000
TEXTS = (
    f"---\ntitle: 甲（{'九' * 5_000}）\n---\n",
    f"---\ntitle: 甲（{'九' * 5_000}）——乙（{MANY}）\n---\n",
    f"---\ntitle: 甲（一）——乙（{MANY}）\ndate: {MANY}\ncreated: {MANY}-{MANY}-{MANY}\n---\n",
    f"---\ndate: {MANY}-01-01\npermalink: /{MANY}/{MANY}/{MANY}/\n---\n",
    f"+++\ntitle = {MANY}\n+++\n",
    f"# &#{MANY}; &#{'0' * 5_000}65; &#x{'f' * 5_000};\n",
    f"[&#{MANY};](&#{MANY};.md#L{MANY}) ![&#{MANY};](&#{MANY};.png)\n",
    f'<a href="&#{MANY};" name="&#{MANY};">x</a> <img src="&#{MANY};" width={MANY} height="{MANY}">\n',
    f'<iframe src="http://a.example/&#{MANY};"></iframe> <td colspan={MANY}> <ol start={MANY}><li value={MANY}>x</ol>\n',
    f"[x](nv:{MANY}) <a href='nv:{MANY}'>y</a> [z](#L{MANY}-L{MANY}) [[{MANY}#^{MANY}]]\n",
    f"http://a.example:{MANY}/ http://[::{MANY}]/ https://arxiv.org/abs/{MANY}.{MANY} ftp://a:{MANY}\n",
    f"《甲（{'九' * 50}）》 《甲（{MANY}）》\n",
    f"{MANY}. x\n{MANY}. y\n",
    f"[^{MANY}]\n\n[^{MANY}]: x\n",
    f"$$\\hspace{{{MANY}pt}} x^{{{MANY}}} \\frac{{{MANY}}}{{{MANY}}} \\rule{{{MANY}em}}{{1em}} \\char{MANY}$$\n",
    f"![|{MANY}x{MANY}](a.png) ![[a.png|{MANY}]] ![](a.png){{width={MANY}}}\n",
    f"- TODO x\n  SCHEDULED: <{MANY}-{MANY}-{MANY}>\n  id:: {MANY}\n[:img {{:width {MANY}}}]\n",
)  # fmt: skip


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_a_note_with_such_a_number_is_read_and_drawn(text: str) -> None:
    note = parse_note(f"2020-1-1-{MANY}.md", decode(text.encode()))
    assert all((part.number or 0) < 10_000 for part in note.title_parts.parts)
    for dialect in Dialect:
        page = render_note(PageRequest("x.md", text, ENGLISH), LoneNote(dialect))
        check_harmless(page.html)


def test_it_harms_no_other_note(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number, text in enumerate(TEXTS):
        (tmp_path / f"{number}.md").write_text(text, "utf-8")
    (tmp_path / f"{'9' * 60}-1-1-x（{'九' * 40}）.md").write_text("x\n", "utf-8")
    (tmp_path / "good.md").write_text("# good\n\n[x](0.md)\n", "utf-8")
    good = str(tmp_path / "good.md")
    assert main(["render", good, "--folder", str(tmp_path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "good"
    assert main(["inspect", *map(str, sorted(tmp_path.glob("*.md")))]) == 0
    assert main(["index", str(tmp_path)]) == 0


def test_numerals_have_an_end() -> None:
    assert read_numeral("九千九百九十九") == 9_999
    assert read_numeral("二〇一六") == 2_016
    assert read_numeral("一二三四五") is None
    assert read_numeral("一" * 5_000) is None


def test_references_to_characters_are_replaced_whatever_their_length() -> None:
    assert unescape(f"&#{'0' * 5_000}65;&lt;&#x41;") == "A<A"
    assert unescape(f"a&#{MANY};b") == "a\ufffdb"
