"""The page's own words in English, for the command line."""

from noteviewer.render.formula_faults import FormulaWording
from noteviewer.render.wording import Wording

ENGLISH = Wording(
    copy_code="Copy",
    remote_image="Image from {}",
    load_once="Load once",
    always_load="Always from this host",
    missing_image="Image not found: {}",
    offer_image="Show {} instead",
    open_in_browser="Open in browser",
    formulas=FormulaWording(cannot_draw="This formula cannot be drawn: {}"),
    include="Included file: {}",
    embedded_media="Embedded page or film: {}",
    timed_out="This note took too long to lay out. It is shown as plain text.",
    too_large="This note is too large to lay out. Its beginning is shown as plain text.",
    not_rendered="This note could not be laid out. It is shown as plain text.",
    missing_note="No such note: {}",
    previous="Previous in the series",
    next="Next in the series",
    minutes="about {} min",
    one_reference="1 reference",
    references="{} references",
    continued="Continued in",
    variants="Other versions",
    encoding="Read as {}",
    footnotes="Footnotes",
    back_to_text="Back to note {} in the text",
    diagram="Source of a {} diagram",
    folded="Folded away: {}",
)
