"""The built course: the same numbers, formulas and parts in every language, nothing foreign."""

import json
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from xml.etree import ElementTree

import pytest
from fontTools.ttLib import TTFont

from sitegen.programs.printed import numbers_in
from tests.conftest import ROOT, Trial
from tests.html import by_class, errors, formulas, links, outline, text_of

LOCALES = ("ja", "es", "id", "ko")
LESSON = "basic/clustering/gaussian-mixture"


def pages() -> list[str]:
    """Return the address of every page below its language's home, itself the empty text."""
    texts = [path.relative_to(ROOT / "content") for path in ROOT.glob("content/**/*.ja.md")]
    names = [text.with_name(text.name.removesuffix(".ja.md")).as_posix() for text in texts]
    return sorted(f"{name}/".removesuffix("_index/") for name in names)


PAGES = pages()
PROGRAMS = sorted(path.stem for path in (ROOT / "gmm_demo/lessons").glob("[!_]*.py"))
HIDDEN = ("library", "tables", "overlap_rows")
"""The cells of the lesson's program that its page does not show."""


def test_the_course_builds_without_a_problem(course: Trial) -> None:
    assert course.problems == []
    assert course.report.published
    runs = sorted((run.program, run.locale) for run in course.report.programs_run)
    assert runs == sorted((program, locale) for program in PROGRAMS for locale in LOCALES)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("page", PAGES)
def test_pages_are_valid_html(course: Trial, locale: str, page: str) -> None:
    html = (course.output / locale / page / "index.html").read_text(encoding="utf-8")
    assert errors(html) == []


@pytest.mark.parametrize("locale", LOCALES)
def test_the_published_numbers_stand_in_prose_and_in_output(course: Trial, locale: str) -> None:
    page = course.page(f"{locale}/{LESSON}")
    printed = "\n".join("".join(samp.itertext()) for samp in page.iter("samp"))
    for number in ("-3.950589", "[0.3335002  0.33333333 0.33316647]", "(600, 3)", "4849.455"):
        assert number in printed
    prose = " ".join(text_of(paragraph) for paragraph in page.iter("p"))
    for number in ("−3.950589", "0.3335", "0.3332", "4849.5", "4814.2", "1.782", "0.917", "0.68"):
        written = number.replace(".", ",") if locale in ("es", "id") else number
        assert written in prose, written


def parts(course: Trial, locale: str, page: str) -> dict[str, object]:
    """Return all of a page that may not differ between languages.

    Within a sentence formulas come in the order of the language; those set apart do not.
    """
    tree = course.page(f"{locale}/{page}")
    article = next(tree.iter("article"))
    for time in by_class(article, "reading-time"):  # A short page has none; length is words.
        article.remove(time)
    headings = [(one.tag, one.get("id")) for one in article.iter() if one.tag in ("h2", "h3")]
    blocks = [line.split("#")[0].split(" ")[0] for line in outline(article)]
    cells = [sum(1 for _ in cell.iter("samp")) for cell in by_class(article, "cell")]
    cited = [link for link in links(article) if link.startswith(("#", "https:"))]
    return {
        "headings": headings,
        "blocks": blocks,
        "cells": cells,
        "formulas": sorted(formulas(article)),
        "set apart": [formulas(one) for one in article.iter("math") if one.get("display")],
        "exercises": [
            len(list(by_class(one, "solution"))) for one in by_class(article, "exercise")
        ],
        "links": cited,
        "figures": len(list(article.iter("figure"))),
    }


@pytest.mark.parametrize("locale", LOCALES[1:])
@pytest.mark.parametrize("page", PAGES)
def test_only_words_differ_between_languages(course: Trial, locale: str, page: str) -> None:
    assert parts(course, locale, page) == parts(course, "ja", page)


@pytest.mark.parametrize("locale", LOCALES)
def test_figures_are_published_in_the_words_of_the_locale(course: Trial, locale: str) -> None:
    stem = course.output / "images" / f"{LESSON}_block01_{locale}"
    assert stem.with_suffix(".png").read_bytes().startswith(b"\x89PNG")
    svg = ElementTree.fromstring(stem.with_suffix(".svg").read_bytes())
    texts = " ".join(element.text or "" for element in svg.iter() if element.tag.endswith("text"))
    words = {"ja": "中心", "es": "Centro", "id": "Pusat", "ko": "중심"}
    assert words[locale] in texts
    assert "Centre" not in texts


def shown(course: Trial, locale: str) -> str:
    """Return the listings of the lesson's page."""
    page = course.page(f"{locale}/{LESSON}")
    listings = [
        "".join(pre.itertext())
        for cell in by_class(page, "cell")
        for pre in cell.iter("pre")
        if "highlight" in (pre.get("class") or "")
    ]
    return "".join(listings)


@pytest.mark.parametrize("locale", LOCALES)
def test_the_download_is_the_listing(course: Trial, locale: str) -> None:
    name = f"gaussian-mixture.{locale}.py"
    source = (course.output / locale / LESSON / name).read_text(encoding="utf-8")
    docstring, *cells = re.split(r"^# %% (?=\w+$)", source, flags=re.MULTILINE)
    code = dict(cell.split("\n", 1) for cell in cells)
    assert set(HIDDEN) < set(code)
    seen = [docstring, *(code[name] for name in code if name not in HIDDEN)]
    kept = [line for line in "\n".join(seen).split("\n") if line]
    assert kept == [line for line in shown(course, locale).split("\n") if line]
    assert "from gmm_demo" not in source


def run_alone(script: Path, folder: Path) -> str:
    """Run a script with its data away from the repository and return what it prints."""
    folder.mkdir(parents=True)
    for file in (script, *script.parent.glob("*.csv")):
        shutil.copy(file, folder)
    done = subprocess.run(
        [sys.executable, "-I", script.name],
        cwd=folder,
        env={"MPLBACKEND": "agg", "PYTHONIOENCODING": "utf-8", "OMP_NUM_THREADS": "1"},
        capture_output=True,
        check=True,
    )
    return done.stdout.decode()


def test_every_script_of_every_language_runs_alone_with_the_published_numbers(
    course: Trial, tmp_path: Path
) -> None:
    scripts = sorted(course.output.rglob("*.py"))
    assert len(scripts) == len(PROGRAMS) * len(LOCALES)
    with ThreadPoolExecutor(2) as pool:
        folders = [tmp_path / script.stem for script in scripts]
        printed = dict(zip(scripts, pool.map(run_alone, scripts, folders), strict=True))
    for path in course.output.rglob("*.ipynb"):
        own = "".join(printed[script] for script in path.parent.glob("*.py"))
        notebook = json.loads(path.read_text(encoding="utf-8"))
        outputs = [one for cell in notebook["cells"] for one in cell.get("outputs", ())]
        shown = "".join("".join(one.get("text", "")) for one in outputs)
        assert sorted(numbers_in(own)) == sorted(numbers_in(shown)) != [], path


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("page", PAGES)
def test_every_page_leads_to_its_translations(course: Trial, locale: str, page: str) -> None:
    tree = course.page(f"{locale}/{page}")
    [switcher] = by_class(tree, "languages")
    for link, code in zip(switcher.iter("a"), LOCALES, strict=True):
        there = course.output / locale / page / (link.get("href") or "")
        assert there.resolve() == (course.output / code / page / "index.html").resolve()
        assert link.get("hreflang") == code
        assert (link.get("aria-current") == "true") is (code == locale)


def test_every_link_and_file_of_every_page_is_there(course: Trial) -> None:
    for file in sorted(course.output.rglob("*.html")):
        tree = course.page(file.parent.relative_to(course.output).as_posix())
        ids = {element.get("id") for element in tree.iter()}
        for name in ("href", "src"):
            for target in (element.get(name) for element in tree.iter()):
                if not target or target.startswith(("https:", "mailto:")):
                    continue
                path, _, fragment = target.partition("#")
                assert not path.startswith("/"), "links are relative"
                assert (file.parent / path).resolve().is_file() or not path, (file, target)
                assert path or fragment in ids, (file, target)


def test_the_root_page_offers_the_languages_and_sends_nobody_anywhere(course: Trial) -> None:
    html = (course.output / "index.html").read_text(encoding="utf-8")
    assert "refresh" not in html
    assert errors(html) == []
    page = course.page("")
    offered = [link for link in links(page) if link.endswith("index.html")]
    assert offered == [f"{locale}/index.html" for locale in LOCALES]


def test_no_request_leaves_the_site(course: Trial) -> None:
    for file in course.output.rglob("*.html"):
        tree = course.page(file.parent.relative_to(course.output).as_posix())
        loaded = [
            element.get("src") or element.get("href") or ""
            for element in tree.iter()
            if element.tag in ("script", "img", "iframe")
            or (element.tag == "link" and element.get("rel") in ("stylesheet", "icon"))
        ]
        assert not [target for target in loaded if "//" in target]


def test_the_font_of_formulas_covers_what_the_formulas_use(course: Trial) -> None:
    font = TTFont(ROOT / "static/assets/stix-two-math.woff2")
    assert "MATH" in font
    known = set(font.getBestCmap())
    for locale in LOCALES:
        for math in course.page(f"{locale}/{LESSON}").iter("math"):
            shown = "".join(
                t for e in math.iter() if e.tag in ("mi", "mo", "mn") for t in e.itertext()
            )
            assert {ord(letter) for letter in shown} - known <= {0xFE00, 0x2061, 0x2063}
