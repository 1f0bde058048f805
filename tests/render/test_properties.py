"""Whatever is written, a page comes, balanced and harmless, with every anchor of its outline."""

import re
from html import unescape

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from noteviewer.cli.commands.render import ENGLISH
from noteviewer.notes.syntax.dialect import Dialect
from noteviewer.render.document.page import PageRequest
from noteviewer.render.folder_context import LoneNote
from noteviewer.render.render import render_note
from tests.render.conftest import read_html
from tests.render.harmless import check_harmless

PIECES = (
    "# ", "## 标题", "- ", "  - ", "1. ", "> ", ">> ", "> [!note]- ", "```\n", "~~~py\n", "    ", "\t", "| a | b |",
    "|---|---|", "|", "---\n", "===\n", "**", "*", "_", "~~", "==", "`", "``", "$$", "$", "\\(", "\\)", "\\", "[", "]",
    "](x)", "![", "[[x|y]]", "![[x]]", "[^1]", "[^1]: ", "^[", "<b>", "</b>", "<div>", "</div>", "<details>",
    "<table><tr><td>", "<!--", "-->", "%%", "{: .x}", "{% raw %}", "{{ x }}", "https://a.example/x", "《甲（一）》",
    "{% highlight py %}\n", "{% endhighlight %}", "[^]: ", "<s>", ": ", "text", "汉字",
    "\n", "\n\n", "  \n", "\ufdd1", "\x08", "&amp;", "&", "<", ">", '"', "^id",
)  # fmt: skip


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join), st.sampled_from(Dialect))
def test_any_text_becomes_a_sound_page(text: str, dialect: Dialect) -> None:
    page = render_note(PageRequest("note.md", text, ENGLISH), LoneNote(dialect))
    read_html(page.html)
    check_harmless(page.html)
    assert not re.search("[\ufdd0-\ufdef]|<nv-", page.html)
    ids = [unescape(name) for name in re.findall(r' id="([^"]*)"', page.html)]
    assert set(page.anchors) <= set(ids)
    assert len([name for name in ids if name in page.anchors]) == len(page.anchors)
