"""Authors accept what a rule finds, in place and with a reason; nothing is accepted in vain."""

import pytest

from tests.conftest import Trial
from tests.html import text_of

OFF = '<!-- check: off {rule} "prices are local" -->'
SOURCE = "## 一\n\n50円です。\n\n60円です。\n\n## 二\n\n70円です。\n"


def told(trial: Trial, translation: str) -> list[str]:
    trial.write({"content/_index.md": "x", "content/a.md": SOURCE, "content/a.es.md": translation})
    trial.build()
    return [f"{one.code} {one.place.line} {one.severity}" for one in trial.report.problems]


def page(before: str = "", above: str = "", within: str = "") -> str:
    return (
        f"{before}\n\n## Uno\n\n{above}\nCuesta 5,50 €.{within}\n\nCuesta 66 €.\n\n"
        "## Dos\n\nCuesta 70 €.\n"
    )


def test_nothing_is_accepted_unsaid(trial: Trial) -> None:
    assert told(trial, page()) == ["numbers 10 error", "numbers 12 error"]


def test_a_comment_holds_for_the_block_below(trial: Trial) -> None:
    assert told(trial, page(above=OFF.format(rule="numbers"))) == ["numbers 12 error"]


def test_a_comment_holds_for_the_paragraph_it_stands_in(trial: Trial) -> None:
    assert told(trial, page(within=OFF.format(rule="numbers"))) == ["numbers 12 error"]


def test_a_comment_before_a_heading_holds_for_its_section(trial: Trial) -> None:
    assert told(trial, page(before=OFF.format(rule="numbers"))) == []
    article = trial.page("es/a").find(".//article")
    assert article is not None
    assert "check:" not in (trial.output / "es/a/index.html").read_text(encoding="utf-8")
    assert "Cuesta 5,50" in text_of(article)


def test_an_acceptance_in_vain_is_told(trial: Trial) -> None:
    assert told(trial, page(above=OFF.format(rule="formulas"))) == [
        "unused-suppression 9 warning",
        "numbers 10 error",
        "numbers 12 error",
    ]


@pytest.mark.parametrize(
    ("comment", "said"),
    [
        ("<!-- check: off numbers -->", "a comment that switches a rule off says why"),
        ('<!-- check: off numbers " " -->', "a comment that switches a rule off says why"),
        ('<!-- check: off numbers "a -->', "a comment that switches a rule off says why"),
        ('<!-- check: on numbers "a" -->', "a comment that switches a rule off says why"),
        ('<!-- check: off number "a" -->', "'number' is no rule that can be off here"),
        ('<!-- check: off claim "a" -->', "'claim' is no rule that can be off here"),
    ],
)
def test_a_comment_that_is_none_says_so(trial: Trial, comment: str, said: str) -> None:
    told(trial, page(above=comment))
    [problem] = [one for one in trial.report.problems if one.code == "suppression"]
    assert (problem.place.line, problem.message) == (9, said)


def test_comments_of_translators_are_neither_published_nor_compared(trial: Trial) -> None:
    text = page(before="<!-- ¿mejor «unidad»? -->").replace("5,50", "50").replace("66", "60")
    assert told(trial, text.replace("Dos\n", "Dos\n\n<!--\nuna nota\n\nlarga\n-->\n")) == []
    html = (trial.output / "es/a/index.html").read_text(encoding="utf-8")
    assert "unidad" not in html
    assert "larga" not in html


def test_numbers_may_be_allowed_for_a_whole_site(trial: Trial) -> None:
    config = (trial.folder / "site.yaml").read_text(encoding="utf-8")
    trial.write({"site.yaml": f"{config}allowed_numbers: [5.50, 50, '66', 60]\n"})
    assert told(trial, page()) == []
