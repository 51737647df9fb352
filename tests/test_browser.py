"""The built course in a real browser: every page, language, width and colour scheme."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.conftest import Trial
from tests.test_course import PAGES
from tests.visit import Visit, serving

LOCALES = ("ja", "es", "id", "ko")
LESSON = "basic/clustering/gaussian-mixture/"

VISIBLE_TEXT = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let text = "";
  while (walker.nextNode()) {
    if (!walker.currentNode.parentElement.closest("annotation, pre, code, script, style")) {
      text += walker.currentNode.data;
    }
  }
  return text;
}"""

EMPTY_IMAGES = """async () => {
  const shown = [...document.images].filter((one) => one.checkVisibility());
  for (const one of shown) one.loading = "eager";
  await Promise.all(shown.map((one) => one.decode().catch(() => {})));
  return shown.filter((one) => one.naturalWidth === 0).map((one) => one.src);
}"""

CLIPPED_LABELS = """() => {
  const box = document.documentElement.getBoundingClientRect();
  return [...document.querySelectorAll("text")].filter((label) => {
    const own = label.getBoundingClientRect();
    const inside = own.left >= box.left && own.right <= box.right;
    return !inside || own.top < box.top || own.bottom > box.bottom;
  }).map((label) => label.textContent);
}"""


@pytest.fixture(scope="session")
def address(course: Trial) -> Iterator[str]:
    """Serve the built course on a free port."""
    with serving(course.output) as address:
        yield address


@pytest.mark.parametrize(
    ("width", "scheme"),
    [
        (320, "light"),
        (1280, "dark"),
        pytest.param(390, "dark", marks=pytest.mark.long),
        pytest.param(1280, "light", marks=pytest.mark.long),
    ],
)
@pytest.mark.parametrize(
    "path", ["", *(f"{locale}/{page}" for locale in LOCALES for page in PAGES)]
)
def test_pages_fit_and_complain_of_nothing(
    browser: Browser, address: str, path: str, width: int, scheme: str
) -> None:
    window = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme}
    with Visit(browser, address + path, **window) as visit:
        page = visit.page
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(EMPTY_IMAGES) == []
        text = page.evaluate(VISIBLE_TEXT)
        assert not [raw for raw in ("\\(", "\\frac", "$$", "{{", "**", "\ufffd") if raw in text]
        assert visit.complaints == []
        assert all(url.startswith(address) for url in visit.asked)


@pytest.mark.parametrize("locale", LOCALES)
def test_no_label_of_the_figure_is_clipped(browser: Browser, address: str, locale: str) -> None:
    svg = f"images/{LESSON.rstrip('/')}_block01_{locale}.svg"
    with Visit(browser, address + svg) as visit:
        assert visit.page.evaluate("document.querySelectorAll('text').length") > 10
        assert visit.page.evaluate(CLIPPED_LABELS) == []


def test_formulas_are_set_in_the_shipped_font(browser: Browser, address: str) -> None:
    with Visit(browser, f"{address}ja/{LESSON}") as visit:
        visit.page.evaluate("document.fonts.ready")
        assert visit.page.evaluate("document.fonts.check('16px \"STIX Two Math\"')")
        assert any(url.endswith("stix-two-math.woff2") for url in visit.asked)
        heights = """[...document.querySelectorAll("math")]
            .filter((math) => !math.closest("[hidden]"))
            .map((math) => math.getBoundingClientRect().height)"""
        assert min(visit.page.evaluate(heights)) > 5


def test_without_javascript_everything_can_be_read(browser: Browser, address: str) -> None:
    with Visit(browser, f"{address}es/{LESSON}", java_script_enabled=False) as visit:
        page = visit.page
        assert page.locator(".menu a").first.is_visible()
        assert page.locator(".languages a").count() == 4
        assert not page.locator(".scheme").is_visible()
        page.locator("details.solution summary").first.click()
        assert page.locator("details.solution").first.get_attribute("open") is not None
        page.locator(".languages a[lang=ko]").click()
        assert page.url == f"{address}ko/{LESSON}index.html"


def test_the_language_links_keep_the_section(browser: Browser, address: str) -> None:
    with Visit(browser, f"{address}ja/{LESSON}#reading") as visit:
        page = visit.page
        page.evaluate("document.fonts.ready")
        page.wait_for_selector(".toc a[aria-current][href='#reading']")
        # A click by the mouse may scroll the page first, to retry, and so change the section.
        page.evaluate("document.querySelector('.languages a[lang=es]').click()")
        page.wait_for_url(f"{address}es/{LESSON}index.html#reading")
        assert page.locator("#reading").is_visible()


def test_the_choice_of_colours_is_kept_and_reaches_the_figures(
    browser: Browser, address: str
) -> None:
    with Visit(browser, f"{address}ja/{LESSON}", color_scheme="light") as visit:
        page = visit.page
        background = "getComputedStyle(document.body).backgroundColor"
        figure = page.locator("figure img").first
        light, drawn = page.evaluate(background), figure.screenshot()
        button = page.locator(".scheme")
        button.click()
        button.click()
        assert button.get_attribute("data-current") == "dark"
        assert page.evaluate(background) != light
        assert figure.screenshot() != drawn
        page.reload()
        assert page.locator(".scheme").get_attribute("data-current") == "dark"
        button.click()
        assert page.evaluate(background) == light


def test_the_keyboard_reaches_content_first(browser: Browser, address: str) -> None:
    with Visit(browser, f"{address}ko/{LESSON}") as visit:
        page = visit.page
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "content"
