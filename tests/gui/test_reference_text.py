"""References in words."""

from noteviewer.gui.reference_text import shown_title, to_markdown
from tests.gui.rows import make_reference


def test_a_reference_without_title_is_named_by_what_is_known() -> None:
    url = "https://en.wikipedia.org/wiki/IEEE_754"
    assert shown_title(make_reference(url)) == "en.wikipedia.org › IEEE 754"
    assert shown_title(make_reference(url, label="官网")) == "官网: en.wikipedia.org › IEEE 754"
    assert shown_title(make_reference("https://a.org/")) == "a.org"
    assert shown_title(make_reference("https://[broken", host="")) == "https://[broken"


def test_markdown_links_survive_brackets() -> None:
    assert to_markdown(make_reference("https://a.org", "x [y]")) == "[x \\[y\\]](https://a.org)"
    assert to_markdown(make_reference("https://a.org/(b)", "x")) == "[x](<https://a.org/(b)>)"
    assert to_markdown(make_reference(None, "论文")) == "《论文》"
