"""Files of the folder in the place of the lines that include them."""

from pathlib import Path

import pytest

from noteviewer.cli.commands.render import ENGLISH
from noteviewer.notes.site import FolderKind, NoteNames, build_site
from noteviewer.render.document.page import PageRequest
from noteviewer.render.folder_context import SiteContext
from noteviewer.render.included import part_of
from noteviewer.render.render import render_note

CODE = "one\n// ANCHOR: b\ntwo\n// ANCHOR_END: b\nthree\n"


def page(root: Path, kind: FolderKind, text: str) -> str:
    (root / "part").mkdir()
    (root / "part" / "x.rs").write_text(CODE, "utf-8")
    (root / "part" / "y.md").write_text("---\ntitle: Y\n---\n**bold** {{#include z.md}}\n", "utf-8")
    (root / "part" / "again.md").write_text("a\n\n{{#include again.md}}\n", "utf-8")
    (root.parent / "outside.md").write_text("secret", "utf-8")
    files = ("part/x.rs", "part/y.md", "part/again.md", "part/n.md")
    site = build_site(files, [NoteNames("part/n.md")], kind)
    request = PageRequest("part/n.md", text, ENGLISH)
    return render_note(request, SiteContext(site, str(root))).html


@pytest.mark.parametrize(
    ("kind", "text", "shown"),
    [
        (FolderKind.MDBOOK, "{{#include y.md}}", "<strong>bold</strong>"),
        (FolderKind.MDBOOK, "```rust\n{{#include x.rs:1}}\n```", '<span class="n">one</span>'),
        (FolderKind.MDBOOK, "{{#playground x.rs}}", 'data-language="rust"'),
        (FolderKind.MKDOCS, '--8<-- "part/y.md"', "<strong>bold</strong>"),
        (FolderKind.MKDOCS, '``` rust\n--8<-- "part/x.rs:b"\n```', '<span class="n">two</span>'),
        (FolderKind.MKDOCS, '{%\n   include-markdown "y.md"\n%}', "<strong>bold</strong>"),
        (FolderKind.QUARTO, "{{< include y.md >}}", "<strong>bold</strong>"),
        (FolderKind.HUGO, '{{% readfile file="y.md" %}}', "<strong>bold</strong>"),
        (FolderKind.VITEPRESS, "<<< @/part/x.rs{1}", '<span class="nv-marked">'),
        (FolderKind.VITEPRESS, "<!--@include: ./y.md-->", "<strong>bold</strong>"),
        (FolderKind.VUEPRESS, "@[code rs](./x.rs)", '<span class="n">one</span>'),
        (FolderKind.MYST, "```{include} y.md\n```", "<strong>bold</strong>"),
        (FolderKind.MYST, "```{literalinclude} x.rs\n:lines: 1\n```", '<span class="n">one</span>'),
        (FolderKind.GITBOOK, '{% include "y.md" %}', "<strong>bold</strong>"),
    ],
)
def test_a_file_stands_where_it_is_included(
    tmp_path: Path, kind: FolderKind, text: str, shown: str
) -> None:
    html = page(tmp_path, kind, f"before\n\n{text}\n\nafter\n")
    assert shown in html
    assert "after" in html
    assert "ANCHOR" not in html


@pytest.mark.parametrize("target", ["nowhere.md", "../../outside.md", "/../outside.md"])
def test_what_cannot_be_had_is_named(tmp_path: Path, target: str) -> None:
    root = tmp_path / "notes"
    root.mkdir()
    html = page(root, FolderKind.MDBOOK, f"{{{{#include {target}}}}}\n")
    assert f'<code class="nv-macro">{target}</code>' in html
    assert "secret" not in html


def test_a_file_that_includes_itself_ends(tmp_path: Path) -> None:
    assert page(tmp_path, FolderKind.MDBOOK, "{{#include again.md}}\n").count("<p") < 10


@pytest.mark.parametrize(
    ("part", "lines"),
    [
        ("", "one\ntwo\nthree\n"),
        ("1", "one"),
        ("1:3", "one\ntwo"),
        ("5:", "three\n"),
        (":1", "one"),
        ("b", "two"),
        ("no-such-region", None),
        ("9999999:", ""),
    ],
)
def test_parts_of_a_file(part: str, lines: str | None) -> None:
    assert part_of(CODE, part) == lines
