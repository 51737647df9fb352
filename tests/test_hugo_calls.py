"""Shortcodes in books for Hugo: taken out before Markdown is read, what they print is final."""

import pytest

from sitegen.text.hugo_math import as_meant
from tests.conftest import Trial
from tests.html import formulas, parse
from tests.hugo import BOOK

TEMPLATES = {
    "templates/shortcodes/say.html": "{% macro say(text) %}*{{ text }}*{% endmacro %}",
    "templates/shortcodes/box.html": '{% macro box(body) %}<div class="own">{{ body }}</div>'
    "{% endmacro %}",
    "templates/shortcodes/my-url.html": "{% set inline = true %}"
    "{% macro my_url() %}https://example.org/x{% endmacro %}",
}


def body_of(book: Trial, text: str, yaml: str = BOOK) -> str:
    """Return the HTML of a page with this text."""
    book.write({**TEMPLATES, "site.yaml": yaml, "content/a.md": f"---\ntitle: T\n---\n{text}\n"})
    book.build(keep_going=True, search=False)
    html = (book.output / "ja/a/index.html").read_text(encoding="utf-8")
    start = html.index("</h1>") + len("</h1>")
    return html[start : html.index("</article>")].strip()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a {{< say x >}} b", "<p>a *x* b</p>"),
        ("a {{% say x %}} b", "<p>a <em>x</em> b</p>"),
        ("{{< box >}}*it*{{< /box >}}", '<div class="own">*it*</div>'),
        ("{{% box %}}\n*it*\n{{% /box %}}", '<div class="own">\n<p><em>it</em></p>\n</div>'),
        ("`{{< say x >}}`", "<p><code>*x*</code></p>"),
        ("[l]({{< my-url >}})", '<p><a href="https://example.org/x">l</a></p>'),
        ('<p><a href="{{< my-url >}}">l</a></p>', '<p><a href="https://example.org/x">l</a></p>'),
        ("a <b title='{{< say x >}}'>b</b>", "<p>a <b title='*x*'>b</b></p>"),
        ("{{</* say x */>}} and {{%/* say y */%}}", "<p>{{&lt; say x &gt;}} and {{% say y %}}</p>"),
        ("{{< say\n  text = `x`\n>}}", "*x*"),
        ("{{< box />}}", '<div class="own"></div>'),
    ],
)
def test_calls_print_where_they_stand(book: Trial, text: str, expected: str) -> None:
    """In sentences, code, addresses and attributes; in both forms."""
    html = body_of(book, text)
    assert html.replace("\n", "") == expected.replace("\n", "")


def test_calls_run_inside_code_unless_the_site_says_not(book: Trial) -> None:
    """Hugo runs them; `shortcodes_in_code: literal` leaves listings as they are."""
    text = "```sh\necho {{< my-url >}}\n```"
    assert "https://example.org/x" in body_of(book, text)
    literal = body_of(book, text, BOOK + "markdown: {shortcodes_in_code: literal}\n")
    assert "{{&lt; my-url &gt;}}" in literal


def test_a_box_in_a_list_stays_in_its_item(book: Trial) -> None:
    """However its body is indented."""
    text = "1. one\n\n   {{% notice %}}\ntext\n   {{% /notice %}}\n2. two"
    [first, second] = parse(body_of(book, text)).iter("li")
    assert list(first.iter("aside"))
    assert not list(second.iter("aside"))


def test_a_block_in_a_sentence_ends_its_paragraph(book: Trial) -> None:
    """No paragraph holds a box; nothing of the sentence is lost."""
    root = parse(body_of(book, "before {{< box >}}x{{< /box >}} after"))
    assert [one.text for one in root.iter("p")] == ["before ", " after"]


def test_columns_are_parted_by_a_line(book: Trial) -> None:
    """In either form, and beside dashes that the typographer sets."""
    for form in ("{{{{< {}columns >}}}}", "{{{{% {}columns %}}}}"):
        text = "\n".join([form.format(""), "a -- b", "<--->", "c", form.format("/")])
        root = parse(body_of(book, text))
        assert [one.text for one in root.iter("p")] == ["a – b", "c"]


def test_a_diagram_is_drawn_by_the_library_of_the_site_or_read(book: Trial) -> None:
    """Its source is there in any case; the library is asked for once."""
    text = "{{< mermaid >}}\nA-->B\n{{< /mermaid >}}\n\n```mermaid\nB-->C\n```"
    plain = body_of(book, text)
    assert plain.count('<pre class="mermaid"') == 2
    assert "<script" not in plain
    drawn = body_of(book, text, BOOK + "mermaid: assets/mermaid.js\n")
    assert drawn.count("<script") == 1
    assert 'src="../../assets/mermaid.js"' in drawn


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (r"a_1 \\\\ b", r"a_1 \\ b"),
        (r"x\_i", "x_i"),
        (r"\text{a\_b}", r"\text{a\_b}"),
        (r"\left\\{ a \right\\}", r"\left\{ a \right\}"),
        (r"\begin{cases} x \\{2}\end{cases}", r"\begin{cases} x \\{2}\end{cases}"),
        (r"\begin{array} a \\\\ \\{d\\} \end{array}", r"\begin{array} a \\ \{d\} \end{array}"),
        (r"\{x\} \, \; \\, \\frac{1}{2}", r"\{x\} \, \; \, \frac{1}{2}"),
        ("a &lt; b", "a < b"),
        (r"\|x\|", r"\|x\|"),
    ],
)
def test_formulas_are_what_their_authors_meant(written: str, meant: str) -> None:
    """What was doubled to survive Markdown is single again; plain LaTeX stays."""
    assert as_meant(written) == meant
    assert as_meant(meant) == meant


def test_formulas_survive_in_every_spelling(book: Trial) -> None:
    """Those that Hugo loses as well."""
    text = "\\\\(a_1\\\\) \\(b_1 *c* d\\)\n\n$$\nx\n\n= y \\\\\\\\ z\n$$\n\n> \\[\n> q_1\n> \\]\n"
    found = [" ".join(tex.split()) for tex in formulas(parse(body_of(book, text)))]
    assert found == ["a_1", "b_1 *c* d", r"x = y \\ z", "q_1"]
