"""Which parser reads a note: by the ending of its name, and in notebooks of Zim by the folder.

The parsers of other formats than Markdown are loaded with the first note of theirs.
"""

from dataclasses import replace
from functools import partial

from noteviewer.notes.file_types import format_of, stem
from noteviewer.notes.model import FrontMatter
from noteviewer.notes.syntax.dialect import Dialect
from noteviewer.notes.syntax.document import Document
from noteviewer.notes.syntax.parser import parse


def parse_text(
    path: str, text: str, dialect: Dialect = Dialect.GFM, *, has_bracket_formulas: bool = False
) -> Document:
    """Parse the text of a note (`noteviewer.notes.formats.reading.read_text`); never fails.

    Args:
        path: Of the note.
        text: All of it, or the lines of some of its sections.
        dialect: Whose Markdown its folder has.
        has_bracket_formulas: Whether the configuration of its site says so.
    """
    match format_of(path):
        case "org":
            from noteviewer.notes.formats.org import parse_org

            return parse_org(text)
        case "rst":
            from noteviewer.notes.formats.rst import parse_rst

            return parse_rst(text)
        case "base":
            from noteviewer.notes.formats.base import parse_base

            return parse_base(stem(path), text)
        case "notebook":
            from noteviewer.notes.formats.notebook import parse_notebook

            return parse_notebook(text, partial(parse, dialect=dialect, is_part=True))
        case "canvas" | "subtitles":
            document = parse(text, Dialect.OBSIDIAN)
            return replace(document, front_matter=FrontMatter({"title": stem(path)}))
        case "pdf":
            from noteviewer.notes.formats.pdf import parse_pdf

            return parse_pdf(path, text)
    if dialect is Dialect.ZIM and path.lower().endswith(".txt"):
        from noteviewer.notes.formats.zim import parse_zim

        return parse_zim(path, text)
    return parse(text, dialect, has_bracket_formulas=has_bracket_formulas)
