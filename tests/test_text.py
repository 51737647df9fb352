"""Small rooms of the text wing: numbers, paths to values, raw HTML, ids."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.errors import ShortcodeError
from sitegen.text.cjk import is_east_asian
from sitegen.text.headings import slugify, unique
from sitegen.text.numbers import format_value
from sitegen.text.rawhtml import set_formulas
from sitegen.text.values import look_up

VALUES = {"metrics": {"score": -3.95, "shape": [600, 3]}, "w": [[1, 2], [3, 4]], "name": "em"}


@pytest.mark.parametrize(
    ("value", "spec", "locale", "text"),
    [
        (-3.950589, ".3f", "ja", "−3.951"),
        (-3.950589, ".3f", "es", "−3,951"),
        (-3.950589, ".3f", "id", "−3,951"),
        (-3.950589, ".3f", "ko", "−3.951"),
        (4849.455, ".1f", "es", "4849,5"),
        (4849.455, ",.1f", "es", "4.849,5"),
        (4849.455, ",.1f", "ja", "4,849.5"),
        (600, "", "id", "600"),
        (0.35, ".0%", "es", "35%"),
        (1.5e-7, ".1e", "es", "1,5e-07"),
        ("em", "", "es", "em"),
        (True, "", "es", "True"),
    ],
)
def test_numbers_are_written_as_the_readers_language_does(
    value: object, spec: str, locale: str, text: str
) -> None:
    assert format_value(value, spec, locale) == text


@given(st.floats(-1e9, 1e9), st.integers(0, 6))
def test_a_formatted_number_reads_back_as_the_number(value: float, digits: int) -> None:
    text = format_value(value, f",.{digits}f", "es")
    plain = text.replace(".", "").replace(",", ".").replace("−", "-")
    assert Decimal(plain) == Decimal(f"{value:.{digits}f}")


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("metrics.score", -3.95),
        ("metrics.shape[1]", 3),
        ("w[1][0]", 3),
        ("name", "em"),
    ],
)
def test_a_path_finds_its_value(path: str, value: object) -> None:
    assert look_up(VALUES, path) == value


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("metrics.scoer", "did you mean 'score'?"),
        ("metrcs.score", "did you mean 'metrics'?"),
        ("w[2]", "'w' has 2 elements"),
        ("name[0]", "'name' is no list"),
        ("name.x", "'name' has no named parts"),
        ("w[-1]", "write it like metrics.score or weights[0]"),
        ("w[x", "write it like metrics.score or weights[0]"),
        ("__import__('os')", "did"),
    ],
)
def test_a_path_that_leads_nowhere_says_what_is_there(path: str, hint: str) -> None:
    with pytest.raises(ShortcodeError) as caught:
        look_up(VALUES, path)
    assert caught.value.hint.startswith(hint) or caught.value.hint.startswith("known")


@given(st.text(max_size=30))
def test_no_path_is_evaluated(path: str) -> None:
    try:
        look_up(VALUES, path)
    except ShortcodeError:
        return
    assert path.partition(".")[0].partition("[")[0] in VALUES


def test_raw_html_keeps_its_tags_and_sets_its_formulas() -> None:
    html = '<p title="\\(a\\)">x \\(b &lt; c\\) <code>\\(d\\)</code><!-- \\(e\\) --> $$\nf\n$$</p>'
    found = []

    def formula(tex: str, display: bool, line: int) -> str:  # noqa: FBT001 - a callback
        found.append((tex, display, line))
        return "F"

    assert set_formulas(html, formula, single_dollar=False) == (
        '<p title="\\(a\\)">x F <code>\\(d\\)</code><!-- \\(e\\) --> F</p>'
    )
    assert found == [("b < c", False, 0), ("\nf\n", True, 0)]


@given(st.text(alphabet="<>/ab!-&;$\\()\"'= \n", max_size=60))
def test_raw_html_without_formulas_is_kept_to_the_letter(html: str) -> None:
    if "$$" in html or "\\(" in html:
        return
    assert set_formulas(html, lambda *_: "F", single_dollar=False) == html


def test_slugs_keep_letters_of_every_script() -> None:
    assert slugify("混合ガウス分布、とは？") == "混合ガウス分布-とは"
    assert slugify("  The E-step: γ & π_k! ") == "the-e-step-γ-π_k"


def test_an_id_that_is_taken_gets_a_number() -> None:
    taken: set[str] = set()
    assert [unique("a", taken) for _ in range(3)] == ["a", "a-1", "a-2"]


@pytest.mark.parametrize(
    ("letter", "is_one"),
    [
        ("あ", True),
        ("漢", True),
        ("한", True),
        ("。", True),
        ("」", True),
        ("é", False),
        ("(", False),
        ("😀", False),
    ],
)
def test_east_asian_letters_are_known(letter: str, is_one: bool) -> None:  # noqa: FBT001 - expected value
    assert is_east_asian(letter) is is_one
