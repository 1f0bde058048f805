"""Highlights follow their passages: after notes changed, into the notes that sections moved to."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from noteviewer.library.annotations.anchoring import locate
from noteviewer.library.annotations.model import Highlight
from noteviewer.library.annotations.reading_text import ReadingText
from noteviewer.library.catalog.catalog import Catalog
from noteviewer.library.search.snippets import phrase_query
from noteviewer.library.state import UserState

ReadText = Callable[[str], ReadingText | None]
"""Gives the text of a note's page, in which its passages were marked; None where there is none."""
_MOST_HITS = 40
_MOST_NOTES = 10
"""Other notes in which a passage is looked for, those changed last."""
_LONGEST_PHRASE = 40
_SECOND_NS = 1_000_000_000


def follow_highlights(
    state: UserState,
    catalog: Catalog,
    read_text: ReadText,
    folder: str,
    notes: Iterable[str] | None = None,
) -> list[Highlight]:
    """Look for passages anew, and keep where they are, or that they are lost.

    Args:
        state: Where highlights are kept.
        catalog: The index of the folder, up to date.
        read_text: Reads what a page says.
        folder: The folder.
        notes: Notes that changed or went; None for all. What was lost is looked for in any case.

    Returns:
        Those that moved to another note, were lost, or were found again.
    """
    changed = None if notes is None else set(notes)
    by_note: defaultdict[str, list[Highlight]] = defaultdict(list)
    for one in state.highlights.of_folder(folder):
        if changed is None or one.note in changed or one.is_lost:
            by_note[one.note].append(one)
    followed = [
        (before, after)
        for note, highlights in by_note.items()
        for before, after in _follow(catalog, read_text, note, highlights)
        if (before.note, before.is_lost) != (after.note, after.is_lost)
    ]
    state.highlights.keep_places(followed)
    return [after for _, after in followed]


def _follow(
    catalog: Catalog, read_text: ReadText, note: str, highlights: list[Highlight]
) -> Iterator[tuple[Highlight, Highlight]]:
    text = read_text(note)
    for one in highlights:
        if text is not None and locate(one.selectors, text) is not None:
            yield one, replace(one, is_lost=False)
            continue
        moved_to = _find_elsewhere(catalog, read_text, one)
        if moved_to:
            yield one, replace(one, note=moved_to, is_lost=False)
        else:
            yield one, replace(one, is_lost=True)


def _find_elsewhere(catalog: Catalog, read_text: ReadText, one: Highlight) -> str:
    """The only note, changed since the passage was marked, in which it stands now."""
    found: list[str] = []
    for path in _candidates(catalog, one):
        text = read_text(path)
        if text is not None and locate(one.selectors, text, is_other=True) is not None:
            found.append(path)
    return found[0] if len(found) == 1 else ""


def _candidates(catalog: Catalog, one: Highlight) -> list[str]:
    line = max(one.selectors.exact.split("\n"), key=len).strip()
    query = phrase_query(line[:_LONGEST_PHRASE])
    if not query:
        return []
    hits = catalog.search(query, limit=_MOST_HITS).hits
    paths = dict.fromkeys(path for hit in hits for path in (hit.path, *hit.variants))
    notes = (catalog.note(path) for path in paths if path != one.note)
    since = int(one.created * _SECOND_NS)
    changed = [row for row in notes if row is not None and row.mtime_ns >= since]
    changed.sort(key=lambda row: -row.mtime_ns)
    return [row.path for row in changed[:_MOST_NOTES]]
