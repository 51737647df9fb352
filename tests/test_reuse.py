"""A build after an edit makes what shows it again, and nothing else: the site is as made anew."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import SITE_YAML, Trial
from tests.html import text_of

PAGE = "---\ntitle: {}\nweight: {}\n---\n\n## A\n\n{}\n"
SIZE = 130
"""More pages than a menu shows as a whole."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Trial:
    """Return a site of many short pages in sections, built."""
    site = Trial(tmp_path_factory.mktemp("reuse") / "site")
    files = {"content/_index.md": "はじめ", "content/_index.es.md": "Inicio"}
    files["site.yaml"] = SITE_YAML + "checks: {language: off}\n"
    for number in range(SIZE):
        folder = f"content/s{number % 5}"
        files[f"{folder}/p{number}.md"] = PAGE.format(f"題 {number}", number, "本文。")
        if number % 3:
            files[f"{folder}/p{number}.es.md"] = PAGE.format(f"T {number}", number, "Texto.")
    files["content/s0/list.md"] = PAGE.format("一覧", 999, "{{< children />}}")
    site.write(files)
    site.build(search=True)
    assert site.report.published, site.problems
    return site


@pytest.fixture
def site(built: Trial, tmp_path: Path) -> Trial:
    """Return a copy of the built site, with what it remembers."""
    shutil.copytree(built.folder, tmp_path / "site", copy_function=shutil.copy2)
    return Trial(tmp_path / "site")


def listing(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def edit(path: str, old: str, new: str) -> Callable[[Trial], None]:
    """Return what replaces a text in a file of a site."""

    def change(site: Trial) -> None:
        text = (site.folder / path).read_text(encoding="utf-8")
        assert old in text
        (site.folder / path).write_text(text.replace(old, new), encoding="utf-8")

    return change


def write(path: str, text: str) -> Callable[[Trial], None]:
    """Return what writes a file of a site."""
    return lambda site: site.write({path: text})


EDITS: dict[str, tuple[Callable[[Trial], None], int, int]] = {
    "text": (edit("content/s1/p1.md", "本文", "別の文"), 2, 2),
    "text of a translation": (edit("content/s1/p1.es.md", "Texto", "Otro"), 2, 2),
    "title": (edit("content/s1/p6.md", "題 6", "新しい題"), 30, 100),
    "place in the order": (edit("content/s1/p6.md", "weight: 6", "weight: 77"), 30, 100),
    "a new page": (write("content/s2/new.md", PAGE.format("新", 1, "新しい。")), 200, 400),
    "a page less": (lambda site: (site.folder / "content/s3/p3.md").unlink(), 200, 400),
    "a template": (write("templates/partials/missing.html", "<p>missing</p>\n"), 200, 400),
    "a static file": (write("static/extra.txt", "extra"), 200, 400),
    "the title of the site": (edit("site.yaml", "title: Trial", "title: Probe"), 200, 400),
}


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_gives_what_a_build_from_nothing_gives(
    site: Trial, tmp_path: Path, name: str
) -> None:
    """Byte for byte, and no more pages are made than show it."""
    change, least, most = EDITS[name]
    change(site)
    site.build()
    assert site.report.published, site.problems
    assert least <= site.report.rendered <= most
    assert site.report.rendered + site.report.reused == site.report.pages
    problems = site.problems
    told = listing(site.output)
    shutil.rmtree(site.output)
    fresh = Trial(site.folder)
    fresh.cache = tmp_path / "other"
    fresh.build()
    assert fresh.report.reused == 0
    assert problems == fresh.problems
    assert told == listing(fresh.output)


def test_a_published_file_that_somebody_changed_is_made_again(site: Trial) -> None:
    """What is published is looked at before it is taken over."""
    page = site.output / "ja/s1/p1/index.html"
    right = page.read_bytes()
    page.unlink()
    page.write_bytes(b"somebody's")
    edit("content/s2/p2.md", "本文", "別の文")(site)
    site.build()
    assert page.read_bytes() == right


def test_problems_of_pages_that_are_not_made_again_are_told_again(site: Trial) -> None:
    """A warning does not go away because something else was edited."""
    edit("site.yaml", "language: off", "language: warning")(site)
    edit("content/s1/p1.md", "本文。", "Привет")(site)
    site.build()
    before = site.problems
    assert any("Привет" in one for one in before)
    edit("content/s2/p2.md", "本文", "別の文")(site)
    site.build()
    assert site.report.reused > 0
    assert site.problems == before


def test_a_page_that_moves_takes_its_links_along(site: Trial) -> None:
    """A link that leads nowhere any more is told, though its own page was not edited."""
    edit("content/s1/p1.md", "本文。", "[次](/s2/p2/)")(site)
    edit("content/s1/p1.es.md", "Texto.", "[x](/s2/p2/)")(site)
    site.build()
    assert site.report.published, site.problems
    edit("content/s2/p2.md", "weight: 2", "weight: 2\nslug: moved")(site)
    site.build()
    assert any("nothing is at '/s2/p2/'" in one for one in site.problems)


def test_what_templates_of_the_site_say_of_other_pages_is_said_anew(site: Trial) -> None:
    """Nobody knows what they say: a title may stand anywhere."""
    macro = (
        "{% macro first() %}{{ page.site.page('s1/p6', page.locale).front.title }}{% endmacro %}"
    )
    site.write({"templates/shortcodes/first.html": macro})
    edit("content/s4/p4.md", "本文。", "{{< first >}}")(site)
    edit("content/s4/p4.es.md", "Texto.", "{{< first >}}")(site)
    site.build()
    assert site.report.published, site.problems
    edit("content/s1/p6.md", "題 6", "新しい題")(site)
    site.build()
    assert "新しい題" in text_of(site.page("ja/s4/p4"))
