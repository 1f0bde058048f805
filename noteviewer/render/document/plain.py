"""The page of a note that cannot be laid out: its text, and why."""

import re
from html import escape

from noteviewer.notes.model import Problem, ProblemKind
from noteviewer.render.document.head_card import head_card
from noteviewer.render.document.page import Page, PageRequest

LONGEST = 2_000_000
"""Characters; a longer note is not laid out, and of its text this much is shown."""

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def plain_page(request: PageRequest, kind: ProblemKind) -> Page:
    """The note as plain text under the reason for it."""
    words = request.wording
    reason = {
        ProblemKind.TIMED_OUT: words.timed_out,
        ProblemKind.TOO_LARGE: words.too_large,
    }.get(kind, words.not_rendered)
    card = head_card(request.card, words) if request.card else ""
    text = escape(_CONTROLS.sub("", request.text[:LONGEST]), quote=False)
    return Page(
        path=request.path,
        title=request.card.title if request.card else request.path,
        html=f'{card}<p class="nv-notice" role="alert">{escape(reason, quote=False)}</p>'
        f'<pre class="nv-plain">{text}</pre>',
        anchors=(),
        problems=(Problem(kind),),
        is_plain=True,
    )
