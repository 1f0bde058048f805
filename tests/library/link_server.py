"""A web server of our own that answers by path and remembers what it was asked."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Handler(BaseHTTPRequestHandler):
    """Answers by path; remembers what was asked."""

    def answer(self) -> None:
        self.server.asked.append((self.command, self.path, self.headers["User-Agent"]))
        path = self.path.partition("?")[0]
        status, location = {
            "/moved": (301, "/new"),
            "/for-now": (302, "/new"),
            "/mixed": (301, "/for-now"),
            "/round": (301, "/round"),
            "/away": (302, "file:///etc/passwd"),
            "/gone": (410, ""),
            "/none": (404, ""),
            "/secret": (403, ""),
            "/busy": (429, ""),
            "/broken": (500, ""),
            "/slash": (301, "/slash/"),
            "/no-head": (405 if self.command == "HEAD" else 200, ""),
            "/head-lies": (404 if self.command == "HEAD" else 200, ""),
        }.get(path, (200, ""))
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        body = "该内容已被发布者删除".encode() if path == "/deleted" else b"page"
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    do_GET = do_HEAD = answer  # noqa: N815  (the library's names)

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@contextmanager
def link_server() -> Iterator[ThreadingHTTPServer]:
    """Serve on a free port of this machine."""
    made = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.asked = []
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield made
    finally:
        made.shutdown()
        thread.join()
        made.server_close()
