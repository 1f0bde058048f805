"""A note becomes a page: parsed, written as elements, cleaned."""

from collections.abc import Callable
from dataclasses import replace
from html import escape
from urllib.parse import quote

import markdown

from noteviewer.notes.formats.excalidraw import is_excalidraw
from noteviewer.notes.model import Problem, ProblemKind, Reference, Section
from noteviewer.notes.outline import outline
from noteviewer.notes.places import find_places
from noteviewer.notes.references import find_references, with_pair_habit
from noteviewer.notes.syntax.document import Document
from noteviewer.notes.syntax.parser import parse
from noteviewer.notes.syntax.tree import Block, BlockKind, InlineKind
from noteviewer.render.document.head_card import head_card, series_foot
from noteviewer.render.document.page import HeadCard, Page, PageRequest
from noteviewer.render.elements import Element, SubElement, add_text
from noteviewer.render.embeds import Embeds
from noteviewer.render.folder_context import LONE_NOTE, FolderContext
from noteviewer.render.html.blocks import BlockWriter
from noteviewer.render.html.citations import Citations
from noteviewer.render.html.context import PageContext, PageQuestions
from noteviewer.render.html.diagrams import Diagrams, Draw
from noteviewer.render.html.extension import NoteExtension
from noteviewer.render.html.inlines import InlineWriter
from noteviewer.render.html.properties import properties_table
from noteviewer.render.html.references import reference_rows
from noteviewer.render.html.values import ValueWriter
from noteviewer.render.images import Images
from noteviewer.render.included import IncludedFiles
from noteviewer.render.links import Links
from noteviewer.render.math.formulas import Formula, draw_formulas


def render_note(
    request: PageRequest, around: FolderContext = LONE_NOTE, draw: Draw | None = None
) -> Page:
    """Make the page of a note.

    Linear in the size of ordinary notes; hostile ones can be slow, so this is called in a process
    that can be stopped (`noteviewer.render.worker.renderer`).

    Args:
        request: The note.
        around: Its folder.
        draw: Draws diagrams (`noteviewer.render.worker.drawer`); without it they stay source.
    """
    document = around.parse(request.path, _with_export(request, around))
    diagrams = Diagrams(draw, request.wording.diagrams)
    questions = PageQuestions.of(request.answers)
    embeds = _embeds(request, around, diagrams, questions)
    context = _context(request, around, document, embeds, diagrams=diagrams, questions=questions)
    sections = context.outline
    problems: list[Problem] = list(document.problems)
    problems += (formula.problem for formula in context.formulas.values() if formula.problem)
    anchors = tuple(section.anchor for section in sections if section.level)
    title = request.card.title if request.card else ""
    writer = BlockWriter(context)
    properties = properties_table(context, ValueWriter(context), _said_by(request.card))
    extension = NoteExtension(writer, title, frozenset(anchors), properties)
    article = markdown.Markdown(extensions=[extension], output_format="html").convert(request.text)
    card = head_card(request.card, request.wording) if request.card else ""
    foot = series_foot(request.card, request.wording) if request.card else ""
    return Page(
        path=request.path,
        title=title or request.path,
        html=f"{card}{_notice(document, request)}<article>{article}</article>{foot}",
        anchors=anchors,
        sections=sections,
        html_ids=context.places,
        problems=(*problems, *context.images.problems),
        drawings=diagrams.drawings,
        questions=tuple(questions.asked),
    )


def _notice(document: Document, request: PageRequest) -> str:
    """Why a file is shown as it is, where it cannot be read as what its name says."""
    found = (each for each in document.problems if each.kind is ProblemKind.BAD_FORMAT)
    problem = next(found, None)
    if problem is None:
        return ""
    reason = escape(request.wording.bad_format.format(problem.detail[:200]), quote=False)
    return f'<p class="nv-notice" role="alert">{reason}</p>'


def _with_export(request: PageRequest, around: FolderContext) -> str:
    """The text of a note; of a drawing of Excalidraw's, with the picture that lies beside it."""
    if not is_excalidraw(request.path):
        return request.text
    stem = request.path.rpartition("/")[2][: -len(".md")]
    names = (f"{stem}{ending}" for ending in (".svg", ".png", ".light.svg", ".light.png"))
    picture = next((n for n in names if around.find_image(request.path, quote(n)).path), None)
    shown = f"![]({quote(picture)})" if picture else f"*{request.wording.no_export}*"
    return f"{request.text}\n\n{shown}"


def _context(
    request: PageRequest,
    around: FolderContext,
    document: Document,
    embeds: Embeds,
    *,
    diagrams: Diagrams,
    questions: PageQuestions,
) -> PageContext:
    sections = outline(document)
    places = find_places(document)
    names = frozenset(name for name, _ in places)
    return PageContext(
        document=document,
        links=Links(request.path, sections, names, around),
        images=Images(request.path, around, request.wording, request.allowed_hosts),
        citations=Citations(request.path, document, around, request.wording),
        included=IncludedFiles(request.path, around, document.dialect.rules),
        embeds=embeds,
        diagrams=diagrams,
        wording=request.wording,
        formulas=_formulas(document, request),
        outline=sections,
        places=places,
        sections={section.line: section for section in sections if section.level},
        rows=reference_rows(document, _references(document, sections, request)),
        path=request.path,
        write_text=_write_text(request),
        questions=questions,
        keeps_line_ends=request.path.endswith(".txt") and not document.front_matter.end,
        is_embedded=embeds.depth > 0,
    )


def _said_by(card: HeadCard | None) -> frozenset[str]:
    """Keys of properties that the head card shows."""
    if card is None:
        return frozenset()
    said = (
        (card.title, ("title",)),
        (card.date, ("date",)),
        (card.category, ("category", "categories")),
        (card.tags, ("tags", "tag")),
    )
    return frozenset(key for value, keys in said if value for key in keys)


def _write_text(request: PageRequest) -> Callable[[Element, str, PageContext], None]:
    """Let a line of Markdown that stands in no note be written as if it stood in this one."""

    def write(parent: Element, text: str, context: PageContext) -> None:
        document = parse(text, context.document.dialect)
        inner = replace(
            context,
            document=document,
            formulas=_formulas(document, request),
            is_embedded=True,
            questions=None,
        )
        inlines = InlineWriter(inner)
        blocks = document.blocks
        if not blocks or any(block.kind is not BlockKind.PARAGRAPH for block in blocks):
            add_text(parent, text)
            return
        for number, block in enumerate(blocks):
            if number:
                SubElement(parent, "br")
            inlines.write_leaf(parent, block)

    return write


def _formulas(document: Document, request: PageRequest) -> dict[tuple[int, int], Formula]:
    """All formulas of a note, drawn together, since they can refer to each other's numbers."""
    places: list[tuple[Block, int]] = [
        (block, atom.start)
        for block in document.walk()
        for atom in block.atoms
        if atom.kind is InlineKind.MATH
    ]
    if not places:
        return {}
    lines = [document.line_at(block.source_offset(start)) for block, start in places]
    drawn = draw_formulas(document.math(), lines, request.wording.formulas)
    return {
        (id(block), start): formula for (block, start), formula in zip(places, drawn, strict=True)
    }


def _references(
    document: Document, sections: tuple[Section, ...], request: PageRequest
) -> tuple[Reference, ...]:
    found = find_references(document, sections)
    return tuple(map(with_pair_habit, found)) if request.pairs_habit else found


def _embeds(
    request: PageRequest, around: FolderContext, diagrams: Diagrams, questions: PageQuestions
) -> Embeds:
    def write(path: str, text: str, deeper: Embeds) -> Element:
        inner = replace(request, path=path, text=text, card=None)
        document = around.parse(path, text)
        context = _context(inner, around, document, deeper, diagrams=diagrams, questions=questions)
        writer = BlockWriter(context)
        article = Element("div")
        writer.write(article, writer.blocks)
        return article

    return Embeds(around, write)
