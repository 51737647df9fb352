"""What a browser is answered that asks for the site while it is written."""

import mimetypes
import queue
import sys
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socket import MSG_PEEK
from urllib.parse import unquote

from sitegen.live import Live, said
from sitegen.model.problem import Problem
from sitegen.preview import Preview

EVENTS = "/_live/events"
SCRIPT = "/_live/live.js"
TAG = f'<script src="{SCRIPT}" defer></script>\n</body>'.encode()

HOST = "127.0.0.1"
NAMES = (HOST, "localhost", "[::1]")
"""What a page of ours may call this machine; any other name is somebody who means us no good."""

PATIENCE = 30
"""Seconds that a client may take for a piece of its question, or for a piece of the answer."""

PULSE = 0.5
"""Seconds without an event after which we look whether the browser is still there."""

WAITING = 128
"""Clients that may wait to be let in: a browser asks for all that is on a page at once."""

KINDS: Mapping[str, str] = {
    ".bib": "text/plain",
    ".css": "text/css",
    ".csv": "text/csv",
    ".html": "text/html",
    ".ipynb": "application/x-ipynb+json",
    ".js": "text/javascript",
    ".json": "application/json",
    ".md": "text/markdown",
    ".mjs": "text/javascript",
    ".py": "text/x-python",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".wasm": "application/wasm",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
"""What files are that machines do not agree about; they are UTF-8 where they are text."""

TEXT = ("text/", "image/svg+xml", "application/json", "application/xml", "application/x-ipynb+json")


class Server(ThreadingHTTPServer):
    """Answers each client in a thread of its own: one that is slow keeps nobody waiting."""

    daemon_threads = True
    request_queue_size = WAITING

    def __init__(
        self, preview: Preview, live: Live, port: int, failed: Callable[[Exception], None]
    ) -> None:
        self.failed = failed
        super().__init__((HOST, port), partial(Handler, preview, live))
        own = self.server_address[1]
        self.names = [name if own == 80 else f"{name}:{own}" for name in NAMES]

    def handle_error(self, request: object, client_address: object) -> None:
        """Pass over clients that leave in the midst of it, and tell of what is our fault."""
        error = sys.exc_info()[1]
        if isinstance(error, Exception) and not isinstance(error, OSError):
            self.failed(error)


class Handler(BaseHTTPRequestHandler):
    """Answers with the files of a preview, and with events.

    What is asked for is looked up by its name among the files of the site, so that no name,
    however it is written, leads to another file of this machine.
    """

    protocol_version = "HTTP/1.1"
    server_version, sys_version = "sitegen", ""
    timeout = PATIENCE
    server: Server

    def __init__(self, preview: Preview, live: Live, *arguments: object) -> None:
        self.preview, self.live = preview, live
        super().__init__(*arguments)  # type: ignore[arg-type]  # what the server passes on

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - overrides the standard library
        """Stay quiet."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Say what is wrong with a question, and listen no longer."""
        status, more = HTTPStatus(code), {"Connection": "close"}
        if status is HTTPStatus.NOT_IMPLEMENTED:  # Whatever it is, we know what we mean to do.
            status, message = HTTPStatus.METHOD_NOT_ALLOWED, "nothing but GET and HEAD is done here"
            more["Allow"] = "GET, HEAD"
        self._send(status, ".txt", f"{message or status.phrase}\n".encode(), more)

    def do_GET(self) -> None:
        """Answer with a file, with events, or with the page for what is not there."""
        named = [name.strip().lower() for name in self.headers.get_all("Host", [])]
        if len(named) != 1 or named[0] not in self.server.names:
            message = f"nobody but http://{self.server.names[0]}/ is served here"
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST, message)
            return
        if "Content-Length" in self.headers or "Transfer-Encoding" in self.headers:
            self.close_connection = True  # What follows is not another question.
        address, mark, query = self.path.partition("?")
        if not address.startswith("/"):
            self.send_error(HTTPStatus.BAD_REQUEST)
        elif address == EVENTS:
            self._events()
        else:
            try:
                self._answer(address, mark + query)
            except OSError:
                raise
            except Exception as error:  # noqa: BLE001 - other pages may still be shown
                self.server.failed(error)
                message = "this is a fault of sitegen itself; it is told where it was started"
                self.send_error(HTTPStatus.INTERNAL_SERVER_ERROR, message)

    def do_HEAD(self) -> None:
        """Answer as to GET, but for what is in the file."""
        self.do_GET()

    def _answer(self, address: str, query: str) -> None:
        path = unquote(address).removeprefix("/")
        path += "index.html" if not path or path.endswith("/") else ""
        body = self._file(path)
        if body is not None:
            self._send(HTTPStatus.OK, path, body)
        elif self.preview.file(f"{path}/index.html") is not None:
            there = {"Location": f"{address}/{query}"}
            self._send(HTTPStatus.MOVED_PERMANENTLY, ".txt", b"", there)
        else:
            missing = self.preview.file("404.html") or b"<body></body>"
            self._send(HTTPStatus.NOT_FOUND, ".html", missing)

    def _file(self, path: str) -> bytes | None:
        own = f"/{path}" == SCRIPT
        return Path(__file__).with_name("live.js").read_bytes() if own else self.preview.file(path)

    def _send(
        self, status: HTTPStatus, path: str, body: bytes, more: Mapping[str, str] | None = None
    ) -> None:
        if path.endswith(".html"):
            body = body.replace(b"</body>", TAG)
        self._head(status, kind_of(path), {"Content-Length": str(len(body)), **(more or {})})
        if self.command != "HEAD":
            self.wfile.write(body)

    def _head(self, status: HTTPStatus, kind: str, more: Mapping[str, str]) -> None:
        self.send_response(status)
        common = {"Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff"}
        for name, value in {"Content-Type": kind, **common, **more}.items():
            self.send_header(name, value)
        self.end_headers()

    def _events(self) -> None:
        """Tell of every change until the browser goes."""
        self._head(HTTPStatus.OK, "text/event-stream", {"Connection": "close"})
        if self.command == "HEAD":
            return
        events = self.live.join()
        try:
            self.wfile.write(said("problems", shown(self.preview.problems)).encode())
            while self._is_there():
                try:
                    self.wfile.write(events.get(timeout=PULSE).encode())
                except queue.Empty:
                    continue
        finally:
            self.live.leave(events)

    def _is_there(self) -> bool:
        """Tell whether the client has not closed its end."""
        self.connection.settimeout(0)
        try:
            return len(self.connection.recv(1, MSG_PEEK)) > 0
        except BlockingIOError:
            return True
        finally:
            self.connection.settimeout(PATIENCE)


def kind_of(path: str) -> str:
    """Return what a file is by its name, the same on every machine."""
    kind = KINDS.get(f".{path.rpartition('.')[2].lower()}")
    if kind is None:
        kind, packed = mimetypes.MimeTypes().guess_type(path)
        kind = "application/octet-stream" if packed or not kind else kind
    return f"{kind}; charset=utf-8" if kind.startswith(TEXT) else kind


def shown(problems: Iterable[Problem]) -> list[dict[str, str]]:
    """Return problems as the page shows them."""
    return [
        {
            "place": str(problem.place),
            "severity": problem.severity.value,
            "message": problem.message + (f" ({problem.hint})" if problem.hint else ""),
        }
        for problem in problems
    ]
