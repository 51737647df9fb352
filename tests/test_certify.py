"""The certificate: nothing but words may differ between the languages of a program."""

import json

import pytest

from sitegen.programs.printed import numbers_in
from tests.conftest import SITE_YAML, Trial

PROGRAM = """\
import matplotlib.pyplot as plt

from demo.words import _

# %% draw
score = {score}
print(_("Score"), {printed})
plt.plot([0, {point}], label=_("Score"))
plt.ylabel(_("Score"))
plt.legend()
"""
PAGE = (
    "---\ntitle: A\nprogram: p\n---\n"
    '{{< cell "setup" >}}\n\n{{< cell "draw" >}}\n\n{{< plot "draw" >}}a line{{< /plot >}}\n'
)
SAME = {"score": "1.5", "printed": "score", "point": "1"}


def build(trial: Trial, score_in_ja: str = "Tensuu", **different: str) -> Trial:
    """Build a program in ja and es; `different` is code that tells the languages apart."""
    trial.write(
        {
            "site.yaml": SITE_YAML + "programs: {package: demo}\n",
            "demo/lessons/p.py": PROGRAM.format(**(SAME | different)),
            "demo/messages/ja.po": f'msgid "Score"\nmsgstr "{score_in_ja}"\n',
            "demo/messages/es.po": 'msgid "Score"\nmsgstr "Una puntuación bastante más larga"\n',
            "content/_index.ja.md": "x",
            "content/a.ja.md": PAGE,
            "content/a.es.md": PAGE.replace("program: p\n", ""),
        }
    )
    trial.build()
    return trial


def test_words_alone_may_differ(trial: Trial) -> None:
    build(trial)
    assert trial.problems == []
    [program] = json.loads((trial.output / "parity.json").read_text(encoding="utf-8"))["programs"]
    assert (program["program"], program["locales"]) == ("p", ["ja", "es"])
    assert set(program["equal"].values()) == {True}
    for locale in ("ja", "es"):
        html = (trial.output / locale / "a/index.html").read_text(encoding="utf-8")
        assert 'href="../../parity.json"' in html


@pytest.mark.parametrize("word", ["1 ten no 2 bai:", "10bai", "3 {{x}} 4"])
def test_a_number_in_the_words_of_one_language_is_no_difference(trial: Trial, word: str) -> None:
    build(trial, word, printed='"10", len("bai"), score')
    assert trial.problems == []


def test_a_number_alone_is_not_a_word(trial: Trial) -> None:
    build(trial, "2.5")
    said = "numbers printed of cell 'draw' differs between languages: 2.5 1.5 in ja, 1.5 in es"
    assert any(said in problem for problem in trial.problems)


WORD = '_("Score")'


@pytest.mark.parametrize(
    ("different", "said"),
    [
        (
            {"score": f"len({WORD})"},
            "values of 'score' differs between languages: 6 in ja, 33 in es",
        ),
        (
            {"printed": f"len({WORD}) / 4"},
            "numbers printed of cell 'draw' differs between languages: 1.5 in ja, 8.25 in es",
        ),
        (
            {"point": f"1 + 0.01 * (len({WORD}) > 6)"},
            "drawing of figure 1 of cell 'draw' differs between languages: ",
        ),
    ],
)
def test_a_difference_is_an_error_that_shows_both_sides(
    trial: Trial, different: dict[str, str], said: str
) -> None:
    build(trial, **different)
    assert trial.report.exit == 1
    assert any(problem.startswith(f"demo/lessons/p.py: {said}") for problem in trial.problems)


def test_a_difference_is_published_only_with_keep_going_and_without_the_badge(
    trial: Trial,
) -> None:
    build(trial, score=f"len({WORD})")
    assert not trial.output.exists()
    trial.build(keep_going=True)
    [program] = json.loads((trial.output / "parity.json").read_text(encoding="utf-8"))["programs"]
    assert program["equal"] == {"trees": True, "numbers": False, "values": False, "drawings": True}
    assert "badge" not in (trial.output / "ja/a/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("a 1.5, -2 and 3e-07.", ["1.5", "-2", "3e-07"]),
        ("[0.3335002  0.33333333]", ["0.3335002", "0.33333333"]),
        ("(600, 3) 1e5 v2.x 7e", ["600", "3", "1e5", "2", "7"]),
        ("成分3つ", ["3"]),
        ("", []),
    ],
)
def test_numbers_are_found_in_any_text(text: str, numbers: list[str]) -> None:
    assert list(numbers_in(text)) == numbers
