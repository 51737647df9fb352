"""Answers to exercises are checked where they are written, without a server."""

import pytest
from playwright.sync_api import Browser, expect

from tests.conftest import SITE_YAML, Trial
from tests.visit import Visit, serving

PAGE = """\
---
title: A
program: p
---
{{< cell "setup" >}}

{{< answer "share" tolerance="0.005" >}}Divide **first**.{{< /answer >}}
"""


@pytest.fixture
def site(trial: Trial) -> Trial:
    trial.write(
        {
            "site.yaml": SITE_YAML + "programs: {package: demo}\n",
            "demo/lessons/p.py": "share = 1 / 3\nname = 'x'\n",
            "content/_index.md": "x",
            "content/a.md": PAGE,
            "content/a.es.md": PAGE.replace("program: p\n", ""),
        }
    )
    return trial


def test_an_answer_is_judged_in_the_readers_language(site: Trial, browser: Browser) -> None:
    site.build()
    assert site.problems == []
    with serving(site.output) as address, Visit(browser, f"{address}es/a/") as visit:
        page = visit.page
        verdict, hint = page.locator(".verdict"), page.locator(".hint")
        for given, said in [
            ("0,333", "¡Correcto!"),
            ("−0.333", "Revisa el signo."),
            ("0,35", "Casi: calcula con más cifras."),
            ("3", "Todavía no."),
            ("un tercio", "Escribe un número, por ejemplo 0,25."),
        ]:
            page.locator(".answer input").fill(given)
            page.keyboard.press("Enter")
            expect(verdict).to_have_text(said)
            expect(hint).to_be_visible(visible=said != "¡Correcto!")
        assert visit.complaints == []


@pytest.mark.parametrize("given", ["3977", "3.977", "3,977", "3 977", "+3977"])
def test_thousands_may_be_parted(site: Trial, browser: Browser, given: str) -> None:
    site.write({"demo/lessons/p.py": "share = 3977\n"})
    site.build()
    with serving(site.output) as address, Visit(browser, f"{address}es/a/") as visit:
        visit.page.locator(".answer input").fill(given)
        visit.page.keyboard.press("Enter")
        expect(visit.page.locator(".verdict")).to_have_text("¡Correcto!")


def test_without_javascript_nothing_waits_for_an_answer(site: Trial, browser: Browser) -> None:
    site.build()
    with (
        serving(site.output) as address,
        Visit(browser, f"{address}ja/a/", java_script_enabled=False) as visit,
    ):
        expect(visit.page.locator(".answer")).to_be_hidden()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"share"', '"name"', "'name' is no number"),
        ("0.005", "half", "'half' is no tolerance"),
        ('"share"', '"shore"', "no value 'shore' in this run"),
    ],
)
def test_an_answer_needs_a_number_and_a_tolerance(
    site: Trial, old: str, new: str, said: str
) -> None:
    site.write({"content/a.md": PAGE.replace(old, new)})
    assert site.build().exit == 1
    assert any(said in problem for problem in site.problems)
