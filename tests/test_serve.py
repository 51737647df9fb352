"""The site while it is written: always the present one, with what is wrong over it."""

import http.client
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request as Asking
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, expect

from sitegen.answering import Server
from sitegen.errors import SiteError
from sitegen.live import Live
from sitegen.preview import Preview
from sitegen.request import Request
from sitegen.serve import follow, serve
from tests.conftest import ROOT, SITE_YAML, Trial
from tests.visit import Visit

SHOWN = '{{< cell "setup" >}}\n\n{{< plot "setup" >}}線{{< /plot >}}\n'
LONG = "\n\n".join(f"## 節{n} {{#s{n}}}\n\n文です。" for n in range(60))


def raised(error: Exception) -> None:
    raise error


class Desk:
    """A preview that is served, and the files it is made of."""

    def __init__(self, trial: Trial) -> None:
        self.trial = trial
        self.preview = Preview(Request(trial.folder, ROOT, None, trial.cache, jobs=2))
        self.live = Live()
        self.said: list[str] = []
        self.preview.update()
        self.preview.judge()

    def edit(self, path: str, text: str) -> None:
        self.trial.write({path: text})
        follow(self.preview, self.live, [self.trial.folder / path], self.said.append)

    @contextmanager
    def served(self) -> Iterator[str]:
        with Server(self.preview, self.live, 0, raised) as server:
            assert server.server_address[0] == "127.0.0.1"
            threading.Thread(target=server.serve_forever, daemon=True).start()
            yield f"http://127.0.0.1:{server.server_address[1]}/"
            server.shutdown()


@pytest.fixture
def desk(trial: Trial) -> Desk:
    program = "import matplotlib.pyplot as plt\nx = 2\nprint(x)\nplt.plot([0, x])\n"
    front = "---\ntitle: 図\nprogram: p\n---\n"
    trial.write(
        {
            "site.yaml": SITE_YAML + "programs: {package: demo}\n",
            "demo/lessons/p.py": program,
            "content/_index.md": "---\ntitle: 家\n---\n\n最初の文。\n",
            "content/a.md": LONG,
            "content/p.md": front + SHOWN,
        }
    )
    return Desk(trial)


def read(address: str) -> str:
    with urlopen(address) as reply:
        assert reply.headers["Cache-Control"] == "no-cache"
        return str(reply.read().decode())


def test_pages_are_made_when_asked_for_and_nothing_is_written(desk: Desk) -> None:
    with desk.served() as address:
        assert "最初の文。" in read(f"{address}ja/")
        assert "languages-page" in read(address)
        assert "searchIndexes" in read(f"{address}search/ja.js")
        assert "<svg" in read(f"{address}images/p_block01_ja.svg")
        assert "print(x)" in read(f"{address}ja/p/p.ja.py")
        assert "font-face" in read(f"{address}assets/theme.css")
    assert not desk.trial.output.exists()


def test_an_edit_is_there_at_once(desk: Desk) -> None:
    revision = desk.preview.revision
    desk.edit("content/_index.md", "---\ntitle: 家\n---\n\n別の文。\n")
    assert desk.preview.revision == revision + 1
    assert "別の文。" in (desk.preview.file("ja/index.html") or b"").decode()
    desk.edit("content/b.md", "新しい頁。\n")
    assert "新しい頁。" in (desk.preview.file("ja/b/index.html") or b"").decode()
    assert "../b/index.html" in (desk.preview.file("ja/a/index.html") or b"").decode()


def test_a_program_is_seen_before_its_words_are_translated(desk: Desk) -> None:
    desk.edit("demo/lessons/p.py", "# Two.\nimport matplotlib.pyplot as plt\nplt.plot([0, 7])\n")
    assert "the comment 'Two.' is not translated" in desk.said[-1]
    assert "# Two." in (desk.preview.file("ja/p/index.html") or b"").decode()
    assert b"<svg" in (desk.preview.file("images/p_block01_ja.svg") or b"")


def test_an_edited_program_runs_again(desk: Desk) -> None:
    desk.edit(
        "demo/lessons/p.py", "import matplotlib.pyplot as plt\nx = 3\nprint(x)\nplt.plot(x)\n"
    )
    assert (
        "<samp" in (page := (desk.preview.file("ja/p/index.html") or b"").decode()) or "3" in page
    )
    assert desk.preview.problems == ()


def test_templates_words_and_configuration_count_as_well(desk: Desk) -> None:
    desk.edit("site.yaml", SITE_YAML.replace("Trial", "Another") + "programs: {package: demo}\n")
    assert "Another" in (desk.preview.file("ja/index.html") or b"").decode()
    desk.edit("templates/partials/toc.html", "TOC OF MINE")
    assert "TOC OF MINE" in (desk.preview.file("ja/a/index.html") or b"").decode()


def test_only_what_changed_is_rendered_again(desk: Desk) -> None:
    assert desk.preview.made is not None
    before = desk.preview.made.rendering.pages
    desk.edit("content/_index.md", "---\ntitle: 別の家\n---\n")
    after = desk.preview.made.rendering.pages
    kept = {key for (key, locale), page in after.items() if page is before[key, locale]}
    assert kept == {"a", "p"}


def test_faults_are_told_with_their_place_until_they_are_mended(desk: Desk) -> None:
    desk.edit("content/a.md", "{{< nope >}}\n")
    assert (
        desk.said == ["content/a.md:5: error: unknown shortcode 'nope' (did you mean 'notice'?)"]
        or "unknown shortcode 'nope'" in desk.said[0]
    )
    desk.edit("content/a.md", "文。\n")
    assert desk.said[-1] == "all is right again"
    assert desk.preview.problems == ()


def test_a_site_that_cannot_be_made_leaves_the_last_one(desk: Desk) -> None:
    desk.edit("site.yaml", "title: [\n")
    assert "site.yaml:" in desk.said[-1]
    assert "最初の文。" in (desk.preview.file("ja/index.html") or b"").decode()
    # Another edit does not hide what is still wrong.
    desk.edit("content/a.md", "文。\n")
    assert "site.yaml:" in desk.said[-1]
    desk.edit("site.yaml", SITE_YAML + "programs: {package: demo}\n")
    assert desk.said[-1] == "all is right again"


def test_nothing_else_is_served(desk: Desk) -> None:
    with desk.served() as address:
        for path in ("..%2fsite.yaml", "site.yaml", "content/_index.md", "ja/nope/"):
            with pytest.raises(HTTPError) as caught:
                urlopen(address + path)
            assert caught.value.code == 404
            assert "このページは見つかりません" in caught.value.read().decode()
            caught.value.close()


def test_an_address_without_its_slash_is_completed(desk: Desk) -> None:
    with desk.served() as address, urlopen(f"{address}ja/a") as reply:
        assert reply.url == f"{address}ja/a/"


def test_another_name_for_this_machine_is_refused(desk: Desk) -> None:
    with desk.served() as address:
        with pytest.raises(HTTPError) as caught:
            urlopen(Asking(f"{address}ja/", headers={"Host": "evil.example"}))
        assert caught.value.code == http.client.MISDIRECTED_REQUEST
        caught.value.close()


def test_the_page_is_loaded_again_where_it_is_read(desk: Desk, browser: Browser) -> None:
    with desk.served() as address, Visit(browser, f"{address}ja/a/") as visit:
        page = visit.page
        page.evaluate("scrollTo(0, 1500)")
        desk.edit("content/a.md", LONG.replace("節0 ", "第一節 "))
        expect(page.locator("h2").first).to_have_text("第一節")
        expect(page.locator("h2").nth(5)).to_be_attached()
        page.wait_for_load_state("load")
        assert abs(page.evaluate("scrollY") - 1500) <= 2


def test_faults_lie_over_the_page_and_vanish(desk: Desk, browser: Browser) -> None:
    with desk.served() as address, Visit(browser, f"{address}ja/") as visit:
        overlay = visit.page.locator(".live-problems")
        expect(overlay).to_be_hidden()
        desk.edit("content/a.md", "[x](no-such.md)\n")
        expect(overlay).to_be_visible()
        expect(overlay).to_contain_text("content/a.md:5")
        desk.edit("content/a.md", "文。\n")
        expect(overlay).to_be_hidden()


def test_a_style_is_taken_in_without_loading_the_page(desk: Desk, browser: Browser) -> None:
    with desk.served() as address, Visit(browser, f"{address}ja/") as visit:
        visit.page.evaluate("document.body.dataset.kept = 'yes'")
        theme = (ROOT / "static/assets/theme.css").read_text(encoding="utf-8")
        desk.edit("static/assets/theme.css", f"{theme}\nbody {{ border-top: 7px solid red }}\n")
        expect(visit.page.locator("body")).to_have_css("border-top-width", "7px")
        assert visit.page.evaluate("document.body.dataset.kept") == "yes"


def test_a_port_that_is_taken_is_said(desk: Desk) -> None:
    with (
        Server(desk.preview, desk.live, 0, raised) as server,
        pytest.raises(SiteError, match="cannot be used"),
    ):
        serve(desk.preview, server.server_address[1], opens=False, say=print, failed=raised)


def test_files_on_disk_are_watched(desk: Desk, tmp_path: Path) -> None:
    """Start the command itself, ask, edit, ask again."""
    options = ["--port", "0", "--site", str(desk.trial.folder)]
    command = [sys.executable, "build.py", "serve", *options]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) as running:
        assert running.stderr is not None
        line = next(line for line in running.stderr if line.startswith("http"))
        address = line.split()[0]
        try:
            with urlopen(f"{address}_live/events") as events:
                assert events.readline() == b"event: problems\n"
                desk.trial.write({"content/_index.md": "---\ntitle: 家\n---\n\n変わった文。\n"})
                while b"event: page" not in events.readline():
                    pass
            assert "変わった文。" in read(f"{address}ja/")
        finally:
            running.terminate()
