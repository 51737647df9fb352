"""The Markdown of books for Hugo: what Hugo 0.168 reads, and formulas however they are written."""

import pytest

from tests.conftest import Trial
from tests.html import formulas, parse
from tests.hugo import BOOK, rendered


def _html(book: Trial, text: str, settings: str = "") -> str:
    book.write({"site.yaml": BOOK + settings, "content/p.md": text})
    return rendered(book)["p"].html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (
            "https://example.com/日本語",
            '<a href="https://example.com/">https://example.com/</a>日本語',
        ),
        ("https://example.com。次", '<a href="https://example.com">https://example.com</a>。次'),
        ("「https://example.com」", '「<a href="https://example.com">https://example.com</a>」'),
        ("日本https://example.com", "<p>日本https://example.com</p>"),
        ("http://localhost:8080/x", "<p>http://localhost:8080/x</p>"),
        ("(https://example.com/(y)).", '<a href="https://example.com/(y)">'),
        ("www.example.com, x", '<a href="https://www.example.com">www.example.com</a>, x'),
        ("foo@bar.co.jp、x", '<a href="mailto:foo@bar.co.jp">foo@bar.co.jp</a>、x'),
        ("~a~ ~~b~~ ~~~c~~~ d~e", "<s>a</s> <s>b</s> ~~~c~~~ d~e"),
        ("- [x]no\n- [] y", "disabled"),
        ("a<<b>>c <<d>>", "a«b»c «d»"),
        ("a^[b]", "<p>a^[b]</p>"),
        ("\\[ \\] \\( \\)", "<p>[ ] ( )</p>"),
    ],
)
def test_small_signs_are_read_as_in_hugo(book: Trial, text: str, html: str) -> None:
    """Addresses end where CJK begins; one tilde strikes as two do; brackets are brackets."""
    assert html in _html(book, text)


def test_emoji_are_read_where_they_are_asked_for(book: Trial) -> None:
    """By GitHub's names, in any text and in no code."""
    text = "a:tada:b :+1: :nope: 10:30:00 `:tada:`"
    assert "<p>a🎉b 👍 :nope: 10:30:00 <code>:tada:</code></p>" in _html(
        book, text, "markdown: {emoji: true}\n"
    )
    assert ":tada:b" in _html(book, text)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("a \\\\(x\\_1\\\\) b", "x_1"),
        ("> $$\n> a \\\\\n> b\n> $$", "a \\\\\nb"),
        ("- x\n\n  $$\n  a\n\n  b\n  $$", "a\n\nb"),
        ("|a|\n|-|\n|\\(x | y\\)|", "x | y"),
        ("a $$x$$ b", "x"),
        ("{{< raw >}}<p>\\(a < b\\)</p>{{< /raw >}}", "a < b"),
        ("\\begin{align}\na &= b \\\\\\\\\nc &= d\n\\end{align}", "c &= d\n\\end{align}"),
        ("```math\n\\frac12\n```", "\\frac12"),
        ("$$a \\tag{1}$$", "a \\tag{1}"),
        ("\\(\\left\\\\{ x \\right\\\\}\\)", "\\left\\{ x \\right\\}"),
        ("\\(a\\\\_b\\)", "a\\_b"),
    ],
)
def test_a_formula_says_what_was_meant(book: Trial, text: str, meant: str) -> None:
    """However Hugo's Markdown made its author write it, and wherever it stands."""
    code = '{% macro raw(body="") -%}{{ body }}{%- endmacro %}'
    book.write({"templates/shortcodes/raw.html": code})
    [found] = formulas(parse(_html(book, text)))
    assert meant in found


def test_dollars_of_money_are_no_formula(book: Trial) -> None:
    """Also where single dollars are."""
    text = "It is $5 and $6, or $10-$20, but $x_1$です"
    html = _html(book, text, "math: {single_dollar: true}\n")
    assert "It is $5 and $6, or $10-$20, but " in html
    assert formulas(parse(html)) == ["x_1"]


def test_equations_have_no_numbers_of_their_own(book: Trial) -> None:
    """Every formula is set for itself: each would begin at (1)."""
    assert "(1)" not in _html(book, "\\begin{equation}\na\n\\end{equation}\n")
