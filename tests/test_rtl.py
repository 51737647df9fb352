"""A language written from right to left mirrors the page, to the pixel."""

from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from playwright.sync_api import Browser

from tests.conftest import ROOT, Trial
from tests.visit import Visit, serving

SITE = """\
title: Trial
base_url: https://example.org/
source_locale: en
locales: [en, ar]
checks: {language: off}
"""
TEXT = """\
---
title: Words
---
{{% summary %}}
- One point
{{% /summary %}}

## First {#first}

A paragraph with \\(x\\) and **words**.

1. One
2. Two

{{% notice kind="warning" title="Look" %}}
A notice.
{{% /notice %}}

## Second {#second}

| a | b |
|---|---|
| 1 | 2 |

{{% exercise title="Exercise" %}}
Do it.

{{% solution %}}
Done.
{{% /solution %}}
{{% /exercise %}}
"""

BOXES = """() => [...document.querySelectorAll(
  "header *, nav, nav a, main, article > *, aside, .toc li, button, summary, td, li, .box *")]
  .filter((one) => one.checkVisibility() && !one.closest("math, svg, .languages *"))
  .map((one) => {
    const { left, right, top, bottom } = one.getBoundingClientRect();
    const mirrored = document.dir === "rtl" || document.documentElement.dir === "rtl";
    const width = document.documentElement.clientWidth;
    const sides = mirrored ? [width - right, width - left] : [left, right];
    return [one.tagName, ...[...sides, top, bottom].map(Math.round)];
  })"""


def english_as_arabic(folder: Path) -> None:
    """Write a catalogue for ar that says all in English, so that only the direction differs."""
    template = read_po(BytesIO((ROOT / "i18n/es.po").read_bytes()), locale="es")
    catalogue = Catalog(locale="ar")
    for message in template:
        if message.id:
            catalogue.add(message.id, message.id, context=message.context)
    folder.mkdir(parents=True)
    with (folder / "ar.po").open("wb") as file:
        write_po(file, catalogue)


@pytest.mark.parametrize("width", [320, 1280])
def test_the_page_is_mirrored(trial: Trial, browser: Browser, width: int) -> None:
    english_as_arabic(trial.folder / "i18n")
    trial.write({"site.yaml": SITE})
    for locale in ("en", "ar"):
        trial.write({f"content/_index.{locale}.md": "Home.", f"content/a.{locale}.md": TEXT})
    trial.build()
    assert trial.problems == []
    found = []
    with serving(trial.output) as address:
        for locale in ("en", "ar"):
            window = {"viewport": {"width": width, "height": 800}}
            with Visit(browser, f"{address}{locale}/a/", **window) as visit:
                # The names of languages are longer in one script than in the other.
                visit.page.add_style_tag(content=".languages { inline-size: 9rem }")
                visit.page.evaluate("document.fonts.ready")
                found.append(visit.page.evaluate(BOXES))
                assert visit.page.evaluate("document.documentElement.scrollWidth") <= width
    assert len(found[0]) > 30
    assert found[0] == found[1]
