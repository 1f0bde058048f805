"""References in words."""

from noteviewer.gui.core.reference_actions import to_markdown
from tests.gui.rows import make_reference


def test_markdown_links_survive_brackets() -> None:
    assert to_markdown(make_reference("https://a.org", "x [y]")) == "[x \\[y\\]](https://a.org)"
    assert to_markdown(make_reference("https://a.org/(b)", "x")) == "[x](<https://a.org/(b)>)"
    assert to_markdown(make_reference(None, "论文")) == "《论文》"
