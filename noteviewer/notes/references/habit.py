"""The pair habit of a folder.

Some writers put an address alone in a paragraph and its title alone in the next. Where a note
shows three such pairs one after the other, its titles are taken at once. A lone address elsewhere
is followed by prose as often as by a title: `find_references` holds the next line back as
``Reference.following``, and only the folder as a whole can tell.
"""

from collections.abc import Iterable

from noteviewer.notes.model import Reference

_FEWEST_PAIRS = 50


def folder_writes_pairs(references: Iterable[Reference]) -> bool:
    """Whether the folder writes pairs, judged by all references of all its notes.

    It does where its notes show at least 50 pairs by themselves, and these are more than the
    lone addresses whose next line was held back.
    """
    pairs = held_back = 0
    for reference in references:
        if reference.following is not None:
            held_back += 1
        elif reference.is_pair:
            pairs += 1
    return is_pair_habit(pairs, held_back)


def is_pair_habit(pairs: int, held_back: int) -> bool:
    """Whether so many pairs, beside so many lines held back, are a habit."""
    return pairs >= _FEWEST_PAIRS and pairs > held_back


def with_pair_habit(reference: Reference) -> Reference:
    """The reference as it is in a folder that writes pairs: what follows becomes its title."""
    if reference.following is None:
        return reference
    return reference._replace(
        title=reference.following,
        title_line=reference.following_line,
        following=None,
        following_line=None,
    )
