"""The sanitiser alone, in the real web engine: scripts on, no policy, and somebody listening.

Everything that otherwise stands between a note and the machine is left out here: what remains is
the markup of `render_note`. Each page is written into a frame of its own, parsed twice (as a
document, and as the content of an element, as the window swaps pages), and each of its elements is
sent the events that a reader, or the engine, would send. A policy that only reports, and forbids
nothing, tells of every script and request that is tried; the server and a few functions that
scripts call are the second and third witness.
"""

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
import shiboken6

# Loaded before there is an application, as the engine wants it.
from PySide6 import QtWebEngineCore  # noqa: F401
from pytestqt.qtbot import QtBot

from noteviewer.cli.commands.render import ENGLISH
from noteviewer.gui.page.url_scheme import register_scheme
from noteviewer.notes.syntax.dialect import Dialect
from noteviewer.render.document.page import PageRequest
from noteviewer.render.folder_context import LoneNote
from noteviewer.render.render import render_note
from tests.render.hostile import all_hostile_notes

os.environ.setdefault("QTWEBENGINE_CHROMIUM_FLAGS", "--disable-gpu")
if os.geteuid() == 0:
    os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")

pytestmark = pytest.mark.web

HARNESS = """<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><body>"""
REPORT_ONLY = "default-src 'none'; style-src 'unsafe-inline'; img-src noteviewer: data:"
"""Enforces nothing: what is tried happens, and is told."""
TRY_PAGES = """
const EVENTS = [
  "click", "dblclick", "auxclick", "contextmenu", "mousedown", "mouseup", "mouseover", "mouseenter",
  "mouseout", "mousemove", "pointerdown", "pointerover", "pointerenter", "pointerrawupdate",
  "wheel", "touchstart", "keydown", "keypress", "keyup", "focus", "focusin", "blur", "focusout",
  "input", "beforeinput", "change", "select", "selectstart", "selectionchange", "invalid", "submit",
  "formdata", "reset", "copy", "cut", "paste", "drag", "dragstart", "dragenter", "drop", "load",
  "error", "abort", "loadstart", "loadeddata", "canplay", "play", "toggle", "beforetoggle", "cancel",
  "close", "begin", "end", "repeat", "animationstart", "animationend", "animationiteration",
  "animationcancel", "transitionrun", "transitionstart", "transitionend", "scroll", "scrollend",
  "scrollsnapchange", "resize", "hashchange", "message", "popstate", "pageshow", "unload",
  "securitypolicyviolation", "slotchange", "fullscreenchange", "contentvisibilityautostatechange",
];
const CALLS = [
  "alert", "confirm", "prompt", "print", "open", "fetch", "eval", "postMessage", "XMLHttpRequest",
  "WebSocket", "EventSource", "Worker", "Image",
];
// Not a timer: the engine lets those of a page that nobody sees wait for seconds, later for a minute.
const rest = () => new Promise(done => {
  const channel = new MessageChannel();
  channel.port1.onmessage = done;
  channel.port2.postMessage(0);
});

async function tryPage(html) {
  const told = new Set();
  const frame = document.body.appendChild(document.createElement("iframe"));
  const inside = frame.contentDocument;
  inside.open();
  const view = frame.contentWindow;
  for (const name of CALLS) view[name] = function () { told.add("called " + name); };
  for (const name of Object.keys(view.console)) view.console[name] = () => told.add("console");
  inside.addEventListener("securitypolicyviolation", event => {
    if (event.isTrusted) told.add(event.effectiveDirective + " " + event.blockedURI);
  });
  view.addEventListener("submit", () => told.add("submitted"));
  // A link is followed only where the reader follows it, and one that is no address leads nowhere.
  view.addEventListener("click", event => {
    const link = event.target.closest && event.target.closest("a[href]");
    if (!link) return;
    if (/^(https?|ftp|mailto|noteviewer)?:$/.test(link.protocol)) event.preventDefault();
    else told.add("went to " + link.protocol);
  });
  const loaded = new Promise(done => view.addEventListener("load", done));
  inside.write("<!doctype html><meta charset=utf-8><body>" + html);
  inside.close();
  await loaded;
  const stir = async () => {
    for (const element of inside.querySelectorAll("*")) {
      if ("open" in element) element.open = true;
      for (const name of EVENTS) {
        element.dispatchEvent(new view.Event(name, {bubbles: false, cancelable: true}));
      }
      // The real ones, which also do what the element does by itself.
      element.dispatchEvent(new view.MouseEvent("click", {bubbles: true, cancelable: true}));
      if (element.focus) element.focus();
      if (!element.isConnected) break;
    }
    await rest();
  };
  await stir();
  inside.body.innerHTML = inside.body.innerHTML;
  await rest();
  await stir();
  // These act when they like.
  if (inside.querySelector("meta[http-equiv], base, iframe, object, embed")) told.add("will act");
  if (frame.contentDocument !== inside) told.add("left its page");
  frame.remove();
  return [...told];
}

async function tryPages(pages) {
  const answers = [];
  for (let start = 0; start < pages.length; start += 16) {
    answers.push(...await Promise.all(pages.slice(start, start + 16).map(
      html => tryPage(html).catch(error => ["left: " + error]))));
  }
  window.answers = JSON.stringify(answers);
  document.title = "tried";
}
"""


class Listener(ThreadingHTTPServer):
    """Serves the document in which pages are tried, and hears whoever asks for more."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answer)
        self.asked: list[str] = []
        self.origin = f"http://127.0.0.1:{self.server_address[1]}"


class _Answer(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        assert isinstance(self.server, Listener)
        body = b""
        if self.path == "/harness":
            body = HARNESS.encode()
        else:
            self.server.asked.append(self.path)
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy-Report-Only", REPORT_ONLY)
        self.end_headers()
        with suppress(ConnectionError):  # the page that asked is gone
            self.wfile.write(body)

    do_POST = do_HEAD = do_OPTIONS = do_GET  # noqa: N815  (the library looks for these names)

    def log_message(self, *_arguments: object) -> None:
        """Tests are quiet."""


class Guard:
    """A page of the web engine without any of our walls."""

    def __init__(self, qtbot: QtBot, listener: Listener) -> None:
        from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile, QWebEngineSettings

        register_scheme()  # before the first profile, also of the tests after these
        self.listener = listener
        self._qtbot = qtbot
        self._profile = QWebEngineProfile()
        self._page = QWebEnginePage(self._profile)
        scripts = QWebEngineSettings.WebAttribute.JavascriptEnabled
        assert self._page.settings().testAttribute(scripts)

    def try_pages(self, pages: list[str]) -> list[list[str]]:
        """What each page did that no page may."""
        with self._qtbot.waitSignal(self._page.loadFinished, timeout=20_000):
            self._page.load(f"{self.listener.origin}/harness")
        script = f"{TRY_PAGES}\ntryPages({json.dumps(pages)});"
        with self._qtbot.waitSignal(
            self._page.titleChanged, timeout=120_000, check_params_cb=lambda title: title == "tried"
        ):
            self._page.runJavaScript(script)
        answers: list[str] = []
        self._page.runJavaScript("window.answers", answers.append)
        self._qtbot.waitUntil(lambda: bool(answers), timeout=20_000)
        found: list[list[str]] = json.loads(answers[0])
        assert len(found) == len(pages)
        return found

    def close(self) -> None:
        """Let the page go before its profile."""
        for part in (self._page, self._profile):
            shiboken6.delete(part)


@pytest.fixture
def guard(qtbot: QtBot) -> Iterator[Guard]:
    with Listener() as listener:
        thread = Thread(target=listener.serve_forever)
        thread.start()
        made = Guard(qtbot, listener)
        yield made
        made.close()
        listener.shutdown()
        thread.join()


CAUGHT = [
    "<p onclick=alert(1)>x</p>",
    "<p onmouseover='window.x=1'>x</p>",
    "<p onanimationstart='document.title'>x</p>",
    "<img src=x onerror='1'>",
    "<script>1</script>",
    "<svg onload='1'></svg>",
    "<svg><a href='javascript:1'><text>x</text></a></svg>",
    "<a href='javascript:void 0'>x</a>",
    "<a href='&#1;java&#10;script:alert(1)'>x</a>",
    "<a href='data:text/html,x'>x</a>",
    "<details ontoggle='1'><summary>x</summary></details>",
    "<iframe srcdoc='x'></iframe>",
    "<img src='/beacon.png'>",
    "<img src='http://other.invalid/x.png'>",
    "<p style='background:url(/beacon)'>x</p>",
    "<link rel=stylesheet href=/beacon>",
    "<form action=/beacon><button>x</button></form>",
    "<meta http-equiv=refresh content='0;url=/beacon'>",
    "<object data=/beacon></object>",
    "<video src=/beacon></video>",
    "<input autofocus onfocus='1'>",
    # Harmless until it is read for the second time.
    "<noscript><p title='</noscript><img src=/beacon onerror=1>'></noscript>",
]


def test_the_guard_notices_what_means_harm(guard: Guard) -> None:
    told = guard.try_pages(CAUGHT)
    assert [html for html, told in zip(CAUGHT, told, strict=True) if not told] == []
    assert "/beacon" in guard.listener.asked


def test_nothing_of_a_hostile_note_runs_or_asks(guard: Guard) -> None:
    beacon = f"{guard.listener.origin}/beacon"
    pages: dict[str, str] = {}
    for note in all_hostile_notes(beacon):
        for dialect in Dialect:
            request = PageRequest(note.path, note.text, ENGLISH)
            html = render_note(request, LoneNote(dialect)).html
            pages.setdefault(html, f"{note.name} ({dialect})")
    for name, told in zip(pages.values(), guard.try_pages(list(pages)), strict=True):
        assert told == [], name
    assert guard.listener.asked == []
