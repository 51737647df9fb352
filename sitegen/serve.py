"""The site on loopback while it is written: served from memory, loaded again when it changes."""

import json
import mimetypes
import queue
import threading
import webbrowser
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from watchfiles import watch

from sitegen.errors import SiteError
from sitegen.model.problem import Place, Problem
from sitegen.preview import STYLES, Preview
from sitegen.report import problems_as_text

EVENTS = "/_live/events"
SCRIPT = "/_live/live.js"
TAG = f'<script src="{SCRIPT}" defer></script>\n</body>'.encode()

WATCHED = ("content", "i18n", "static", "templates", "site.yaml")
"""What a site is made of, besides its programs."""

STEP = 30
"""Milliseconds without another change after which a change counts."""

IDLE = 300
"""Milliseconds after which watching says that nothing has changed."""

HOSTS = frozenset({"127.0.0.1", "localhost"})
"""Names that a page of ours may call us by; any other is somebody who means us no good."""


class Live:
    """Those who look at the site, and what they are told."""

    def __init__(self) -> None:
        self._watchers: list[queue.SimpleQueue[str]] = []
        self._lock = threading.Lock()

    def join(self) -> "queue.SimpleQueue[str]":
        """Return a queue of all events from now on."""
        events: queue.SimpleQueue[str] = queue.SimpleQueue()
        with self._lock:
            self._watchers.append(events)
        return events

    def leave(self, events: "queue.SimpleQueue[str]") -> None:
        """Forget a queue."""
        with self._lock:
            self._watchers.remove(events)

    def tell(self, event: str, data: object = None) -> None:
        """Tell everybody of an event."""
        with self._lock:
            for events in self._watchers:
                events.put(said(event, data))


def said(event: str, data: object = None) -> str:
    """Return an event as a browser reads it."""
    return f"event: {event}\ndata: {json.dumps(data)}\n\n"


class Handler(BaseHTTPRequestHandler):
    """Answers with the files of a preview, and with events."""

    protocol_version = "HTTP/1.1"

    def __init__(self, preview: Preview, live: Live, *arguments: object) -> None:
        self.preview, self.live = preview, live
        super().__init__(*arguments)  # type: ignore[arg-type]  # what the server passes on

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - overrides the standard library
        """Stay quiet."""

    def do_GET(self) -> None:
        """Answer with a file, with events, or with the page for what is not there."""
        host = self.headers.get("Host", "").rpartition(":")[0] or self.headers.get("Host", "")
        if host not in HOSTS:
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
            return
        address = urlsplit(self.path).path
        if address == EVENTS:
            self._events()
            return
        path = unquote(address).removeprefix("/")
        path += "index.html" if not path or path.endswith("/") else ""
        body = self._file(path)
        if body is None and self.preview.file(f"{path}/index.html") is not None:
            self.send_response(HTTPStatus.MOVED_PERMANENTLY)
            self.send_header("Location", f"{address}/")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        status = HTTPStatus.NOT_FOUND if body is None else HTTPStatus.OK
        path, body = (path, body) if body is not None else ("404.html", self._missing())
        self._send(status, path, body)

    def _file(self, path: str) -> bytes | None:
        own = f"/{path}" == SCRIPT
        return Path(__file__).with_name("live.js").read_bytes() if own else self.preview.file(path)

    def _missing(self) -> bytes:
        return self.preview.file("404.html") or b"<body></body>"

    def _send(self, status: HTTPStatus, path: str, body: bytes) -> None:
        if path.endswith(".html"):
            body = body.replace(b"</body>", TAG)
        self.send_response(status)
        kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
        charset = "; charset=utf-8" if kind.startswith("text/") else ""
        self.send_header("Content-Type", f"{kind}{charset}")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-cache")
        self.end_headers()
        self.wfile.write(body)

    def _events(self) -> None:
        """Tell of every change until the browser goes."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-cache")
        self.end_headers()
        events = self.live.join()
        try:
            self.wfile.write(said("problems", shown(self.preview.problems)).encode())
            while True:
                self.wfile.write(events.get().encode())
        except OSError:
            self.close_connection = True
        finally:
            self.live.leave(events)


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


def make_server(preview: Preview, live: Live, port: int) -> ThreadingHTTPServer:
    """Return a server on 127.0.0.1; port 0 takes any free one."""
    server = ThreadingHTTPServer(("127.0.0.1", port), partial(Handler, preview, live))
    server.daemon_threads = True
    return server


def follow(
    preview: Preview, live: Live, changed: Iterable[Path], say: Callable[[str], None]
) -> None:
    """Make the site again after a change and tell everybody, first of the page, then of faults."""
    paths = list(changed)
    before = preview.problems
    preview.update(paths)
    live.tell("styles" if all(path.suffix in STYLES for path in paths) else "page")
    preview.judge()
    live.tell("problems", shown(preview.problems))
    if preview.problems:
        say(problems_as_text(preview.problems))
    elif before:
        say("all is right again")


def serve(preview: Preview, port: int, *, opens: bool, say: Callable[[str], None]) -> None:
    """Serve the site and follow its files until interrupted.

    Raises SiteError where the port is not to be had.
    """
    live = Live()
    try:
        server = make_server(preview, live, port)
    except (OSError, OverflowError) as error:
        message = f"port {port} cannot be used: {error}"
        raise SiteError(Problem("usage", Place("serve"), message, "try --port 0")) from error
    address = f"http://127.0.0.1:{server.server_address[1]}/"
    preview.request = replace(preview.request, base_url=address)
    preview.update()
    preview.judge()
    if preview.problems:
        say(problems_as_text(preview.problems))
    with server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            for number, paths in enumerate(_changes(preview)):
                if number == 0:  # From now on no change is missed.
                    say(f"{address} (stop with Ctrl-C)")
                    if opens:
                        webbrowser.open(address)
                if paths:
                    follow(preview, live, paths, say)
        except KeyboardInterrupt:
            say("")


def _changes(preview: Preview) -> Iterator[list[Path]]:
    """Yield the files that have changed, and nothing while there are none."""
    found = watch(
        *_watched(preview),
        step=STEP,
        debounce=1000,
        rust_timeout=IDLE,
        yield_on_timeout=True,
    )
    for changes in found:
        yield [Path(path) for _, path in changes]


def _watched(preview: Preview) -> list[Path]:
    """Return the files and folders that the site is made of."""
    request = preview.request
    found = [request.site / name for name in WATCHED]
    found += [request.theme / name for name in WATCHED[1:4]]
    found += [path.parent for path in request.site.glob("*/lessons")]
    return list(dict.fromkeys(path for path in found if path.exists()))
