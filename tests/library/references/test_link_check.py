"""Link checks against a server of our own: what is asked, how politely, and what is concluded."""

import threading
from collections.abc import Iterator
from http.server import ThreadingHTTPServer

import pytest

from noteviewer.library.references import build_library, link_check
from noteviewer.library.references.link_check import CheckRules, archived_url, check_links
from noteviewer.library.state import LinkOutcome, LinkVerdict
from tests.library.link_server import link_server
from tests.library.reference_rows import reference_row

RULES = CheckRules(timeout=5, pause=0, may_ask_own_network=True)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[ThreadingHTTPServer]:
    for name in (
        "http_proxy",
        "https_proxy",
        "all_proxy",
        "HTTP_PROXY",
        "HTTPS_PROXY",
        "ALL_PROXY",
    ):
        monkeypatch.delenv(name, raising=False)
    with link_server() as made:
        yield made


def check(server: ThreadingHTTPServer, *paths: str, rules: CheckRules = RULES) -> list[LinkVerdict]:
    verdicts: list[LinkVerdict] = []
    base = f"http://127.0.0.1:{server.server_port}"
    check_links(
        [base + path for path in paths], verdicts.append, threading.Event(), rules, lambda: 7.0
    )
    return verdicts


@pytest.mark.parametrize(
    ("path", "outcome", "status"),
    [
        ("/page", LinkOutcome.ALIVE, 200),
        ("/moved", LinkOutcome.MOVED, 200),
        ("/for-now", LinkOutcome.ALIVE, 200),
        ("/mixed", LinkOutcome.ALIVE, 200),
        ("/slash", LinkOutcome.ALIVE, 200),
        ("/gone", LinkOutcome.GONE, 410),
        ("/none", LinkOutcome.GONE, 404),
        ("/secret", LinkOutcome.REFUSED, 403),
        ("/busy", LinkOutcome.REFUSED, 429),
        ("/broken", LinkOutcome.FAILED, 500),
        ("/round", LinkOutcome.FAILED, 301),
        ("/away", LinkOutcome.REFUSED, 302),
        ("/no-head", LinkOutcome.ALIVE, 200),
        ("/head-lies", LinkOutcome.ALIVE, 200),
    ],
)
def test_what_is_concluded(server, path: str, outcome: LinkOutcome, status: int) -> None:
    (verdict,) = check(server, path)
    assert (verdict.outcome, verdict.status, verdict.checked) == (outcome, status, 7.0)


def test_a_moved_page_says_where_to(server) -> None:
    (verdict,) = check(server, "/moved")
    assert verdict.target == f"http://127.0.0.1:{server.server_port}/new"


def test_a_page_that_is_there_costs_one_head_request_with_an_honest_name(server) -> None:
    check(server, "/page?q=多任务#part")
    ((method, path, agent),) = server.asked
    assert (method, path) == ("HEAD", "/page?q=%E5%A4%9A%E4%BB%BB%E5%8A%A1")
    assert agent.startswith("noteviewer/")


def test_each_address_is_asked_once_and_only_web_addresses_are(server) -> None:
    verdicts: list[LinkVerdict] = []
    base = f"http://127.0.0.1:{server.server_port}/page"
    check_links(
        [base, base, "ftp://127.0.0.1/x", "file:///etc/passwd", "mailto:a@example.org"],
        verdicts.append, threading.Event(), RULES,
    )  # fmt: skip
    assert [verdict.url for verdict in verdicts] == [base]
    assert len(server.asked) == 1


def test_a_host_that_is_asked_too_much_is_left_alone(server) -> None:
    verdicts = check(server, "/busy", "/page", "/other")
    assert [verdict.status for verdict in verdicts] == [429]
    assert [path for _, path, _ in server.asked] == ["/busy"]


def test_the_readers_own_network_is_not_asked(server) -> None:
    (verdict,) = check(server, "/page", rules=CheckRules(pause=0))
    assert (verdict.outcome, verdict.detail) == (LinkOutcome.REFUSED, "own-network")
    assert server.asked == []


def test_a_check_can_be_cancelled_at_any_time(server) -> None:
    cancel = threading.Event()
    verdicts: list[LinkVerdict] = []

    def take(verdict: LinkVerdict) -> None:
        verdicts.append(verdict)
        cancel.set()

    base = f"http://127.0.0.1:{server.server_port}"
    rules = CheckRules(pause=3600, may_ask_own_network=True)
    check_links([f"{base}/{n}" for n in range(50)], take, cancel, rules)
    assert len(verdicts) == 1


def test_nobody_listening_is_no_verdict_on_the_page(server) -> None:
    port = server.server_port
    verdicts: list[LinkVerdict] = []
    server.shutdown()
    server.server_close()
    check_links([f"http://127.0.0.1:{port}/"], verdicts.append, threading.Event(), RULES)
    assert [(one.outcome, one.detail) for one in verdicts] == [(LinkOutcome.FAILED, "refused")]


def test_a_page_that_says_that_it_is_gone_is_gone(server, monkeypatch) -> None:
    monkeypatch.setitem(link_check._SOFT_GONE, "127.0.0.1", ("该内容已被发布者删除",))
    deleted, alive = check(server, "/deleted", "/page")
    assert (deleted.outcome, alive.outcome) == (LinkOutcome.GONE, LinkOutcome.ALIVE)


def test_an_archived_copy_is_suggested_near_the_day_of_the_note() -> None:
    rows = [
        reference_row("http://example.org/a?b=1", date="2020-05-06"),
        reference_row("http://example.org/a?b=1", date="2019-01-02"),
        reference_row("http://example.org/图"),
        reference_row(None, "《Paper》"),
    ]
    dated, undated, paper = build_library(rows).entries
    assert archived_url(dated) == "https://web.archive.org/web/20190102/http://example.org/a?b=1"
    assert archived_url(undated) == "https://web.archive.org/web/2/http://example.org/%E5%9B%BE"
    assert archived_url(paper) == ""
