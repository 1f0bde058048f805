"""Gathers the pages that are made of several notes. Runs on worker threads; no Qt here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from noteviewer.errors import CannotOpenError
from noteviewer.gui.page_source.topic_page import (
    RenderedPart,
    TopicPageStrings,
    Variant,
    topic_body,
    variants_body,
)
from noteviewer.library.catalog.catalog import Catalog
from noteviewer.library.catalog.topic_contents import choose_parts, foreign_sections
from noteviewer.library.location import GeneratedKind, GeneratedPage
from noteviewer.library.rows import NoteRow, TopicPart
from noteviewer.notes.model import Section
from noteviewer.notes.relations.topics import MemberKind
from noteviewer.notes.relations.variants import VariantText, compare_variants


@dataclass(frozen=True, slots=True)
class Slice:
    """Lines of a note."""

    start: int
    end: int
    """One past the last line."""


def slices(sections: Sequence[Section], anchor: str, foreign: set[str], end: int) -> list[Slice]:
    """The lines of a section with all below it, or of a whole note.

    Args:
        sections: Of the note, as it is now.
        anchor: Of the section; empty for the whole note.
        foreign: Anchors of sections that carry on topics of other notes; they are left out of a
            whole note.
        end: Number of lines of the note.
    """
    if anchor:
        start = next((n for n, s in enumerate(sections) if s.anchor == anchor), None)
        if start is None:
            return []
        return [Slice(sections[start].line, _end_of(sections, start, end))]
    kept: list[Slice] = []
    line = 0
    for number, section in enumerate(sections):
        if section.anchor in foreign and section.line >= line:
            if section.line > line:
                kept.append(Slice(line, section.line))
            line = _end_of(sections, number, end)
    return [*kept, Slice(line, end)] if line < end else kept


def _end_of(sections: Sequence[Section], number: int, end: int) -> int:
    level = sections[number].level
    following = (s.line for s in sections[number + 1 :] if s.level <= level)
    return next(following, end)


LONGEST = 600_000
"""Characters of notes in one page; more would be slow to lay out and to scroll."""


@dataclass(frozen=True, slots=True)
class GeneratedPageBuilder:
    """Makes the body of a generated page."""

    catalog: Catalog | None
    """None while there is no index: the page is generated again when there is one."""
    read_text: Callable[[str], str]
    """Decoded text of a note; raises `CannotOpenError`."""
    outline: Callable[[str, str], Sequence[Section]]
    """Sections of a text of the note at a path."""
    render: Callable[[str, str], str]
    """Markup of a text as part of the note at a path."""
    wording: TopicPageStrings
    longest: int = LONGEST
    """Characters of notes in one page; the parts beyond are only counted."""

    def make(self, generated: GeneratedPage) -> tuple[str, str]:
        """Title and body of a page."""
        if self.catalog is None:
            return generated.name, topic_body(generated.name, [], 0, self.wording)
        if generated.kind is GeneratedKind.TOPIC:
            return generated.name, self._topic(self.catalog, generated.name)
        row = self.catalog.note(generated.name)
        title = row.title if row else generated.name
        return title, self._variants(self.catalog, generated.name, title)

    def _topic(self, catalog: Catalog, name: str) -> str:
        parts = catalog.topic(name)
        notes = {row.path: row for row in map(catalog.note, {p.path for p in parts}) if row}
        foreign = foreign_sections(catalog.topics(), name)
        chosen = choose_parts(parts, notes)
        rendered: list[RenderedPart] = []
        texts: dict[str, VariantText] = {}
        room = self.longest
        for part in chosen:
            text = self._part_text(part, foreign, texts)
            room -= len(text)
            if room < 0:
                break
            rendered.append(self._render(part, text, notes))
        return topic_body(name, rendered, len(chosen) - len(rendered), self.wording)

    def _part_text(
        self, part: TopicPart, foreign: Mapping[str, set[str]], texts: dict[str, VariantText]
    ) -> str:
        try:
            if part.path not in texts:
                texts[part.path] = self._read(part.path)
        except CannotOpenError:
            return ""
        note = texts[part.path]
        foreign_here = foreign.get(part.path, set())
        pieces = slices(note.sections, part.anchor, foreign_here, len(note.lines))
        return "\n\n".join("\n".join(note.lines[piece.start : piece.end]) for piece in pieces)

    def _read(self, path: str, title: str = "") -> VariantText:
        text = self.read_text(path)
        return VariantText(path, title, text.split("\n"), self.outline(path, text))

    def _render(self, part: TopicPart, text: str, notes: Mapping[str, NoteRow]) -> RenderedPart:
        is_note = part.kind is MemberKind.NOTE
        title = notes[part.path].title if part.path in notes else part.note_title
        return RenderedPart(
            note_title=title,
            heading="" if is_note else part.title,
            path=part.path,
            anchor=part.anchor,
            date=part.date or "",
            html=self.render(part.path, text),
        )

    def _variants(self, catalog: Catalog, path: str, title: str) -> str:
        texts = [self._read(other, title) for other in catalog.variants(path)]
        if len(texts) < 2:
            return variants_body(title, [], [], 0, self.wording)
        group = compare_variants(texts)
        # Of what all have in common the first one's text is shown.
        shown = [
            {
                section.indices[number]
                for section in group.sections
                if number == 0 or not section.is_common
            }
            for number in range(len(texts))
        ]
        variants = [self._variant(text, shown[number]) for number, text in enumerate(texts)]
        return variants_body(title, variants, group.sections, group.common_share, self.wording)

    def _variant(self, text: VariantText, to_render: set[int | None]) -> Variant:
        starts = [s.line + (1 if s.level else 0) for s in text.sections]
        ends = [min(s.end, len(text.lines)) for s in text.sections]
        html = [
            self.render(text.path, "\n".join(text.lines[start:end])) if number in to_render else ""
            for number, (start, end) in enumerate(zip(starts, ends, strict=True))
        ]
        return Variant(text.path, text.lines, html, starts, ends)
