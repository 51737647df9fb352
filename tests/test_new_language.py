"""A new language is data: an entry in site.yaml, two catalogues, and pages as they come.

The course learns two languages that it does not know: one written like Spanish, and one from
right to left. No line of Python, of a template or of CSS is changed for them.
"""

import re
import shutil
from collections.abc import Callable
from itertools import groupby
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from sitegen.cli import main
from tests.conftest import ROOT, Trial, built_once
from tests.html import by_class, text_of
from tests.mutants.text import HIDDEN
from tests.mutants.text import text_of as page_text

LESSON = "basic/clustering/gaussian-mixture"
LATIN = "abcdefghijklmnopqrstuvwxyz"
ARABIC = dict(zip(LATIN, "ابثدهفغحيجكلمنوبقرستعفوخيز", strict=True))
PLACEHOLDER = re.compile(r"\{[^}]*\}|%\([^)]*\)\w")


def accented(text: str) -> str:
    """Return a text that is read as English and is none."""
    return text.replace("o", "ø").replace("O", "Ø").replace("u", "ű")


def arabic(text: str) -> str:
    """Return a text in Arabic letters that says nothing, with a point before decimals."""
    said = "".join(ARABIC.get(letter.lower(), letter) for letter in text)
    return re.sub(r"(?<=\d),(?=\d)", ".", said)


def outside(pattern: re.Pattern[str], text: str, say: Callable[[str], str]) -> str:
    """Return a text changed but for what the pattern matches."""
    kept = pattern.findall(text)
    said = [say(part) for part in pattern.split(text)]
    return "".join(part + hold for part, hold in zip(said, [*kept, ""], strict=True))


def catalogue(source: Path, target: Path, code: str, say: Callable[[str], str]) -> None:
    """Write a catalogue of a new language with everything said in it."""
    with source.open("rb") as file:
        template = read_po(file)
    said = Catalog(locale=code)
    for message in template:
        if message.id:
            text = outside(PLACEHOLDER, str(message.id), say)
            said.add(message.id, text, context=message.context)
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as file:
        write_po(file, said)


def translated(path: Path, say: Callable[[str], str]) -> str:
    """Return a Spanish page in a new language: its prose changed, all else kept."""
    content = re.sub(r"(?m)^source:\n(  .*\n)*", "", path.read_text(encoding="utf-8"))
    page = page_text(content)
    lines = list(page.lines)
    for n in page:
        parts = groupby(zip(page.prose[n], lines[n], strict=True), lambda pair: pair[0] != HIDDEN)
        said = [("".join(old for _, old in run), shown) for shown, run in parts]
        lines[n] = "".join(say(text) if shown else text for text, shown in said)

    def changed(match: re.Match[str]) -> str:
        return match[1] + say(match[2])

    body = re.sub(r'((?:caption|title|label)=")([^"]*)', changed, "\n".join(lines))
    return re.sub(r"(?m)^((?:title|linkTitle|seo_title|description): )(.*)$", changed, body)


@pytest.fixture(scope="module")
def grown(course: Trial, shared: Path) -> Trial:
    """Return the course with two languages more, built."""

    def begin(folder: Path) -> Trial:
        site = with_two_more(folder / "site")
        site.cache = course.cache
        return site

    return built_once("grown", shared, begin)


def with_two_more(folder: Path) -> Trial:
    """Return the course with two languages more, as a newcomer would add them."""
    site = Trial(folder)
    for name in ("content", "i18n", "gmm_demo"):
        shutil.copytree(ROOT / name, site.folder / name)
    config = (ROOT / "site.yaml").read_text(encoding="utf-8")
    config = config.replace("  ko: ", "  eo: Miksaĵoj\n  ar: خلائط\n  ko: ", 1)
    added = "  - eo\n  - {code: ar, label: عربي}\nprograms:"
    config = config.replace("cards: true\n", "")  # They are drawn for the course itself.
    site.write({"site.yaml": config.replace("programs:", added)})
    for code, say in (("eo", accented), ("ar", arabic)):
        for name in ("i18n", "gmm_demo/messages"):
            catalogue(ROOT / name / "es.po", site.folder / name / f"{code}.po", code, say)
        for page in ("_index", LESSON):
            text = translated(ROOT / f"content/{page}.es.md", say)
            site.write({f"content/{page}.{code}.md": text})
    for page in ("_", LESSON):
        for code in ("eo", "ar"):
            command = ["stamp", page, "--locale", code, "--site", str(site.folder), "--quiet"]
            assert main(command, home=ROOT) == 0
    return site


def test_the_course_builds(grown: Trial) -> None:
    assert grown.report.exit == 0
    # The glossary is filled as pages come; until then its terms are shown in English.
    assert {one.code for one in grown.report.problems} == {"untranslated-term"}, grown.problems


@pytest.mark.parametrize(("code", "side"), [("eo", "ltr"), ("ar", "rtl")])
def test_pages_are_there_as_they_come(grown: Trial, code: str, side: str) -> None:
    lesson = grown.page(f"{code}/{LESSON}")
    assert (lesson.get("lang"), lesson.get("dir")) == (code, side)
    assert list(by_class(lesson, "fallback")) == []
    missing = grown.page(f"{code}/basic/clustering/em-algorithm")
    [notice] = by_class(missing, "fallback")
    assert text_of(notice).strip()
    article = missing.find(".//article")
    assert article is not None
    assert "EMアルゴリズム" in text_of(article)
    # The words are the source's until somebody translates them; the programs speak already.
    assert {cell.get("lang") for cell in by_class(article, "cell")} == {code}
    shown = [str(image.get("src")) for image in article.iter("img")]
    assert [src for src in shown if f"_{code}" not in src] == []


@pytest.mark.parametrize(("code", "say"), [("eo", accented), ("ar", arabic)])
def test_the_interface_speaks_it(grown: Trial, code: str, say: Callable[[str], str]) -> None:
    whole = (grown.output / code / LESSON / "index.html").read_text(encoding="utf-8")
    assert say("Contents") in whole
    assert say("On this page") in whole
    assert "Contents<" not in whole
    assert (grown.output / f"search/{code}.js").exists()
    assert f'hreflang="{code}"' in (grown.output / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("code", ["eo", "ar"])
def test_its_figures_are_its_own(grown: Trial, code: str) -> None:
    images = grown.output / "images"
    drawn = sorted(path.name for path in images.rglob(f"*_{code}.svg"))
    others = sorted(path.name for path in images.rglob("*_es.svg"))
    assert drawn == [name.replace("_es", f"_{code}") for name in others]
    assert (grown.output / code / LESSON / f"gaussian-mixture.{code}.py").exists()
