"""The values that go into a page and come out."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from noteviewer.notes.anchors import find_anchor, named_line
from noteviewer.notes.answers import Answers, Question
from noteviewer.notes.model import Problem, Section
from noteviewer.render.document.wording import Wording


@dataclass(frozen=True, slots=True)
class CardLink:
    """A link of the head card to another note."""

    text: str
    path: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class SeriesPlace:
    """Where a note stands in one of its series."""

    name: str
    number: int
    previous: CardLink | None = None
    next: CardLink | None = None


@dataclass(frozen=True, slots=True)
class HeadCard:
    """What stands above the text. The caller fills it; an empty field shows nothing."""

    title: str = ""
    date: str = ""
    category: str = ""
    tags: tuple[str, ...] = ()
    series: tuple[SeriesPlace, ...] = ()
    references: int = 0
    minutes: int = 0
    encoding: str = ""
    """Shown as a badge, unless it is plain UTF-8."""
    variants: tuple[CardLink, ...] = ()
    comparison: str = ""
    """Path of the page that has them side by side; empty where there is none."""
    continued: tuple[CardLink, ...] = ()
    """Other places where topics of this note go on."""
    changed_since: str = ""
    """Day on which the note was read last, where it changed since; else empty."""


@dataclass(frozen=True, slots=True)
class PageRequest:
    """Everything but the folder that a page is made from; equal requests give equal pages."""

    path: str
    """Of the note, relative to the folder."""
    text: str
    """Decoded text of the note."""
    wording: Wording
    card: HeadCard | None = None
    allowed_hosts: frozenset[str] = frozenset()
    """Hosts whose images are loaded."""
    pairs_habit: bool = True
    """Whether this folder writes a URL and, below it, its title (`Reference.following`)."""
    answers: Answers = ()
    """To what an earlier page of this note asked (`Page.questions`)."""


@dataclass(frozen=True, slots=True)
class PageDrawing:
    """A diagram of a page as it is drawn."""

    source: str
    """As the note has it."""
    svg: bytes


Drawings = Mapping[str, PageDrawing]
"""By the last part of their address (`urls.diagram_url`)."""


@dataclass(frozen=True, slots=True)
class Page:
    """A note as markup for the body of a page document."""

    path: str
    title: str
    html: str
    """Sanitised; to be placed in ``<main>``."""
    anchors: tuple[str, ...]
    """Anchors of the outline, each the ``id`` of a heading."""
    sections: tuple[Section, ...] = ()
    html_ids: tuple[tuple[str, int], ...] = ()
    """``id`` and ``name`` attributes of the note itself, with their lines."""
    problems: tuple[Problem, ...] = ()
    drawings: Drawings = field(default_factory=dict)
    """Of its diagrams."""
    questions: tuple[Question, ...] = ()
    """Queries of the note that the folder can answer (`notes.answers`)."""
    is_plain: bool = False
    """Shown as plain text because it could not be laid out."""

    def find_anchor(self, fragment: str) -> str:
        """The ``id`` in the page that a fragment of a link means; empty for the top."""
        if fragment in self.anchors or any(name == fragment for name, _ in self.html_ids):
            return fragment
        if named_line(fragment) is not None:
            # The page's script finds it, and numbers the lines of the code that it stands in.
            return fragment
        section = find_anchor(self.sections, fragment, html_ids=self.html_ids)
        return section.anchor if section else ""
