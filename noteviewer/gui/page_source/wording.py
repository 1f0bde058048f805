"""The page's own words, in the user's language."""

from PySide6.QtCore import QCoreApplication

from noteviewer.gui.commands.registry import Commands
from noteviewer.gui.page_source.canvas_page import CanvasPageStrings
from noteviewer.gui.page_source.home_page import HomePageStrings
from noteviewer.gui.page_source.link_card import LinkCardStrings
from noteviewer.gui.page_source.page_source import PageWords
from noteviewer.gui.page_source.pdf_page import PdfPageStrings
from noteviewer.gui.page_source.topic_page import TopicPageStrings
from noteviewer.render.document.wording import AnswerWording, DiagramWording, Wording
from noteviewer.render.math.formula_faults import FormulaWording


def page_words(commands: Commands) -> PageWords:
    """The words of all pages in the language in force; call in the window's thread."""
    return PageWords(
        page=_note_wording(),
        pdf=_pdf_wording(),
        canvas=_canvas_wording(),
        card=_card_wording(),
        home=_home_wording(commands),
        generated=_generated_wording(),
    )


def _note_wording() -> Wording:
    tr = QCoreApplication.translate
    return Wording(
        copy_code=tr("Page", "Copy"),
        remote_image=tr("Page", "Image from {}"),
        load_once=tr("Page", "Load once"),
        always_load=tr("Page", "Always from this host"),
        missing_image=tr("Page", "Image not found: {}"),
        too_large_image=tr("Page", "Not shown, for it would take too long: {}"),
        offer_image=tr("Page", "Show {} instead"),
        open_in_browser=tr("Page", "Open in browser"),
        formulas=_formula_wording(),
        include=tr("Page", "Included file: {}"),
        embedded_media=tr("Page", "Embedded page or film: {}"),
        timed_out=tr("Page", "This note took too long to lay out. It is shown as plain text."),
        too_large=tr("Page", "This note is too large to lay out. It is shown as plain text."),
        not_rendered=tr("Page", "This note could not be laid out. It is shown as plain text."),
        bad_format=tr("Page", "Not read as what its name says ({}). Its text is shown."),
        missing_note=tr("Page", "No such note: {}"),
        previous=tr("Page", "Previous in the series"),
        next=tr("Page", "Next in the series"),
        minutes=tr("Page", "about {} min"),
        one_reference=tr("Page", "1 reference"),
        references=tr("Page", "{} references"),
        continued=tr("Page", "Continued in"),
        variants=tr("Page", "Other versions"),
        compare=tr("Page", "Compare side by side"),
        encoding=tr("Page", "Read as {}"),
        changed_since=tr("Page", "Changed since you read it on {}"),
        footnotes=tr("Page", "Footnotes"),
        back_to_text=tr("Page", "Back to note {} in the text"),
        diagram=tr("Page", "Source of a {} diagram"),
        no_export=tr(
            "Page",
            "The drawing itself is shown where it was exported as SVG or PNG beside this note.",
        ),
        diagrams=_diagram_wording(),
        folded=tr("Page", "Folded away: {}"),
        figure=tr("Page", "Figure {}"),
        table=tr("Page", "Table {}"),
        equation=tr("Page", "Equation {}"),
        listing=tr("Page", "Listing {}"),
        properties=tr("Page", "Properties"),
        hidden_properties=tr("Page", "{} more"),
        answers=_answer_wording(),
        day=tr("Page", "{year}-{month:02}-{day:02}"),
    )


def _pdf_wording() -> PdfPageStrings:
    """The words of pages of PDFs."""
    tr = QCoreApplication.translate
    return PdfPageStrings(
        pages=tr("Page", "{} pages"),
        page=tr("Page", "Page {}"),
        part=tr("Page", "{}–{}"),
        open_outside=tr("Page", "Open in another program"),
        not_installed=tr(
            "Page", "To show and search PDFs, the Python package {} has to be installed."
        ),
        not_read=tr("Page", "This PDF cannot be read: {}"),
        too_long=tr("Page", "This PDF takes too long to lay out."),
    )


def _canvas_wording() -> CanvasPageStrings:
    """The words of canvases."""
    tr = QCoreApplication.translate
    return CanvasPageStrings(
        cards=tr("Page", "{} cards"),
        fit=tr("Page", "Whole"),
        actual=tr("Page", "100 %"),
        twice=tr("Page", "200 %"),
        empty=tr("Page", "This canvas is empty."),
        not_read=tr("Page", "This canvas cannot be read: {}"),
    )


def _diagram_wording() -> DiagramWording:
    tr = QCoreApplication.translate
    return DiagramWording(
        cannot_draw=tr("Page", "This diagram cannot be drawn: {}"),
        not_installed=tr(
            "Page", "Not drawn: that takes the Python package {}, which is not installed."
        ),
        too_large=tr("Page", "it is too large"),
        too_long=tr("Page", "it takes too long"),
    )


def _formula_wording() -> FormulaWording:
    tr = QCoreApplication.translate
    return FormulaWording(
        cannot_draw=tr("Page", "This formula cannot be drawn: {}"),
        unknown=tr("Page", "{} is not known"),
        missing=tr("Page", "{} is missing"),
        closes_nothing=tr("Page", "{} closes nothing"),
        misplaced=tr("Page", "{} cannot stand here"),
        nothing_follows=tr("Page", "what a command needs is missing"),
        two_scripts=tr("Page", "two subscripts or superscripts at one place"),
        too_long=tr("Page", "it is too long"),
        not_understood=tr("Page", "its LaTeX is not understood"),
    )


def _card_wording() -> LinkCardStrings:
    """The words of cards for links."""
    tr = QCoreApplication.translate
    return LinkCardStrings(
        cited_by=tr("Page", "Also cited here: {}"),
        not_cited=tr("Page", "Cited nowhere else in this folder."),
        goes_on=tr("Page", "The note goes on…"),
    )


def _answer_wording() -> AnswerWording:
    tr = QCoreApplication.translate
    return AnswerWording(
        file=tr("Page", "File"),
        group=tr("Page", "Group"),
        nothing=tr("Page", "Nothing found."),
        more=tr("Page", "{} more"),
        unanswered=tr("Page", "Not answered: {}"),
        script=tr("Page", "A script, which is never run."),
    )


def _home_wording(commands: Commands) -> HomePageStrings:
    """The words of the folder's own page, with the keys that are bound now."""
    tr = QCoreApplication.translate
    hint = tr("Page", "{} goes to anything by name, {} searches all notes, {} lists all keys.")
    keys = [
        commands.action(name).shortcut().toString() for name in ("go-to", "search", "shortcuts")
    ]
    return HomePageStrings(
        counts=tr("Page", "{} notes · {} references"),
        begin=tr("Page", "Begin here"),
        go_on=tr("Page", "Continue reading"),
        progress=tr("Page", "{} % read"),
        changed=tr("Page", "Changed since you read them: {}"),
        new=tr("Page", "New, not read yet: {}"),
        unread=tr("Page", "Not read yet: {}"),
        all_news=tr("Page", "All new, changed and unread notes"),
        recent=tr("Page", "Read lately"),
        newest=tr("Page", "Newest"),
        bookmarks=tr("Page", "Bookmarks"),
        hint=hint.format(*keys),
        empty=tr("Page", "There are no notes in this folder."),
        indexing=tr("Page", "Indexing: {} of {}"),
    )


def _generated_wording() -> TopicPageStrings:
    """The words of pages that are made of several notes."""
    tr = QCoreApplication.translate
    return TopicPageStrings(
        parts=tr("Page", "{} parts from {} notes"),
        no_parts=tr("Page", "No other note treats this topic."),
        too_long=tr("Page", "The topic is longer than one page; its other parts are in the list."),
        variants=tr("Page", "{} variants · {} % of the lines are the same"),
        no_variants=tr("Page", "This note has no variants."),
        common=tr("Page", "the same in all"),
        absent=tr("Page", "Not in this variant"),
        top=tr("Page", "Above the first heading"),
    )
