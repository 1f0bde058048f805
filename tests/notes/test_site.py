"""Kinds of folder, and where links and images lead."""

import pickle
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noteviewer.notes.links import find_links
from noteviewer.notes.model import LinkKind
from noteviewer.notes.note import NotePlace, parse_note
from noteviewer.notes.relations.titles import parse_title
from noteviewer.notes.site import (
    FolderKind,
    ImageStatus,
    LinkStatus,
    LinkTarget,
    NoteNames,
    Site,
    SiteConfig,
    build_site,
    read_config,
    recognise_kind,
    recognise_layout,
)
from noteviewer.notes.syntax.parser import parse
from noteviewer.notes.text import decode


def site(
    *paths: str,
    kind: FolderKind = FolderKind.PLAIN,
    config: SiteConfig | None = None,
    **names: NoteNames,
) -> Site:
    """A folder with these files; ``names`` replaces what is known of single notes."""
    known = {names[key].path: names[key] for key in names}
    notes = [known.get(path, NoteNames(path)) for path in paths if path.endswith(".md")]
    return build_site(paths, notes, kind, config or SiteConfig())


def follow(folder: Site, note: str, text: str) -> LinkTarget:
    (link,) = find_links(parse(text))
    return folder.resolve_link(note, link)


@pytest.mark.parametrize(
    ("kind", "paths", "root"),
    [
        (FolderKind.JEKYLL, ["_posts/2020-1-2-a.md"], ["_posts", "_config.yml"]),
        (FolderKind.JEKYLL, ["2020-1-2-a.md", "2020-01-03-b.markdown"], []),
        (FolderKind.OBSIDIAN, ["a.md"], [".obsidian", "a.md"]),
        (FolderKind.LOGSEQ, ["pages/a.md", "journals/2020_01_02.md"], ["logseq"]),
        (FolderKind.DENDRON, ["a.b.md"], ["dendron.yml"]),
        (FolderKind.DENDRON, ["a.b.md", "a.c.md", "a.b.c.md", "a.b.d.md", "root.md"], []),
        (FolderKind.HUGO, ["content/post/a.md"], ["config.yaml", "content"]),
        (FolderKind.HEXO, ["source/_posts/a.md"], ["_config.yml", "scaffolds", "source"]),
        (FolderKind.MKDOCS, ["mkdocs.yml", "docs/a.md"], []),
        (FolderKind.VUEPRESS, ["docs/.vuepress/", "docs/a.md"], []),
        (FolderKind.VITEPRESS, [".vitepress/", "a.md"], []),
        (FolderKind.DOCUSAURUS, ["docusaurus.config.ts", "docs/a.md", "README.md"], []),
        (FolderKind.MDBOOK, ["book.toml", "src/SUMMARY.md", "src/a.md"], []),
        (FolderKind.GITBOOK, ["SUMMARY.md", "a.md"], []),
        (FolderKind.MYST, ["docs/_toc.yml", "docs/a.md"], []),
        (FolderKind.SPHINX, ["source/conf.py", "source/index.md", "source/a.md"], []),
        (FolderKind.QUARTO, ["_quarto.yml", "a.qmd"], []),
        (FolderKind.BOOKDOWN, ["_bookdown.yml", "a.Rmd"], []),
        (FolderKind.ZIM, ["notebook.zim", "Home.txt", "Home/Sub.txt"], []),
        (FolderKind.FOAM, [".foam/", "a.md"], []),
        (FolderKind.NOTION, [f"Page {'0123456789abcdef' * 2}.md"], []),
        (FolderKind.ZETTELKASTEN, [f"20200101120{n} x.md" for n in range(5)], []),
        (FolderKind.PLAIN, ["01.intro.md", "02.more.md", "03.end.md", "04.x.md"], []),
        (FolderKind.PLAIN, ["notes/src/SUMMARY.md", "a.md", "b.md"], []),
        (FolderKind.PLAIN, ["a.md", "b.txt"], []),
        (FolderKind.PLAIN, [], []),
    ],
)
def test_folder_kinds(kind: FolderKind, paths: list[str], root: list[str]) -> None:
    assert recognise_kind(paths, root) is kind


def test_wikilinks_that_lead_somewhere_make_a_vault():
    assert recognise_kind(["a.md", "b.md"], [], wikilinks=40) is FolderKind.OBSIDIAN
    assert recognise_kind(["a.md", "b.md"], [], wikilinks=1) is FolderKind.PLAIN


@pytest.mark.parametrize("listed", ["NFC", "NFD"])
@pytest.mark.parametrize("written", ["NFC", "NFD"])
@pytest.mark.parametrize(
    ("link", "path"),
    [
        ("[a](Café/Über.md)", "Café/Über.md"),
        ("[a](Caf%C3%A9/%C3%9Cber)", "Café/Über.md"),
        ("[a](/Café/Über/)", "Café/Über.md"),
        ("[a](données.pdf)", "données.pdf"),
        ("[[Über]]", "Café/Über.md"),
        ("[[Café/Über]]", "Café/Über.md"),
        ("![[données.pdf]]", "données.pdf"),
    ],
)
def test_names_are_found_in_either_unicode_form(
    listed: str, written: str, link: str, path: str
) -> None:
    forms = {"NFC": unicodedata.normalize("NFC", path), "NFD": unicodedata.normalize("NFD", path)}
    folder = site(forms[listed], "x.md", kind=FolderKind.OBSIDIAN)
    text = unicodedata.normalize("NFC" if written == "NFC" else "NFD", link)
    target = follow(folder, "x.md", text)
    assert (target.status, target.path) == (LinkStatus.FOUND, forms[listed])


@pytest.mark.parametrize("listed", ["NFC", "NFD"])
@pytest.mark.parametrize("written", ["NFC", "NFD"])
@pytest.mark.parametrize("source", ["Café/déjà vu.png", "/Café/déjà vu.png", "déjà vu.png"])
def test_images_are_found_in_either_unicode_form(listed: str, written: str, source: str) -> None:
    path = "Café/déjà vu.png"
    forms = {"NFC": unicodedata.normalize("NFC", path), "NFD": unicodedata.normalize("NFD", path)}
    form = unicodedata.normalize("NFC" if written == "NFC" else "NFD", source)
    target = site(forms[listed], "x.md").resolve_image("x.md", form)
    assert (target.status, target.path) == (ImageStatus.FOUND, forms[listed])


def test_two_files_that_differ_in_unicode_form_alone_are_two() -> None:
    both = [unicodedata.normalize("NFD", "é.txt"), unicodedata.normalize("NFC", "é.txt")]
    folder = site(*both, "x.md")
    for path in both:
        assert follow(folder, "x.md", f"[a](./{path})").path == path


def test_a_folder_may_hold_several_kinds() -> None:
    paths = [".obsidian/", "diary/a.md", "work/mkdocs.yml", "work/docs/b.md", "work/README.md"]
    layout = recognise_layout(paths)
    assert layout.kind is FolderKind.OBSIDIAN
    assert layout.kind_at("diary/a.md") is FolderKind.OBSIDIAN
    assert layout.kind_at("work/docs/b.md") is FolderKind.MKDOCS


@pytest.mark.parametrize(
    ("kind", "path", "head"),
    [
        (FolderKind.QIITA, "public/a.md", "---\nslide: false\nignorePublish: false\n---\n"),
        (FolderKind.ZENN, "articles/a.md", '---\nemoji: "x"\ntopics: [a]\n---\n'),
        (FolderKind.JOPLIN, f"{'0a' * 16}.md", "x\n\nid: 1\nparent_id: 2\ntype_: 1"),
        (FolderKind.JOPLIN, "x/y.md", "---\nlatitude: 1\naltitude: 2\n---\n"),
        (FolderKind.PLAIN, "public/a.md", "---\ntitle: a\n---\n"),
        (FolderKind.PLAIN, "articles/a.md", "text"),
    ],
)
def test_kinds_that_only_front_matter_shows(kind: FolderKind, path: str, head: str) -> None:
    assert recognise_layout([path], read_head=lambda _: head).kind is kind


@pytest.mark.parametrize(
    ("settings", "text", "has_formulas"),
    [
        (
            "mkdocs.yml",
            "markdown_extensions:\n  - pymdownx.arithmatex:\n      generic: true\n",
            True,
        ),
        ("mkdocs.yml", "markdown_extensions:\n  - toc\n# - pymdownx.arithmatex\n", False),
        ("hugo.toml", "block = [['\\[', '\\]'], ['$$', '$$']]\n", True),
        ("hugo.yaml", "      inline:\n        - - \\(\n          - \\)\n", True),
        ("hugo.toml", "block = [['$$', '$$']]\n", False),
    ],
)
def test_brackets_are_formulas_where_the_site_says_so(
    settings: str, text: str, has_formulas: bool
) -> None:
    files = {settings: text}
    layout = recognise_layout([settings, "docs/a.md"], read_head=lambda path: files.get(path, ""))
    assert layout.part_at("docs/a.md").has_bracket_formulas is has_formulas
    place = NotePlace.of_part(layout.part_at("docs/a.md"), "docs/a.md")
    note = parse_note("docs/a.md", decode(b"a \\(x\\) b\n\n\\[\ny\n\\]\n"), place)
    assert [formula.source for formula in note.math] == (["x", "y"] if has_formulas else [])


class TestConfig:
    def test_hosts_come_from_everything_that_names_the_site(self) -> None:
        config = read_config(
            {
                "_config.yml": "url: https://www.notes.example\nbaseurl: /blog\n",
                "CNAME": "other.example\n",
                ".git/config": "url = git@github.com:someone/someone.github.io.git\n",
            },
            "another.github.io",
        )
        assert config.hosts == {
            "notes.example",
            "other.example",
            "someone.github.io",
            "another.github.io",
        }
        assert config.base == "blog"

    def test_the_site_may_begin_below_its_host(self) -> None:
        config = read_config({"hugo.toml": 'baseURL = "https://a.example/notes/"\n'})
        assert (config.hosts, config.base) == ({"a.example"}, "notes")
        folder = site("content/x/y.md", kind=FolderKind.HUGO, config=config)
        target = folder.resolve_url("https://a.example/notes/x/y/")
        assert target is not None
        assert target.path == "content/x/y.md"

    def test_broken_yaml_is_read_line_by_line(self) -> None:
        assert read_config({"_config.yml": "url: http://a.example\n\tb: [\n"}).hosts == {
            "a.example"
        }

    def test_collections_have_paths(self) -> None:
        written = "collections:\n  wiki:\n    permalink: /w/:path/\n  docs:\n    output: true\n"
        assert read_config({"_config.yml": written}).collections == {"_wiki": "w", "_docs": "docs"}

    @given(st.text())
    def test_no_text_breaks_it(self, text: str) -> None:
        read_config({"_config.yml": text, "CNAME": text, ".git/config": text}, text)


class TestPermalinks:
    folder = site(
        "_posts/2017-8-21-sorting.md",
        "_posts/2016-10-1-sorting.md",
        "_posts/2018-12-3-searching.md",
        "_wiki/tools.md",
        "about.md",
        "pages/links.md",
        "files/a b.pdf",
        kind=FolderKind.JEKYLL,
        config=SiteConfig(frozenset({"notes.example"}), "", {"_wiki": "w"}),
        about=NoteNames("about.md", permalink="/who-am-i/"),
    )

    @pytest.mark.parametrize(
        ("written", "path"),
        [
            ("/any category/2017/08/21/sorting.html#x", "_posts/2017-8-21-sorting.md"),
            ("/2016/10/01/Sorting/", "_posts/2016-10-1-sorting.md"),
            ("/posts/searching.html", "_posts/2018-12-3-searching.md"),
            ("/2018/12/searching/", "_posts/2018-12-3-searching.md"),
            ("/w/tools/", "_wiki/tools.md"),
            ("/who-am-i", "about.md"),
            ("/pages/links.html", "pages/links.md"),
            ("/files/a%20b.pdf", "files/a b.pdf"),
            ("{% post_url 2018-12-3-searching %}", "_posts/2018-12-3-searching.md"),
            ("{{ site.baseurl }}/pages/links.html", "pages/links.md"),
        ],
    )
    def test_found(self, written: str, path: str) -> None:
        target = follow(self.folder, "about.md", f"[x]({written})")
        assert (target.status, target.path) == (LinkStatus.FOUND, path)

    @pytest.mark.parametrize(
        "written", ["/2019/01/01/sorting.html", "/posts/sorting.html", "/nowhere/", "/../x.md"]
    )
    def test_broken(self, written: str) -> None:
        target = follow(self.folder, "about.md", f"[x]({written})")
        assert (target.status, target.path) == (LinkStatus.BROKEN, None)

    def test_addresses_of_the_own_site(self) -> None:
        found = self.folder.resolve_url("http://www.notes.example/posts/searching.html#a%20b")
        assert found is not None
        assert (found.path, found.fragment) == ("_posts/2018-12-3-searching.md", "a b")
        broken = self.folder.resolve_url("https://notes.example/gone")
        assert broken is not None
        assert broken.status is LinkStatus.BROKEN
        assert self.folder.resolve_url("https://elsewhere.example/posts/searching.html") is None
        assert self.folder.resolve_url("https://notes.example/") is None

    def test_same_slug_in_two_languages(self) -> None:
        folder = site("content/cn/2017-04-05-x.md", "content/en/2017-04-06-x.md")
        target = follow(folder, "a.md", "[x](/en/2017/04/x/)")
        assert target.path == "content/en/2017-04-06-x.md"

    def test_links_relative_to_the_page(self) -> None:
        folder = site(
            "content/cn-about.md",
            "content/cn-links.md",
            about=NoteNames("content/cn-about.md", slug="cn/about"),
            links=NoteNames("content/cn-links.md", slug="cn/links"),
        )
        assert follow(folder, "content/cn-about.md", "[x](../links/)").path == "content/cn-links.md"


class TestMarkdownLinks:
    folder = site("a/b.md", "a/c d.md", "e.md", "a/f.pdf", "g/only.md")

    @pytest.mark.parametrize(
        ("written", "path"),
        [
            ("c%20d.md", "a/c d.md"),
            ("c d", "a/c d.md"),
            ("../e.md#x", "e.md"),
            ("./f.pdf", "a/f.pdf"),
            ("../../e.md", "e.md"),
            ("only.md", "g/only.md"),
        ],
    )
    def test_found(self, written: str, path: str) -> None:
        assert follow(self.folder, "a/b.md", f"[x]({written})").path == path

    def test_broken(self) -> None:
        target = follow(self.folder, "a/b.md", "[x](gone.md)")
        assert target.status is LinkStatus.BROKEN

    def test_a_fragment_stays_in_the_note(self) -> None:
        target = follow(self.folder, "a/b.md", "[x](#y%20z)")
        assert (target.path, target.fragment) == ("a/b.md", "y z")


class TestWikilinks:
    def test_by_name_path_alias_and_title(self) -> None:
        folder = site(
            "x/Deep Notes.md",
            "y/z/q.md",
            "r.md",
            kind=FolderKind.OBSIDIAN,
            r=NoteNames("r.md", title="The Title", aliases=("Other name",)),
        )
        for written, path in {
            "deep notes": "x/Deep Notes.md",
            "Deep Notes.md": "x/Deep Notes.md",
            "z/q": "y/z/q.md",
            "y/z/q": "y/z/q.md",
            "other name": "r.md",
            "The Title": "r.md",
        }.items():
            assert follow(folder, "r.md", f"[[{written}]]").path == path, written

    def test_ambiguous_names_prefer_what_is_near(self) -> None:
        folder = site("en/a/x.md", "en/x.md", "zh/x.md", "x.md", kind=FolderKind.OBSIDIAN)
        assert follow(folder, "zh/n.md", "[[x]]").path == "zh/x.md"
        assert follow(folder, "en/b/n.md", "[[x]]").path == "en/x.md"
        target = follow(folder, "de/n.md", "[[x]]")
        assert (target.path, len(target.candidates)) == ("x.md", 4)

    def test_dangling_in_a_vault_plain_text_elsewhere(self) -> None:
        assert follow(site(kind=FolderKind.OBSIDIAN), "a.md", "[[x]]").status is LinkStatus.DANGLING
        assert follow(site(kind=FolderKind.JEKYLL), "a.md", "[[x]]").status is LinkStatus.NOT_A_LINK

    def test_dendron_writes_the_text_first(self) -> None:
        folder = site("lang.python.md", "lang.md", kind=FolderKind.DENDRON)
        target = follow(folder, "lang.md", "[[the snake|lang.python#types]]")
        assert (target.path, target.fragment, target.text) == (
            "lang.python.md",
            "types",
            "the snake",
        )
        assert follow(folder, "lang.md", "[[lang.python]]").text == "lang.python"
        part = follow(folder, "lang.md", "![[lang.python#types,1:#values]]")
        assert (part.path, part.fragment) == ("lang.python.md", "types")

    def test_logseq_namespaces(self) -> None:
        folder = site("pages/A___B.md", "pages/C%2FD.md", kind=FolderKind.LOGSEQ)
        assert follow(folder, "x.md", "[[A/B]]").path == "pages/A___B.md"
        assert follow(folder, "x.md", "[[c/d]]").path == "pages/C%2FD.md"

    def test_logseq_days(self) -> None:
        folder = site("journals/2024_03_08.md", kind=FolderKind.LOGSEQ)
        for written in ("Mar 8th, 2024", "March 8th, 2024", "2024-03-08"):
            assert follow(folder, "x.md", f"[[{written}]]").path == "journals/2024_03_08.md"
        assert follow(folder, "x.md", "[[Foo 8th, 2024]]").status is LinkStatus.DANGLING

    def test_attachments(self) -> None:
        folder = site("a.md", "files/x.pdf", kind=FolderKind.OBSIDIAN)
        assert follow(folder, "a.md", "[[x.pdf]]").path == "files/x.pdf"

    def test_width_and_case_of_names(self) -> None:
        folder = site("Ｆull　width.md", kind=FolderKind.OBSIDIAN)
        assert follow(folder, "a.md", "[[full width]]").path == "Ｆull　width.md"


def laid_out(*paths: str, **names: NoteNames) -> Site:
    """A folder whose kinds are recognised."""
    known = {each.path: each for each in names.values()}
    notes = [known.get(path, NoteNames(path)) for path in paths if path.endswith((".md", ".mdx"))]
    return build_site(paths, notes, recognise_layout(paths))


class TestLinksOfKinds:
    @pytest.mark.parametrize("link", ["b/", "b", "b/index.html", "../a/b/", "./b/#x", "/a/b/"])
    @pytest.mark.parametrize("home", ["a/b/README.md", "a/b/index.md", "a/b/_index.md"])
    def test_a_folder_is_its_index(self, link: str, home: str) -> None:
        assert follow(laid_out("a/x.md", home), "a/x.md", f"[t]({link})").path == home

    def test_a_folder_without_an_index_is_no_broken_link(self) -> None:
        folder = laid_out("a/x.md", "a/b/y.md")
        assert follow(folder, "a/x.md", "[t](b/)").status is LinkStatus.DANGLING
        assert follow(folder, "a/x.md", "[t](/a/b)").status is LinkStatus.DANGLING
        assert follow(folder, "a/x.md", "[t](c/)").status is LinkStatus.BROKEN

    @pytest.mark.parametrize(
        ("link", "path"),
        [
            ("/guide/one.html", "docs/guide/one.md"),
            ("/guide/", "docs/guide/README.md"),
            ("/base/guide/one.html", "docs/guide/one.md"),
            ("@/guide/one.md", "docs/guide/one.md"),
            ("./two?x=1", "docs/guide/two.md"),
            ("/pages/8143cc/", "docs/guide/two.md"),
            ("/guide/four", None),
        ],
    )
    def test_vuepress(self, link: str, path: str | None) -> None:
        folder = laid_out(
            "docs/.vuepress/", "docs/guide/README.md", "docs/guide/one.md", "docs/guide/two.md",
            two=NoteNames("docs/guide/two.md", permalink="/pages/8143cc/"),
        )  # fmt: skip
        assert follow(folder, "docs/guide/one.md", f"[t]({link})").path == path

    @pytest.mark.parametrize(
        ("link", "path"),
        [
            ("@site/docs/a.mdx", "docs/a.mdx"),
            ("/docs/special", "docs/a.mdx"),
            ("/about", "src/pages/about.md"),
            ("./b.md", "docs/b.md"),
        ],
    )
    def test_docusaurus(self, link: str, path: str) -> None:
        folder = laid_out(
            "docusaurus.config.js", "docs/a.mdx", "docs/b.md", "src/pages/about.md",
            a=NoteNames("docs/a.mdx", slug="/special"),
        )  # fmt: skip
        assert follow(folder, "docs/b.md", f"[t]({link})").path == path

    def test_expressions_and_pages_that_are_programs_are_no_broken_links(self) -> None:
        folder = laid_out("docusaurus.config.js", "docs/a.mdx", "src/pages/friends.tsx")
        assert follow(folder, "docs/a.mdx", "[t]({a.b})").status is LinkStatus.NOT_A_LINK
        assert follow(folder, "docs/a.mdx", "[t](/friends)").status is LinkStatus.DANGLING

    @pytest.mark.parametrize(
        ("link", "path", "fragment"),
        [
            ('{{< relref "b.md" >}}', "content/posts/b.md", ""),
            ('{{<relref "b.md#part" >}}', "content/posts/b.md", "part"),
            ("{{< ref b >}}", "content/posts/b.md", ""),
            ("/old/place/", "content/docs/c.md", ""),
            ('{{% relref "docs/c.md#part" %}}', "content/docs/c.md", "part"),
        ],
    )
    def test_hugo(self, link: str, path: str, fragment: str) -> None:
        folder = laid_out(
            "hugo.toml", "content/posts/a.md", "content/posts/b.md", "content/docs/c.md",
            c=NoteNames("content/docs/c.md", aliases=("/old/place/",)),
        )  # fmt: skip
        found = follow(folder, "content/posts/a.md", f"[t]({link})")
        assert (found.path, found.fragment) == (path, fragment)

    def test_joplin_and_zettelkasten_call_notes_by_numbers(self) -> None:
        note, picture = "0a" * 16, "1b" * 16
        folder = laid_out(f"{note}.md", "x.md", f"resources/{picture}.png")
        assert follow(folder, "x.md", f"[t](:/{note})").path == f"{note}.md"
        assert folder.resolve_image("x.md", f":/{picture}").path == f"resources/{picture}.png"
        folder = site("202001011200 A thought.md", "x.md", kind=FolderKind.ZETTELKASTEN)
        assert follow(folder, "x.md", "[[202001011200]]").path == "202001011200 A thought.md"

    def test_notion_writes_names_in_percent_codes(self) -> None:
        number = "0123456789abcdef" * 2
        folder = laid_out(f"Page {number}.md", f"Page {number}/Sub {number}.md")
        link = f"[Sub](Page%20{number}/Sub%20{number}.md)"
        assert follow(folder, f"Page {number}.md", link).path == f"Page {number}/Sub {number}.md"

    @pytest.mark.parametrize(
        ("paths", "note", "source", "path"),
        [
            (["docs/.vuepress/"], "docs/a.md", "/img/b.png", "docs/.vuepress/public/img/b.png"),
            (["docs/.vitepress/"], "docs/a.md", "/b.png", "docs/public/b.png"),
            (["docusaurus.config.js"], "docs/a.md", "@site/static/b.png", "static/b.png"),
            (["x/hugo.toml"], "x/content/a.md", "/b.png", "x/static/b.png"),
            ([".gitbook.yaml"], "a.md", "../.gitbook/assets/b.png", ".gitbook/assets/b.png"),
            (["mkdocs.yml"], "docs/a.md", "../b.png", "docs/b.png"),
            (["_config.yml"], "_wiki/a.md", "./b.png", "_wiki/a/b.png"),
        ],
    )
    def test_images(self, paths: list[str], note: str, source: str, path: str) -> None:
        found = laid_out(*paths, note, path, "z/b.png").resolve_image(note, source)
        assert (found.status, found.path) == (ImageStatus.FOUND, path)


def test_parts_of_a_series() -> None:
    title = "快速排序（十二）——并行"
    folder = site("x.md", x=NoteNames("x.md", title, parse_title(title)))
    assert follow(folder, "a.md", "见《快速排序（十二）》").path == "x.md"
    assert follow(folder, "a.md", "见《快速排序（十三）》").status is LinkStatus.NOT_A_LINK


def test_pages_of_a_language_are_found_from_its_folder() -> None:
    folder = site("hugo.toml", "content/en/about.md", "content/en/docs/a.md", kind=FolderKind.HUGO)
    assert follow(folder, "content/en/docs/a.md", "[x](/about/)").path == "content/en/about.md"


def test_the_docs_beside_the_website_belong_to_it() -> None:
    paths = ["website/docusaurus.config.js", "docs/a.md", "docs/b/c.md", "README.md"]
    layout = recognise_layout(paths)
    assert layout.kind is FolderKind.DOCUSAURUS
    assert layout.kind_at("docs/b/c.md") is FolderKind.DOCUSAURUS
    assert layout.kind_at("README.md") is FolderKind.PLAIN


def test_a_mark_at_the_top_gives_way_to_far_more_notes_of_another_kind() -> None:
    paths = [".gitbook.yaml", "README.md", "website/docusaurus.config.js"]
    paths += [f"docs/{n}.md" for n in range(9)]
    assert recognise_layout(paths).kind is FolderKind.DOCUSAURUS


def test_what_lies_in_hidden_folders_is_not_broken() -> None:
    notes = [NoteNames("README.md")]
    folder = build_site(["README.md"], notes, hidden=[".github/HELP.md"])
    link = follow(folder, "README.md", "[x](.github/HELP.md)")
    assert link.status is LinkStatus.DANGLING


class TestImages:
    def test_a_site_below_a_path_finds_its_pictures(self) -> None:
        folder = site(
            "docusaurus.config.js", "docs/a.md", "static/img/x.png", kind=FolderKind.DOCUSAURUS
        )
        assert folder.resolve_image("docs/a.md", "/base/img/x.png").path == "static/img/x.png"

    def test_a_picture_that_the_builder_names_is_not_missing(self) -> None:
        found = site("a.md").resolve_image("a.md", "/img/{{ tool }}-x.png")
        assert found.status is ImageStatus.UNKNOWN

    folder = site(
        "_posts/a.md",
        "images/x.png",
        "images/deep/Only.PNG",
        "source/img/y.png",
        "assets/b c.png",
        "p/twice.png",
        "q/twice.png",
        "notes/twice.png",
        config=SiteConfig(frozenset({"notes.example"})),
    )

    @pytest.mark.parametrize(
        ("source", "path"),
        [
            ("/images/x.png", "images/x.png"),
            ("../images/x.png", "images/x.png"),
            ("images/x.png", "images/x.png"),
            ("../../../images/x.png", "images/x.png"),
            ("/img/y.png", "source/img/y.png"),
            ("../assets/b c.png", "assets/b c.png"),
            ("../assets/b%20c.png?v=1#f", "assets/b c.png"),
            ("/Images/X.PNG", "images/x.png"),
            ("only.png", "images/deep/Only.PNG"),
            ("..\\images\\x.png", "images/x.png"),
            ("{{ site.url }}/images/x.png", "images/x.png"),
            ("https://notes.example/images/x.png", "images/x.png"),
        ],
    )
    def test_found(self, source: str, path: str) -> None:
        target = self.folder.resolve_image("_posts/a.md", source)
        assert (target.status, target.path) == (ImageStatus.FOUND, path)

    def test_a_bare_name_means_the_nearest_file(self) -> None:
        assert self.folder.resolve_image("q/n.md", "twice.png").path == "q/twice.png"

    def test_moved_is_shown_and_reported(self) -> None:
        target = self.folder.resolve_image("a.md", "/images/other/only.png")
        assert (target.status, target.path) == (ImageStatus.MOVED, "images/deep/Only.PNG")

    def test_missing_with_offers(self) -> None:
        target = self.folder.resolve_image("a.md", "/gone/twice.png")
        assert target.status is ImageStatus.MISSING
        assert target.path is None
        assert set(target.offers) == {"p/twice.png", "q/twice.png", "notes/twice.png"}

    @pytest.mark.parametrize(
        ("source", "status"),
        [
            ("https://a.example/x.png", ImageStatus.REMOTE),
            ("//a.example/x.png", ImageStatus.REMOTE),
            ("data:image/png;base64,AA", ImageStatus.DATA),
            ("C:\\Users\\x.png", ImageStatus.OUTSIDE),
            ("\\\\server\\share\\x.png", ImageStatus.OUTSIDE),
            ("file:///etc/passwd", ImageStatus.OUTSIDE),
            ("../../../etc/passwd", ImageStatus.MISSING),
            ("/etc/passwd", ImageStatus.MISSING),
            ("", ImageStatus.MISSING),
            ("https://[broken/x.png", ImageStatus.REMOTE),
        ],
    )
    def test_elsewhere(self, source: str, status: ImageStatus) -> None:
        target = self.folder.resolve_image("_posts/a.md", source)
        assert (target.status, target.path) == (status, None)

    def test_the_placeholder_names_the_host(self) -> None:
        assert self.folder.resolve_image("a.md", "//cdn.example/x.png").host == "cdn.example"


SOURCES = st.one_of(
    st.text(max_size=30),
    st.lists(
        st.sampled_from(
            ["..", "/", "\\", "a", "b.md", "x.png", "%2e%2e", "%2F", "%", "#", "?", "C:", "//"]
        ),
        max_size=10,
    ).map("".join),
)


@given(SOURCES, st.sampled_from(list(LinkKind)), st.sampled_from(list(FolderKind)))
def test_nothing_outside_the_folder_is_ever_found(
    source: str, link_kind: LinkKind, kind: FolderKind
) -> None:
    from noteviewer.notes.model import Link

    folder = site("a/b.md", "a/x.png", "c.md", kind=kind)
    link = Link(link_kind, source, "", source, 0, 0, 1)
    assert folder.resolve_link("a/b.md", link).path in {None, *folder.files}
    assert folder.resolve_image("a/b.md", source).path in {None, *folder.files}
    folder.resolve_url(source)


def test_a_site_travels_to_another_process() -> None:
    folder = site("a/b.md", "a/x.png")
    assert pickle.loads(pickle.dumps(folder)) == folder  # noqa: S301  (made here)
