"""JSON-RPC as the Model Context Protocol uses it: one message a line in, one a line out.

Revisions up to 2025-11-25 begin with ``initialize``; from 2026-07-28 on each request says its
revision in ``_meta``, and results say that they are complete. Both are answered at any time. Arrays
of messages are those of revision 2025-03-26.

Source: https://modelcontextprotocol.io/specification
"""

import json
import logging
from collections.abc import Callable, Mapping
from typing import Any, BinaryIO, Protocol

from noteviewer import __version__

logger = logging.getLogger(__name__)

Json = dict[str, Any]

WITH_HANDSHAKE = ("2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25")
WITHOUT_HANDSHAKE = ("2026-07-28",)
LONGEST_LINE = 1 << 20
"""Bytes of a message; no request needs a tenth of it."""
_MOST_MESSAGES = 50
_PAGE = 100
"""Resources in one answer."""

PARSE_ERROR, INVALID_REQUEST, NO_SUCH_METHOD, INVALID_PARAMS, INTERNAL = (
    -32700, -32600, -32601, -32602, -32603,
)  # fmt: skip
NO_SUCH_RESOURCE = -32002
UNSUPPORTED_REVISION = -32022
_REVISION = "io.modelcontextprotocol/protocolVersion"
_CLIENT_CAPABILITIES = "io.modelcontextprotocol/clientCapabilities"
_SERVER_INFO = "io.modelcontextprotocol/serverInfo"
_ABOUT_US: Json = {"name": "noteviewer", "title": "noteviewer", "version": __version__}
_CAPABILITIES: Json = {"tools": {}, "resources": {}}
_CACHED = frozenset(
    ("server/discover", "tools/list", "resources/list", "resources/templates/list",
     "resources/read")
)  # fmt: skip
"""Results for which revision 2026-07-28 wants to know how long they hold."""

Progress = Callable[[int, int], None]


class RpcError(Exception):
    """A request that cannot be answered."""

    def __init__(self, code: int, message: str, data: Any = None) -> None:
        super().__init__(message)
        self.code = code
        self.data = data


class NoSuchResource(Exception):  # noqa: N818  (an answer rather than an error)
    """Nothing that can be read has this address."""


class Served(Protocol):
    """What a session offers."""

    instructions: str

    def tools(self) -> list[Json]:
        """All tools, as ``tools/list`` gives them."""

    def call(self, name: str, arguments: Mapping[str, Any], progress: Progress) -> Json:
        """Answer a call.

        Raises:
            KeyError: there is no such tool.
        """

    def resources(self, offset: int, limit: int) -> tuple[list[Json], bool]:
        """Some resources, and whether there are more."""

    def templates(self) -> list[Json]:
        """Forms of addresses of resources."""

    def read(self, uri: str) -> list[Json]:
        """Content of a resource.

        Raises:
            NoSuchResource: there is none of this address.
        """


class Session:
    """One client: reads its messages until they end, and answers each in turn."""

    def __init__(self, served: Served, source: BinaryIO, target: BinaryIO) -> None:
        """Serve over two streams of bytes."""
        self._served = served
        self._source = source
        self._target = target
        self._methods: dict[str, Callable[[Json], Json]] = {
            "initialize": self._initialize,
            "ping": lambda _: {},
            "server/discover": lambda _: {
                "supportedVersions": [*WITHOUT_HANDSHAKE, *WITH_HANDSHAKE],
                "capabilities": _CAPABILITIES,
                "instructions": self._served.instructions,
            },
            "tools/list": lambda _: {"tools": self._served.tools()},
            "tools/call": self._call,
            "resources/list": self._list_resources,
            "resources/templates/list": lambda _: {"resourceTemplates": self._served.templates()},
            "resources/read": self._read,
        }

    def run(self) -> None:
        """Serve until the client closes the stream."""
        while line := self._source.readline(LONGEST_LINE + 1):
            if len(line) > LONGEST_LINE and not line.endswith(b"\n"):
                while line and not line.endswith(b"\n"):
                    line = self._source.readline(LONGEST_LINE)
                self._send(_failure(None, RpcError(INVALID_REQUEST, "the message is too long")))
            elif line.strip():
                answer = self._answer_line(line)
                if answer is not None:
                    self._send(answer)

    def _answer_line(self, line: bytes) -> Json | list[Json] | None:
        try:
            message = json.loads(line)
        except (ValueError, RecursionError):
            return _failure(None, RpcError(PARSE_ERROR, "this is no JSON"))
        if not isinstance(message, list):
            return self._answer(message)
        if not 0 < len(message) <= _MOST_MESSAGES:
            return _failure(None, RpcError(INVALID_REQUEST, "no messages, or too many at once"))
        return [answer for each in message if (answer := self._answer(each)) is not None] or None

    def _answer(self, message: Any) -> Json | None:
        """Answer one message; notifications, and answers to what we never ask, have none."""
        if not isinstance(message, dict) or message.get("jsonrpc") != "2.0":
            return _failure(None, RpcError(INVALID_REQUEST, "this is no message of JSON-RPC 2.0"))
        if "method" not in message and ("result" in message or "error" in message):
            return None
        if "id" not in message:
            return None
        number = message["id"]
        if not isinstance(number, int | str) or isinstance(number, bool):
            return _failure(None, RpcError(INVALID_REQUEST, "the id is no number and no text"))
        try:
            result = self._result(message.get("method"), message.get("params", {}))
        except RpcError as error:
            return _failure(number, error)
        except Exception:
            # The boundary of this process: a bug in one answer must not end all others.
            logger.exception("a request failed")
            return _failure(number, RpcError(INTERNAL, "the request failed, by a fault of ours"))
        return {"jsonrpc": "2.0", "id": number, "result": result}

    def _result(self, method: Any, params: Any) -> Json:
        if not isinstance(method, str):
            raise RpcError(INVALID_REQUEST, "the method is no text")
        if not isinstance(params, dict):
            raise RpcError(INVALID_PARAMS, "params is no object")
        is_modern = _is_modern(method, params)
        answer = self._methods.get(method)
        if answer is None or (is_modern and method in {"initialize", "ping"}):
            raise RpcError(NO_SUCH_METHOD, f"there is no method {method[:100]}")
        try:
            result = answer(params)
        except NoSuchResource as error:
            raise RpcError(INVALID_PARAMS if is_modern else NO_SUCH_RESOURCE, str(error)) from error
        if is_modern:
            cached = {"ttlMs": 0, "cacheScope": "private"} if method in _CACHED else {}
            result = {
                "resultType": "complete", **cached, **result, "_meta": {_SERVER_INFO: _ABOUT_US},
            }  # fmt: skip
        return result

    def _initialize(self, params: Json) -> Json:
        asked = params.get("protocolVersion")
        return {
            "protocolVersion": asked if asked in WITH_HANDSHAKE else WITH_HANDSHAKE[-1],
            "capabilities": _CAPABILITIES,
            "serverInfo": _ABOUT_US,
            "instructions": self._served.instructions,
        }

    def _call(self, params: Json) -> Json:
        name, arguments = params.get("name"), params.get("arguments")
        if not isinstance(name, str):
            raise RpcError(INVALID_PARAMS, "the name of the tool is missing")
        if arguments is None:
            arguments = {}
        if not isinstance(arguments, dict):
            raise RpcError(INVALID_PARAMS, "arguments is no object")
        meta = params.get("_meta")
        token = meta.get("progressToken") if isinstance(meta, dict) else None

        def progress(done: int, total: int) -> None:
            if isinstance(token, int | str):
                told = {"progressToken": token, "progress": done, "total": total}
                self._send({"jsonrpc": "2.0", "method": "notifications/progress", "params": told})

        try:
            return self._served.call(name, arguments, progress)
        except KeyError as error:
            raise RpcError(INVALID_PARAMS, f"there is no tool {name[:100]}") from error

    def _list_resources(self, params: Json) -> Json:
        cursor = params.get("cursor", "0")
        if not (isinstance(cursor, str) and cursor.isascii() and cursor.isdigit()):
            raise RpcError(INVALID_PARAMS, "this is no cursor of ours")
        offset = int(cursor[:12])
        resources, has_more = self._served.resources(offset, _PAGE)
        more = {"nextCursor": str(offset + _PAGE)} if has_more else {}
        return {"resources": resources, **more}

    def _read(self, params: Json) -> Json:
        uri = params.get("uri")
        if not isinstance(uri, str):
            raise RpcError(INVALID_PARAMS, "the address of the resource is missing")
        return {"contents": self._served.read(uri)}

    def _send(self, message: Json | list[Json]) -> None:
        text = json.dumps(message, ensure_ascii=False, separators=(",", ":"))
        self._target.write(text.encode("utf-8", "replace") + b"\n")
        self._target.flush()


def _is_modern(method: str, params: Json) -> bool:
    """Whether a request is of a revision without handshake.

    Raises:
        RpcError: it is of one that we do not speak.
    """
    meta = params.get("_meta")
    if not isinstance(meta, dict) or _REVISION not in meta:
        if method == "server/discover":
            raise RpcError(INVALID_PARAMS, f"_meta lacks {_REVISION}")
        return False
    if not isinstance(meta[_REVISION], str):
        raise RpcError(INVALID_PARAMS, f"{_REVISION} is no text")
    if meta[_REVISION] not in WITHOUT_HANDSHAKE:
        known = {
            "supported": [*WITHOUT_HANDSHAKE, *WITH_HANDSHAKE],
            "requested": meta[_REVISION][:100],
        }
        raise RpcError(UNSUPPORTED_REVISION, "Unsupported protocol version", known)
    if not isinstance(meta.get(_CLIENT_CAPABILITIES), dict):
        raise RpcError(INVALID_PARAMS, f"_meta lacks {_CLIENT_CAPABILITIES}")
    return True


def _failure(number: int | str | None, error: RpcError) -> Json:
    told: Json = {"code": error.code, "message": str(error)}
    if error.data is not None:
        told["data"] = error.data
    return {"jsonrpc": "2.0", "id": number, "error": told}
