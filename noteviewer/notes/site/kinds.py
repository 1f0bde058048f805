"""Kinds of folder: what made it, and so what its links, its contents and its Markdown mean.

A kind is a row of data. Nothing else in the program lists the kinds one by one, so that another
is another row with its cases. Recognition (`noteviewer.notes.site.layout`) looks only for files
that no other kind has.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

FEWEST_WIKILINKS = 5
"""Links from note to note that make a folder without other signs a vault."""


class FolderKind(StrEnum):
    """The program or habit that a folder of notes follows."""

    PLAIN = "plain"
    JEKYLL = "jekyll"
    OBSIDIAN = "obsidian"
    LOGSEQ = "logseq"
    DENDRON = "dendron"
    HUGO = "hugo"
    HEXO = "hexo"
    MKDOCS = "mkdocs"
    VUEPRESS = "vuepress"
    VITEPRESS = "vitepress"
    DOCUSAURUS = "docusaurus"
    MDBOOK = "mdbook"
    GITBOOK = "gitbook"
    MYST = "myst"
    SPHINX = "sphinx"
    QUARTO = "quarto"
    BOOKDOWN = "bookdown"
    FOAM = "foam"
    ZETTELKASTEN = "zettelkasten"
    ZENN = "zenn"
    QIITA = "qiita"
    JOPLIN = "joplin"
    NOTION = "notion"
    ZIM = "zim"

    @property
    def row(self) -> "Kind":
        """What is known of the kind."""
        return KINDS[self]

    @property
    def has_wikilinks(self) -> bool:
        """Whether ``[[x]]`` is a link there even where no note answers to it."""
        return KINDS[self].has_wikilinks


class ContentsSource(StrEnum):
    """Where a kind keeps the order, the depth and the titles of its notes."""

    NONE = ""
    MKDOCS_NAV = "mkdocs-nav"
    SIDEBAR = "sidebar"
    DOCUSAURUS = "docusaurus"
    SUMMARY = "summary"
    TOC = "toc"
    CHAPTERS = "chapters"
    WEIGHTS = "weights"
    NOTEBOOKS = "notebooks"
    FOLDERS = "folders"


@dataclass(frozen=True, slots=True)
class Kind:
    """One row of the table of kinds. All paths are relative to where the mark lies."""

    name: str
    """Of the program, the same in every language."""
    dialect: str
    """Its Markdown, for the parser."""
    marks: tuple[tuple[str, ...], ...] = ()
    """Any one of these, each all of its names: ``x`` is a file, ``x/`` a folder, and a ``*`` stands
    for the ending of a configuration file. With ``^`` it counts at the top only."""
    notes: tuple[str, ...] = ("",)
    """Where its notes are: the first of these that is there."""
    beside: tuple[str, ...] = ()
    """Folders beside that of the mark in which notes are where it has none of the same name."""
    assets: tuple[str, ...] = ()
    """Folders from which ``/x.png`` is taken, besides the folder itself and that of the notes."""
    outputs: tuple[str, ...] = ()
    """What it builds: not read where an ``index.html`` lies in it."""
    contents: ContentsSource = ContentsSource.NONE
    has_wikilinks: bool = False
    reads_names: bool = True
    """Whether ``03.my-note`` in a file name is read as "my note"."""
    splits_tags: bool = False
    """Whether blanks part tags: ``tags: foo bar`` are two."""
    settings: tuple[str, ...] = ()
    """Files of configuration besides those by which it is recognised."""
    bracket_formulas: str | None = None
    r"""Pattern of the line of its configuration that makes ``\(x\)`` a formula."""


_CONFIG_ENDINGS = ("js", "ts", "mjs", "mts", "cjs", "json", "toml", "yaml", "yml")

KINDS: Mapping[FolderKind, Kind] = {
    FolderKind.MKDOCS: Kind(
        "MkDocs", "mkdocs", (("mkdocs.yml",), ("mkdocs.yaml",)), notes=("docs",),
        outputs=("site",), contents=ContentsSource.MKDOCS_NAV,
        bracket_formulas=r"(?m)^[ \t]*-[ \t]*[\"']?(?:pymdownx\.)?arithmatex\b",
    ),
    FolderKind.VITEPRESS: Kind(
        "VitePress", "vuepress", ((".vitepress/",),), assets=("public/",),
        contents=ContentsSource.SIDEBAR,
    ),
    FolderKind.VUEPRESS: Kind(
        "VuePress", "vuepress", ((".vuepress/",),), assets=(".vuepress/public/", "public/"),
        contents=ContentsSource.SIDEBAR,
    ),
    FolderKind.DOCUSAURUS: Kind(
        "Docusaurus", "docusaurus", (("docusaurus.config.*",),), beside=("docs", "blog"),
        assets=("static/",), outputs=("build",), contents=ContentsSource.DOCUSAURUS,
    ),
    FolderKind.MDBOOK: Kind(
        "mdBook", "mdbook", (("book.toml",),), notes=("src",), outputs=("book",),
        contents=ContentsSource.SUMMARY,
    ),
    FolderKind.GITBOOK: Kind(
        "GitBook", "gitbook",
        ((".gitbook.yaml",), (".gitbook/",), ("^book.json",), ("^SUMMARY.md",)),
        assets=(".gitbook/assets/",), outputs=("_book",), contents=ContentsSource.SUMMARY,
    ),
    FolderKind.MYST: Kind(
        "MyST", "myst", (("_toc.yml",), ("myst.yml",)), outputs=("_build",),
        contents=ContentsSource.TOC,
    ),
    FolderKind.SPHINX: Kind(
        "Sphinx", "myst", (("conf.py", "index.rst"), ("conf.py", "index.md")),
        outputs=("_build", "build"), contents=ContentsSource.TOC,
    ),
    FolderKind.QUARTO: Kind(
        "Quarto", "pandoc", (("_quarto.yml",), ("_quarto.yaml",)),
        outputs=("_book", "_site", "docs"), contents=ContentsSource.CHAPTERS,
    ),
    FolderKind.BOOKDOWN: Kind(
        "R Markdown", "pandoc", (("_bookdown.yml",),), outputs=("_book", "docs"),
        contents=ContentsSource.CHAPTERS,
    ),
    FolderKind.ZIM: Kind(
        "Zim", "zim", (("notebook.zim",),), has_wikilinks=True, contents=ContentsSource.FOLDERS,
    ),
    FolderKind.OBSIDIAN: Kind(
        "Obsidian", "obsidian", ((".obsidian/",),), has_wikilinks=True,
        reads_names=False, splits_tags=True,
    ),
    FolderKind.DENDRON: Kind(
        "Dendron", "obsidian",
        (("dendron.yml",), ("dendron.code-workspace",), ("root.schema.yml",)),
        has_wikilinks=True, reads_names=False,
    ),
    FolderKind.LOGSEQ: Kind(
        "Logseq", "logseq", (("logseq/", "pages/"), ("logseq/", "journals/")),
        has_wikilinks=True, reads_names=False,
    ),
    FolderKind.FOAM: Kind(
        "Foam", "obsidian", ((".foam/",),), has_wikilinks=True, reads_names=False,
    ),
    FolderKind.HEXO: Kind(
        "Hexo", "hexo",
        (
            ("_config.yml", "source/_posts/"),
            ("^source/", "^scaffolds/"),
            ("^_config.yml", "^source/"),
        ),
        notes=("source",), outputs=("public",),
    ),
    FolderKind.HUGO: Kind(
        "Hugo", "hugo",
        tuple((f"hugo.{ending}",) for ending in ("toml", "yaml", "yml", "json"))
        + tuple((f"config.{ending}", "content/") for ending in ("toml", "yaml", "yml", "json"))
        + (("config/", "content/"), ("archetypes/", "content/"), ("config.toml", "archetypes/")),
        notes=("content",), assets=("static/", "assets/"), outputs=("public", "resources"),
        contents=ContentsSource.WEIGHTS,
        settings=("config/_default/hugo.toml", "config/_default/hugo.yaml",
                  "config/_default/config.toml", "config/_default/config.yaml",
                  "config/_default/markup.toml", "config/_default/markup.yaml"),
        bracket_formulas=r"(?m)^[^#\n]{0,200}(?:[\[\"']|-[ \t])[ \t]*\\{1,2}[(\[]",
    ),
    FolderKind.JEKYLL: Kind(
        "Jekyll", "kramdown",
        (("^_config.yml",), ("^_config.yaml",), ("^_posts/",), ("_config.yml", "_posts/")),
        outputs=("_site",), splits_tags=True,
    ),
    FolderKind.QIITA: Kind(
        "Qiita", "zenn", (("^qiita.config.json",),), notes=("public",),
    ),
    FolderKind.ZENN: Kind("Zenn", "zenn", assets=("images/",)),
    FolderKind.JOPLIN: Kind(
        "Joplin", "gfm", contents=ContentsSource.NOTEBOOKS, reads_names=False,
    ),
    FolderKind.NOTION: Kind("Notion", "gfm", contents=ContentsSource.FOLDERS),
    FolderKind.ZETTELKASTEN: Kind(
        "Zettelkasten", "obsidian", has_wikilinks=True, reads_names=False,
    ),
    FolderKind.PLAIN: Kind("", "gfm", reads_names=False),
}  # fmt: skip
"""All kinds; where several have their mark at one place, the one that stands above wins."""


def mark_names(name: str) -> tuple[str, ...]:
    """Give the names that a mark stands for."""
    if not name.endswith(".*"):
        return (name,)
    return tuple(name[:-1] + ending for ending in _CONFIG_ENDINGS)
