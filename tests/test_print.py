"""On paper: the cheat sheet is one page of A4, and a lesson clips and hides nothing."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.conftest import Trial
from tests.visit import Visit, serving

LOCALES = ("ja", "es", "id", "ko")


@pytest.fixture(scope="module")
def address(course: Trial) -> Iterator[str]:
    with serving(course.output) as address:
        yield address


def pages_of(page: Page) -> int:
    """Return how many pages of A4 a page prints on."""
    return page.pdf(format="A4", prefer_css_page_size=True).count(b"/Type /Page\n")


@pytest.mark.parametrize("locale", LOCALES)
def test_the_cheat_sheet_is_one_page(browser: Browser, address: str, locale: str) -> None:
    with Visit(browser, f"{address}{locale}/cheat-sheet/") as visit:
        assert pages_of(visit.page) == 1


CLIPPED = """() => [...document.querySelectorAll("article :is(pre, table, math, img)")]
  .filter((one) => one.checkVisibility())
  .filter((one) => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .map((one) => one.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("locale", LOCALES)
def test_a_printed_lesson_opens_its_solutions_and_shows_the_strip_for_the_film(
    browser: Browser, address: str, locale: str
) -> None:
    paper = {"viewport": {"width": 673, "height": 987}}  # A4 less its margins, at 96 dpi.
    with Visit(browser, f"{address}{locale}/basic/clustering/em-algorithm/", **paper) as visit:
        page = visit.page
        page.emulate_media(media="print")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert page.locator("details.solution:not([open])").count() == 0
        assert page.locator(".strip").is_visible()
        for control in (".player >> nth=0", ".stepper", ".top", ".menu-box", ".copy >> nth=0"):
            assert not page.locator(control).is_visible()
        assert page.evaluate(CLIPPED) == []
        assert pages_of(page) > 10
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        assert page.locator("details.solution[open]").count() == 0
