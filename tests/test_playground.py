"""The playground in a real browser: by pointer, by keyboard, from its address, and in Python."""

# ruff: noqa: N806 - X is the name the formulas use.

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Browser, Page, expect

from gmm_demo.em import GaussianMixture
from tests.conftest import Trial
from tests.playground import number, playground_site, results, shows
from tests.visit import Visit, serving

OWN = "#d=own&k=2&t=full&s=random&n=3&tol=0.001&reg=0.000001&i=4&p="
POINTS = "-1,0.5;-2,1;-1.5,-0.25;2,1;2.5,1.5;3,0.75;1.75,-1"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Trial:
    """Return a built site with the playground, a lesson and a page without a program."""
    return playground_site(tmp_path_factory.mktemp("playground"))


@pytest.fixture(scope="module")
def address(site: Trial) -> Iterator[str]:
    with serving(site.output) as address:
        yield f"{address}es/playground/index.html"


def the_points(page: Page) -> list[tuple[float, float]]:
    """Return the points in the address."""
    pairs = page.url.split("p=")[-1].split(";")
    return [(float(x), float(y)) for x, y in (pair.split(",") for pair in pairs)]


def test_a_click_and_the_keyboard_add_the_same_point(browser: Browser, address: str) -> None:
    with Visit(browser, f"{address}#d=empty", viewport={"width": 1000, "height": 900}) as visit:
        page = visit.page
        says = page.locator(".says")
        expect(says).to_have_text(re.compile("Hay pocos puntos \\(0\\)"))
        cloud = page.locator(".cloud")
        box = cloud.bounding_box()
        assert box is not None
        cloud.click(position={"x": box["width"] * 0.75, "y": box["height"] / 3})
        expect(says).to_have_text(re.compile("^Punto 1 añadido\\. Hay pocos puntos"))
        [(x, y)] = the_points(page)
        assert x == pytest.approx(3, abs=0.03)
        assert y == pytest.approx(1.5, abs=0.03)
        page.locator(".playground summary").press("Enter")
        page.keyboard.press("Tab")
        for value in ("−1,25", "0.5"):
            page.keyboard.type(value)
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(says).to_have_text(re.compile("^Punto 2 añadido"))
        assert the_points(page)[1] == (-1.25, 0.5)
        expect(page.locator(".add input").first).to_be_focused()
        assert visit.complaints == []


def test_the_table_changes_and_deletes_points(browser: Browser, address: str) -> None:
    with Visit(browser, f"{address}{OWN}{POINTS}") as visit:
        page = visit.page
        page.locator(".playground summary").press("Enter")
        second = page.get_by_label("x del punto 2", exact=True)
        expect(second).to_have_value("-2")
        expect(page.get_by_label("y del punto 3", exact=True)).to_have_value("-0,25")
        page.get_by_label("x del punto 1", exact=True).press("ArrowDown")
        expect(second).to_be_focused()
        second.fill("mucho")
        second.press("Enter")
        expect(page.locator(".says")).to_have_text(
            "Escribe un número de -1000000 a 1000000, por ejemplo 0,25."
        )
        expect(second).to_have_attribute("aria-invalid", "true")
        second.fill("-2,5")
        second.press("Enter")
        expect(page.locator(".says")).to_have_text(re.compile("^Inicio"))
        assert the_points(page)[1] == (-2.5, 1)
        page.get_by_label("Eliminar el punto 7", exact=True).press("Enter")
        expect(page.get_by_label("Eliminar el punto 6", exact=True)).to_be_focused()
        assert len(the_points(page)) == 6
        assert visit.complaints == []


def test_em_is_stepped_and_run_and_never_starts_by_itself(browser: Browser, address: str) -> None:
    with Visit(browser, address) as visit:
        page = visit.page
        shows(page, "iteration", "0")
        start = results(page)["likelihood"]
        page.locator(".step").click()
        shows(page, "iteration", "1")
        expect(page.locator(".says")).to_have_text(re.compile("^Iteración 1: log-verosimilitud −"))
        page.locator(".run").click()
        expect(page.locator(".run")).to_have_text("Pausar")
        expect(page.locator(".says")).to_have_text(re.compile(r"^Convergió tras \d\d iteraciones"))
        expect(page.locator(".run")).to_have_text("Ejecutar")
        page.locator(".reset").click()
        shows(page, "likelihood", start)
        for name, value in (("k", "5"), ("t", "tied"), ("s", "random"), ("n", "8"), ("d", "moons")):
            before = results(page)
            control = page.locator(f".playground [name={name}]")
            control.fill(value) if name == "n" else control.select_option(value)
            control.blur()
            shows(page, "iteration", "0")
            expect(page.locator("output[name=bic]")).not_to_have_text(before["bic"])
        assert page.locator(".components tbody tr").count() == 5
        assert visit.complaints == []


def test_where_motion_is_unwanted_run_jumps_to_the_end(browser: Browser, address: str) -> None:
    with Visit(browser, address, reduced_motion="reduce") as visit:
        visit.page.evaluate("document.querySelector('.playground .run').click()")
        assert visit.page.locator(".says").inner_text().startswith("Convergió")


def test_the_address_holds_the_state_in_every_language(browser: Browser, address: str) -> None:
    with Visit(browser, f"{address}{OWN}{POINTS}") as visit:
        page = visit.page
        shows(page, "iteration", "4")
        shown, link = results(page), page.locator(".languages a[lang=ja]")
        page.locator(".step").click()
        page.locator(".link").click()
        copied = page.locator(".copied").input_value()
        assert copied == page.url
        assert copied.endswith(POINTS)
        page.goto("about:blank")
        page.goto(copied.replace("i=5", "i=4"))
        shows(page, "iteration", "4")
        assert results(page) == shown
        link.click()
        page.wait_for_url("**/ja/playground/**")
        assert page.url.endswith(POINTS)
        shows(page, "iteration", "4")
        assert results(page) == {name: text.replace(",", ".") for name, text in shown.items()}


@pytest.mark.parametrize(
    "nonsense", ["#content", "#d=own&p=1,2;x;3", "#k=9&t=round&n=-4&tol=x&i=x", "#d=%E0%A4&i=1e9"]
)
def test_an_address_that_means_nothing_does_no_harm(
    browser: Browser, address: str, nonsense: str
) -> None:
    with Visit(browser, address + nonsense) as visit:
        expect(visit.page.locator(".says")).not_to_be_empty()
        assert visit.page.locator("[name=k]").input_value() == "3"
        assert visit.complaints == []


@pytest.mark.parametrize(
    ("kind", "steps"), [("full", 500), ("tied", 3), ("diag", 1), ("spherical", 500), ("full", 0)]
)
def test_the_python_copied_gives_the_numbers_on_the_screen(
    browser: Browser, address: str, tmp_path: Path, kind: str, steps: int
) -> None:
    with Visit(browser, f"{address}#k=3&t={kind}&n=1&tol=0.001&i={steps}") as visit:
        page = visit.page
        page.locator(".code").click()
        expect(page.locator(".copied")).to_be_visible()
        (tmp_path / "copied.py").write_text(page.locator(".copied").input_value(), "utf-8")
        if steps == 0:  # Before the first iteration the program is the one of the whole run.
            page.locator(".run").click()
            expect(page.locator(".says")).to_have_text(re.compile("^Convergió"))
        shown = results(page)["likelihood"]
        rows = page.locator(".components tbody tr").all_inner_texts()
    done = subprocess.run(
        [sys.executable, "-I", "copied.py"],
        cwd=tmp_path,
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    assert done.stderr == ""
    said = [float(one) for one in re.findall(r"-?\d+\.\d*(?:e-?\d+)?", done.stdout)]
    assert said[0] == pytest.approx(number(shown), abs=6e-7)
    weights = [number(row.split("\t")[1]) for row in rows]
    means = [number(one) for row in rows for one in row.split("\t")[2].strip("()").split(";")]
    assert said[1:4] == pytest.approx(weights, abs=6e-5)
    assert said[4:] == pytest.approx(means, abs=6e-4)


def test_the_screen_shows_the_numbers_of_the_estimator(browser: Browser, address: str) -> None:
    with Visit(browser, f"{address}{OWN}{POINTS}".replace("k=2", "k=1")) as visit:
        page = visit.page
        X = np.array(the_points(page))
        own = GaussianMixture(1).fit(X)
        for name, value, digits in (
            ("likelihood", own.score(X), 6),
            ("aic", own.aic(X), 3),
            ("bic", own.bic(X), 3),
        ):
            shows(page, name, f"{value:.{digits}f}".replace(".", ",").replace("-", "−"))
        shows(page, "free", "5")


def test_a_collapse_is_told_with_its_cause_and_kept_in_the_address(
    browser: Browser, address: str
) -> None:
    line = "#d=own&k=1&reg=0&p=0,0;1,1;2,2"
    spike = "#d=own&k=2&t=full&s=random&n=0&reg=0&tol=0&p=0,0;1,0.25;0.5,1;-0.5,0.75;5,4"
    with Visit(browser, address + line) as visit:
        expect(visit.page.locator(".says")).to_have_text(re.compile("componente 1 .*reg_covar"))
        visit.page.locator(".code").click()
        expect(visit.page.locator(".copied")).to_be_hidden()
        shows(visit.page, "likelihood", "–")
        assert visit.complaints == []
    with Visit(browser, address + spike, reduced_motion="reduce") as visit:
        page = visit.page
        page.locator(".run").click()
        fault = re.compile("^EM se detuvo: la componente [12] ")
        expect(page.locator(".says")).to_have_text(fault)
        page.reload()
        expect(page.locator(".says")).to_have_text(fault)
        assert int(results(page)["iteration"]) > 0
