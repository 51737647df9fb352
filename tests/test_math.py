"""Formulas reach the annotation byte for byte, whatever Markdown thinks of them."""

import contextlib
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.text.mathml import FormulaError, in_dialect, to_mathml
from tests.conftest import Trial
from tests.html import formulas, parse

NASTY = [
    r"a_{b_c} + d_e * f_g",
    "x*y*z",
    r"p_{1} \, q_{2}",
    r"\{a, b\} \, \backslash \; \# \% \& \_",
    "f'(x) + g''_n",
    "x < y > z",
    "x_{{i}} + {{a}}",
    r"\text{日本語 と 한국어}_k",
    "\n\\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}\n\n\\sum_{i=1}^{n} x_i\n\n= 1\n",
    "\n\\begin{aligned}\na &= b \\\\\n  &= c_{d_e} \\\\[2pt]\n- x &= y\n\\end{aligned}\n",
    r" \int_0^1 x_i * y_i \, dx ",
    "a +\nb_{c}",
    r"\{x \mid |x| < 1\}",
    r"\|x\|_2 | y",
    "|a|",
    "a_1 * b_1",
    "\nx_1 * x_2\n  + x_3\n",
    "\ny_{1}\n\ny_{2}\n",
    "q_1",
    "\nz_1 * z_2\n\nz_3\n",
    " n_1 * n_2 ",
    "r_1 < r_2",
    " r_3 ",
    "b_1 * b_2",
    "\nb_3 \\{ b_4 \\}\n",
    "\n- x_1 * x_2 = \\left\\{ {{y}} \\right\\}\n\n- x_3\n",
]
"""The formulas of `tests/sites/math`, in the order they stand there."""


def test_nasty_formulas_round_trip_in_every_container(
    fixture_site: Callable[[str], Trial],
) -> None:
    site = fixture_site("math")
    assert site.build().problems == ()
    page = site.page("en")
    assert formulas(page) == NASTY
    codes = ["".join(code.itertext()) for code in page.iter("code")]
    assert r"\(code\)" in codes
    assert r"\(not math\)" in codes
    assert "\\(fenced\\) $$ code $$\n" in codes


def test_a_length_after_a_row_break_is_read_not_printed() -> None:
    mathml = to_mathml("\\begin{matrix}a\\\\[2pt]b\\end{matrix}", display=True)
    assert "".join(parse(mathml.partition("<annotation")[0]).itertext()) == "ab"


@pytest.mark.parametrize(
    ("tex", "read"),
    [
        (r"a \\[2pt] b", r"a \\ b"),
        (r"a \\[-0.5 em] b", r"a \\ b"),
        (r"a \\[x] b", r"a \\[x] b"),
        (r"\begin{split}a\end{split}", r"\begin{aligned}a\end{aligned}"),
        (r"\\begin{split}", r"\\begin{split}"),
        ("\\", "\\"),
    ],
)
def test_latex_that_math_core_lacks_is_put_into_its_words(tex: str, read: str) -> None:
    assert in_dialect(tex) == read


@given(st.text(alphabet="ab\\[]{}&^_ 12ptem", max_size=40))
def test_any_text_is_set_or_refused_and_kept_in_the_annotation(tex: str) -> None:
    with contextlib.suppress(FormulaError):
        assert formulas(parse(to_mathml(tex, display=False))) == [tex]


def test_bad_latex_is_reported_at_its_own_line(trial: Trial) -> None:
    trial.write({"content/_index.ja.md": "text\n\n$$\na\n\\frac{b\n$$\n\nthen \\(\\nope\\)\n"})
    trial.build()
    # The front matter and a blank line come first: the body's text is line 5 of the file.
    [first, second] = trial.report.problems
    assert (first.code, first.place.line) == ("latex", 10)
    assert (second.code, second.place.line) == ("latex", 12)
    assert "\\nope" in second.message


def test_a_formula_that_does_not_close_is_reported(trial: Trial) -> None:
    trial.write({"content/_index.ja.md": "before\n\n$$ a_b\n\nafter\n"})
    trial.build()
    assert trial.problems == [
        "content/_index.ja.md:7: a formula opens with '$$' and does not close (close it with '$$')"
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("cost $x_1$ and $y$", ["x_1", "y"]),
        ("$5 and $6", []),
        ("$ x$ and $x $", []),
        ("$a$5", []),
        (r"$\$ a$", [r"\$ a"]),
        ("`$a$`", []),
    ],
)
def test_single_dollars_are_formulas_only_where_the_site_says_so(
    trial: Trial, text: str, found: list[str]
) -> None:
    trial.write({"content/_index.ja.md": text})
    trial.build()
    assert formulas(trial.page("ja")) == []
    yaml = (trial.folder / "site.yaml").read_text(encoding="utf-8")
    trial.write({"site.yaml": yaml + "math: {single_dollar: true}\n"})
    trial.build()
    assert formulas(trial.page("ja")) == found
