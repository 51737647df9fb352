"""Formulas with a name are written once and quoted everywhere."""

import pytest

from tests.conftest import Trial
from tests.html import by_class, formulas, links, text_of

SOURCE = """\
See {{< eq "two" >}} and {{< eq "one" >}}.

{{< formula "one" >}}
a_1
{{< /formula >}}

{{< formula "two" >}}b \\ge 2{{< /formula >}}

{{< formula "one" />}}
"""
QUOTING = """\
Ver {{< eq "two" >}} y {{< eq "one" >}}.

{{< formula "one" />}}

{{< formula "two" />}}

{{< formula "one" />}}
"""


@pytest.fixture
def site(trial: Trial) -> Trial:
    trial.write(
        {
            "content/_index.ja.md": "x",
            "content/s/a.ja.md": SOURCE,
            "content/s/a.es.md": QUOTING,
            "content/s/b.ja.md": '{{< formula "a#two" />}}\n\n{{< eq "a#two" >}}\n',
            "content/c.ja.md": '{{< eq "s/a#one" >}}\n',
        }
    )
    trial.build()
    assert trial.problems == []
    return trial


@pytest.mark.parametrize("locale", ["ja", "es"])
def test_every_language_shows_the_same_formulas_and_numbers(site: Trial, locale: str) -> None:
    page = site.page(f"{locale}/s/a")
    assert formulas(page) == ["\na_1\n", "b \\ge 2", "\na_1\n"]
    assert [text_of(one) for one in by_class(page, "formula-number")] == ["(1)", "(2)", "(1)"]
    assert [one.get("id") for one in by_class(page, "formula")] == ["eq-one", "eq-two", None]
    assert [text_of(one) for one in by_class(page, "eq")] == ["(2)", "(1)"]
    assert links(next(page.iter("article"))) == ["#eq-two", "#eq-one"]


@pytest.mark.parametrize("locale", ["ja", "es"])
def test_another_page_quotes_the_formula_and_links_to_it(site: Trial, locale: str) -> None:
    page = site.page(f"{locale}/s/b")
    assert formulas(page) == ["b \\ge 2"]
    assert links(next(page.iter("article"))) == ["../a/index.html#eq-two"]
    other = site.page(f"{locale}/c")
    assert links(next(other.iter("article"))) == ["../s/a/index.html#eq-one"]


def test_bad_latex_of_a_quoted_formula_is_told_once_where_it_is_written(trial: Trial) -> None:
    trial.write(
        {
            "content/_index.ja.md": '{{< formula "x" >}}\n\\nope\n{{< /formula >}}\n',
            "content/_index.es.md": '{{< formula "x" />}}\n',
        }
    )
    trial.build()
    assert trial.problems == [
        "content/_index.ja.md:6: bad LaTeX: Unknown command \"\\nope\". (in '\\nope')"
    ]


def test_a_page_may_show_the_cells_of_two_programs(trial: Trial) -> None:
    yaml = (trial.folder / "site.yaml").read_text(encoding="utf-8")
    trial.write(
        {
            "site.yaml": yaml.replace("[ja, es]", "[ja]") + "programs: {package: demo}\n",
            "demo/lessons/one.py": "x = 1.25\nprint(x)\n",
            "demo/lessons/two.py": "x = 2.5\n# %% show\nprint(x)\n",
            "content/_index.ja.md": (
                "---\ntitle: A\nprogram: [one, two]\n---\n"
                '{{< cell "setup" >}}\n\n{{< cell "two:setup" >}}\n\n{{< cell "two:show" >}}\n\n'
                'a {{< value "x" ".1f" >}} b {{< value "two:x" ".2f" >}}\n'
            ),
        }
    )
    trial.build()
    assert trial.problems == []
    page = trial.page("ja")
    assert [text_of(samp) for samp in page.iter("samp")] == ["1.25", "2.5"]
    assert "a 1.2 b 2.50" in [text_of(paragraph) for paragraph in page.iter("p")]
