"""Pages stand still while they load: nothing moves when scripts come late."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Route

from tests.conftest import Trial
from tests.test_accessible import KINDS, LESSONS
from tests.visit import Visit, serving

WATCH = """globalThis.shifts = []; globalThis.watch = new PerformanceObserver((list) =>
  shifts.push(...list.getEntries())); watch.observe({ type: "layout-shift", buffered: true });"""

SHIFTED = """() => [...shifts, ...watch.takeRecords()].map((one) =>
  [one.value, ...one.sources.map((source) => source.node?.outerHTML?.slice(0, 100))])"""

DRAWN = (
    "() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))"
)

PAINTED = "performance.getEntriesByName('first-contentful-paint').length > 0"


@pytest.fixture(scope="module")
def address(course: Trial) -> Iterator[str]:
    with serving(course.output) as address:
        yield address


@pytest.mark.parametrize("width", [320, 412, 1280])
@pytest.mark.parametrize("path", ["", *(f"ja/{kind}" for kind in KINDS), f"es/{LESSONS[-1]}"])
def test_nothing_moves_when_scripts_come_late(
    browser: Browser, address: str, path: str, width: int
) -> None:
    held: list[Route] = []
    window = {"width": width, "height": 800}
    # The policy of the site forbids to wait for a script that the page did not bring.
    with Visit(browser, "about:blank", viewport=window, bypass_csp=True) as visit:
        page = visit.page
        page.add_init_script(WATCH)
        page.route("**/*.js", lambda route: held.append(route))  # noqa: PLW0108 - it is given an attribute
        page.route("**/*.woff2", lambda route: route.abort())
        page.goto(address + path, wait_until="commit")
        page.wait_for_function(PAINTED)
        page.unroute("**/*.js")
        for route in held:
            route.continue_()
        page.wait_for_load_state("networkidle")
        page.evaluate(DRAWN)
        shifted = page.evaluate(SHIFTED)
        assert sum(shift[0] for shift in shifted) <= 0.01, shifted
