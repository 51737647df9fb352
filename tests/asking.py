"""Questions to the preview, byte by byte."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from sitegen.answering import Server
from sitegen.live import Live
from sitegen.preview import Preview


@contextmanager
def served(preview: Preview, live: Live, told: list[Exception]) -> Iterator[int]:
    """Serve a preview on this machine alone and give the port; `told` gets faults of ours."""
    with Server(preview, live, 0, told.append) as server:
        assert server.server_address[0] == "127.0.0.1"
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server.server_address[1]
        server.shutdown()


def answer(port: int, question: bytes) -> bytes:
    """Send raw bytes and return all that comes until the other end closes."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as client:
        client.sendall(question)
        client.shutdown(socket.SHUT_WR)
        parts = iter(lambda: client.recv(65536), b"")
        return b"".join(parts)


def asked(port: int, path: str, method: str = "GET", host: str | None = None) -> bytes:
    name = host if host is not None else f"127.0.0.1:{port}"
    lines = f"{method} {path} HTTP/1.1\r\nHost: {name}\r\n\r\n"
    return answer(port, lines.encode("latin-1"))


def status(reply: bytes) -> int:
    return int(reply.split(b" ", 2)[1])
