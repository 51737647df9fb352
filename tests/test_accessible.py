"""Everybody can read and use the site: axe-core, the keyboard, the size of controls, weight."""

import gzip
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.conftest import ROOT, Trial
from tests.html import by_class
from tests.test_course import LOCALES, PAGES
from tests.visit import Visit, serving

LESSONS = [page for page in PAGES if page.startswith("basic/clustering/") and page.count("/") == 3]
KINDS = [page for page in PAGES if page not in LESSONS]
STEPPED = "basic/clustering/em-algorithm/"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def address(course: Trial) -> Iterator[str]:
    with serving(course.output) as address:
        yield address


def violations(page: Page) -> list[str]:
    """Return what axe-core finds wrong on a page, one line for each rule."""
    found = Axe().run(page, options={"runOnly": RULES}).response
    assert len(found["passes"]) > 10, "axe-core looked at the page"
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found["violations"]]


ALL = [f"{locale}/{page}" for locale in LOCALES for page in PAGES]
USUAL = [
    "",
    "status/",
    *(path for path in ALL if path.partition("/")[2] in KINDS or path == f"ja/{STEPPED}"),
]
RARE = [pytest.param(path, marks=pytest.mark.long) for path in ALL if path not in USUAL]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", [*USUAL, *RARE])
def test_axe_finds_nothing(browser: Browser, address: str, path: str, scheme: str) -> None:
    window = {"viewport": {"width": 320, "height": 800}, "color_scheme": scheme}
    # The policy of the site forbids the script that axe-core is.
    with Visit(browser, address + path, bypass_csp=True, **window) as visit:
        if path.endswith(STEPPED):
            visit.page.locator(".stepper .play").click()
        assert violations(visit.page) == []


CONTROLS = "a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex='-1'])"

SEEN = """(controls) => [...document.querySelectorAll(controls)].filter((one) =>
  !one.disabled && one.checkVisibility({ visibilityProperty: true }) &&
  !one.closest("details:not([open]) > :not(summary)")).length"""

FOCUSED = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  one.dataset.reached = "";
  const style = getComputedStyle(one);
  const visible = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
  return visible ? "" : one.outerHTML.slice(0, 200);
}"""


@pytest.mark.parametrize(
    "path",
    ["", "status/", "es/", "es/glossary/", "es/playground/", f"es/{STEPPED}", "es/cheat-sheet/"],
)
def test_the_keyboard_reaches_every_control_and_shows_where_it_is(
    browser: Browser, address: str, path: str
) -> None:
    with Visit(browser, address + path, viewport={"width": 1280, "height": 800}) as visit:
        page = visit.page
        controls = page.evaluate(SEEN, CONTROLS)
        assert controls > 3
        unseen = []
        for _ in range(3 * controls):
            page.keyboard.press("Tab")
            focused = page.evaluate(FOCUSED)
            if focused is None:
                break
            unseen += [focused] if focused else []
        assert unseen == []
        reached = page.locator("[data-reached]").count()
        assert reached >= controls


SMALL = """() => [...document.querySelectorAll(
  "button, select, summary, input, nav a, .downloads a, .zoom, [role=button]")]
  .filter((one) => one.checkVisibility({ visibilityProperty: true }))
  .map((one) => [one, one.type === "checkbox" ? one.closest("label") : one])
  .filter(([one, box]) => {
    const { width, height } = box.getBoundingClientRect();
    return width > 0 && (width < 24 || height < 24);
  })
  .map(([one]) => one.outerHTML.slice(0, 200))"""


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("path", [*KINDS, STEPPED])
def test_controls_are_large_enough(browser: Browser, address: str, path: str, width: int) -> None:
    with Visit(browser, f"{address}ko/{path}", viewport={"width": width, "height": 800}) as visit:
        visit.page.evaluate(
            "document.querySelectorAll('details').forEach((one) => one.open = true)"
        )
        assert visit.page.evaluate(SMALL) == []


KB = 1024


def weights(course: Trial, address: str, asked: list[str]) -> dict[str, int]:
    """Return the compressed size of every file a visit asked for."""
    sizes = {}
    for url in asked:
        path = unquote(urlsplit(url.removeprefix(address)).path)
        file = course.output / path
        file = file / "index.html" if file.is_dir() else file
        content = file.read_bytes()
        packed = file.suffix in (".png", ".webp", ".woff2")
        sizes[file.relative_to(course.output).as_posix()] = (
            len(content) if packed else len(gzip.compress(content))
        )
    return sizes


@pytest.mark.parametrize("path", ["", *ALL])
def test_a_page_is_light(course: Trial, browser: Browser, address: str, path: str) -> None:
    with Visit(browser, address + path, viewport={"width": 1280, "height": 800}) as visit:
        visit.page.wait_for_load_state("networkidle")  # Figures come once the page is there.
        sizes = weights(course, address, visit.asked)
        scripts = sum(size for name, size in sizes.items() if name.endswith(".js"))
        pages = sum(size for name, size in sizes.items() if name.endswith(".html"))
        assert sum(sizes.values()) <= 150 * KB, sizes
        assert pages <= 40 * KB
        assert scripts <= 15 * KB
        assert {name for name in sizes if name.endswith((".woff2", ".woff", ".ttf"))} <= {
            "assets/stix-two-math.woff2"
        }
        scripts_of = course.page(path).iter("script")
        assert all("defer" in one.attrib for one in scripts_of if one.get("src"))
        styles = (name for name in sizes if name.endswith(".css"))
        assert sum(sizes[name] for name in styles) <= 12 * KB


def test_every_lesson_has_what_its_kind_has(course: Trial) -> None:
    assert len(LESSONS) == 7
    for locale in LOCALES:
        for lesson in LESSONS:
            tree = course.page(f"{locale}/{lesson}")
            counts = {
                name: len(list(by_class(tree, name)))
                for name in ("summary", "predict", "exercise", "solution", "answer", "badge")
            }
            assert counts["summary"] == counts["badge"] == 1
            assert min(counts["predict"], counts["exercise"], counts["solution"]) >= 2
            assert counts["answer"] >= 1


def test_the_styles_know_no_left_and_right() -> None:
    styles = (ROOT / "static/assets/theme.css").read_text(encoding="utf-8")
    names = [line.partition(":")[0].strip() for line in styles.split("\n") if ":" in line]
    physical = [
        name
        for name in names
        if {"left", "right"} & set(name.split("-")) and not name.startswith(("--", "/*"))
    ]
    assert physical == []


def test_the_font_of_formulas_is_the_only_one() -> None:
    assert [path.name for path in Path(ROOT / "static").rglob("*.woff2")] == ["stix-two-math.woff2"]
