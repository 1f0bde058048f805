"""Every export is read back by a program that others wrote for that form."""

import csv
import io
import json
from html.parser import HTMLParser

import bibtexparser
import markdown
import pytest
import rispy
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle
from citeproc import formatter as citeproc_formatter
from citeproc.source.json import CiteProcJSON

from noteviewer.library.export import ExportForm, Selection, export
from noteviewer.library.state import ReferenceState
from noteviewer.notes.canonical import reference_key
from tests.library.reference_rows import reference_row

NASTY = r"50% of {braces}, $x_1^2$ & #1 ~ a\b <i>“引号”</i> [x] *y* 多任务"
ROWS = (
    reference_row(
        "https://arxiv.org/pdf/2101.00001v2.pdf",
        "A paper",
        "dl/a.md",
        11,
        note_title="深度学习（一）",
        section_title="概述",
        anchor="概述",
        category="DL",
        date="2021-03-04",
    ),
    reference_row("http://www.arxiv.org/abs/2101.00001", "The same paper", "b.md", 1),
    reference_row(
        "https://dl.acm.org/doi/10.1145/12.ab", NASTY, "b.md", 2, label="论文", comment="good"
    ),
    reference_row("https://mp.weixin.qq.com/s/AbC-d_e", "一篇文章", "b.md", 4),
    reference_row("https://example.org/a_(b)?x={1}&y=%20z", None, "b.md", 6),
    reference_row("https://github.com/Owner/Name", "=cmd()", "b.md", 8),
    reference_row("https://zh.wikipedia.org/wiki/图灵机", "图灵机", "b.md", 9),
    reference_row(None, "《Unlinked Paper》", "c.md", 0),
)
STATES = {
    reference_key(ROWS[0].url, None): ReferenceState("", is_read=True, comment="read twice"),
}
SELECTION = Selection(ROWS, "notes", STATES)
DISTINCT = 7


def exported(form: ExportForm) -> str:
    return export(SELECTION, form)


def test_json_has_one_object_to_a_line_with_note_section_and_line() -> None:
    text = exported(ExportForm.JSON)
    records = json.loads(text)
    assert len(records) == len(ROWS) == len(text.splitlines()) - 2
    first = records[0]
    assert (first["note"], first["section"], first["line"]) == ("dl/a.md", "概述", 12)
    assert first["canonical"] == "https://arxiv.org/abs/2101.00001"
    assert (first["is_read"], first["reader_comment"]) == (True, "read twice")
    assert records[-1]["url"] is None
    assert records[-1]["canonical"] is None


def test_an_empty_selection_is_valid_in_every_form() -> None:
    nothing = Selection((), "nothing")
    assert json.loads(export(nothing, ExportForm.JSON)) == []
    assert json.loads(export(nothing, ExportForm.CSL)) == []
    assert rispy.loads(export(nothing, ExportForm.RIS)) == []
    assert len(export(nothing, ExportForm.CSV).splitlines()) == 1


def test_csv_is_read_back_and_runs_no_formula() -> None:
    records = list(csv.DictReader(io.StringIO(exported(ExportForm.CSV))))
    assert [record["line"] for record in records] == [str(row.line + 1) for row in ROWS]
    assert records[2]["title"] == NASTY
    assert records[5]["title"] == "'=cmd()"
    assert records[0]["is_read"] == "yes"


def test_bibtex_is_read_by_bibtexparser() -> None:
    library = bibtexparser.parse_string(exported(ExportForm.BIBTEX))
    assert not library.failed_blocks
    entries = [entry.fields_dict for entry in library.entries]
    assert len(entries) == DISTINCT == len(library.entries_dict)
    assert entries[0]["eprint"].value == "2101.00001"
    assert entries[0]["year"].value == "2021"
    assert entries[0]["note"].value == "dl/a.md:12 (概述); b.md:2"
    assert entries[1]["doi"].value == "10.1145/12.ab"
    assert entries[3]["url"].value == "https://example.org/a_(b)?x=%7B1%7D&y=%20z"
    decoded = bibtexparser.parse_string(
        exported(ExportForm.BIBTEX),
        append_middleware=[bibtexparser.middlewares.LatexDecodingMiddleware()],
    )
    title = decoded.entries[1].fields_dict["title"].value
    # The decoder has its own idea of the circumflex, and of blanks behind a command.
    assert title.replace(" ", "").replace("ˆ", "^") == NASTY.replace(" ", "")


def test_lone_braces_break_no_bibtex_record() -> None:
    rows = [reference_row(f"https://example.org/{n}", t) for n, t in enumerate("}{")]
    library = bibtexparser.parse_string(export(Selection(rows, "x"), ExportForm.BIBTEX))
    assert not library.failed_blocks
    assert len(library.entries) == 2


def test_ris_is_read_by_rispy() -> None:
    records = rispy.loads(exported(ExportForm.RIS))
    assert len(records) == DISTINCT
    assert records[0]["title"] == "A paper"
    assert records[0]["year"] == "2021"
    assert records[1]["doi"] == "10.1145/12.ab"
    assert records[1]["title"] == NASTY
    assert records[2]["urls"] == ["https://mp.weixin.qq.com/s/AbC-d_e"]
    assert records[-1]["type_of_reference"] == "GEN"


def test_csl_is_set_by_a_citation_processor() -> None:
    items = json.loads(exported(ExportForm.CSL))
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, CiteProcJSON(items), citeproc_formatter.plain)
    for item in items:
        bibliography.register(Citation([CitationItem(item["id"])]))
    lines = [str(line) for line in bibliography.bibliography()]
    assert len(lines) == DISTINCT
    assert any("A paper" in line and "2021" in line for line in lines)
    assert any("一篇文章" in line for line in lines)
    assert [item["type"] for item in items] == [
        "article", "article", "webpage", "webpage", "software", "entry-encyclopedia", "article"
    ]  # fmt: skip


class Bookmarks(HTMLParser):
    """Reads a bookmarks file the way browsers do: folders, links, descriptions."""

    def __init__(self) -> None:
        super().__init__()
        self.folders: list[str] = []
        self.links: list[tuple[str, str, tuple[str, ...]]] = []
        self._tag, self._href, self._pending = "", "", ""

    def handle_starttag(self, tag, attrs) -> None:
        self._tag = tag
        if tag == "a":
            self._href = dict(attrs)["href"]
        elif tag == "dl":
            self.folders.append(self._pending)

    def handle_endtag(self, tag) -> None:
        self._tag = ""
        if tag == "dl":
            self.folders.pop()

    def handle_data(self, data) -> None:
        if self._tag == "h3":
            self._pending = data
        elif self._tag == "a":
            self.links.append((self._href, data, tuple(self.folders[1:])))


def test_bookmarks_lie_in_folders_by_category_and_note() -> None:
    parser = Bookmarks()
    parser.feed(exported(ExportForm.BOOKMARKS))
    assert parser.folders == []
    assert len(parser.links) == len(ROWS) - 1
    assert parser.links[0][2] == ("notes", "DL", "深度学习（一）")
    assert parser.links[2] == (ROWS[2].url, NASTY, ("notes", "b"))
    assert 'ADD_DATE="1614816000"' in exported(ExportForm.BOOKMARKS)


def test_nothing_that_runs_becomes_a_bookmark() -> None:
    rows = [reference_row(url, "x") for url in ("javascript:alert(1)", "data:text/html,x")]
    assert "HREF" not in export(Selection(rows, "x"), ExportForm.BOOKMARKS)


def test_markdown_is_a_list_whose_links_survive_a_renderer() -> None:
    html = markdown.markdown(exported(ExportForm.MARKDOWN))
    assert html.count("<li>") == len(ROWS)
    assert html.count("<a ") == len(ROWS) - 1
    assert 'href="https://example.org/a_(b)?x={1}&amp;y=%20z"' in html
    assert "<i>" not in html
    assert "<em>" not in html
    assert "<h2>深度学习（一）</h2>" in html
    assert "<h3>概述</h3>" in html


@pytest.mark.parametrize("form", list(ExportForm))
def test_every_form_has_a_suffix_of_its_own(form: ExportForm) -> None:
    assert form.suffix.startswith(".")
    assert sum(other.suffix == form.suffix for other in ExportForm) == 1
