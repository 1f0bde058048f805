"""A note becomes a page: scan, cut, prepare, Markdown, sanitise, put back."""

from dataclasses import replace
from functools import lru_cache

from noteviewer.notes.document import BlockKind, Document
from noteviewer.notes.model import Reference, Section
from noteviewer.notes.outline import outline
from noteviewer.notes.places import find_places
from noteviewer.notes.references import find_references, with_pair_habit
from noteviewer.notes.scan import scan
from noteviewer.render.canonical import canonical
from noteviewer.render.cut import cut
from noteviewer.render.embeds import Embeds
from noteviewer.render.finish import finish
from noteviewer.render.folding import folds, rejoin
from noteviewer.render.head_card import head_card
from noteviewer.render.hiccup import with_hiccup
from noteviewer.render.images import Images
from noteviewer.render.inline_context import InlineContext
from noteviewer.render.links import Links
from noteviewer.render.logseq import with_boxes
from noteviewer.render.logseq_blocks import with_blocks
from noteviewer.render.markdown import MarkdownWriter
from noteviewer.render.named_blocks import places_of
from noteviewer.render.page import Page, PageRequest
from noteviewer.render.prepare import definitions, prepare
from noteviewer.render.rows import reference_rows
from noteviewer.render.sanitize import Sanitizer
from noteviewer.render.structure import Structure, heading_marks, row_titles, silent_lines
from noteviewer.render.surroundings import LONE_NOTE, Dialect, Surroundings
from noteviewer.render.tasks import with_tasks
from noteviewer.render.tokens import Tokens, without_noncharacters


def render_note(request: PageRequest, around: Surroundings = LONE_NOTE) -> Page:
    """Make the page of a note.

    Linear in the size of ordinary notes; hostile ones can be slow, so this is called in a process
    that can be stopped (`noteviewer.render.worker`).
    """
    return _lay_out(request, around, _embeds(request, around))


def _lay_out(request: PageRequest, around: Surroundings, embeds: Embeds) -> Page:
    # Before anything is read, so that no part of the note can look like a token.
    document = scan(without_noncharacters(request.text))
    sections = outline(document)
    tokens = Tokens()
    html_ids = find_places(document) + places_of(document)
    own_names = frozenset(name for name, _ in html_ids)
    links = Links(request.path, sections, own_names, around, request.wording.missing_note)
    cut_text = cut(document, tokens, request.wording, around.dialect)
    context = InlineContext(
        tokens,
        links,
        embeds,
        request.wording,
        definitions(document, cut_text.lines),
        dialect=around.dialect,
    )
    boxed = with_boxes(cut_text.lines)
    if around.dialect.is_of_a_vault:
        boxed = with_tasks(boxed, tokens)
    if around.dialect is Dialect.LOGSEQ:
        boxed = with_blocks(with_hiccup(boxed, tokens, request.wording.embedded_media), tokens)
    lines = prepare(document, boxed, context)
    if document.dump:
        lines = rejoin(document.dump, lines)
    rows = reference_rows(document, _references(document, sections, request), tokens)
    titles = row_titles(rows, lines)
    structure = Structure(
        headings=heading_marks(document, sections, tokens),
        rows=rows,
        row_titles=titles,
        tables={b.start: b.end for b in document.blocks if b.kind is BlockKind.TABLE},
        items={b.start for b in document.blocks if b.kind is BlockKind.LIST},
        skipped=silent_lines(document) | titles.keys(),
        folds=folds(document.dump, lines, tokens, request.wording) if document.dump else (),
        dialect=around.dialect,
        keeps_line_ends=around.dialect.is_of_a_vault or _is_plain_text(request, document),
    )
    text = "\n\n".join([canonical(lines, structure, tokens), *context.notes])
    writer = _writer(request.wording.back_to_text)
    html = tokens.restore_raw(writer.convert(text))
    anchors = tuple(section.anchor for section in sections if section.level)
    html = Sanitizer(links.rewrite, tokens.source, frozenset(anchors)).clean(html)
    images = Images(request.path, around, request.wording, request.allowed_hosts, links.stashed)
    title = request.card.title if request.card else ""
    html = finish(tokens.restore_final(images.place(html)), title, request.wording)
    card = head_card(request.card, request.wording) if request.card else ""
    return Page(
        path=request.path,
        title=title or request.path,
        html=f"{card}<article>{html}</article>",
        anchors=anchors,
        sections=sections,
        html_ids=html_ids,
        problems=(*document.problems, *cut_text.problems, *images.problems),
    )


@lru_cache(maxsize=8)
def _writer(back_label: str) -> MarkdownWriter:
    return MarkdownWriter(back_label=back_label)


def _references(
    document: Document, sections: tuple[Section, ...], request: PageRequest
) -> tuple[Reference, ...]:
    found = find_references(document, sections)
    return tuple(map(with_pair_habit, found)) if request.pairs_habit else found


def _embeds(request: PageRequest, around: Surroundings) -> Embeds:
    def draw(path: str, text: str, deeper: Embeds) -> str:
        inner = replace(request, path=path, text=text, card=None)
        return _lay_out(inner, around, deeper).html

    return Embeds(around, draw)


def _is_plain_text(request: PageRequest, document: Document) -> bool:
    """Whether the file is a text as any editor writes it, and no post under another name."""
    return request.path.endswith(".txt") and not document.front_matter.end
