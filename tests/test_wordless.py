"""What is left of code without its words is equal only where the trees are."""

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.checks.code import _blanked
from sitegen.checks.wordless import wordless

PIECES = [
    *("x = 1", "#", " 注\n", "\n", "'", '"', '"""', "'''", "f'", 'rb"', "b'", "{x}", "{x!r:.2f}"),
    *(
        "{{",
        "}}",
        "{",
        "}",
        "\\",
        "\\n",
        "語",
        "if x:\n    ",
        "print(",
        ")",
        "+",
        "u'",
        "rf'",
        "a.f",
    ),
]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("x = '語'  # 注\n", "x = 'palabra'  # nota\n"),
        ('"""文。\n\n文。"""\n', '"""Una."""\n'),
        ("f'値: {x:.2f}'", "f'{x:.2f} es el valor'"),
        ("f'{{値}} {x}'", "f'{{v}} {x}'"),
        (r"'引用\'符'", r"'cita'"),
    ],
)
def test_words_are_left_out(one: str, other: str) -> None:
    assert wordless(one) == wordless(other) is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("b'a'", "b'e'"),
        ("f'{x}'", "f'{y}'"),
        ("f'{x:.2f}'", "f'{x:.3f}'"),
        ("x = 1  # 一", "x = 2  # 一"),
        ("x = 'a'", 'x = "a"'),
    ],
)
def test_all_else_is_kept(one: str, other: str) -> None:
    assert wordless(one) != wordless(other)


@pytest.mark.parametrize("code", ["'", "f'{'", "f'{x:{w}}'", "'a\nb'"])
def test_what_is_not_simple_is_left_to_trees(code: str) -> None:
    assert wordless(code) is None


@given(st.lists(st.sampled_from(PIECES), max_size=9), st.lists(st.sampled_from(PIECES), max_size=9))
def test_equal_rests_have_equal_trees(one: list[str], other: list[str]) -> None:
    codes = ["".join(one), "".join(other)]
    try:
        trees = [_blanked(ast.parse(code).body) for code in codes]
    except (SyntaxError, ValueError):
        return
    if wordless(codes[0]) is not None and wordless(codes[0]) == wordless(codes[1]):
        assert trees[0] == trees[1]
