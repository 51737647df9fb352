"""The site on loopback."""

import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from sitegen.serve import make_server


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    (tmp_path / "public").mkdir()
    (tmp_path / "public/index.html").write_text("hello", encoding="utf-8")
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    with make_server(tmp_path / "public", 0) as server:
        assert server.server_address[0] == "127.0.0.1"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


def test_pages_are_served_fresh(address: str) -> None:
    with urlopen(address) as reply:
        assert (reply.read(), reply.headers["Cache-Control"]) == (b"hello", "no-cache")


def test_nothing_outside_the_site_is_served(address: str) -> None:
    with pytest.raises(HTTPError) as caught:
        urlopen(address + "..%2fsecret")
    assert caught.value.code == 404
    caught.value.close()
