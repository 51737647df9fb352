"""A small site with the playground, and what its screen shows."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.conftest import SITE_YAML, Trial

PAGE = '---\ntitle: P\nprogram: p\n---\n\n{{< cell "setup" >}}\n'


def playground_site(folder: Path) -> Trial:
    """Return a built site with the playground, a lesson and a page without a program."""
    trial = Trial(folder)
    trial.write(
        {
            "site.yaml": SITE_YAML + "programs: {package: demo}\n",
            "demo/lessons/p.py": "x = 1\n",
            "content/_index.ja.md": "x",
            "content/_index.es.md": "x",
            "content/a.ja.md": PAGE,
            "content/a.es.md": PAGE.replace("program: p\n", ""),
            "content/b.ja.md": "x",
            "content/b.es.md": "x",
            "content/playground.ja.md": "{{< playground >}}",
            "content/playground.es.md": "{{< playground >}}",
        }
    )
    trial.build()
    assert trial.problems == []
    return trial


def results(page: Page) -> dict[str, str]:
    """Return the numbers on the screen."""
    outputs = page.locator(".playground output")
    return {str(one.get_attribute("name")): one.inner_text() for one in outputs.all()}


def number(text: str) -> float:
    """Return a number as Spanish writes it."""
    return float(text.replace(",", ".").replace("−", "-"))


def shows(page: Page, name: str, text: str | re.Pattern[str]) -> None:
    expect(page.locator(f".playground output[name={name}]")).to_have_text(text)
