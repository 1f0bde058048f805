"""What the writers of one page share."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from noteviewer.notes.answers import Answer, Answers, Question
from noteviewer.notes.model import Section
from noteviewer.notes.places import Place
from noteviewer.notes.syntax.document import Document
from noteviewer.notes.syntax.tree import Block, Inline
from noteviewer.render.document.wording import Wording
from noteviewer.render.html.citations import Citations
from noteviewer.render.html.diagrams import Diagrams
from noteviewer.render.images import Images
from noteviewer.render.included import IncludedFiles
from noteviewer.render.links import Links
from noteviewer.render.math.formulas import Formula

if TYPE_CHECKING:
    from noteviewer.render.elements import Element
    from noteviewer.render.embeds import Embeds
    from noteviewer.render.html.references import ReferenceRow

MOST_QUESTIONS = 200
"""Queries of a page that are answered."""


@dataclass(slots=True)
class Notes:
    """The footnotes of a page in the order in which the text refers to them."""

    labels: list[str] = field(default_factory=list)
    uses: dict[str, int] = field(default_factory=dict)
    """How often each label is referred to."""
    _numbers: dict[str, int] = field(default_factory=dict)
    inline: dict[str, tuple[Block, Sequence[Inline]]] = field(default_factory=dict)
    """Notes that are written in their place: the leaf, and the nodes of the text."""

    def refer(self, label: str) -> tuple[int, int]:
        """Count one more reference; gives the number of the note, and which of its uses this is."""
        if label not in self._numbers:
            self.labels.append(label)
            self._numbers[label] = len(self.labels)
        self.uses[label] = self.uses.get(label, 0) + 1
        return self._numbers[label], self.uses[label]


@dataclass(slots=True)
class PageQuestions:
    """What a page asks, and what it was given."""

    known: Mapping[Question, Answer] = field(default_factory=dict)
    asked: dict[Question, None] = field(default_factory=dict)
    tabs: int = 0
    """Groups of views so far."""

    @classmethod
    def of(cls, answers: Answers) -> "PageQuestions":
        """Begin with what a request brings."""
        return cls(dict(answers))

    def ask(self, question: Question) -> Answer | None:
        """The answer, if there is one; the question is noted."""
        if question in self.asked or len(self.asked) < MOST_QUESTIONS:
            self.asked[question] = None
        return self.known.get(question)


@dataclass(frozen=True, slots=True)
class PageContext:
    """What the writers of one note ask."""

    document: Document
    links: Links
    images: Images
    citations: Citations
    included: IncludedFiles
    embeds: "Embeds"
    diagrams: Diagrams
    wording: Wording
    formulas: Mapping[tuple[int, int], Formula]
    """By the leaf's identity and the offset in its text."""
    outline: tuple[Section, ...]
    places: tuple[Place, ...]
    sections: Mapping[int, Section]
    """By line."""
    rows: Mapping[int, "ReferenceRow"]
    path: str
    """Of the note."""
    write_text: "Callable[[Element, str, PageContext], None]"
    """Writes a line of Markdown that stands in no note into an element."""
    questions: PageQuestions | None = None
    """What the page asks of its folder; None within an answer."""
    keeps_line_ends: bool = False
    """Whether a line end in a paragraph is one on the page."""
    notes: Notes = field(default_factory=Notes)
    is_embedded: bool = False
    """Whether the note is shown in another one, so that nothing in it can be linked to."""
