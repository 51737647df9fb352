"""Terms and claims: one glossary for all languages, one check for each statement."""

import pytest
from playwright.sync_api import Browser, expect

from tests.conftest import Trial
from tests.html import by_class, text_of
from tests.visit import Visit, serving

GLOSSARY = """\
share:
  term: {en: share, ja: 割合, es: parte}
  definition: {en: A part of one., ja: 1の一部。, es: Una parte de uno.}
  avoid: {es: {porción: {match: dos porciones, miss: proporción}}}
  see: [weight]
weight:
  term: {en: weight, ja: 重み, es: peso}
  definition: {en: How much., ja: どれだけか。, es: Cuánto.}
"""
PAGE = 'A {{< term share >}}, two {{< term "share" "partes" >}} <& {{< term weight >}}.\n'


@pytest.fixture
def site(trial: Trial) -> Trial:
    trial.write(
        {
            "content/glossary.yaml": GLOSSARY,
            "content/_index.md": "x",
            "content/a.md": PAGE,
            "content/a.es.md": PAGE,
            "content/glossary.md": "{{< glossary >}}\n",
            "content/glossary.es.md": "{{< glossary >}}\n",
        }
    )
    return trial


def test_a_term_has_the_words_of_the_pages_language(site: Trial) -> None:
    site.build()
    assert site.problems == []
    first, second, third = by_class(site.page("es/a"), "term")
    assert text_of(first) == "parteparte (share) Una parte de uno. Glosario"
    assert (second.text, third.text) == ("partes", "peso")
    [link] = first.iter("a")
    assert link.get("href") == "../glossary/index.html#share"
    ids = [one.get("id") for one in by_class(site.page("es/a"), "definition")]
    assert ids == [one.get("aria-describedby") for one in (first, second, third)]
    assert len(set(ids)) == 3


def test_the_glossary_lists_every_term(site: Trial) -> None:
    site.build()
    [listed] = by_class(site.page("ja/glossary"), "glossary")
    assert [entry.get("id") for entry in listed] == ["share", "weight"]
    assert text_of(listed[0]) == "割合 share 1の一部。 関連語： 重み"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            ", ja: 重み",
            "",
            "content/glossary.yaml:7: 'weight' has no term in ja (the source language needs one)",
        ),
        (
            "see: [weight]",
            "see: [weigth]",
            "content/glossary.yaml:1: 'share' points to 'weigth', which is no term"
            " (did you mean 'weight'?)",
        ),
        (
            "  avoid:",
            "  avoids:",
            "content/glossary.yaml:4: unknown key 'avoids' (did you mean 'avoid'?)",
        ),
    ],
)
def test_a_glossary_with_a_fault_ends_the_build(site: Trial, old: str, new: str, said: str) -> None:
    site.write({"content/glossary.yaml": GLOSSARY.replace(old, new)})
    assert site.build().exit == 2
    assert site.problems == [said]


def test_an_unknown_term_is_told_with_the_nearest(site: Trial) -> None:
    site.write({"content/a.md": "{{< term shere >}}", "content/a.es.md": "{{< term shere >}}"})
    assert site.build().exit == 1
    assert site.problems[0].endswith("no term 'shere' (did you mean 'share'?)")


def test_a_term_that_a_language_lacks_is_told_where_it_is_shown(site: Trial) -> None:
    site.write({"content/glossary.yaml": GLOSSARY.replace(", es: peso", "")})
    assert site.build().exit == 0
    message = "the term 'weight' has no name or no definition in 'es'"
    assert all(message in problem for problem in site.problems)
    *_, third = by_class(site.page("es/a"), "term")
    assert (third.text, third.get("lang")) == ("weight", "en")
    assert [problem.partition(": ")[0] for problem in site.problems] == [
        "content/a.es.md:5",
        "content/glossary.es.md:5",
    ]


def test_a_claim_is_prose_and_made_once(site: Trial) -> None:
    claim = "{{< claim three-of-20 >}}**three** of \\(20\\){{< /claim >}}"
    site.write({"content/a.md": f"{claim} end.\n", "content/a.es.md": f"{claim} end.\n"})
    site.build()
    assert site.problems == []
    [made] = next(site.page("ja/a").iter("article")).iter("p")
    assert [child.tag for child in made] == ["strong", "math"]
    assert text_of(made).endswith("end.")
    site.write({"content/a.md": f"{claim} and {claim}\n"})
    assert site.build().exit == 1
    assert any("claim 'three-of-20' is made twice" in problem for problem in site.problems)


def test_a_definition_opens_by_click_and_focus_and_closes_by_escape(
    site: Trial, browser: Browser
) -> None:
    site.build()
    with serving(site.output) as address:
        with Visit(browser, f"{address}es/a/", viewport={"width": 320, "height": 700}) as visit:
            page = visit.page
            definition = page.locator(".definition").first
            expect(definition).to_be_hidden()
            page.locator(".term").first.focus()
            expect(definition).to_be_visible()
            assert page.evaluate("document.documentElement.scrollWidth") <= 320
            page.keyboard.press("Escape")
            expect(definition).to_be_hidden()
        with Visit(browser, f"{address}ja/a/", java_script_enabled=False) as visit:
            visit.page.locator(".term").first.click(position={"x": 2, "y": 5})
            expect(visit.page.locator(".definition").first).to_be_visible()
