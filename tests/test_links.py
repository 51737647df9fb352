"""Links as authors write them lead to the page in the reader's language."""

import pytest

from sitegen.model.address import relative
from tests.conftest import SITE_YAML, Trial
from tests.html import links

PAGES = {
    "content/_index.ja.md": "home",
    "content/basic/_index.ja.md": "section",
    "content/basic/em.ja.md": "## E {#e-step}\n",
    "content/basic/em.es.md": "## Paso E\n",
    "content/other.ja.md": "other",
}


@pytest.mark.parametrize(
    ("written", "leads"),
    [
        ("em.md", "../em/index.html"),
        ("em.ja.md", "../em/index.html"),
        ("em.es.md#e-step", "../em/index.html#e-step"),
        ("../other.md", "../../other/index.html"),
        ("../other.ja.md", "../../other/index.html"),
        ("_index.md", "../index.html"),
        ("../_index.md", "../../index.html"),
        ("/basic/em/", "../em/index.html"),
        ("/basic/em/#e-step", "../em/index.html#e-step"),
        ("../em/index.html", "../em/index.html"),
        ("/", "../../index.html"),
        ("../em/", "../em/index.html"),
        ("/favicon.svg", "../../../favicon.svg"),
        ("https://example.org/?a=b#c", "https://example.org/?a=b#c"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ('{{< ref "em" >}}', "../em/index.html"),
        ('{{< relref "em.md#e-step" >}}', "../em/index.html#e-step"),
        ('{{% ref "/basic/em" %}}', "../em/index.html"),
        ('{{< ref "basic/em" >}}', "../em/index.html"),
        ('{{< ref "../other.ja.md" >}}', "../../other/index.html"),
        ('{{< ref "other" >}} "a title"', "../../other/index.html"),
        ('{{< ref path="/basic/_index.md" >}}', "../index.html"),
    ],
)
@pytest.mark.parametrize("locale", ["ja", "es"])
def test_links_lead_where_they_say(trial: Trial, written: str, leads: str, locale: str) -> None:
    trial.write({**PAGES, "content/basic/here.ja.md": f"[x]({written})\n"})
    trial.build()
    assert trial.problems == []
    page = trial.page(f"{locale}/basic/here")
    expected = leads
    assert links(next(page.iter("article"))) == [expected]
    target = expected.partition("#")[0]
    if not expected.startswith(("https:", "mailto:")):
        assert (trial.output / locale / "basic/here" / target).resolve().is_file()


def test_a_link_may_name_another_language(trial: Trial) -> None:
    link = "[x](/ja/basic/em/#e-step)\n"
    trial.write({**PAGES, "content/other.ja.md": link, "content/other.es.md": link})
    trial.build()
    assert trial.problems == []
    article = next(trial.page("es/other").iter("article"))
    assert links(article) == ["../../ja/basic/em/index.html#e-step"]


@pytest.mark.parametrize(
    "written", ["nope.md", "../../em.md", "/basic/nope/", "em", "/x.png", "../../../../etc/passwd"]
)
def test_links_to_nothing_are_reported(trial: Trial, written: str) -> None:
    trial.write({**PAGES, "content/basic/here.ja.md": f"[x]({written})\n"})
    assert trial.build().exit == 1
    assert trial.problems[0].startswith(f"content/basic/here.ja.md:5: nothing is at '{written}'")


def test_relative_addresses_name_the_file() -> None:
    assert relative("ja/a/", "ja/b/") == "../b/index.html"
    assert relative("ja/a/", "ja/") == "../index.html"
    assert relative("", "ja/") == "ja/index.html"
    assert relative("ja/a/", "ja/a/", "x y") == "#x%20y"
    assert relative("ja/a/", "images/図.svg") == "../../images/%E5%9B%B3.svg"


def test_the_source_locale_can_stand_at_the_root(trial: Trial) -> None:
    trial.write({**PAGES, "site.yaml": SITE_YAML + "default_locale_in_subdir: false\n"})
    trial.build()
    assert trial.problems == []
    assert (trial.output / "basic/em/index.html").is_file()
    assert (trial.output / "es/basic/em/index.html").is_file()
    assert not (trial.output / "ja").exists()
    assert "home" in "".join(trial.page("").itertext())


def test_a_ref_may_name_another_language(trial: Trial) -> None:
    here = '[x]({{< ref path="em" lang="es" >}})\n'
    trial.write({**PAGES, "content/here.ja.md": here})
    trial.build()
    assert trial.problems == []
    article = next(trial.page("ja/here").iter("article"))
    assert links(article) == ["../../es/basic/em/index.html"]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("nowhere", "there is no page 'nowhere'"),
        ("othr", "there is no page 'othr' (did you mean 'other'?)"),
        ("em", "'em' may be basic/em or more/em (write more of it)"),
        ('em" lang="ko', "the site has no language 'ko' (known: es, ja)"),
        ("other#gone", "nothing on /ja/other/ is called '#gone'"),
    ],
)
def test_a_ref_that_names_no_page_is_told(trial: Trial, written: str, said: str) -> None:
    pages = {**PAGES, "content/more/em.ja.md": "x", "content/more/_index.ja.md": "x"}
    trial.write({**pages, "content/here.ja.md": f'[x]({{{{< ref "{written}" >}}}})\n'})
    trial.build()
    assert [one for one in trial.problems if said in one], trial.problems
    assert trial.problems[0].startswith("content/here.ja.md:5")
