"""Whose Markdown a note is written in, and what that Markdown knows: one row a dialect.

A new ecosystem is a new row here and its cases; the parsers ask the row and name no dialect.
"""

from dataclasses import dataclass, replace
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Rules:
    """What one dialect reads, where dialects differ. The defaults are GitHub's."""

    has_bracketed_numbers: bool = True
    """``1)`` begins a numbered list, and an empty ``2.`` an item."""
    has_lazy_item_headings: bool = False
    """Text right below the heading of an item belongs to the item, however it is indented."""
    has_highlights: bool = True
    """``==marked==``."""
    has_inline_notes: bool = True
    """``^[a footnote in its place]``."""
    has_attribute_lists: bool = False
    """``{: .class}`` behind an inline mark is not shown (kramdown, Python-Markdown)."""
    has_brace_attributes: bool = False
    """``{.class #id}`` behind spans, images, headings and fences is not shown (Pandoc, MyST)."""
    has_math_fences: bool = True
    """```` ```math ```` is a formula (GitHub, GitLab)."""
    has_block_names: bool = False
    """``text ^name`` with any name; elsewhere only names as Obsidian makes them count."""
    hides_block_names: bool = True
    """A block's name at the end of its text is not shown."""
    has_fields: bool = False
    """``key:: value`` (Dataview, Logseq)."""
    has_task_letters: bool = False
    """``- [/] half``: any character in the box."""
    has_logseq_blocks: bool = False
    """Tasks by words, priorities, dates, drawers, Hiccup, ``((block))``."""
    has_macros: bool = True
    """``{{embed [[note]]}}`` and the like."""
    has_sized_alt: bool = False
    """``![250](a.png)`` is a width, not a text."""
    has_admonitions: bool = True
    """``!!! note "Title"`` and ``??? note``, with the body indented."""
    has_content_tabs: bool = True
    """``=== "Tab"``, with the body indented."""
    has_colon_containers: bool = True
    """``::: name`` to ``:::``."""
    has_directives: bool = False
    """```` ```{note} ````, roles and targets (MyST)."""
    has_shortcodes: bool = False
    """``{{< name >}}`` and ``{{% name %}}`` (Hugo, Quarto)."""
    has_liquid_blocks: bool = False
    """``{% note %}`` and the like hold Markdown (Hexo, GitBook)."""
    has_liquid_tags: bool = False
    """``{% for x in y %}`` and ``{{ page.title }}`` are for the builder of the site (Jekyll)."""
    has_template_tabs: bool = False
    """``{{#tabs}}`` (mdBook)."""
    has_jsx: bool = False
    """``{/* comments */}``, tags of components (MDX, Vue)."""
    has_citations: bool = False
    """``[@key]``, ``@fig-x`` (Pandoc, MyST)."""
    has_snippets: bool = False
    """``--8<-- "file"`` (Python-Markdown's extensions)."""
    has_vue_includes: bool = False
    """``<<< @/file`` and ``<!-- @include: file -->`` (VitePress, VuePress)."""
    has_templater: bool = False
    """``<% tp.file.title %>`` (Obsidian's Templater)."""
    has_table_captions: bool = False
    """``: caption {#tbl-x}`` below a table, and tables drawn with lines (Pandoc)."""
    has_tex: bool = False
    r"""Commands such as ``\index{x}`` and ``\newpage`` are for print alone (Pandoc)."""
    has_modules: bool = False
    """``import`` and ``export`` lines (MDX)."""
    has_abbreviations: bool = False
    """``*[HTML]: Hypertext``."""
    has_scripts: bool = False
    """``^sup^`` and ``~sub~`` (Pandoc and others)."""
    has_inserted: bool = False
    """``++keys++``, ``^^inserted^^`` and critic marks (Python-Markdown's extensions)."""
    has_emoji_names: bool = True
    """``:smile:`` and ``:material-name:``."""
    has_kramdown_comments: bool = False
    """``{::comment}``."""
    keeps_line_ends: bool = False
    """A line end in a paragraph is one on the page."""
    ends_code_at_first_tick: bool = False
    """A code span of one backtick ends at the next backtick, even one of two."""
    keeps_bars_in_code: bool = False
    r"""``\|`` in the code of a table's cell keeps its backslash."""
    unescapes_formulas: bool = False
    """Markdown takes its escapes off before a formula is read (goldmark)."""
    unescapes_dollar_formulas: bool = False
    """The same between single dollars only (kramdown)."""
    joins_bullets: bool = False
    """Items with ``-``, ``*`` and ``+`` are of one list."""
    has_spaced_labels: bool = False
    """``[text] [label]`` is one link, also where ``[text]`` would be one by itself."""
    keeps_letter_escapes: bool = False
    r"""``a\_b`` in an address keeps its backslash before letters."""
    forbids_mixed_dollars: bool = False
    """``$$`` within a sentence says that single dollars are none (Jekyll with MathJax)."""
    has_bracket_formulas: bool = False
    r"""``\(x\)`` and ``\[x\]`` in running text, as the site's own configuration declares them."""


class Dialect(StrEnum):
    """The dialects that are known, by their names."""

    KRAMDOWN = "kramdown"
    GFM = "gfm"
    OBSIDIAN = "obsidian"
    LOGSEQ = "logseq"
    MKDOCS = "mkdocs"
    VUEPRESS = "vuepress"
    DOCUSAURUS = "docusaurus"
    MDBOOK = "mdbook"
    GITBOOK = "gitbook"
    MYST = "myst"
    PANDOC = "pandoc"
    HUGO = "hugo"
    HEXO = "hexo"
    ZENN = "zenn"
    ZIM = "zim"
    """Markdown beside pages of Zim, which have a format of their own."""

    @property
    def rules(self) -> Rules:
        """What it reads."""
        return _RULES[self]

    @property
    def is_of_a_vault(self) -> bool:
        """Whether wikilinks, block names and fields are meant as Obsidian reads them."""
        return self in (Dialect.OBSIDIAN, Dialect.LOGSEQ)


_GFM = Rules()
_OBSIDIAN = Rules(
    has_block_names=True,
    has_fields=True,
    has_task_letters=True,
    has_sized_alt=True,
    keeps_line_ends=True,
    has_emoji_names=False,
    has_templater=True,
)
_RULES = {
    Dialect.GFM: _GFM,
    Dialect.KRAMDOWN: Rules(
        has_bracketed_numbers=False,
        has_admonitions=False,
        has_content_tabs=False,
        has_colon_containers=False,
        has_lazy_item_headings=True,
        has_highlights=False,
        has_inline_notes=False,
        has_math_fences=False,
        has_emoji_names=False,
        has_attribute_lists=True,
        hides_block_names=False,
        has_macros=False,
        has_abbreviations=True,
        has_kramdown_comments=True,
        has_liquid_tags=True,
        has_spaced_labels=True,
        joins_bullets=True,
        ends_code_at_first_tick=True,
        keeps_bars_in_code=True,
        unescapes_dollar_formulas=True,
        keeps_letter_escapes=True,
        forbids_mixed_dollars=True,
    ),
    Dialect.OBSIDIAN: _OBSIDIAN,
    Dialect.LOGSEQ: replace(_OBSIDIAN, has_logseq_blocks=True),
    Dialect.MKDOCS: Rules(
        keeps_bars_in_code=True,
        has_spaced_labels=True,
        joins_bullets=True,
        has_attribute_lists=True,
        has_brace_attributes=True,
        has_abbreviations=True,
        has_scripts=True,
        has_inserted=True,
        has_snippets=True,
    ),
    Dialect.VUEPRESS: Rules(
        has_jsx=True, has_brace_attributes=True, has_vue_includes=True
    ),
    Dialect.DOCUSAURUS: Rules(has_brace_attributes=True, has_jsx=True, has_modules=True),
    Dialect.MDBOOK: Rules(has_template_tabs=True),
    Dialect.GITBOOK: Rules(has_liquid_blocks=True),
    Dialect.MYST: Rules(
        has_directives=True, has_brace_attributes=True, has_citations=True
    ),
    Dialect.PANDOC: Rules(
        has_brace_attributes=True,
        has_shortcodes=True,
        has_scripts=True,
        has_highlights=False,
        has_emoji_names=False,
        has_citations=True,
        has_table_captions=True,
        has_tex=True,
    ),
    Dialect.HUGO: Rules(
        has_shortcodes=True, has_brace_attributes=True, unescapes_formulas=True
    ),
    Dialect.HEXO: Rules(has_liquid_blocks=True),
    Dialect.ZENN: _GFM,
    Dialect.ZIM: _GFM,
}  # fmt: skip
