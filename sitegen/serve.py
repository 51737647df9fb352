"""The built site on loopback."""

from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from sitegen.errors import SiteError
from sitegen.model.problem import Place, Problem


class _Handler(SimpleHTTPRequestHandler):
    """Serves files, says nothing of each request, and lets nothing be stored."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - overrides the standard library
        """Stay quiet."""

    def end_headers(self) -> None:
        """Ask the browser to come back for every file."""
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()


def make_server(folder: Path, port: int) -> ThreadingHTTPServer:
    """Return a server of `folder` on 127.0.0.1; port 0 takes any free one."""
    return ThreadingHTTPServer(("127.0.0.1", port), partial(_Handler, directory=str(folder)))


def serve(folder: Path, port: int) -> None:
    """Serve `folder` until interrupted; raises SiteError where the port is not to be had."""
    try:
        server = make_server(folder, port)
    except (OSError, OverflowError) as error:
        message = f"port {port} cannot be used: {error}"
        raise SiteError(Problem("usage", Place("serve"), message, "try --port 0")) from error
    with server:
        print(f"http://127.0.0.1:{server.server_address[1]}/ (stop with Ctrl-C)")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            print()
