"""Web addresses as people write them in running text.

A note has no marks around most of its addresses: a full stop, a closing bracket or the Chinese
sentence that follows must not become part of them, while ``/item/图灵机`` must.
"""

import re

_SCHEME = re.compile(r"(?:https?|ftp)\Z", re.IGNORECASE)
_LONGEST_SCHEME = len("https")

# Ideographs, kana, hangul, full-width forms, CJK and general punctuation: none is ever written
# raw in an address on purpose, except as a whole path segment.
_WIDE = (
    "\u2014-\u2027\u2030-\u205e\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe6f\uff00-\uffef"
)
_BODY = re.compile(rf"""[^\s<>"`\\|\[\]\u0000-\u001f\u200b-\u200f\ufeff{_WIDE}]+""")
_WORD_SEGMENT = re.compile(
    r"""[\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3][^\s<>"`\\|\[\]/?#，。；：！？、]*"""
)
_SEGMENT = re.compile(r"""[\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3][^\s<>"`\\|/?#]*""")
_WORD_ONLY = re.compile(r"[\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\w.%()（）·_-]{1,40}\Z")
_PATH_BEFORE = re.compile(r"[^/]/[^/?#]+/(?:[^?#]*/)?\Z|[?&][\w.-]+=\Z")
_CLOSERS = {")": "(", "}": "{"}
_TRAILING = ".,;:!?*'\u2010\u2011\u2012\u2013"
_SUSPECT = frozenset((*_TRAILING, *_CLOSERS))
_DOCUMENT = re.compile(
    r"\.(?:pdf|docx?|pptx?|xlsx?|ps|ps\.gz|epub|mobi|djvu|odt|odp|ods|rtf|csv|zip|rar|7z|gz|tgz"
    r"|bz2|xz|tar|iso|exe|apk|dmg|deb|rpm)\Z",
    re.IGNORECASE,
)
_LONGEST_ENDING = len(".epub")


def scheme_start(text: str, separator: int) -> int | None:
    """Start of the web address whose ``://`` stands at ``separator``; None for other schemes."""
    start = separator - _LONGEST_SCHEME
    if not text.startswith("https", max(0, start)):
        match = _SCHEME.search(text[max(0, start) : separator])
        if match is None:
            return None
        start = separator - len(match[0])
    letter = text[start - 1 : start]
    return None if letter.isascii() and letter.isalnum() else start


def url_end(text: str, start: int, separator: int, limit: int, *, is_alone: bool = False) -> int:
    """End of the bare address that begins at ``start``.

    It ends at a blank, a bracket, a quotation mark or wide character; a path segment (or query
    value) that *begins* with Han characters belongs to it where the address as a whole ends
    there. Trailing punctuation and unbalanced closing brackets are left to the sentence.

    Args:
        text: The text.
        start: Offset of the scheme.
        separator: Offset of ``://``.
        limit: Offset that the address cannot pass, such as the end of the line.
        is_alone: Nothing but the address stands on the line, so that a segment of Han characters
            is not the sentence, whatever it holds.

    Returns:
        The end offset; ``start`` where nothing follows the scheme.
    """
    body = separator + 3
    end = body
    while match := _BODY.match(text, end, limit):
        end = match.end()
        segment = _wide_segment(text, start, end, limit, is_alone=is_alone)
        if segment == end:
            break
        end = segment
        if text[end : end + 1] not in {"/", "?", "#"}:
            break
    end = _trim(text, body, end)
    return end if end > body else start


def _wide_segment(text: str, start: int, end: int, limit: int, *, is_alone: bool) -> int:
    """End of the path segment of Han characters at ``end``; ``end`` where it is the sentence."""
    if text[end - 1] not in "/=":
        return end
    if is_alone:
        whole = _SEGMENT.match(text, end, limit)
        return whole.end() if whole else end
    match = _WORD_SEGMENT.match(text, end, limit)
    if match is None or not _WORD_ONLY.match(match.group()):
        return end
    if not _PATH_BEFORE.search(text, max(start, end - 200), end):
        return end
    following = text[match.end() : match.end() + 1] if match.end() < limit else ""
    return match.end() if following in {"", " ", "\t", "\n", "/", "?", "#", "<", ">", "]"} else end


def _trim(text: str, body: int, end: int) -> int:
    """Leave trailing punctuation and closing brackets without an opening one to the sentence."""
    if end > body and text[end - 1] not in _SUSPECT:
        return end
    balance = {
        closer: text.count(opener, body, end) - text.count(closer, body, end)
        for closer, opener in _CLOSERS.items()
    }
    while end > body:
        last = text[end - 1]
        if balance.get(last, 0) < 0:
            balance[last] += 1
        elif last not in _TRAILING:
            break
        end -= 1
    return end


def is_web_url(target: str) -> bool:
    """Whether a link target leaves the folder for the world outside."""
    scheme, separator, rest = target.partition("://")
    return bool(separator and rest) and scheme.lower() in {"http", "https", "ftp"}


def is_document_url(url: str) -> bool:
    """Whether the address ends in the name of a document, such as ``paper.pdf``."""
    if "." not in url[-_LONGEST_ENDING:] and "?" not in url and "#" not in url:
        return False
    path = url.partition("://")[2].partition("#")[0].partition("?")[0]
    _, separator, name = path.rpartition("/")
    return bool(separator) and _DOCUMENT.search(name) is not None
