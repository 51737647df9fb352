"""Code is copied, figures open large, the way to the playground is short: small helps of a page."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.conftest import Trial
from tests.visit import Visit, serving

LESSON = "basic/clustering/gaussian-mixture/"


@pytest.fixture(scope="module")
def address(course: Trial) -> Iterator[str]:
    with serving(course.output) as address:
        yield address


def test_code_is_copied_as_it_stands(browser: Browser, address: str) -> None:
    rights = ["clipboard-read", "clipboard-write"]
    with Visit(browser, f"{address}es/{LESSON}", permissions=rights) as visit:
        page = visit.page
        listing = page.locator(".listing").first
        listing.locator(".copy").focus()
        page.keyboard.press("Enter")
        expect(listing.locator(".copy")).to_have_text("Copiado")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied == listing.locator("pre").text_content() != ""


def test_a_figure_opens_large_by_keyboard_and_closes_again(browser: Browser, address: str) -> None:
    with Visit(browser, f"{address}ko/{LESSON}") as visit:
        page = visit.page
        link = page.locator("a.zoom").first
        link.focus()
        page.keyboard.press("Enter")
        large = page.locator("dialog.closeup img")
        expect(large).to_be_visible()
        assert large.get_attribute("alt") == link.locator("img").get_attribute("alt") != ""
        page.keyboard.press("Escape")
        expect(large).to_be_hidden()
        expect(link).to_be_focused()


def test_without_javascript_a_figure_is_a_link_to_itself(browser: Browser, address: str) -> None:
    with Visit(browser, f"{address}ja/{LESSON}", java_script_enabled=False) as visit:
        visit.page.locator("a.zoom").first.click()
        assert visit.page.url.endswith("gaussian-mixture_block01_ja.svg")


def test_a_reader_comes_from_a_lesson_to_the_playground(browser: Browser, address: str) -> None:
    with Visit(browser, f"{address}id/{LESSON}") as visit:
        visit.page.locator(".to-playground a").click()
        visit.page.wait_for_url(f"{address}id/playground/index.html")
        expect(visit.page.locator(".playground .step")).to_be_visible()
        assert visit.complaints == []
