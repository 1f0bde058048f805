"""The key under which everything about one reference is kept."""

from hashlib import blake2b

from noteviewer.notes.canonical.identity import identity_of_canonical
from noteviewer.notes.canonical.url import canonical_url
from noteviewer.notes.text import fold

_TITLE_PREFIX = "title:"
_QUOTES = "《》「」『』“”\"' "


def reference_key(url: str | None, title: str | None) -> str:
    """Name what a reference points at, the same wherever and however it is cited.

    A work with a name of its own (arXiv, DOI ...) is keyed by that, so that its mirrors share one
    state; any other URL by its canonical form; a paper without a URL by its folded title.
    """
    if url is None:
        return _TITLE_PREFIX + " ".join(fold(title or "").strip(_QUOTES).split())
    canonical = canonical_url(url)
    named = identity_of_canonical(canonical)
    return named.url if named else canonical


def key_number(key: str) -> int:
    """A number for a key that is as good as the key: 64 bits with a sign, as SQLite stores them."""
    digest = blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
