"""The preview lives on, however it is asked and however it is written to."""

import http.client
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, closing
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from sitegen.live import Live
from sitegen.preview import Preview
from sitegen.request import Request
from tests.asking import asked, served, status
from tests.conftest import ROOT, SITE_YAML, Trial
from tests.sabotage import held

RELOADS = 1000
SAVES = 200


@pytest.fixture
def site(trial: Trial) -> Trial:
    trial.write(
        {
            "content/_index.md": "家。\n",
            "content/a.md": "文。\n",
            "static/large.bin": bytes(8_000_000),
        }
    )
    return trial


@pytest.fixture
def live() -> Live:
    return Live()


@pytest.fixture
def port(site: Trial, live: Live) -> Iterator[int]:
    """Serve the site; there is no fault of ours while it is."""
    preview = Preview(Request(site.folder, ROOT, None, site.cache))
    preview.update()
    told: list[Exception] = []
    with served(preview, live, told) as number:
        yield number
    assert told == []


def test_those_who_dawdle_keep_nobody_waiting(port: int) -> None:
    """Some ask half a question, some listen to no answer, some say nothing at all."""
    half = f"GET /ja/ HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n".encode()
    deaf = f"GET /large.bin HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode()
    with ExitStack() as stack:
        for begun in (half, deaf, b"", b"G") * 30:
            client = stack.enter_context(socket.create_connection(("127.0.0.1", port)))
            client.sendall(begun)
        for _ in range(20):
            assert status(asked(port, "/ja/")) == 200


def test_a_thousand_reloads_leave_nobody_behind(port: int, live: Live) -> None:
    for number in range(RELOADS):
        page = http.client.HTTPConnection("127.0.0.1", port)
        with closing(page):
            page.request("GET", "/ja/")
            reply = page.getresponse()
            assert (reply.status, b"live.js" in reply.read()) == (200, True), number
        events = http.client.HTTPConnection("127.0.0.1", port)
        with closing(events):
            events.request("GET", "/_live/events")
            assert events.getresponse().readline() == b"event: problems\n"
    moment = threading.Event()
    while live.watching:
        moment.wait(0.05)
    assert status(asked(port, "/ja/")) == 200


class Broken(Preview):
    """A preview with a fault in one of its pages."""

    def file(self, path: str) -> bytes | None:
        if path == "ja/a/index.html":
            raise LookupError("a fault of ours")
        return super().file(path)


def test_a_fault_of_ours_is_told_and_other_pages_are_shown(site: Trial, live: Live) -> None:
    preview = Broken(Request(site.folder, ROOT, None, site.cache))
    preview.update()
    told: list[Exception] = []
    with served(preview, live, told) as port:
        reply = asked(port, "/ja/a/")
        assert status(reply) == 500
        assert b"a fault of sitegen itself" in reply
        assert b"Traceback" not in reply
        assert status(asked(port, "/ja/")) == 200
    assert [str(error) for error in told] == ["a fault of ours"]


class Author:
    """The command itself, and somebody who writes and looks."""

    def __init__(self, site: Trial, address: str) -> None:
        self.site, self.address = site, address
        self.events = urlopen(f"{address}_live/events", timeout=60)

    def sees(self, path: str, text: str) -> None:
        """Wait, from change to change, until a page says something."""
        while text not in self.read(path):
            while b"event: page" not in self.events.readline():
                pass

    def read(self, path: str) -> str:
        try:
            with urlopen(f"{self.address}{path}", timeout=60) as reply:
                return str(reply.read().decode())
        except HTTPError as error:
            error.close()
            return ""


@pytest.fixture
def author(site: Trial) -> Iterator[Author]:
    command = [sys.executable, "build.py", "serve", "--port", "0", "--site", str(site.folder)]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) as running:
        assert running.stderr is not None
        address = next(line for line in running.stderr if line.startswith("http")).split()[0]
        one = Author(site, address)
        try:
            yield one
            assert running.poll() is None
        finally:
            one.events.close()
            running.terminate()


def test_a_burst_of_saves_ends_with_the_last_and_a_build_beside_it_is_right(author: Author) -> None:
    site = author.site
    build = [sys.executable, "build.py", "--quiet", "--site", str(site.folder)]
    for number in range(SAVES + 1):
        site.write({"content/a.md": f"版{number}。\n"})
    with subprocess.Popen(build, cwd=ROOT) as building:
        author.sees("ja/a/", f"版{SAVES}。")
    assert building.returncode == 0
    assert f"版{SAVES}。".encode() in held(site.output)["ja/a/index.html"]


def test_what_another_takes_the_place_of_is_watched_anew(author: Author) -> None:
    """Editors write a file aside and rename it; git takes whole folders away and brings others."""
    site = author.site
    for number in range(3):
        shutil.rmtree(site.folder / "content")
        site.write({"content/_index.md": f"家{number}です。\n"})
        author.sees("ja/", f"家{number}です。")
        site.write({"aside": SITE_YAML.replace("Trial", f"Title{number}")})
        (site.folder / "aside").replace(site.folder / "site.yaml")
        author.sees("ja/", f"Title{number}")


def test_a_folder_that_was_not_there_is_watched_as_well(author: Author) -> None:
    author.site.write({"templates/404.html": "NOTHING OF MINE"})
    author.sees("404.html", "NOTHING OF MINE")
