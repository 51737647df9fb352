"""What a hunt for bad input once found: it works now."""

import json

import pytest

from sitegen.cache import Cache
from sitegen.cli import main
from tests.conftest import ROOT, SITE_YAML, Trial
from tests.html import by_class, formulas, links, text_of
from tests.test_execute import copy, run

HOME = "content/_index.ja.md"
ONE = SITE_YAML.replace("[ja, es]", "[ja]")


def test_latex_in_the_bibliography_is_read(trial: Trial) -> None:
    trial.write(
        {
            HOME: '{{< cite "a" >}}\n\n{{% references %}}{{% /references %}}\n',
            "content/references.bib": (
                "@BOOK{a, AUTHOR = {G{\\\"o}del, Kurt and Erd{\\H o}s, P\\'al}, YEAR = 2000,\n"
                '  TITLE = {50\\% \\& 50% & na{\\"\\i}ve}, DOI = {https://doi.org/10.1/a_b},\n'
                "  note = {~}}\n"
            ),
        }
    )
    trial.build()
    assert trial.problems == []
    item = next(next(by_class(trial.page("ja"), "references")).iter("li"))
    assert text_of(item) == "Kurt Gödel, Pál Erdős (2000). 50% & 50% & naïve. doi:10.1/a_b"


@pytest.mark.parametrize("text", ['<div>\n{{< cite "a" >}}\n</div>\n', '{{< cite key="a" >}}\n'])
def test_citations_count_wherever_they_stand(trial: Trial, text: str) -> None:
    trial.write(
        {
            HOME: text + "\n{{% references %}}{{% /references %}}\n",
            "content/references.bib": "@book{a, title = {T}}\n",
        }
    )
    trial.build()
    assert trial.problems == []
    assert text_of(next(by_class(trial.page("ja"), "cite"))) == "[1]"


def test_deep_lists_keep_their_text(trial: Trial) -> None:
    items = "".join(f"{'  ' * depth}- level {depth}\n" for depth in range(24))
    trial.write({HOME: items})
    trial.build()
    assert "level 23" in text_of(trial.page("ja"))


def test_a_named_formula_in_a_quotation_or_list_is_itself(trial: Trial) -> None:
    trial.write(
        {
            HOME: '> {{< formula "q" >}}\n> a\n> b\n> {{< /formula >}}\n\n'
            '- x\n\n  {{< formula "l" >}}\n  c\n    d\n  {{< /formula >}}\n',
        }
    )
    trial.build()
    assert trial.problems == []
    assert formulas(trial.page("ja")) == ["\na\nb\n", "\nc\n  d\n"]


def test_a_lonely_backquote_hides_nothing(trial: Trial) -> None:
    trial.write(
        {
            HOME: 'Press ` twice.\n\n{{< formula "p" >}}x{{< /formula >}}\n\n'
            'Again ` {{< eq "p" >}}.\n\n'
            "{{% notice %}}\nPress ` once.\n{{% /notice %}}\n\nAnd \\` again.\n",
        }
    )
    trial.build()
    assert trial.problems == []
    assert text_of(next(by_class(trial.page("ja"), "eq"))) == "(1)"


def test_what_stands_in_a_comment_is_not_run(trial: Trial) -> None:
    trial.write({HOME: '<!-- {{< nope >}} {{< formula "c" >}}x{{< /formula >}} -->\n\ntext\n'})
    trial.build()
    assert trial.problems == []
    assert formulas(trial.page("ja")) == []


def test_every_id_of_a_page_can_be_linked_to(trial: Trial) -> None:
    trial.write({HOME: '<a id="raw"></a>\n\n[r](#raw) [f](#fn1)[^x]\n\n[^x]: note\n'})
    trial.build()
    assert trial.problems == []


def test_the_table_of_contents_has_no_links_in_links(trial: Trial) -> None:
    trial.write(
        {
            HOME: '{{< formula "p" >}}x{{< /formula >}}\n',
            "content/a.ja.md": '{{< formula "p" >}}x{{< /formula >}}\n\n'
            '## A [b](/) {{< eq "p" >}}[^n]\n\n[^n]: note\n',
        }
    )
    trial.build()
    assert trial.problems == []
    [toc] = by_class(trial.page("ja/a"), "toc")
    assert len(links(toc)) == 1


def test_long_and_hostile_formulas_do_not_hang_or_crash(trial: Trial) -> None:
    trial.write(
        {
            HOME: "\\(" + "\\frac{1}{" * 4000 + "x" + "}" * 4000 + "\\)\n\n"
            "<div>\n" + "\\( " * 20_000 + "\n</div>\n\n" + "a \\(p(x|z)\\) b\n" * 800,
        }
    )
    trial.build()
    assert [problem.code for problem in trial.report.problems] == ["latex"]


def test_shortcodes_nested_too_deeply_are_told(trial: Trial) -> None:
    deep = "{{% predict %}}\n" * 400 + "x\n" + "{{% /predict %}}\n" * 400
    trial.write({HOME: deep})
    assert trial.build().exit == 1
    assert "deep" in trial.problems[0]


def test_only_what_can_be_kept_and_shown_is_recorded() -> None:
    outcome = run(
        "import math\nbig = math.factorial(2000)\nsmall = 2**1000\ntext = 'a\\x00'\n"
        "print('\\ud800\\x1b[1m')\n"
    )
    assert sorted(outcome.values) == ["small", "text"]  # type: ignore[union-attr]
    assert outcome.values["text"] == "a\ufffd"  # type: ignore[union-attr]
    assert outcome.cells["setup"].stdout == "?\ufffd[1m\n"  # type: ignore[union-attr]


def test_future_imports_hold_for_later_cells() -> None:
    outcome = run("from __future__ import annotations\n# %% a\ndef f(x: nowhere): ...\nx = 1\n")
    assert outcome.values == {"x": 1}  # type: ignore[union-attr]


def test_a_form_feed_or_line_separator_moves_nothing() -> None:
    cell = copy("x = 'a\u2028b'\n\x0c\n# word\ny = 1\n").cells[0]
    assert [place.line for place in cell.places] == [1, 2, 3, 4]


@pytest.mark.parametrize("manifest", ["[]", "3", "null", "{"])
def test_a_damaged_manifest_is_not_ours(trial: Trial, manifest: str) -> None:
    trial.write({HOME: "x"})
    trial.build()
    (trial.output / ".sitegen.json").write_text(manifest, encoding="utf-8")
    assert trial.build().exit == 2
    assert "holds files that this program did not write" in trial.problems[0]


def test_a_stored_run_of_another_shape_is_made_anew(trial: Trial) -> None:
    trial.write(
        {
            "site.yaml": ONE + "programs: {package: demo}\n",
            "demo/lessons/p.py": "x = 1\n",
            HOME: '---\ntitle: A\nprogram: p\n---\n{{< cell "setup" >}}\n',
        }
    )
    trial.build()
    cache = Cache(trial.folder / ".cache")
    for file in [path for path in (trial.folder / ".cache").rglob("*") if path.is_file()]:
        cache.put(file.parent.name + file.name, json.dumps({"cells": []}).encode())
    assert len(trial.build().programs_run) == 1
    assert trial.report.exit == 0


def test_a_cache_that_is_a_file_is_told(trial: Trial, capsys: pytest.CaptureFixture[str]) -> None:
    trial.write(
        {
            "site.yaml": ONE + "programs: {package: demo}\n",
            "demo/lessons/p.py": "x = 1\n",
            HOME: '---\ntitle: A\nprogram: p\n---\n{{< cell "setup" >}}\n',
        }
    )
    site = ["--site", str(trial.folder), "--quiet"]
    assert main([*site, "--cache-dir", str(trial.folder / "site.yaml")], home=ROOT) == 2
    assert "the cache cannot be written" in capsys.readouterr().err


def test_the_output_is_not_written_among_the_sources(trial: Trial) -> None:
    trial.write({HOME: "x", "static/a.txt": "a"})
    trial.output = trial.folder / "static/public"
    assert trial.build().exit == 2
    assert "lies among the site's own files" in trial.problems[0]


def test_a_site_without_pages_replaces_nothing(trial: Trial) -> None:
    trial.write({HOME: "x"})
    trial.build()
    (trial.folder / HOME).unlink()
    assert trial.build().exit == 2
    assert trial.problems == ["content: there is no page (write content/_index.md)"]
    assert (trial.output / "ja/index.html").is_file()


@pytest.mark.parametrize(
    "wrong",
    [
        '{{< value "x',
        "{{% predict %}}\nopen\n",
        "{{% predict %}}\n" * 60 + "x\n" + "{{% /predict %}}\n" * 60,
        "{{< nope >}}",
        "{{% /predict %}}",
    ],
)
def test_a_page_that_is_wrong_makes_no_notebook_fall_over(trial: Trial, wrong: str) -> None:
    page = '---\ntitle: A\nprogram: p\n---\n{{< cell "setup" >}}\n\n'
    trial.write(
        {
            "site.yaml": ONE + "programs: {package: demo}\n",
            "demo/lessons/p.py": "x = 1\n",
            HOME: page + wrong + "\n",
        }
    )
    assert trial.build(keep_going=True).exit == 1
    assert trial.report.published
