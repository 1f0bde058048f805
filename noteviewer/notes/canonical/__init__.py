"""One name for all the ways in which one page is cited; pure functions of a URL's text."""

from noteviewer.notes.canonical.identity import Identity, IdentityScheme, identity
from noteviewer.notes.canonical.key import key_number, reference_key
from noteviewer.notes.canonical.url import canonical_url

__all__ = ["Identity", "IdentityScheme", "canonical_url", "identity", "key_number", "reference_key"]
