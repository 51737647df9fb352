"""Pages of books for Hugo in a browser, on paper and while they are written; their faults."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator

from sitegen.preview import Preview
from sitegen.request import Request
from tests.book import EVERYTHING, write_book
from tests.conftest import ROOT, Trial
from tests.test_accessible import SMALL, violations
from tests.visit import Visit, serving

PAGE = "ja/all/"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return where a book with one page of everything is served."""
    site = Trial(tmp_path_factory.mktemp("book"))
    write_book(site, {"all": EVERYTHING})
    site.build(search=False)
    with serving(site.output) as address:
        yield address


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_everybody_can_read_it(browser: Browser, address: str, width: int, scheme: str) -> None:
    window = {"viewport": {"width": width, "height": 800}, "color_scheme": scheme}
    with Visit(browser, address + PAGE, bypass_csp=True, **window) as visit:
        assert violations(visit.page) == []
        assert visit.page.evaluate(SMALL) == []
        assert visit.page.evaluate("document.documentElement.scrollWidth") == width
        assert [url for url in visit.asked if not url.startswith(address)] == []


def open_tabs(tabs: Locator) -> list[str]:
    """Return the titles of the tabs that show what they hold."""
    shown = tabs.locator("> details > summary + div").filter(visible=True)
    return [one.locator("xpath=../summary").inner_text() for one in shown.all()]


@pytest.mark.parametrize("scripts", [True, False])
def test_tabs_are_worked_by_keyboard_and_need_no_script(
    browser: Browser, address: str, *, scripts: bool
) -> None:
    with Visit(browser, address + PAGE, java_script_enabled=scripts) as visit:
        inner = visit.page.locator(".tabs .tabs")
        assert open_tabs(inner) == ["甲"]
        inner.locator("summary").nth(0).focus()
        visit.page.keyboard.press("Tab")
        visit.page.keyboard.press("Enter")
        assert open_tabs(inner) == ["乙"]
        assert open_tabs(visit.page.locator(".tabs").first) == ["One"]


def test_titles_of_tabs_share_a_line(browser: Browser, address: str) -> None:
    with Visit(browser, address + PAGE) as visit:
        titles = visit.page.locator(".tabs .tabs > details > summary")
        tops = titles.evaluate_all("(all) => all.map((one) => one.getBoundingClientRect().top)")
        assert len(tops) == 3
        assert len(set(tops)) == 1


def test_on_paper_every_tab_is_open_and_closed_again_after_it(
    browser: Browser, address: str
) -> None:
    with Visit(browser, address + PAGE, viewport={"width": 673, "height": 987}) as visit:
        page = visit.page
        names = page.locator("details[name]").count()
        page.emulate_media(media="print")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert page.locator("article details:not([open])").count() == 0
        assert open_tabs(page.locator(".tabs .tabs")) == ["甲", "乙", "タブ3"]
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        page.emulate_media(media="screen")
        assert page.locator("details[name]").count() == names
        assert open_tabs(page.locator(".tabs .tabs")) == ["甲"]


def test_a_list_of_pages_follows_their_names_while_they_are_written(trial: Trial) -> None:
    write_book(trial, {})
    preview = Preview(Request(trial.folder, ROOT, None, trial.cache, jobs=1))
    preview.update()
    trial.write({"content/deep/page.ja.md": "---\ntitle: 新しい名\n---\n"})
    preview.update([trial.folder / "content/deep/page.ja.md"])
    home = (preview.file("ja/index.html") or b"").decode()
    assert "新しい名" in home.partition('class="children"')[2]


WRONG = {
    '{{< notice "wrning" >}}x{{< /notice >}}': "argument 'kind' cannot be 'wrning'",
    "{{< hint dangr >}}x{{< /hint >}}": "argument 'type' cannot be 'dangr'",
    "{{< param levle >}}": "there is no parameter 'levle' (did you mean 'level'?)",
    "{{< param author >}}": "the parameter 'author' has parts (known: author.name, author.since)",
    "{{< siteparam day >}}": "there is no parameter 'day'",
    "{{< tabpane >}}{{< tab A >}}x = 1{{< /tab >}}{{< /tabpane >}}": "argument 'text' cannot be ''",
    '{{< highlight py "hl_line=2" >}}x{{< /highlight >}}': "unknown option 'hl_line' of code",
    '{{< highlight py "hl_lines=a" >}}x{{< /highlight >}}': "'a' is no number of a line",
    "{{< children depth=deep >}}": "'deep' is no number of levels",
    "{{< katex >}}\\nope{{< /katex >}}": "bad LaTeX",
    '{{< figure src="https://example.com/x.png" alt="a" >}}': "is not of this site",
    '{{< figure src="/images/x.svg" >}}': "has no alt text",
    '{{< video src="/x.mp4" >}}': "nothing is at '/x.mp4'",
    '{{< button href="/nowhere/" >}}x{{< /button >}}': "nothing is at '/nowhere/'",
    "{{< hint tone=x >}}x{{< /hint >}}": "unknown argument 'tone'",
}


def test_what_is_wrong_is_told_with_its_line(trial: Trial) -> None:
    write_book(trial, {"wrong": "\n\n".join(WRONG)})
    trial.build(publish=False)
    told = dict(enumerate(trial.problems))
    assert len(told) == len(WRONG)
    for number, said in enumerate(WRONG.values()):
        assert told[number].startswith(f"content/wrong.ja.md:{7 + 2 * number}: ")
        assert said in told[number]
