"""The few words that a page shows of its own; the caller gives them in the reader's language."""

from dataclasses import dataclass

from noteviewer.render.math.formula_faults import FormulaWording


@dataclass(frozen=True, slots=True)
class DiagramWording:
    """Why a diagram is not drawn."""

    cannot_draw: str = ""
    """This diagram cannot be drawn: {}."""
    not_installed: str = ""
    """The Python package {} draws diagrams."""
    too_large: str = ""
    too_long: str = ""


@dataclass(frozen=True, slots=True)
class AnswerWording:
    """What stands around the answers to queries."""

    file: str = "File"
    """Above the column that names notes."""
    group: str = "Group"
    nothing: str = "Nothing found."
    more: str = "{} more"
    unanswered: str = "Not answered: {}"
    """Above the source of a query; the reason follows."""
    script: str = "A script, which is never run."
    """Above the source of a program."""


@dataclass(frozen=True, slots=True)
class Wording:
    """Sentences for the page. ``{}`` stands for what the field's line says."""

    copy_code: str
    """On the button of a code block."""
    remote_image: str
    """Remote image from {host}."""
    load_once: str
    always_load: str
    """From the host, which the line above names."""
    missing_image: str
    too_large_image: str
    """In the place of an image that is too large or would take too long to draw."""
    offer_image: str
    """There is one of this name at {path}."""
    open_in_browser: str
    include: str
    """Included file: {name}."""
    embedded_media: str
    """Embedded page or film: {host}."""
    timed_out: str
    """The note took too long to lay out and is shown as plain text."""
    too_large: str
    """The note is too large to lay out; its beginning is shown as plain text."""
    not_rendered: str
    """The note could not be laid out and is shown as plain text."""
    bad_format: str
    """The file is not what its name says, {}; its text is shown."""
    missing_note: str
    previous: str
    next: str
    minutes: str
    """About {} minutes."""
    one_reference: str
    references: str
    """{} references."""
    continued: str
    """This topic goes on in: (links follow)."""
    variants: str
    compare: str
    """On the link to the page that has them side by side."""
    """Other versions of this note: (links follow)."""
    encoding: str
    """Read as {}."""
    changed_since: str
    """Changed since it was read on {day}."""
    footnotes: str
    back_to_text: str
    diagram: str
    """Source of a {} diagram."""
    no_export: str
    """Below the words of a drawing whose picture was not exported."""
    diagrams: DiagramWording
    folded: str
    """Folded away: {} (navigation or rankings of a saved web page)."""
    figure: str
    """Figure {number}, in references to it; so the next ones."""
    table: str
    equation: str
    listing: str
    properties: str
    """Name of the table of a note's properties."""
    hidden_properties: str
    """Folded away: {} properties that speak to programs."""
    day: str
    """A day by its ``{year}``, ``{month}`` and ``{day}``, which are numbers."""
    answers: AnswerWording
    formulas: FormulaWording
