"""Papers and books that a note names by 《...》 alone, without an address."""

import re

_ALONE = re.compile(r"《([^《》\n]{1,300})》\Z")
_LATIN_WORD = re.compile(r"[A-Za-z][A-Za-z'’]+")
_ANNOUNCED = re.compile(r"论文|综述|书|文献|papers?\b|books?\b|surveys?\b", re.IGNORECASE)
_FEWEST_WORDS = 3


def paper_title(line: str, *, heading: str, label: str | None) -> str | None:
    """Title of the paper that the line names; None for a poem, a film, or a sentence.

    Args:
        line: A paragraph of one line.
        heading: Title of the section in which it stands.
        label: What introduces it.
    """
    match = _ALONE.match(line)
    if match is None:
        return None
    title = match[1].strip()
    if len(_LATIN_WORD.findall(title)) >= _FEWEST_WORDS:
        return title
    if _ANNOUNCED.search(heading) or (label and _ANNOUNCED.search(label)):
        return title
    return None
