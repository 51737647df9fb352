"""Shortcodes in books for Hugo: the same calls as in Hugo 0.168, in every place of a page."""

import json

import pytest

from tests.conftest import ROOT, Trial
from tests.html import errors, text_of
from tests.html import parse as tree_of
from tests.hugo import rendered

TEMPLATES = {
    "get": "{% set inline = true %}{% macro get(a) -%}GET({{ a }}){%- endmacro %}",
    "url": "{% set inline = true %}{% macro url() -%}https://ex.org/u?a=1&b=2{%- endmacro %}",
    "txt": "{% set inline = true %}{% macro txt() -%}*t* `c`{%- endmacro %}",
    "html": '{% macro html() -%}<div class="h">\n\n**x**\n\n</div>{%- endmacro %}',
    "nl": "{% macro nl() -%}line1\nline2\n{%- endmacro %}",
    "void": '{% macro void() -%}<hr class="v">{%- endmacro %}',
    "raw": '{% macro raw(body="") -%}{{ body }}{%- endmacro %}',
    "box": '{% macro box(body="") -%}<div class="box">{{ body }}</div>{%- endmacro %}',
    "mbox": '{% set prose = true %}{% set inline = true %}{% macro mbox(body="") -%}'
    '<div class="mbox">{{ body }}</div>{%- endmacro %}',
    "kid": '{% macro kid(a, body="") -%}<li>{{ a }}:{{ body }}</li>{%- endmacro %}',
    "par": '{% macro par(body="") -%}<ul>{{ body }}</ul>{%- endmacro %}',
}
CASES = {
    case: (text, html)
    for case, text, html in json.loads((ROOT / "tests/oracle/shortcodes.json").read_text("utf-8"))
}


@pytest.fixture
def templates(book: Trial) -> Trial:
    """Return a book with the templates that Hugo was given for the table."""
    book.write({f"templates/shortcodes/{name}.html": code for name, code in TEMPLATES.items()})
    return book


def test_a_page_says_what_it_says_in_hugo(templates: Trial) -> None:
    """Of every case of the table: the same text in the same order, and none of it twice."""
    templates.write({f"content/p{n}.md": text for n, (text, _) in enumerate(CASES.values())})
    found = rendered(templates)
    wrong = {}
    for n, (case, (_, html)) in enumerate(CASES.items()):
        ours, theirs = (
            text_of(tree_of(one)).replace(" ", "") for one in (found[f"p{n}"].html, html)
        )
        if ours != theirs:
            wrong[case] = (ours, theirs)
    assert not wrong


def _faults(html: str) -> int:
    found = errors(f"<!doctype html><title>t</title><body>{html}</body>")
    return len([one for one in found if "end-tag" in one or "eof" in one])


def test_no_call_breaks_the_page_around_it(templates: Trial) -> None:
    """Nowhere is the HTML worse nested than Hugo's own, which breaks quotations and lists."""
    templates.write({f"content/p{n}.md": text for n, (text, _) in enumerate(CASES.values())})
    found = rendered(templates)
    wrong = {}
    for n, (case, (_, html)) in enumerate(CASES.items()):
        ours = found[f"p{n}"].html
        if _faults(ours) > _faults(html):
            wrong[case] = ours
    assert not wrong


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("> {{% box %}}\n> **i**\n> {{% /box %}}", '<blockquote>\n<div class="box">\n<p><strong>i'),
        ("- a\n\n  {{% html %}}\n\n- b", "<p><strong>x</strong></p>\n</div>\n</li>\n<li>"),
        ("{{< par >}}{{% kid 1 %}}**b**{{% /kid %}}{{< /par >}}", "<li>1:<strong>b</strong></li>"),
        ("{{< box >}}\\(x < y\\) `\\(z\\)`{{< /box >}}", "<mo>&lt;</mo>"),
        ("```\n{{% box %}}x{{% /box %}}\n```", "&lt;div class=&#34;box&#34;&gt;x&lt;/div&gt;"),
        ("a {{< box >}}x{{< /box >}} b", '<p>a </p>\n<div class="box">x</div>\n<p> b</p>'),
        ("{{< mbox >}}*x*{{< /mbox >}}", '<div class="mbox"><em>x</em></div>\n'),
        ('{{< get "x \\\\\\\\ y" >}}', "GET(x \\\\\\\\ y)"),
        ("{{< raw / >}}{{< GET a=b=c >}}", "GET(b=c)"),
    ],
)
def test_a_call_is_set_where_it_stands(templates: Trial, text: str, html: str) -> None:
    """In quotations, lists, code and paragraphs; in arguments all but a quotation mark counts."""
    templates.write({"content/p.md": text})
    assert html in rendered(templates)["p"].html


def test_thousands_of_calls_that_are_not_closed_are_read(templates: Trial) -> None:
    """Reading takes time in proportion to the page."""
    templates.write({"content/p.md": "{{< box >}}\n" * 3000})
    assert rendered(templates)["p"].html.count('<div class="box">') == 3000
