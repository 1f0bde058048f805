"""Diagrams of a page: drawn by a process of their own, or shown as source with the reason."""

import os
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest

from noteviewer.cli.commands.render import ENGLISH
from noteviewer.render.document.page import Page, PageRequest
from noteviewer.render.document.self_contained import self_contained
from noteviewer.render.drawing.drawing import LONGEST, DiagramRequest, Fault
from noteviewer.render.folder_context import LoneNote
from noteviewer.render.render import render_note
from noteviewer.render.worker.drawer import Drawer
from tests.render.conftest import Element, read_html


@pytest.fixture(scope="module")
def drawer() -> Iterator[Drawer]:
    made = Drawer()
    yield made
    made.close()


def page_of(text: str, drawer: Drawer) -> Page:
    return render_note(PageRequest("note.md", text, ENGLISH), LoneNote(), drawer.draw)


def drawn_of(page: Page) -> list[Element]:
    return read_html(page.html).all("img", class_="nv-drawn")


def fence(source: str, language: str = "mermaid") -> str:
    return f"```{language}\n{source}\n```\n"


# The kinds of Mermaid, each by the smallest diagram of its documentation's form; the words are
# found in the picture. docs/diagrams.md has the same list.
KINDS = {
    "flowchart": ("flowchart LR\nA[Alpha] -->|beta| B{Gamma}", "Alpha beta Gamma"),
    "graph": ("graph TD\nA[开始] --> B[End]", "开始 End"),
    "sequenceDiagram": ("sequenceDiagram\nAnn->>Bob: Hello\nNote over Bob: Hm", "Ann Hello Hm"),
    "classDiagram": ("classDiagram\nAnimal <|-- Duck\nDuck : +swim()", "Animal Duck +swim()"),
    "stateDiagram": ("stateDiagram-v2\n[*] --> Still\nStill --> Moving", "Still Moving"),
    "erDiagram": ("erDiagram\nCAR ||--o{ WHEEL : has", "CAR WHEEL has"),
    "journey": ("journey\ntitle Day\nsection Work\nTea: 5: Me", "Day Work Tea"),
    "gantt": ("gantt\ndateFormat YYYY-MM-DD\nsection S\nTask :a, 2024-01-01, 9d", "Task"),
    "pie": ('pie title Pets\n"Dogs" : 3\n"Cats" : 1', "Pets Dogs Cats"),
    "quadrantChart": ("quadrantChart\nx-axis Low --> High\nOne: [0.3, 0.6]", "Low High One"),
    "requirementDiagram": (
        "requirementDiagram\nrequirement need {\nid: 1\ntext: words\n}", "need words",
    ),
    "gitGraph": ('gitGraph\ncommit id: "first"\nbranch side\ncommit', "first side"),
    "C4Context": ('C4Context\nPerson(p, "Reader")\nSystem(s, "Shelf")', "Reader Shelf"),
    "mindmap": ("mindmap\n  root((Middle))\n    Leaf", "Middle Leaf"),
    "timeline": ("timeline\ntitle Past\n2002 : LinkedIn", "Past 2002 LinkedIn"),
    "sankey": ("sankey-beta\nCoal,Power,3\nPower,Light,2", "Coal Power Light"),
    "xychart": ('xychart-beta\ntitle "Sums"\nx-axis [jan, feb]\nbar [1, 2]', "Sums jan feb"),
    "block": ('block-beta\ncolumns 2\na["Left"] b["Right"]', "Left Right"),
    "packet": ('packet-beta\n0-15: "Source"', "Source"),
    "kanban": ("kanban\n  todo[Todo]\n    t1[Paint]", "Todo Paint"),
    "architecture": ("architecture-beta\nservice db(database)[Store]", "Store"),
    "radar": ('radar-beta\naxis a["Fast"], b["Safe"], c["Small"]\ncurve x{1, 2, 3}', "Fast Safe"),
    "treemap": ('treemap-beta\n"Box"\n    "Part": 3', "Box Part"),
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_mermaid_is_drawn_with_its_words(kind: str, drawer: Drawer) -> None:
    source, words = KINDS[kind]
    [image] = drawn_of(page_of(fence(source), drawer))
    for word in words.split():
        assert word in image.attributes["alt"]
    assert image.attributes["data-source"] == source
    assert int(image.attributes["width"]) > 0
    assert int(image.attributes["height"]) > 0


def test_a_picture_stands_in_place_of_its_source(drawer: Drawer) -> None:
    page = page_of(f"# T\n\n{fence('graph LR; a-->b')}", drawer)
    html = read_html(page.html)
    assert not html.all("pre")
    [figure] = html.all("figure", class_="nv-diagram")
    assert figure.attributes["data-line"] == "2"
    [image] = drawn_of(page)
    name = image.attributes["src"].removeprefix("noteviewer://diagram/")
    svg = ET.fromstring(page.drawings[name].svg)  # noqa: S314  (of our own drawing)
    assert svg.tag == "{http://www.w3.org/2000/svg}svg"
    assert page.drawings[name].source == "graph LR; a-->b"


@pytest.mark.parametrize(
    "html",
    [
        '<div class="mermaid">\ngraph LR\na[x] --&gt; b[y]\n</div>',
        "<pre class='mermaid'>graph LR\na[x] --> b[y]</pre>",
    ],
)
def test_a_diagram_of_html_is_drawn_too(html: str, drawer: Drawer) -> None:
    [image] = drawn_of(page_of(html, drawer))
    assert image.attributes["alt"] == "x y"


@pytest.mark.parametrize(
    ("language", "source", "words"),
    [
        (
            "sequence",
            "Ann->Bob: Hello\nBob-->Ann: Yes\nNote right of Ann: Hm",
            ["Ann", "Hello", "Hm"],
        ),
        ("sequence", "Title: T\nparticipant Bob\nAnn->>Bob: a; b # c", ["T", "a; b # c"]),
        (
            "flow",
            "s=>start: Begin\nc=>condition: Good?\ns->c\nc(yes)->s",
            ["Begin", "Good?", "yes"],
        ),
        ("flow", "a=>operation: One\ntwo|past:>http://x\nb=>end\na(right)->b", ["One", "b"]),
    ],
)
def test_diagrams_of_other_languages_are_drawn_where_they_say_the_same(
    language: str, source: str, words: list[str], drawer: Drawer
) -> None:
    [image] = drawn_of(page_of(fence(source, language), drawer))
    for word in words:
        assert word in image.attributes["alt"]
    assert image.attributes["data-source"] == source


@pytest.mark.parametrize(
    ("language", "source"),
    [
        ("sequence", "Ann->Bob: Hello\nloop forever"),
        ("flow", "s=>start: a\ns->unknown"),
        ("dot", "graph { a -- b }"),
        ("plantuml", "a -> b"),
        ("mermaid", ""),
    ],
)
def test_what_is_not_said_alike_stays_source_without_a_word(
    language: str, source: str, drawer: Drawer
) -> None:
    html = page_of(fence(source, language), drawer).html
    assert "nv-drawn" not in html
    assert "nv-undrawn" not in html
    assert "nv-code" in html


@pytest.mark.parametrize(
    "source",
    [
        "graph TB\n得出A-->确定么?-->|确定|好吧;\n好吧-->确定么?---->|x|B",
        'graph TD\na("one (two)" )-->b',
        "mindmap\n root\n  [*one*\n  *two*]",
        "---\ntitle: T\nconfig:\n  theme: forest\n---\ngraph LR\na-->b",
        "---\ntitle: T\n---\ngraph LR\na-->b",
        "%% comment\n%%{init: {'theme':'dark'}}%%\ngraph LR\na-->b",
    ],
)
def test_what_mermaid_reads_is_drawn(source: str, drawer: Drawer) -> None:
    assert len(drawn_of(page_of(fence(source), drawer))) == 1


def test_what_cannot_be_drawn_is_shown_as_source_with_the_reason(drawer: Drawer) -> None:
    page = page_of(fence("no such <b>diagram"), drawer)
    html = read_html(page.html)
    [reason] = html.all("p", class_="nv-undrawn")
    assert reason.text.startswith("This diagram cannot be drawn: ")
    assert html.all("code")[0].text == "no such <b>diagram"
    assert page.drawings == {}


def test_a_diagram_in_a_note_that_is_shown_in_another_is_drawn(drawer: Drawer) -> None:
    class Folder(LoneNote):
        def read_note(self, path: str) -> str | None:
            return fence("graph LR; inner-->b") if path == "other.md" else None

    request = PageRequest("note.md", "![[other]]", ENGLISH)
    page = render_note(request, Folder(), drawer.draw)
    assert len(drawn_of(page)) == len(page.drawings) == 1


def test_one_file_has_its_diagrams_in_it(drawer: Drawer) -> None:
    html = self_contained(page_of(fence("graph LR; a-->b"), drawer), lambda _path: None)
    assert 'src="data:image/svg+xml;base64,' in html
    assert "noteviewer:" not in html


HOSTILE = {
    "click": 'flowchart TD\nA-->B\nclick A "javascript:alert(1)"\nclick B call f()',
    "inline click": 'graph LR; A-->B; click A "http://127.0.0.1/"',
    "image": 'flowchart TD\nA@{ img: "http://127.0.0.1/x.png", label: "x", h: 60 }\nA-->B',
    "themes": '%%{init: {"theme":"base","themeVariables":{"primaryColor":"url(http://127.0.0.1/)",'
    '"fontFamily":"a;}@import url(http://127.0.0.1/y);"},"themeCSS":"@import url(http://127.0.0.1)'
    ';.node{fill:\\\\75rl(http://127.0.0.1/q)}"}}%%\nflowchart TD\na-->b',
    "style": "flowchart TD\nA-->B\nstyle A fill:url(http://127.0.0.1/s)\nclassDef x "
    'fill:url("http://127.0.0.1/t"),filter:blur(999px)\nclass B x',
    "html": 'flowchart TD\nA["<img src=http://127.0.0.1/i onerror=alert(1)><script>alert(1)'
    '</script>"]-->B',
    "loose": '%%{init: {"securityLevel":"loose","flowchart":{"htmlLabels":true}}}%%\nflowchart TD\n'
    'A["<iframe src=http://127.0.0.1></iframe>"]-->B',
    "link": "sequenceDiagram\nparticipant A\nlink A: x @ http://127.0.0.1/\nA->>A: <img src=x>",
    "class link": 'classDiagram\nclass A\nlink A "http://127.0.0.1/" "tip"',
    "entities": '---\ntitle: "&x; <!DOCTYPE a>"\n---\ngraph LR\na-->b',
    "nodes": "flowchart TD\n" + "\n".join(f"n{i}-->n{i + 1}" for i in range(3000)),
    "nested": "flowchart TD\n" + "subgraph s\n" * 400 + "a-->b\n" + "end\n" * 400,
    "wide": "packet-beta\n0-4294967290: x",
    "deep settings": "%%{init: " + '{"a":' * 5000 + "1" + "}" * 5000 + "}%%\ngraph LR\na-->b",
    "aliases": "---\na: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n---\ngraph LR\na-->b",
}


@pytest.mark.parametrize("source", [pytest.param(s, id=name) for name, s in HOSTILE.items()])
def test_nothing_of_a_diagram_runs_leads_or_loads(source: str, drawer: Drawer) -> None:
    page = page_of(fence(source), drawer)
    assert 'class="nv-code' in page.html or page.drawings
    for drawing in page.drawings.values():
        root = ET.fromstring(drawing.svg)  # noqa: S314  (of our own drawing)
        assert b"127.0.0.1" not in drawing.svg
        for element in root.iter():
            name = element.tag.rpartition("}")[2]
            assert name not in {"a", "image", "script", "foreignObject", "filter", "iframe"}
            for key, value in element.attrib.items():
                assert not key.lower().startswith("on")
                assert not key.endswith("href") or value.startswith("#")


ENDLESS = "journey\nsection a\n" + "x: 5: me\n" * 3000


def test_what_takes_too_long_ends_and_the_next_is_drawn(drawer: Drawer) -> None:
    page = page_of(fence(ENDLESS) + "\n" + fence("graph LR; a-->b"), drawer)
    [reason] = read_html(page.html).all("p", class_="nv-undrawn")
    assert reason.text == "This diagram cannot be drawn: it takes too long"
    assert len(page.drawings) == 1


def test_many_of_them_do_not_take_the_time_of_the_page(drawer: Drawer) -> None:
    asked: list[DiagramRequest] = []

    def draw(request: DiagramRequest) -> object:
        asked.append(request)
        return drawer.draw(request)

    text = "\n".join(fence(f"{ENDLESS}y{n}: 1: me") for n in range(9))
    request = PageRequest("note.md", text, ENGLISH)
    page = render_note(request, LoneNote(), draw)  # type: ignore[arg-type]
    assert len(read_html(page.html).all("p", class_="nv-undrawn")) == 9
    assert len(asked) <= 3


def test_a_diagram_that_is_too_long_is_not_even_begun(drawer: Drawer) -> None:
    drawing = drawer.draw(DiagramRequest("graph LR\n" + "x" * LONGEST))
    assert drawing.fault is Fault.TOO_LARGE


def test_without_the_package_the_source_is_shown_and_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mmdr.py").write_text("raise ImportError('hidden')\n", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), os.environ["PYTHONPATH"]]))
    drawer = Drawer()
    page = page_of(fence("graph LR; a-->b"), drawer)
    drawer.close()
    html = read_html(page.html)
    assert "mmdr, which is not installed" in html.all("p", class_="nv-undrawn")[0].text
    assert html.all("code")[0].text == "graph LR; a-->b"
