"""Raw HTML of pages: kept, made harmless, or refused, as `raw_html` says."""

from collections.abc import Iterator
from html import unescape

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from sitegen.text.cleaning import sanitised, without_comments
from tests.conftest import SITE_YAML, Trial
from tests.html import Element, parse, text_of
from tests.hugo import rendered

TEMPLATES = {
    "templates/shortcodes/box.html": '{% macro box(body="") -%}<div onclick="own">'
    "{{ body }}</div>{%- endmacro %}",
    "templates/shortcodes/say.html": "{% set inline = true %}{% macro say(a) -%}{{ a }}"
    "{%- endmacro %}",
}

PIECES = st.sampled_from(
    [
        *("<script>", "</script>", "<style>", "</style>", "<svg onload=alert(1)>", "<math>"),
        *("<p onclick=x>", "<a href='javascript:alert(1)'>", '<a href="java\tscript:x">', "</a>"),
        *("<img src=x onerror=alert(1)>", "<img src=javascript:x>", "<iframe srcdoc='<script>'>"),
        *("<!--", "-->", "--!>", "<![CDATA[", "]]>", "<?x", "?>", "<!doctype x>", "<", ">", "&lt;"),
        *(
            "<b title='</b><script>'>",
            '"',
            "'",
            "`",
            "=",
            "/",
            "<td onmouseover=x>",
            "<form action",
        ),
        *("<a href=&#106;avascript:x>", "<noscript><p title='</noscript><img src=x onerror=y>'>"),
        *("<textarea>", "<title>", "<xmp>", "<plaintext>", "<template>", "<select>", "<style/>"),
        *("\n", "\n\n", " ", "a", "**", "[x](javascript:y)", "<javascript:x>", "![](data:x)", "$$"),
        *(
            "{{< box >}}",
            "{{< /box >}}",
            "{{% box %}}",
            "{{% /box %}}",
            "\\(",
            "\\)",
            "|",
            "> ",
            "- ",
        ),
        *(
            '{{< say "<script>" >}}',
            '{{< say "javascript:x" >}}',
            "<a href='{{< say `javascript:x` >}}'>",
        ),
        *("```", "    ", "## h {onclick=x}", "## h {ONCLICK=x}", "\U000f0000", "\x00", "日本"),
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=4), max_size=25).map("".join)


def _harm(root: Element) -> Iterator[str]:
    """Yield what a reader's browser would run that the page's author wrote."""
    for element in root.iter():
        if str(element.tag).lower() in ("script", "style", "iframe", "object", "embed", "svg"):
            yield f"<{element.tag}>"
        for name, value in element.attrib.items():
            if name.lower().startswith("on") and value != "own":
                yield f"{name}={value}"
            if (
                "".join(unescape(value).split())
                .lower()
                .startswith(("javascript:", "data:", "vbscript"))
            ):
                yield f"{name}={value}"


@given(TEXTS)
def test_what_is_made_harmless_is_harmless(text: str) -> None:
    """Whatever stands there: an independent parser finds no script, no handler, no such link."""
    html = sanitised(text, lambda marked: marked)
    assert not [*_harm(parse(f"<!doctype html><title>t</title><body>{html}"))]


@given(TEXTS)
def test_no_comment_is_left(text: str) -> None:
    """Neither where raw HTML is kept: what an author notes is nobody else's."""
    secret = text.replace("a", "")
    found = without_comments(f"<p>x</p><!-- {secret} aaa --><p>y</p>")
    assert "aaa" not in found or "-->" in secret or "<!--" in secret or "<" in secret


@pytest.mark.parametrize("hugo", ["", "hugo: true\n"])
def test_no_page_does_harm(trial: Trial, hugo: str) -> None:
    """The whole way: Markdown, shortcodes and their bodies, links, headings, formulas."""
    trial.write({"site.yaml": f"{SITE_YAML}raw_html: sanitize\n{hugo}", **TEMPLATES})

    @settings(
        max_examples=6,
        phases=[Phase.generate],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(st.lists(TEXTS, min_size=30, max_size=30))
    def law(texts: list[str]) -> None:
        for n, text in enumerate(texts):
            file = trial.folder / f"content/p{n}.md"
            file.parent.mkdir(exist_ok=True)
            file.write_bytes(f"---\ntitle: T\n---\n\n{text}\n".encode(errors="replace"))
        for page in rendered(trial).values():
            found = parse(f"<!doctype html><title>t</title><body>{page.html}</body>")
            assert not [*_harm(found)]

    law()


def _article(trial: Trial, mode: str, text: str, hugo: str = "hugo: true\n") -> str:
    trial.write(
        {
            "site.yaml": f"{SITE_YAML}raw_html: {mode}\n{hugo}",
            "content/_index.md": "x",
            "content/p.md": text,
            **TEMPLATES,
        }
    )
    trial.build(keep_going=True, search=False)
    html = (trial.output / "ja/p/index.html").read_text(encoding="utf-8")
    return html.partition("</h1>")[2].partition("</article>")[0]


@pytest.mark.parametrize("hugo", ["hugo: true\n", ""])
def test_harmless_tags_stay_and_the_text_of_others(trial: Trial, hugo: str) -> None:
    """Attributes are filtered, Markdown between tags is set, formulas and shortcodes are whole."""
    text = (
        '<div class="c" onclick="x()" style="x">\n\n**b** <blink>t</blink> <kbd>K</kbd>\n\n'
        "</div>\n\n"
        "<table><tr><td colspan=2 bgcolor=red>1 < 2 &amp; $$a < b$$</td></tr></table>\n\n"
        "a <script>alert(1)</script> b\n\n{{< box >}}<i>in</i><b onclick=y>x</b>{{< /box >}}\n"
    )
    html = _article(trial, "sanitize", text, hugo)
    for kept in (
        '<div class="c">',
        "<strong>b</strong> t <kbd>K</kbd>",
        '<td colspan="2">1 &lt; 2 &amp; ',
        "<mo>&lt;</mo>",
        '<div onclick="own"><i>in</i><b>x</b></div>',
    ):
        assert kept in html
    assert "alert" not in html


def test_what_is_refused_is_told_and_shown(trial: Trial) -> None:
    """By file and line; the reader sees what the author wrote."""
    text = (
        "a <b>x</b>\n\n<div>\ny\n</div>\n\n{{< box >}}<i>in</i>{{< /box >}}\n\n1 < 2 <!-- c -->\n"
    )
    html = _article(trial, "refuse", text)
    assert "a &lt;b&gt;x&lt;/b&gt;" in html
    assert "&lt;div&gt;\ny\n&lt;/div&gt;" in html
    assert '<div onclick="own">&lt;i&gt;in&lt;/i&gt;</div>' in html
    told = [one for one in trial.problems if "raw HTML" in one]
    assert [one.split(": ")[0] for one in told] == [
        "content/p.md:5",
        "content/p.md:5",
        "content/p.md:7",
        "content/p.md:11",
    ]


@pytest.mark.parametrize("mode", ["keep", "sanitize", "refuse"])
@pytest.mark.parametrize("hugo", ["hugo: true\n", ""])
def test_comments_are_never_published(trial: Trial, mode: str, hugo: str) -> None:
    """Nor those inside of other HTML, over lines, or in what a shortcode encloses."""
    text = (
        "a <!-- secret --> b\n\n<!-- secret -->\n\n<div>x<!--\nsecret\n-->y</div>\n\n"
        "{{< box >}}z<!-- secret -->{{< /box >}}\n\n<!-- secret\n"
    )
    html = _article(trial, mode, text, hugo)
    assert "secret" not in html
    assert "x" in html
    assert "y" in html


def test_kept_html_is_kept_to_the_letter(trial: Trial) -> None:
    """Nobody distrusts it: scripts, styles and handlers run."""
    raw = (
        "<div style='color: red' onclick='x(\"<!-- no -->\")'>\n"
        '<script>let a = "<!--" + 1;</script>\n</div>'
    )
    assert raw in _article(trial, "keep", f"{raw}\n")
    assert text_of(parse(raw)) == text_of(parse(_article(trial, "keep", f"{raw}\n")))
