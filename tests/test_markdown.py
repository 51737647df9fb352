"""Markdown as this generator reads it: triplets of title, input and output."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import SITE_YAML, Trial

FILES = sorted((Path(__file__).parent / "triplets").glob("*.txt"))


def triplets() -> Iterator[tuple[str, str, str]]:
    """Yield title, Markdown and HTML; a line with only a dot ends each part."""
    for file in FILES:
        parts = [part.strip("\n") for part in file.read_text(encoding="utf-8").split("\n.\n")]
        for title, source, html in zip(parts[::3], parts[1::3], parts[2::3], strict=False):
            yield f"{file.stem}: {title}", source, html


def body(trial: Trial, markdown: str) -> str:
    """Return the HTML of a page's body, less blank lines."""
    trial.write(
        {
            "site.yaml": SITE_YAML + "checks: {damage: off, language: off}\n",
            "content/_index.ja.md": "x",
            "content/page.ja.md": markdown,
        }
    )
    trial.build()
    html = (trial.output / "ja/page/index.html").read_text(encoding="utf-8")
    article = html.partition("</h1>")[2].partition("</article>")[0]
    return "\n".join(line for line in article.split("\n") if line.strip())


@pytest.mark.parametrize(("title", "source", "html"), [*triplets()], ids=lambda text: text[:40])
def test_markdown_becomes_html(title: str, source: str, html: str, trial: Trial) -> None:
    assert body(trial, source) == html, title
    assert trial.problems == []


def test_there_are_triplets_in_every_file() -> None:
    assert len(list(triplets())) >= 25


def test_footnotes_are_numbered_and_linked_both_ways(trial: Trial) -> None:
    html = body(trial, "a[^x] b[^y]\n\n[^x]: one \\(n\\)\n[^y]: two\n")
    assert html.count('class="footnote-ref"') == 2
    assert html.count('class="footnote-backref"') == 2
    assert "<math>" in html
