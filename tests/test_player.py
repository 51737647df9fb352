"""Films, pictures of dots and tables on a page: what is published, and that the player plays."""

import json
import re

import pytest
from playwright.sync_api import Browser, expect

from tests.conftest import SITE_YAML, Trial
from tests.html import by_class, text_of
from tests.test_films import MOVING
from tests.visit import Visit, serving

PAGE = """\
---
title: A
program: p
---

{{< cell "setup" >}}

{{< plot "setup" caption="c" >}}a point that moves{{< /plot >}}

{{< cell "filled" >}}

{{< plot "filled" format="webp" data="rows" data_format=".2f" >}}a slope{{< /plot >}}
"""
FILLED = "# %% filled\nplt.contourf([[0, 1], [1, 2]])\nrows = [['k', 'x'], [1, 0.5], [2, None]]\n"


@pytest.fixture
def site(trial: Trial) -> Trial:
    trial.write(
        {
            "site.yaml": SITE_YAML + "programs: {package: demo}\n",
            "demo/lessons/p.py": MOVING.replace("FRAMES", "range(30)") + FILLED,
            "content/_index.ja.md": "x",
            "content/_index.es.md": "x",
            "content/a.ja.md": PAGE,
            "content/a.es.md": PAGE.replace("program: p\n", "").replace("that moves", "que va"),
        }
    )
    return trial


def test_a_page_has_the_player_the_strip_and_both_pictures(site: Trial) -> None:
    site.build()
    assert site.problems == []
    page = site.page("es/a")
    [player] = by_class(page, "player")
    for number in str(player.get("data-numbers")).split():
        assert (site.output / f"images/a_block01_es_{number}.svg").exists()
    [strip] = by_class(page, "strip")
    assert [image.get("alt") for image in strip.iter("img")] == [
        f"Fotograma {number} de 30" for number in (1, 7, 12, 19, 24, 30)
    ]
    assert "hidden" in player.attrib
    for kind in ("light", "dark"):
        assert (site.output / f"images/a_block02_es.{kind}.webp").exists()
    assert not (site.output / "images/a_block02_es.svg").exists()
    [table] = by_class(page, "data")
    assert [text_of(cell) for cell in table.iter("td")] == ["1", "0,50", "2", "–"]
    assert next(page.iter("main")).get("data-scripts") == "../../assets/film.js"


def test_a_film_is_the_same_in_every_language_however_long_its_words(site: Trial) -> None:
    program = MOVING.replace("FRAMES", "range(4)").replace(
        'ax.set_title(f"Step {step}")', 'ax.set_ylabel(_("Step"))\n    ax.set_aspect("equal")'
    )
    site.write(
        {
            "demo/lessons/p.py": "from demo.words import _\n" + program + FILLED,
            "demo/messages/ja.po": 'msgid "Step"\nmsgstr "k"\n',
            "demo/messages/es.po": 'msgid "Step"\nmsgstr "Un paso\\nlargo\\nmuy largo"\n',
        }
    )
    site.build()
    assert [problem for problem in site.report.problems if problem.code == "parity"] == []


def test_asking_for_webp_runs_the_program_again_and_prose_does_not(site: Trial) -> None:
    site.build()
    site.write({"content/a.ja.md": PAGE.replace("a slope", "a steep slope")})
    assert site.build().programs_run == ()
    for name in ("content/a.ja.md", "content/a.es.md"):
        text = (site.folder / name).read_text(encoding="utf-8")
        site.write({name: text.replace(' format="webp"', "")})
    assert {run.why for run in site.build().programs_run} == {
        "changed since its last run: figures as WebP"
    }
    assert json.loads((site.output / "parity.json").read_text(encoding="utf-8"))["programs"]


def test_the_player_plays_stops_and_steps_and_never_starts_by_itself(
    site: Trial, browser: Browser
) -> None:
    site.build()
    with serving(site.output) as address, Visit(browser, f"{address}es/a/") as visit:
        page = visit.page
        screen, play = page.locator(".film .zoom img"), page.locator(".player .play")
        counter = page.locator(".player output")

        def shows(end: str) -> None:
            expect(screen).to_have_attribute("src", re.compile(f"_{end}$"))

        shows("es.svg")  # The last frame, as the figure was left.
        play.click()
        expect(play).to_have_text("Pausar")
        shows(r"es_\d+.svg")  # A slow machine shows some of the frames only.
        play.click()
        expect(play).to_have_text("Reproducir")
        page.locator(".player input").fill("0")
        expect(counter).to_have_text("1 / 30")
        page.locator(".player .forward").click()
        shows("2.svg")
        page.locator(".player input").press("End")
        expect(counter).to_have_text("30 / 30")
        play.click()
        expect(counter).not_to_have_text("30 / 30")
        shows("30.svg")
        expect(play).to_have_text("Reproducir")
        assert visit.complaints == []


def test_without_javascript_the_strip_shows_what_moves(site: Trial, browser: Browser) -> None:
    site.build()
    with (
        serving(site.output) as address,
        Visit(browser, f"{address}ja/a/", java_script_enabled=False) as visit,
    ):
        assert not visit.page.locator(".player").is_visible()
        assert visit.page.locator(".strip img").count() == 6
        assert visit.page.locator(".strip img").first.is_visible()
