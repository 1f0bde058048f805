"""A note becomes a page: scan, cut, prepare, Markdown, sanitise, put back."""

import itertools
import re
from collections.abc import Sequence
from functools import lru_cache
from html import escape

from noteviewer.notes.document import BlockKind, Document
from noteviewer.notes.model import Reference, Section
from noteviewer.notes.outline import outline
from noteviewer.notes.references import find_references, with_pair_habit
from noteviewer.notes.scan import scan
from noteviewer.render.canonical import HeadingMark, ReferenceRow, Structure, canonical
from noteviewer.render.cut import Line, cut
from noteviewer.render.folding import Fold, folds, rejoin
from noteviewer.render.head_card import head_card
from noteviewer.render.images import Images
from noteviewer.render.inline import MARKED, Definition, InlineContext, definition, take_out
from noteviewer.render.links import Links
from noteviewer.render.liquid import without_liquid
from noteviewer.render.markdown import MarkdownWriter
from noteviewer.render.page import Page, PageRequest
from noteviewer.render.rows import group_rows, reference_rows
from noteviewer.render.sanitize import Sanitizer
from noteviewer.render.surroundings import LONE_NOTE, Dialect, Surroundings
from noteviewer.render.tokens import Tokens

_HEADING = re.compile(r'<h([1-6])>\s*<nv-heading ((?:[^<>"]|"[^"]*")*)>')
_STRAY_HEADING_MARK = re.compile(r'<nv-heading ((?:[^<>"]|"[^"]*")*)>')
_LINE_MARK = re.compile(r"<(p|li)>(\s*)<nv-line (\d+)>")
_STRAY_LINE_MARK = re.compile(r"<nv-line \d+>")
_ADDRESS_LINE = re.compile(r"(?:^|[\s:：])https?://\S+")
_HAN = re.compile(r"[\u3400-\u9fff]")
_TOC_TITLES = frozenset({"目录", "目錄", "文章目录", "table of contents", "contents", "toc"})
_EMPTY = re.compile(
    r"<p(?: data-line=\"\d+\")?>\s*</p>|<thead>\s*<tr>\s*(?:<th[^>]*>\s*</th>\s*)+</tr>\s*</thead>"
    r"|(?<=<li>)\s*<p>\s*</p>"
)
_TABLE = re.compile(r"<table(?=[ >])|</table>")
_HTML_ID = re.compile(
    r"<[a-z]+\s[^<>]*\b(?:id|name)\s*=\s*[\"']?([^\"'\s<>]+)|(?<=\s)(\^[a-z0-9-]+)$",
    re.IGNORECASE | re.MULTILINE,
)
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def render_note(request: PageRequest, around: Surroundings = LONE_NOTE) -> Page:
    """Make the page of a note.

    Linear in the size of ordinary notes; hostile ones can be slow, so this is called in a process
    that can be stopped (`noteviewer.render.worker`).
    """
    document = scan(request.text)
    sections = outline(document)
    tokens = Tokens()
    html_ids = _html_ids(request.text)
    links = Links(request.path, sections, frozenset(name for name, _ in html_ids), around)
    cut_text = cut(document, tokens, request.wording, around.dialect)
    context = InlineContext(
        tokens,
        links,
        _definitions(document, cut_text.lines),
        has_inline_notes=around.dialect is not Dialect.KRAMDOWN,
    )
    lines = _prepare(document, cut_text.lines, context)
    if document.dump:
        lines = rejoin(document.dump, lines)
    rows = reference_rows(document, _references(document, sections, request), tokens)
    structure = _structure(
        document,
        sections,
        lines,
        rows,
        tokens,
        made_folds=folds(document.dump, lines, tokens, request.wording) if document.dump else (),
        dialect=around.dialect,
    )
    writer = _writer(around.dialect is not Dialect.KRAMDOWN, request.wording.back_to_text)
    text = "\n\n".join([canonical(lines, structure, tokens), *context.notes])
    html = writer.convert(text)
    html = tokens.restore_raw(html)
    anchors = tuple(section.anchor for section in sections if section.level)
    html = Sanitizer(links.rewrite, tokens.source, frozenset(anchors)).clean(html)
    images = Images(request.path, around, request.wording, request.allowed_hosts, links.stashed)
    html = _finish(tokens.restore_final(images.place(html)))
    card = head_card(request.card, request.wording) if request.card else ""
    return Page(
        path=request.path,
        title=request.card.title if request.card else request.path,
        html=f"{card}<article>{html}</article>",
        anchors=anchors,
        sections=sections,
        html_ids=html_ids,
        problems=(*document.problems, *cut_text.problems, *images.problems),
    )


@lru_cache(maxsize=8)
def _writer(has_highlight_marks: bool, back_label: str) -> MarkdownWriter:
    return MarkdownWriter(has_highlight_marks=has_highlight_marks, back_label=back_label)


def _html_ids(text: str) -> tuple[tuple[str, int], ...]:
    """Names that the HTML of the note gives, with their lines."""
    return tuple(
        (found[1] or found[2], text.count("\n", 0, found.start()))
        for found in _HTML_ID.finditer(text)
    )


def _references(
    document: Document, sections: tuple[Section, ...], request: PageRequest
) -> tuple[Reference, ...]:
    found = find_references(document, sections)
    return tuple(map(with_pair_habit, found)) if request.pairs_habit else found


def _definitions(document: Document, lines: Sequence[Line]) -> dict[str, Definition]:
    numbers = _definition_lines(document)
    defined: dict[str, Definition] = {}
    for line in lines:
        if line.number in numbers and (found := definition(line.text)):
            defined.setdefault(*found)
    return defined


def _prepare(document: Document, lines: Sequence[Line], context: InlineContext) -> list[Line]:
    """Take inline marks out, run of lines by run of lines."""
    skipped = _definition_lines(document)
    prepared: list[Line] = []
    run: list[Line] = []
    for line in lines:
        if line.text.strip() and line.number not in skipped:
            run.append(line)
            continue
        prepared += _take_out(run, context)
        run = []
        if line.number not in skipped:
            prepared.append(line)
    return prepared + _take_out(run, context)


def _definition_lines(document: Document) -> set[int]:
    return {
        line
        for block in document.blocks
        if block.kind is BlockKind.DEFINITION
        for line in range(block.start, block.end)
    }


def _take_out(run: list[Line], context: InlineContext) -> list[Line]:
    if not run:
        return []
    if not any(map(MARKED.search, (line.text for line in run))):
        return run
    text = without_liquid("\n".join(_with_line_ends([line.text for line in run])))
    texts = take_out(text, context).split("\n")
    if len(texts) != len(run):
        # A mark that reached over a line end took it away: the run keeps its first numbers.
        return [Line(run[min(i, len(run) - 1)].number, text) for i, text in enumerate(texts)]
    return [Line(line.number, text) for line, text in zip(run, texts, strict=True)]


def _with_line_ends(lines: list[str]) -> list[str]:
    """Chinese lines that hold an address keep their ends: titles, addresses, passwords in turn."""
    if len(lines) < 2 or not any("://" in line for line in lines):
        return lines
    has_address = [bool(_ADDRESS_LINE.search(line)) for line in lines]
    is_chinese = any(_HAN.search(line) for line in lines)
    return [
        f"{line}  " if is_chinese and any(has_address[i : i + 2]) and i + 1 < len(lines) else line
        for i, line in enumerate(lines)
    ]


def _structure(
    document: Document,
    sections: tuple[Section, ...],
    lines: list[Line],
    rows: dict[int, ReferenceRow],
    tokens: Tokens,
    *,
    made_folds: Sequence[Fold],
    dialect: Dialect,
) -> Structure:
    anchors = {section.line: section.anchor for section in sections if section.level}
    headings = {}
    for heading in document.headings:
        anchor = anchors.get(heading.line, "")
        name = f' id="{escape(anchor)}"' if anchor else ""
        mark = tokens.final(f'<nv-heading data-line="{heading.line}"{name}>')
        headings[heading.line] = HeadingMark(heading.level, heading.end, mark)
    title_lines = {row.title_line for row in rows.values() if row.title_line is not None}
    return Structure(
        headings=headings,
        rows=rows,
        row_titles={line.number: line.text.strip() for line in lines if line.number in title_lines},
        tables={b.start: b.end for b in document.blocks if b.kind is BlockKind.TABLE},
        skipped=title_lines | _toc_titles(document),
        folds=made_folds,
        dialect=dialect,
    )


def _toc_titles(document: Document) -> set[int]:
    """Lines that only announce a table of contents, which is not shown."""
    titles = set()
    for before, block in itertools.pairwise(document.blocks):
        if block.kind is BlockKind.TOC and before.kind is BlockKind.PARAGRAPH:
            text = document.lines[before.start].strip(" *:：").lower()
            if before.end == before.start + 1 and text in _TOC_TITLES:
                titles.add(before.start)
    return titles


def _finish(html: str) -> str:
    """Headings get their anchors, references become lists, tables scroll in themselves."""
    html = _HEADING.sub(r"<h\1 \2>", html)
    html = _LINE_MARK.sub(r'<\1 data-line="\3">\2', html)
    html = _STRAY_LINE_MARK.sub("", html)
    html = _STRAY_HEADING_MARK.sub(r"<span \1></span>", html)
    html = _EMPTY.sub("", group_rows(html))
    html = _TABLE.sub(_framed_table, html)
    return _CONTROLS.sub("", html)


def _framed_table(found: re.Match[str]) -> str:
    return "</table></div>" if found[0] == "</table>" else '<div class="nv-table"><table'
