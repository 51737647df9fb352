"""The page of the playground: valid, light, accessible, and reached from every lesson."""

import gzip
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.conftest import ROOT, Trial
from tests.html import by_class, errors, links
from tests.playground import playground_site, shows
from tests.visit import Visit, serving

LIMIT = 15_000
"""What all scripts of the page may weigh, compressed."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Trial:
    return playground_site(tmp_path_factory.mktemp("playground"))


UNNAMED = """() => [...document.querySelectorAll(
  ".playground :is(input, select, textarea, button, summary, canvas)")].filter((one) =>
    !(one.ariaLabel || one.labels?.[0]?.textContent.trim() || one.textContent.trim())
  ).map((one) => one.outerHTML)"""
SMALL = """() => [...document.querySelectorAll(
  ".playground :is(input, select, button, summary)")].filter((one) => one.offsetParent)
  .map((one) => one.getBoundingClientRect())
  .filter((box) => box.width < 24 || box.height < 24).length"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_controls_are_named_and_large_enough_and_the_page_fits(
    browser: Browser, site: Trial, width: int, scheme: str
) -> None:
    window = {"viewport": {"width": width, "height": 800}, "color_scheme": scheme}
    file = site.output / "es/playground/index.html"
    with Visit(browser, file.as_uri(), **window) as visit:
        page = visit.page
        page.locator(".playground summary").click()
        page.locator(".step").click()
        page.locator(".code").click()
        shows(page, "iteration", "1")
        assert page.evaluate(UNNAMED) == []
        assert page.evaluate(SMALL) == 0
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert visit.complaints == []
        assert all(url.startswith("file:") for url in visit.asked)


def test_without_javascript_the_page_says_what_is_missing(browser: Browser, site: Trial) -> None:
    with (
        serving(site.output) as address,
        Visit(browser, f"{address}es/playground/", java_script_enabled=False) as visit,
    ):
        page = visit.page
        expect(page.locator(".playground")).to_be_hidden()
        expect(page.locator(".missing")).to_contain_text("necesita JavaScript")
        page.locator(".missing a").click()
        page.wait_for_url("**/es/index.html")


def test_every_lesson_leads_to_the_playground_and_nothing_else_does(site: Trial) -> None:
    for locale in ("ja", "es"):
        [offer] = by_class(site.page(f"{locale}/a"), "to-playground")
        assert links(offer) == ["../playground/index.html"]
        assert list(by_class(site.page(f"{locale}/b"), "to-playground")) == []


def test_the_page_is_valid_and_light(site: Trial) -> None:
    html = (site.output / "es/playground/index.html").read_text(encoding="utf-8")
    assert errors(html) == []
    page = site.page("es/playground")
    sources = [one.get("src") for one in page.iter("script")]
    sources += str(next(page.iter("main")).get("data-scripts")).split()
    scripts = [Path(src).name for src in sources if src]
    assert scripts == ["theme.js", "draw.js", "em.js", "playground.js"]
    files = [(ROOT / "static/assets" / name).read_bytes() for name in scripts]
    assert sum(len(gzip.compress(file)) for file in files) <= LIMIT
