"""One name for all the ways in which a URL is written.

The rules, in this order: redirectors and archived copies are opened (`redirectors`); scheme, host,
port, path and percent-encoding are normalised (RFC 3986, section 6.2); other names of a host become
one (`hosts`); what names a page is kept by the rules of its site (`chinese_sites`, `english_sites`,
`scholarly_sites`), and everywhere else tracking parameters go (`parameters`) and the rest is put in
order. Fragments are dropped, since they name a place in a page, unless they are the address of the
page itself (``#!`` and ``#/``, as single-page sites write). No request is ever made.
"""

import re
from collections.abc import Iterator
from urllib.parse import quote, quote_plus, unquote_plus, urlsplit

from noteviewer.notes.canonical import chinese_sites, english_sites, scholarly_sites
from noteviewer.notes.canonical.hosts import FRAGMENT_ROUTED, HOST_ALIASES
from noteviewer.notes.canonical.parameters import is_tracking
from noteviewer.notes.canonical.redirectors import (
    redirect_target,
    translated_host,
    wayback_target,
)
from noteviewer.notes.canonical.rule import PageRule

RULES: tuple[PageRule, ...] = chinese_sites.RULES + english_sites.RULES + scholarly_sites.RULES

_MAX_LENGTH = 4000
_MAX_NESTING = 3
_HAS_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?!\d)")
_PLAIN = re.compile(r"https?://((?:[a-z0-9-]+\.)+[a-z]+)((?:/(?!\.)[\w~.-]+)*/?)", re.ASCII)
"""Most addresses: nothing in them is escaped, and only other names of the host are to be known."""
_BARE_HOST = re.compile(r"(?:[\w-]+\.)+[A-Za-z]{2,}(?:[:/?#]|$)")
_PERCENT = re.compile(r"%([0-9A-Fa-f]{2})")
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_PATH_SAFE = "/%:@!$&'()*+,;=~-._"
_CARRYING = (".translate.goog", "web.archive.org")
"""Hosts whose addresses carry another one inside."""
_SLASHES = re.compile(r"/{2,}")
_INDEX_PAGE = re.compile(r"/index\.html?$")
_AMPERSAND = re.compile(r"&(?:amp;)+")


def _index_rules() -> dict[str, tuple[PageRule, ...]]:
    index: dict[str, tuple[PageRule, ...]] = {}
    for one in RULES:
        for host in one.hosts:
            index[host] = (*index.get(host, ()), one)
    return index


_RULES_BY_HOST = _index_rules()


def canonical_url(url: str) -> str:
    """Write a URL in the one form that all its spellings share.

    The result is a key and a name to show; what is opened is always the URL as the note has it.
    Anything that is not a web address comes back stripped of blanks only. Never raises.
    """
    return _canonical(url.strip(), _MAX_NESTING)


def find_rule(host: str, path: str, names: frozenset[str]) -> tuple[PageRule, re.Match[str]] | None:
    """The first rule of the site that holds for a page.

    Args:
        host: without ``www.``, aliases replaced.
        path: normalised, without a trailing slash.
        names: of the query parameters.
    """
    for key in _keys(host):
        for one in _RULES_BY_HOST.get(key, ()):
            if names.issuperset(one.needs) and (match := one.pattern.fullmatch(host + path)):
                return one, match
    return None


def _keys(host: str) -> Iterator[str]:
    """The host itself, then ``.example.org`` for every host above it."""
    yield host
    dot = host.find(".")
    while dot >= 0:
        yield host[dot:]
        dot = host.find(".", dot + 1)


def _canonical(url: str, nesting: int) -> str:
    if len(url) > _MAX_LENGTH:
        return url
    if (plain := _PLAIN.fullmatch(url)) and not plain[1].endswith(_CARRYING):
        path = _INDEX_PAGE.sub("", plain[2]).rstrip("/")
        return f"https://{_page(_host(plain[1]), path, {})}"
    text = url if _HAS_SCHEME.match(url) else _with_scheme(url)
    try:
        parts = urlsplit(text)
        port, name = parts.port, parts.hostname
    except ValueError:
        return url
    if parts.scheme not in {"http", "https"} or not name:
        return url
    host = _host(name)
    path, query, fragment = parts.path, parts.query, parts.fragment
    if host in FRAGMENT_ROUTED and fragment.startswith("/"):
        path, _, query = fragment.partition("?")
        fragment = ""
    parameters = _parameters(query)
    target = redirect_target(host + (path or "/"), parameters) or wayback_target(
        host + path + (f"?{query}" if query else "")
    )
    if target and nesting:
        return _canonical(target, nesting - 1)
    netloc = host if port in {None, 80, 443} else f"{host}:{port}"
    page = _page(netloc, _path(path), parameters)
    return f"https://{page}#{fragment}" if fragment.startswith(("!", "/")) else f"https://{page}"


def _with_scheme(url: str) -> str:
    if url.startswith("//"):
        return "https:" + url
    return "https://" + url if _BARE_HOST.match(url) else url


def _host(host: str) -> str:
    host = host.lower().rstrip(".")
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii")
        except UnicodeError:
            host = quote(host)
    host = (translated_host(host) or host).removeprefix("www.")
    return HOST_ALIASES[host][0] if host in HOST_ALIASES else host


def _path(path: str) -> str:
    path = _normal_percent(path)
    if "//" in path:
        path = _SLASHES.sub("/", path)
    if "/." in path:
        path = _without_dots(path)
    return _INDEX_PAGE.sub("", path).rstrip("/")


def _normal_percent(text: str) -> str:
    """Encode what must be, decode what need not be, with capital digits (RFC 3986, 6.2.2)."""
    if "%" in text:
        text = _PERCENT.sub(_decode_unreserved, text)
    return quote(text, safe=_PATH_SAFE, errors="replace")


def _decode_unreserved(match: re.Match[str]) -> str:
    byte = int(match[1], 16)
    return chr(byte) if byte in _UNRESERVED else f"%{match[1].upper()}"


def _without_dots(path: str) -> str:
    """Follow ``.`` and ``..`` (RFC 3986, section 5.2.4)."""
    kept: list[str] = []
    for segment in path.split("/"):
        if segment == "..":
            kept = kept[:-1] or [""]
        elif segment != ".":
            kept.append(segment)
    return "/".join(kept)


def _parameters(query: str) -> dict[str, str]:
    """Split a query; of several values of one name the first counts. Values stay encoded."""
    found: dict[str, str] = {}
    if query:
        for pair in _AMPERSAND.sub("&", query).split("&"):
            name, _, value = pair.partition("=")
            if name:
                found.setdefault(_normal_value(name), _normal_value(value))
    return found


def _normal_value(text: str) -> str:
    if text.isalnum() and text.isascii():
        return text
    plain = unquote_plus(text, errors="surrogateescape")
    return quote_plus(plain, safe="/:@,;", errors="surrogateescape")


def _page(host: str, path: str, parameters: dict[str, str]) -> str:
    """Keep of host, path and query what names the page."""
    # Another rule may know the page under its new address: a raw file that is the README.
    for _ in range(_MAX_NESTING):
        found = find_rule(host, path, frozenset(parameters))
        if found is None:
            break
        one, match = found
        page, _, query = one.rewrite(match, parameters).partition("?")
        parameters = {**_parameters(query), **_kept(one, parameters)}
        if page == host + path:
            return _join(page, parameters)
        host, _, path = page.partition("/")
        path = _path(f"/{path}")
    else:
        return _join(host + path, parameters)
    return _join(host + path, _without_tracking(parameters))


def _kept(one: PageRule, parameters: dict[str, str]) -> dict[str, str]:
    if not parameters:
        return parameters
    if one.keep is None:
        return _without_tracking(parameters)
    kept = {name: parameters[name] for name in one.keep if name in parameters}
    return {name: value for name, value in kept.items() if f"{name}={value}" not in one.drop}


def _without_tracking(parameters: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in parameters.items() if not is_tracking(name)}


def _join(page: str, parameters: dict[str, str]) -> str:
    if not parameters:
        return page
    pairs = sorted(parameters.items())
    return f"{page}?{'&'.join(f'{name}={value}' if value else name for name, value in pairs)}"
