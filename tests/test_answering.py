"""What the preview answers: the files of the site, to this machine, and nothing else to anybody."""

from collections.abc import Iterator

import pytest

from sitegen.answering import kind_of
from sitegen.live import Live
from sitegen.preview import Preview
from sitegen.request import Request
from tests.asking import answer, asked, served, status
from tests.conftest import ROOT, SITE_YAML, Trial

SECRET = "nobody may read this"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Trial:
    """Return a site with files around it that are not for readers."""
    site = Trial(tmp_path_factory.mktemp("asked") / "site")
    site.write(
        {
            "site.yaml": SITE_YAML,
            "content/_index.md": "家。\n",
            "content/a.md": "文。\n",
            "secret.txt": SECRET,
            "static/pictures/a.webp": b"RIFF",
            "static/gone.txt": "a",
        }
    )
    return site


@pytest.fixture(scope="module")
def port(site: Trial) -> Iterator[int]:
    """Serve the site; there is no fault of ours while it is."""
    preview = Preview(Request(site.folder, ROOT, None, site.cache))
    preview.update()
    told: list[Exception] = []
    with served(preview, Live(), told) as number:
        yield number
    assert told == []


@pytest.mark.parametrize("name", ["localhost", "127.0.0.1", "[::1]", "LOCALHOST"])
def test_this_machine_is_known_by_its_names(port: int, name: str) -> None:
    assert status(asked(port, "/ja/", host=f"{name}:{port}")) == 200


@pytest.mark.parametrize(
    "host",
    [
        *("evil.example", "evil.example:PORT", "localhost.evil.example:PORT", "127.0.0.1"),
        *("127.0.0.1.evil.example:PORT", "127.0.0.1:1", "localhost:PORT@evil.example", ""),
        *("0.0.0.0:PORT", "[::]:PORT", "localhost:PORT, evil.example"),
        "127.0.0.1:PORT\r\nHost: evil.example",
    ],
)
def test_any_other_name_is_refused_in_plain_words(port: int, host: str) -> None:
    reply = asked(port, "/ja/", host=host.replace("PORT", str(port)))
    head, _, body = reply.partition(b"\r\n\r\n")
    assert status(reply) == 421
    assert b"Content-Type: text/plain; charset=utf-8" in head
    assert body == f"nobody but http://127.0.0.1:{port}/ is served here\n".encode()


def test_a_question_without_a_name_is_refused(port: int) -> None:
    assert status(answer(port, b"GET /ja/ HTTP/1.1\r\n\r\n")) == 421
    assert status(answer(port, b"GET /ja/ HTTP/1.0\r\n\r\n")) == 421


@pytest.mark.parametrize(
    "path",
    [
        *("/../secret.txt", "/..%2fsecret.txt", "/%2e%2e/secret.txt", "/ja/..%2f..%2fsecret.txt"),
        *("/..%252fsecret.txt", "/..\\secret.txt", "/..%5csecret.txt", "/ja/..%5c..%5csecret.txt"),
        *("/secret.txt%00.html", "/%00", "//secret.txt", "/./secret.txt", "/secret.txt", "/~root/"),
        *(
            "/%c0%ae%c0%ae/secret.txt",
            "/....//secret.txt",
            "/ABSOLUTE",
            "/%2fABSOLUTE",
            "//ABSOLUTE",
        ),
        *("/_live/..%2f..%2fsecret.txt", "/pictures/..%2f..%2fsecret.txt", "//ABSOLUTE"),
        *("/C:%5csecret.txt", "/%ff%fe", "/assets/../../secret.txt", "/content/a.md", "/site.yaml"),
    ],
)
def test_no_path_leads_out_of_the_site(port: int, site: Trial, path: str) -> None:
    reply = asked(port, path.replace("ABSOLUTE", str(site.folder / "secret.txt")))
    assert status(reply) == 404
    assert SECRET.encode() not in reply


@pytest.mark.parametrize("path", ["/pictures/", "/pictures", "/assets/", "/search/", "/_live/"])
def test_no_folder_is_listed(port: int, path: str) -> None:
    reply = asked(port, path)
    assert status(reply) == 404
    assert b"a.webp" not in reply


@pytest.mark.parametrize("path", ["http://evil.example/ja/", "*", "http://[bad/", "ja/"])
def test_only_paths_are_understood(port: int, path: str) -> None:
    assert status(asked(port, path)) == 400


@pytest.mark.parametrize(
    "question",
    [b"\x16\x03\x01\x02\x00\x01", b"GET /" + b"a" * 70_000, b"GET / HTTP/9.9\r\n\r\n", b"\r\n" * 9],
)
def test_what_is_no_question_harms_nobody(port: int, question: bytes) -> None:
    assert b"Traceback" not in answer(port, question)
    assert status(asked(port, "/ja/")) == 200


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("a.svg", "image/svg+xml; charset=utf-8"),
        ("a.webp", "image/webp"),
        ("a.png", "image/png"),
        ("a.js", "text/javascript; charset=utf-8"),
        ("a.json", "application/json; charset=utf-8"),
        ("a.xml", "application/xml; charset=utf-8"),
        ("a.woff2", "font/woff2"),
        ("a.md", "text/markdown; charset=utf-8"),
        ("a.ipynb", "application/x-ipynb+json; charset=utf-8"),
        ("a.txt", "text/plain; charset=utf-8"),
        ("a.css", "text/css; charset=utf-8"),
        ("a.HTML", "text/html; charset=utf-8"),
        ("a.tar.gz", "application/octet-stream"),
        ("a.nobodyknows", "application/octet-stream"),
        ("a", "application/octet-stream"),
    ],
)
def test_every_kind_of_file_is_called_what_it_is(path: str, kind: str) -> None:
    assert kind_of(path) == kind


@pytest.mark.parametrize("path", ["/ja/", "/pictures/a.webp", "/nothing", "/_live/live.js"])
def test_browsers_are_told_not_to_guess(port: int, path: str) -> None:
    assert b"X-Content-Type-Options: nosniff\r\n" in asked(port, path)


@pytest.mark.parametrize(
    "method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "BREW", "get"]
)
def test_nothing_can_be_done_but_look(port: int, method: str) -> None:
    reply = asked(port, "/ja/", method)
    assert status(reply) == 405
    assert b"Allow: GET, HEAD\r\n" in reply
    assert b"Connection: close\r\n" in reply


@pytest.mark.parametrize("path", ["/ja/", "/nothing", "/ja", "/_live/live.js"])
def test_head_says_what_get_would(port: int, path: str) -> None:
    def head(reply: bytes) -> list[bytes]:
        lines = reply.partition(b"\r\n\r\n")[0].split(b"\r\n")
        return [line for line in lines if not line.startswith(b"Date")]

    looked = asked(port, path, "HEAD")
    assert head(looked) == head(asked(port, path))
    assert looked.partition(b"\r\n\r\n")[2] == b""


def test_what_is_sent_with_a_question_is_no_second_one(port: int) -> None:
    hidden = b"GET /ja/a/ HTTP/1.1\r\nHost: x\r\n\r\n"
    size = f"Host: 127.0.0.1:{port}\r\nContent-Length: {len(hidden)}\r\n\r\n".encode()
    assert answer(port, b"GET /ja/ HTTP/1.1\r\n" + size + hidden).count(b"HTTP/1.1 ") == 1
    assert answer(port, b"POST /ja/ HTTP/1.1\r\n" + size + hidden).count(b"HTTP/1.1 ") == 1


def test_the_query_survives_the_slash_that_is_put_in(port: int) -> None:
    assert b"Location: /ja/a/?with=es\r\n" in asked(port, "/ja/a?with=es")


def test_a_static_file_that_was_just_removed_is_not_there(port: int, site: Trial) -> None:
    assert status(asked(port, "/gone.txt")) == 200
    (site.folder / "static/gone.txt").unlink()
    assert status(asked(port, "/gone.txt")) == 404
