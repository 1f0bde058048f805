import threading
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from noteviewer.library.catalog.catalog import Catalog
from noteviewer.library.index.indexer import Indexer
from noteviewer.library.rows import Scope, ScopeKind, SearchResult, Without
from noteviewer.library.search.matcher import UnitText
from noteviewer.library.search.searcher import Cancelled
from noteviewer.library.selfcheck import brute_force, check_folder

FIRST = "_posts/2016-8-31-learning_1.md"
SECOND = "_posts/2017-1-2-learning_2.md"
GANS = "english/notes on GANs.md"


def found(catalog: Catalog, query: str, scope: Scope | None = None) -> set[tuple[str, str]]:
    result = catalog.search(query, scope or Scope())
    hits = {(hit.path, hit.title) for hit in result.hits}
    assert result.sections == len(result.hits)
    assert result.notes == len({hit.path for hit in result.hits})
    return hits


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        # Any substring of Han text, words by their beginning.
        ("任务学", {(FIRST, "学习笔记（一）——多任务学习, 其他"), (FIRST, "多任务学习"), (SECOND, "多任务学习+"), (SECOND, "注意力")}),
        ("意力", {(SECOND, "注意力")}),
        ("generat", {(GANS, "GAN notes")}),
        ("enerative", set()),
        ("GAN网络", {(GANS, "GAN notes")}),
        # Folding on both sides.
        ("ＡＤＶＥＲＳＡＲＩＡＬ", {(GANS, "GAN notes")}),
        # A phrase stands as it is written; a comma or another mark ends it.
        ("注意力气", set()),
        ('"notes a"', set()),
        ("力气不等", {(SECOND, "注意力")}),
        ('"deep learning"', {(SECOND, "多任务学习+")}),
        ("重多任务", set()),
        ("权重，多任务", {(FIRST, "损失函数")}),
        ("c++", {(FIRST, "C++ 11")}),
        ("gpt-4", {(FIRST, "C++ 11")}),
        # Words may stand in the headings above, but one of them in the section itself.
        ("损失 多任务学习", {(FIRST, "损失函数")}),
        ("自动 笔记", {(FIRST, "损失函数")}),
        ("多任务 -学习", set()),
        ("generative OR 力气", {(GANS, "GAN notes"), (SECOND, "注意力")}),
        # Front matter is searched by its values, a table of contents not at all.
        ("mtl", {(FIRST, "学习笔记（一）——多任务学习, 其他")}),
        ("toc", set()),
        ("layout", set()),
        # Formulas, code and addresses are text.
        ("sum_i", {(FIRST, "损失函数")}),
        ("example.org", {(FIRST, "多任务学习")}),
        (r"/权重.*调整/", {(FIRST, "损失函数")}),
        (r"/\bGAN\b.*2014/", {(GANS, "GAN notes")}),
        # Conditions.
        ("任务 category:ml -title:一", {(SECOND, "多任务学习+"), (SECOND, "注意力")}),
        ("has:formula", {(FIRST, "损失函数")}),
        ("has:image", {(GANS, "GAN notes")}),
        ("has:reference", {(FIRST, "多任务学习")}),
        ("host:example.org", {(FIRST, "多任务学习")}),
        ("url:ORG/a", {(FIRST, "多任务学习")}),
        ("url:example_org", set()),
        ("url:e%a", set()),
        ("heading:注意", {(SECOND, "注意力")}),
        ("tag:测", {(FIRST, "学习笔记（一）——多任务学习, 其他")}),
        ('tag:"测"', set()),
        ("path:english", {(GANS, "GAN notes")}),
        ("date:2017 series:学习笔记", {(SECOND, "学习笔记（二）")}),
        ("date:..2016-08 任务", {(FIRST, "学习笔记（一）——多任务学习, 其他"), (FIRST, "多任务学习"), (FIRST, "损失函数")}),
        ("力气 OR tag:mtl", {(SECOND, "注意力"), (FIRST, "学习笔记（一）——多任务学习, 其他"), (FIRST, "多任务学习"), (FIRST, "损失函数"), (FIRST, "C++ 11")}),
    ],
)  # fmt: skip
def test_a_query_finds_its_sections(
    query: str, expected: set[tuple[str, str]], catalog: Catalog
) -> None:
    assert found(catalog, query) == expected


def test_scopes_confine_a_search(catalog: Catalog) -> None:
    def paths(kind: ScopeKind, value: str) -> set[str]:
        return {path for path, _ in found(catalog, "多任务", Scope(kind, value))}

    assert paths(ScopeKind.NOTE, FIRST) == {FIRST}
    assert paths(ScopeKind.FOLDER, "_posts") == {FIRST, SECOND}
    assert paths(ScopeKind.FOLDER, "english") == set()
    assert paths(ScopeKind.CATEGORY, "ML") == {FIRST, SECOND}
    assert paths(ScopeKind.SERIES, "学习笔记") == {FIRST, SECOND}


def test_an_address_is_found_by_its_folded_text(
    folder: Path, indexer: Indexer, catalog: Catalog
) -> None:
    (folder / "wide.md").write_text("# Wide\n\n[a](https://example.net/ÀB/É_1)\n", "utf-8")
    indexer.update()
    for query in ("url:net/àb", "url:é_1"):
        assert found(catalog, query) == {("wide.md", "Wide")}, query


def test_what_continues_a_topic_elsewhere_counts_for_it(catalog: Catalog) -> None:
    assert (SECOND, "多任务学习+") in found(catalog, "余下 series:多任务学习")


def test_the_heading_that_was_asked_for_comes_first(catalog: Catalog) -> None:
    hits = catalog.search("多任务学习").hits
    assert {hits[0].title, hits[1].title} == {"多任务学习", "多任务学习+"}


def test_a_hit_says_where_it_is(catalog: Catalog, folder: Path) -> None:
    (hit,) = catalog.search("权重").hits
    lines = (folder / FIRST).read_text("utf-8").split("\n")
    assert "权重" in lines[hit.line]
    assert (hit.path, hit.anchor, hit.heading_path) == (FIRST, "损失函数", ("多任务学习",))
    assert [hit.snippet[a:b] for a, b in hit.marks] == ["权重"]


def test_a_snippet_has_no_marks_of_markdown(catalog: Catalog) -> None:
    (hit,) = catalog.search("力气 多任务").hits
    assert hit.snippet == "注意，力气不等于注意力。见多任务。"


def test_a_snippet_says_something_and_shows_names_in_place_of_markup(
    folder: Path, indexer: Indexer, catalog: Catalog
) -> None:
    text = "# 甲乙丙\n\n![](/images/VAE_1.png)\n\n---\n\nhttps://a.org/\n\n首先\n\n见 [此处](https://b.org/c)"
    (folder / "empty.md").write_text(text, "utf-8")
    indexer.update()
    for query, snippet in (
        ("甲乙丙", "首先"),
        ("vae_1", "VAE_1.png"),
        ("b.org", "见 此处 https://b.org/c"),
    ):
        (hit,) = catalog.search(query).hits
        assert hit.snippet == snippet


def test_a_snippet_does_not_say_the_heading_again(
    folder: Path, indexer: Indexer, catalog: Catalog
) -> None:
    (folder / "empty.md").write_text("## `callout`\n\n正文\n", "utf-8")
    indexer.update()
    (hit,) = catalog.search("callout").hits
    assert (hit.title, hit.snippet) == ("callout", "正文")


def test_marks_follow_folding(folder: Path, indexer: Indexer, catalog: Catalog) -> None:
    (folder / "empty.md").write_text("前面 Oﬀ-Policy 后面", "utf-8")
    indexer.update()
    (hit,) = catalog.search("off-policy").hits
    assert [hit.snippet[a:b] for a, b in hit.marks] == ["Oﬀ-Policy"]


def test_totals_are_over_all_hits_not_only_those_listed(
    folder: Path, indexer: Indexer, catalog: Catalog
) -> None:
    for number in range(30):
        (folder / f"many{number}.md").write_text("# 甲\n\n重复\n\n# 乙\n\n重复\n", "utf-8")
    indexer.update()
    result = catalog.search("重复", limit=7)
    assert (result.notes, result.sections, len(result.hits)) == (30, 60, 7)


def test_variants_of_a_note_fold_into_one_hit(
    folder: Path, indexer: Indexer, catalog: Catalog
) -> None:
    lines = "\n\n".join(f"第{n}行有一些内容" for n in "一二三四五六七八九")
    for number in (1, 2):
        (folder / f"copy{number}.md").write_text(f"# 同一篇\n\n{lines}\n\n版本{number}", "utf-8")
    indexer.update()
    (hit,) = catalog.search("第三行有一些").hits
    assert {hit.path, *hit.variants} == {"copy1.md", "copy2.md"}
    assert catalog.variants("copy1.md") == ("copy1.md", "copy2.md")


def test_newer_notes_come_first_among_equals(
    folder: Path, indexer: Indexer, catalog: Catalog
) -> None:
    for year in (2012, 2020, 2016):
        (folder / f"{year}-1-1-x.md").write_text("同样的一句话", "utf-8")
    indexer.update()
    assert [hit.date for hit in catalog.search("同样的一句话").hits] == [
        "2020-01-01", "2016-01-01", "2012-01-01",
    ]  # fmt: skip


def test_a_regular_expression_that_explodes_is_stopped(
    folder: Path, indexer: Indexer, catalog: Catalog
) -> None:
    (folder / "empty.md").write_text("a" * 3000 + "!", "utf-8")
    indexer.update()
    result = catalog.search(r"/(a|aa)+(b|a)+\d$/")
    assert not result.is_complete
    assert "timed-out" in [issue.code for issue in result.issues]


def test_the_first_hits_come_before_all_are_counted(
    folder: Path, indexer: Indexer, catalog: Catalog
) -> None:
    for number in range(60):
        (folder / f"{number}.md").write_text(f"# 第{number}篇\n\nconv{number}d\n")
    indexer.update()
    told: list[SearchResult] = []
    result = catalog.search(r"/conv\d+d/", limit=100, on_first=told.append)
    (first,) = told
    assert (result.sections, result.is_counting) == (60, False)
    assert (len(first.hits), first.is_counting) == (first.sections, True)
    assert 0 < first.sections < 60
    assert set(first.hits) < set(result.hits)
    catalog.search("多任务", on_first=told.append)
    assert len(told) == 1


def test_a_cancelled_search_says_so(catalog: Catalog) -> None:
    cancel = threading.Event()
    cancel.set()
    with pytest.raises(Cancelled):
        catalog.search("++", cancel=cancel)


TEXTS = st.lists(
    st.text(st.sampled_from("多任务学习gańá 1，。\n#-_\u0300"), min_size=1, max_size=40),
    min_size=1,
    max_size=4,
)


@settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(
    texts=TEXTS,
    queries=st.lists(
        st.text(st.sampled_from('多任务学习ganá 1，-"()OR\u0300'), min_size=1, max_size=10),
        max_size=12,
    ),
)
@example(
    texts=["# gan\n\n## 多任务\n学习 ga1\n\n## 学习\nn\n", "# 任务 na\n\n## 一\n\nag 1g\n"],
    queries=["g", "ga", "a", "n a", "ga 学", "g -多", "gan 任", "1 OR n", "na 任务", "-g", "g, n"],
)
@example(
    texts=["# gán\n\n## g\ngan ga\u0300\n\n## g\u0300a\nna\u0301n\n", "ná g\u0300 gan"],
    queries=["gan", "gán", '"gan"', '"ga"', "g", '"g"', "g\u0300", "-gán", '-"gan" na', "a\u0300"],
)
@example(
    # More sections below fitting headings than are looked at one by one.
    texts=["# gan 学习\n\n" + "## 任务\n1\n\n" * 310 + "## 多\ngan\n\n## g 1\n学\n"],
    queries=["gan 学习", "g 学", "gan 学习 -多", "gan -任 学"],
)
def test_the_index_answers_as_a_scan_does(
    texts: list[str], queries: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("notes")
    for number, text in enumerate(texts):
        (folder / f"n{number}.md").write_text(text, "utf-8")
    index = tmp_path_factory.mktemp("cache") / "index.sqlite"
    with Indexer(folder, index) as indexer:
        indexer.update()
        units = [
            UnitText(*row)
            for row in indexer._connection.execute(
                "SELECT id, heading, context, text, shown FROM unit"
            )
        ]
    with Catalog(index) as catalog:
        for query in queries:
            expected = len(brute_force(units, query)) if query.strip() else 0
            assert catalog.search(query).sections == expected, query
    assert check_folder(folder, index, queries=10).is_exact


@pytest.mark.parametrize(
    ("written", "query", "line"),
    [
        ("one two\nthree **fo**ur five\nsix", "four", 1),
        ("one\ntwo\nthree fo**ur**", '"three four"', 2),
        ("> one\n> t**w**o\n> three", "two", 1),
        ("第一行\n第二**行**字", "二行字", 1),
        ("换\n行", "换行", 0),
        ("a\nb\nc **d** e\nf", '"e f"', 2),
        ("<table>\n<tr><td>x</td></tr>\n<tr><td><b>d</b>eep</td></tr>\n</table>", "deep", 2),
        ("- a\n  b\n  [l](u)ink", "link", 2),
        ("a<br>\nb `x`y\n\nz", "xy", 1),
    ],
)
def test_a_match_across_marks_is_told_with_its_line(  # noqa: PLR0917  (fixtures)
    written: str, query: str, line: int, folder: Path, indexer: Indexer, catalog: Catalog
) -> None:
    (folder / "page.md").write_text(f"# 页\n\nfirst\n\n{written}\n", "utf-8")
    indexer.update()
    (hit,) = [hit for hit in catalog.search(query).hits if hit.path == "page.md"]
    assert hit.line == 4 + line
    assert hit.marks
    assert "\u00ad" not in hit.snippet


def test_matches_across_marks_are_counted(folder: Path, indexer: Indexer, catalog: Catalog) -> None:
    (folder / "page.md").write_text(
        "# 页\n\nz**z**z and z*z*z, zzz\nz`z`z\n\nzzz `c`\n\n| z**zz** | zz_z_ |\n|---|---|\n",
        "utf-8",
    )
    (folder / "other.md").write_text("# 页\n\nzzz\n", "utf-8")
    indexer.update()
    hits = [(hit.path, hit.matches) for hit in catalog.search("zzz").hits]
    assert hits == [("page.md", 6), ("other.md", 1)]


@pytest.mark.parametrize(
    ("written", "query", "place"),
    [
        ("see [here](https://example.net/zzz)", "zzz", "address"),
        ("https://example.net/zzz", "zzz", "address"),
        ("zzz [here](https://example.net/zzz)", "zzz", None),
        ("```c\nint zzz;\n```", "zzz", "code"),
        ("~~~\nzzz", "zzz", "code"),
        ("an inline `zzz` of code", "zzz", None),
        ("$$\nzzz + 1\n$$", "zzz", "formula"),
        ("let $zzz$ be $x^2$", "zzz", "formula"),
        ("![zzz](a.png)", "zzz", "alt"),
        ("<!-- zzz -->\n\ntext", "zzz", "markup"),
        ("<span title='zzz'>x</span>", "zzz", "markup"),
        ("**z**zz and [here](https://example.net/zzz)", "zzz", None),
        ("# zzz\n\n[x](https://example.net/zzz)", "zzz", None),
        ("cost $5 zzz $6", "zzz", None),
        ("    zzz", "zzz", "code"),
        ("text\n    zzz", "zzz", None),
        ("> - ```\n>   zzz\n>   ```", "zzz", "code"),
        ("%%\nzzz\n%%\n\na", "zzz", "markup"),
        ("<script>\nzzz\n</script>", "zzz", "markup"),
        ("[a]: zzz.md", "zzz", "address"),
        ("[[zzz|x]]", "zzz", "address"),
        ("[[zzz]]", "zzz", None),
        ("[a](b.md 'zzz')", "zzz", "address"),
        ("z**zz**\n\n[a](zzz.md)", "zzz", None),
        ("<!-- a --> zzz", "zzz", None),
        ("| zzz | b |\n|---|---|", "zzz", None),
        ("# a\n\n1. `b`\n2. <https://example.net/zzz>", "zzz", "address"),
    ],
)
def test_a_match_that_the_page_does_not_show_says_where_it_is(  # noqa: PLR0917  (fixtures)
    written: str, query: str, place: str | None, folder: Path, indexer: Indexer, catalog: Catalog
) -> None:
    (folder / "page.md").write_text(f"# 页\n\n{written}\n", "utf-8")
    indexer.update()
    (hit,) = [hit for hit in catalog.search(query).hits if hit.path == "page.md"]
    assert hit.hidden_in == place


def test_a_match_in_the_front_matter_says_so(catalog: Catalog) -> None:
    (hit, *_) = catalog.search("mtl").hits
    assert hit.hidden_in == "properties"


ACCENTS = {
    "café": "Le **caf\u00e9** noir",
    "decomposed": "cafe\u0301 au lait",
    "plain": "a cafe here",
    "naïve": "na\u00efve Bayes",
    "Łódź": "from \u0141\u00f3d\u017a",
    "ёлка": "новая ёлка и мой дом",
    "שלום": "שָׁלוֹם עולם",
    "محمد": "مُحَمَّد كـتاب",
}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("cafe", {"café", "decomposed", "plain"}),
        ("CAFÉ", {"café", "decomposed"}),
        ("cafe\u0301", {"café", "decomposed"}),
        ('"cafe"', {"plain"}),
        ('"café"', {"café", "decomposed"}),
        ("naive", {"naïve"}),
        ('"naive"', set()),
        ("Lodz", {"Łódź"}),
        ("Łodz", set()),
        ("елка", {"ёлка"}),
        ("ёлка", {"ёлка"}),
        ('"елка"', set()),
        ("мои", set()),
        ("שלום", {"שלום"}),
        ("שָׁלוֹם", {"שלום"}),
        ("محمد", {"محمد"}),
        ("كتاب", {"محمد"}),
        ('"كتاب"', set()),
        ("cafe -café", {"plain"}),
        ('cafe -"cafe"', {"café", "decomposed"}),
    ],
)
def test_plain_letters_find_accented_ones(query: str, expected: set[str], tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    folder.mkdir()
    for name, text in ACCENTS.items():
        (folder / f"{name}.md").write_text(f"# -\n\n{text}\n", "utf-8")
    with Indexer(folder, tmp_path / "index.sqlite") as indexer:
        indexer.update()
    with Catalog(tmp_path / "index.sqlite") as catalog:
        hits = catalog.search(query).hits
    assert {hit.path.removesuffix(".md") for hit in hits} == expected
    assert all(hit.marks for hit in hits)
    if query == "cafe":
        assert [hit.path for hit in hits][-1] == "plain.md"
        assert {hit.snippet[a:b] for hit in hits for a, b in hit.marks} == {
            "caf\u00e9",
            "cafe\u0301",
            "cafe",
        }
    assert check_folder(folder, tmp_path / "index.sqlite", queries=60).is_exact


def test_fields_take_plain_letters_too(folder: Path, indexer: Indexer, catalog: Catalog) -> None:
    text = "---\ntitle: Crème\ntags: [Été]\ncategory: Déjà\n---\n\n# Brûlée\n\ntext\n"
    (folder / "menu.md").write_text(text, "utf-8")
    indexer.update()
    for query in ("title:creme", "tag:ete", "category:deja", "heading:brulee", "tag:été"):
        assert {hit.path for hit in catalog.search(query).hits} == {"menu.md"}, query
    for query in ('title:"creme"', 'tag:"ete"', 'heading:"brulee"', "title:crémé"):
        assert not catalog.search(query).hits, query


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("conv[12]d", {"Conv1d and CONV2D", "[conv2d]", "above conv1d"}),
        ("convx?[12]", {"Conv1d and CONV2D", "[conv2d]", "above conv1d"}),
        ("conv|long", {"Conv1d and CONV2D", "[conv2d]", "long", "above conv1d"}),
        ("lo{0}.ng", {"long"}),
        ("kelvin", {"\u212aelvin"}),
        ("short", {"long"}),
        (r"\x63onv[2]", {"Conv1d and CONV2D", "[conv2d]"}),
        ("[[conv]2d", {"Conv1d and CONV2D", "[conv2d]"}),
        ("[]conv]2d[]conv]", {"[conv2d]"}),
        ("神经.{0,3}网络", {"神经的网络"}),
        ("kelvin|(神|x)经的", {"\u212aelvin", "神经的网络"}),
        ("(?i:神经)的|zz", {"神经的网络"}),
        ("|".join(["nowhere"] * 200 + ["神经"]), {"神经的网络"}),
        ("conv1 conv1d", set()),
    ],
)
def test_a_regular_expression_finds_what_it_matches(
    source: str, expected: set[str], tmp_path: Path
) -> None:
    notes = (
        "# Conv1d and CONV2D\n\n# [conv2d]\n\n# \u212aelvin\n\n# long\n\n\u017fhort, long one\n\n"
    )
    notes += "# 神经的网络\n\n# above conv1d\n\n(tconv below)\n\n## nothing\n"
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "n.md").write_text(notes, "utf-8")
    with Indexer(tmp_path / "notes", tmp_path / "index.sqlite") as indexer:
        indexer.update()
    with Catalog(tmp_path / "index.sqlite") as catalog:
        assert {hit.title for hit in catalog.search(f"/{source}/").hits} == expected


@pytest.mark.parametrize("name", ["seeds", "daiwk"])
def test_real_notes_are_searched_exactly(
    name: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    folder: Path = request.getfixturevalue("seeds" if name == "seeds" else "corpora")
    folder = folder if name == "seeds" else folder / name
    if not folder.is_dir():
        pytest.skip(f"no {name} at {folder}")
    index = tmp_path / "index.sqlite"
    with Indexer(folder, index) as indexer:
        indexer.update()
    report = check_folder(folder, index, queries=80)
    assert report.is_exact, report.differences


@pytest.mark.parametrize(
    ("written", "query"),
    [
        ("**注意力**机制", "注意力机制"),
        ("~~多任~~务", "多任务"),
        ("`强化`学习", "强化学习"),
        ("[芯片](https://example.org/u)设计", "芯片设计"),
        ("*机器*学习", "机器学习"),
        ("**深[度](u)** *学*习", '"深度 学习"'),
        ("un**important**", "unimportant"),
        ("<b>bo</b>ld", "bold"),
        ("换\n行", "换行"),
        ("换\r\n行", "换行"),
        ("> quoted text wraps\n> onto next line", '"wraps onto next"'),
        ("> [!note] 提**示**语\n> 正文", "提示语"),
        ("- 列表**条**目", "列表条目"),
        ("| a | b |\n|---|---|\n| 单**元**格 | x |", "单元格"),
        ("## 小**标**题\n\n正文", "小标题"),
        ("文字[^1]\n\n[^1]: 脚**注**文", "脚注文"),
        ("cr&egrave;me", "crème"),
        ("&eacute;t&eacute;", "été"),
        ("&#20320;&#22909;", "你好"),
        ("AT&amp;T", '"AT&T"'),
    ],
)
def test_what_the_page_shows_is_found_and_marked(
    written: str, query: str, folder: Path, indexer: Indexer, catalog: Catalog
) -> None:
    (folder / "page.md").write_bytes(f"# 页\n\nfirst\n\n{written}\n".encode())
    indexer.update()
    (hit,) = [hit for hit in catalog.search(query).hits if hit.path == "page.md"]
    assert 4 <= hit.line < 4 + len(written.splitlines())
    assert hit.marks or hit.title_marks


def test_a_snippet_is_the_line_with_most_of_the_words(
    folder: Path, indexer: Indexer, catalog: Catalog
) -> None:
    text = "# Lines\n\none alpha\n\ntwo beta\n\nboth beta and alpha here\n\nalpha\n"
    (folder / "lines.md").write_text(text, "utf-8")
    (folder / "accents.md").write_text(text.replace("alpha", "álpha").replace("L", "M"), "utf-8")
    indexer.update()
    hits = {hit.path: hit for hit in catalog.search("alpha beta").hits}
    assert hits["lines.md"].snippet == "both beta and alpha here"
    assert hits["lines.md"].line == 6
    assert hits["accents.md"].snippet == "both beta and álpha here"


def test_a_snippet_shows_what_a_wikilink_shows(
    folder: Path, indexer: Indexer, catalog: Catalog
) -> None:
    (folder / "wiki.md").write_text("see [[somewhere else|the zebra]] and [[okapi]]\n", "utf-8")
    indexer.update()
    for word, marked in (("zebra", "zebra"), ("okapi", "okapi")):
        (hit,) = catalog.search(word).hits
        assert hit.snippet == "see the zebra and okapi"
        assert [hit.snippet[a:b] for a, b in hit.marks] == [marked]
    (hit,) = catalog.search("somewhere").hits
    assert hit.marks


def test_where_nothing_answers_it_is_known_what_is_too_much(catalog: Catalog) -> None:
    assert catalog.search("多任务 注意力 zzz").sections == 0
    assert catalog.without_each("注意力 zzz") == (
        Without("zzz", catalog.search("注意力").sections),
    )
    assert [one.part for one in catalog.without_each('generative "no such"')] == ['"no such"']
    assert catalog.without_each("zzz") == ()
    assert catalog.without_each("zzz qqq") == ()
