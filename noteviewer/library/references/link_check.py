"""Whether links still lead somewhere: a few polite requests, only when the user asks for them.

One request at a time to a host, a pause between two, HEAD before GET, an honest name, nothing kept
of what is sent back. Addresses inside the user's own network are not asked: a note from elsewhere
must not make this program knock at a router's door. The standard library does all of it; a client
library would bring its own redirects, retries and connection pools, which here would have to be
switched off.
"""

import http.client
import ipaddress
import socket
import ssl
import threading
import time
import urllib.error
import urllib.request
from collections import defaultdict, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from email.message import Message
from typing import IO
from urllib.parse import quote, urljoin, urlsplit

from noteviewer import __version__
from noteviewer.library.references import Entry
from noteviewer.library.state import LinkOutcome, LinkVerdict
from noteviewer.notes.canonical import canonical_url

_REDIRECTS = 6
_PERMANENT = frozenset({301, 308})
_TEMPORARY = frozenset({302, 303, 307})
_GONE = frozenset({404, 410})
_NOT_FOR_PROGRAMS = frozenset({401, 402, 403, 405, 406, 418, 451, 999})
_TOO_MANY = frozenset({429, 503})
_LOOKED_AT = 1 << 17
_SOFT_GONE: dict[str, tuple[str, ...]] = {
    "mp.weixin.qq.com": (
        "该内容已被发布者删除",
        "此内容因违规无法查看",
        "此内容被投诉且经审核涉嫌侵权",
        "此账号已被屏蔽",
        "该链接已过期",
    ),
}
"""Hosts that answer 200 for what is gone, and what such a page says."""


@dataclass(frozen=True, slots=True)
class CheckRules:
    """How politely links are checked."""

    timeout: float = 15.0
    """Seconds that a server gets for each answer."""
    pause: float = 1.0
    """Seconds between two requests to one host."""
    hosts_at_once: int = 6
    may_ask_own_network: bool = False
    """Whether addresses that are not public are asked."""
    user_agent: str = f"noteviewer/{__version__} (link check for one reader; stops at 429)"


def check_links(
    urls: Sequence[str],
    on_verdict: Callable[[LinkVerdict], None],
    cancel: threading.Event,
    rules: CheckRules | None = None,
    clock: Callable[[], float] = time.time,
) -> None:
    """Check addresses, host by host; returns when all are done, or soon after `cancel` is set.

    A host that says that it is asked too much is not asked again; its other addresses get no
    verdict.

    Args:
        urls: Web addresses; anything else is left out.
        on_verdict: Called from worker threads, one call at a time.
        cancel: Ends the check.
        rules: How to behave.
        clock: Gives the present in Unix seconds.
    """
    check = _Check(on_verdict, cancel, rules or CheckRules(), clock)
    hosts: dict[str, deque[str]] = defaultdict(deque)
    for url in dict.fromkeys(urls):
        if url.lower().startswith(("http://", "https://")):
            hosts[_host(url)].append(url)
    waiting = deque(sorted(hosts.values(), key=len, reverse=True))
    # Daemons: a server that keeps a connection open must not keep the program from ending.
    workers = [
        threading.Thread(target=check.work, args=(waiting,), daemon=True, name="link-check")
        for _ in range(min(check.rules.hosts_at_once, len(waiting)))
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        while worker.is_alive() and not cancel.is_set():
            worker.join(0.1)


class _Check:
    """What the workers of one check share."""

    def __init__(
        self,
        on_verdict: Callable[[LinkVerdict], None],
        cancel: threading.Event,
        rules: CheckRules,
        clock: Callable[[], float],
    ) -> None:
        self.rules = rules
        self._on_verdict = on_verdict
        self._cancel = cancel
        self._clock = clock
        self._telling = threading.Lock()
        self._opener = urllib.request.build_opener(_KeepRedirects)

    def work(self, waiting: "deque[deque[str]]") -> None:
        """Take one host after the other until none is left."""
        while not self._cancel.is_set():
            try:
                urls = waiting.popleft()
            except IndexError:
                return
            self._ask_host(urls)

    def _ask_host(self, urls: "deque[str]") -> None:
        while urls and not self._cancel.is_set():
            verdict = self._judge(urls.popleft())
            with self._telling:
                if self._cancel.is_set():
                    return
                self._on_verdict(verdict)
            if verdict.status in _TOO_MANY:
                return
            if urls:
                self._cancel.wait(self.rules.pause)

    def _judge(self, url: str) -> LinkVerdict:
        """Follow an address to its end."""
        place, is_permanent = url, True
        status: int | None = None
        for _ in range(_REDIRECTS):
            refusal = self._refusal(place)
            if refusal is not None:
                return self._verdict(url, refusal[0], None, place, refusal[1])
            try:
                answer = self._ask(place)
            except (OSError, http.client.HTTPException, ValueError) as error:
                return self._verdict(url, LinkOutcome.FAILED, None, place, _reason(error))
            status = answer.status
            if status in _PERMANENT | _TEMPORARY and answer.location:
                is_permanent = is_permanent and status in _PERMANENT
                place = urljoin(place, answer.location)
                if place.lower().startswith(("http://", "https://")):
                    continue
                return self._verdict(url, LinkOutcome.REFUSED, status, "", "redirect")
            outcome = _outcome(status, is_gone=answer.is_gone)
            is_other = canonical_url(place) != canonical_url(url)
            if outcome is LinkOutcome.ALIVE and is_other and is_permanent:
                outcome = LinkOutcome.MOVED
            return self._verdict(url, outcome, status, place, "")
        return self._verdict(url, LinkOutcome.FAILED, status, place, "redirects")

    def _verdict(
        self, url: str, outcome: LinkOutcome, status: int | None, place: str, detail: str
    ) -> LinkVerdict:
        target = place if place != url else ""
        return LinkVerdict(url, outcome, self._clock(), status, target, detail)

    def _refusal(self, url: str) -> tuple[LinkOutcome, str] | None:
        """Why an address is not asked at all."""
        host = urlsplit(url).hostname or ""
        if urllib.request.getproxies():
            return None  # names are known to the proxy only, which guards its own network
        try:
            found = socket.getaddrinfo(host, None)
        except (OSError, UnicodeError) as error:
            is_unknown = getattr(error, "errno", None) == socket.EAI_NONAME
            return LinkOutcome.GONE if is_unknown else LinkOutcome.FAILED, "no-such-host"
        addresses = [ipaddress.ip_address(str(entry[4][0]).partition("%")[0]) for entry in found]
        if self.rules.may_ask_own_network or all(one.is_global for one in addresses):
            return None
        return LinkOutcome.REFUSED, "own-network"

    def _ask(self, url: str) -> "_Answer":
        """HEAD; and GET where HEAD brings no good answer, or would not tell."""
        if _host(url) not in _SOFT_GONE:
            answer = self._request("HEAD", url)
            if answer.status < 400 or answer.status in _TOO_MANY:
                return answer
            self._cancel.wait(self.rules.pause)
        return self._request("GET", url)

    def _request(self, method: str, url: str) -> "_Answer":
        address = quote(url.partition("#")[0], safe="%/:=&?~+!$,;'@()*[]")
        request = urllib.request.Request(  # noqa: S310  (http and https only, see check_links)
            address, method=method, headers={"User-Agent": self.rules.user_agent, "Accept": "*/*"}
        )
        try:
            response = self._opener.open(request, timeout=self.rules.timeout)
        except urllib.error.HTTPError as error:
            with error:
                return _Answer(error.code, error.headers.get("Location", ""))
        with response:
            signs = _SOFT_GONE.get(_host(url), ())
            text = response.read(_LOOKED_AT).decode("utf-8", "replace") if signs else ""
            is_gone = any(sign in text for sign in signs)
            return _Answer(response.status, response.headers.get("Location", ""), is_gone=is_gone)


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    location: str
    is_gone: bool = False


class _KeepRedirects(urllib.request.HTTPRedirectHandler):
    """Leaves redirects to us, who must know each of them."""

    def redirect_request(  # noqa: PLR0917  (the library's signature)
        self,
        req: urllib.request.Request,  # noqa: ARG002  (the same)
        fp: IO[bytes],  # noqa: ARG002  (the same)
        code: int,  # noqa: ARG002  (the same)
        msg: str,  # noqa: ARG002  (the same)
        headers: Message,  # noqa: ARG002  (the same)
        newurl: str,  # noqa: ARG002  (the same)
    ) -> None:
        return None


def _outcome(status: int, *, is_gone: bool) -> LinkOutcome:
    if is_gone or status in _GONE:
        return LinkOutcome.GONE
    if status < 400:
        return LinkOutcome.ALIVE
    if status in _NOT_FOR_PROGRAMS | _TOO_MANY:
        return LinkOutcome.REFUSED
    return LinkOutcome.FAILED


def _reason(error: Exception) -> str:
    cause = error.reason if isinstance(error, urllib.error.URLError) else error
    if isinstance(cause, ssl.SSLError):
        return "certificate"
    if isinstance(cause, TimeoutError):
        return "timeout"
    return "refused" if isinstance(cause, ConnectionError) else type(cause).__name__


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


_WAYBACK = "https://web.archive.org/web"
_ANY_TIME = "2"
"""The Wayback Machine completes a beginning of a date to the nearest copy."""


def archived_url(entry: Entry) -> str:
    """The Wayback Machine's address of a reference, near the day of the first note that cites it.

    Nothing is fetched: whether there is a copy shows when the user opens it. Empty for what has
    no web address.
    """
    if not entry.url or not entry.url.startswith(("http://", "https://")):
        return ""
    days = sorted(row.date for row in entry.citations if row.date)
    day = days[0].replace("-", "") if days else _ANY_TIME
    return f"{_WAYBACK}/{day}/{quote(entry.url, safe=':/?&=#%+,;@!$()*~')}"
