"""Two languages side by side: asked for by the reader, aligned by section, kept in the address."""

import pytest
from playwright.sync_api import Browser, expect

from tests.conftest import SITE_YAML, Trial
from tests.visit import Visit, serving

JA = "はじめ\n\n## 一 {#one}\n\n段落一。\n\n- 項目\n\n## 二 {#two}\n\n段落二。[次](b.md)\n"
ES = "Inicio\n\n## Uno\n\nPárrafo uno.\n\n- punto\n\n## Dos\n\nPárrafo dos. [Sigue](b.md)\n\nMás.\n"


@pytest.fixture
def site(trial: Trial) -> Trial:
    trial.write({"site.yaml": f"{SITE_YAML}checks: {{structure: warning}}\n"})
    trial.write({"content/_index.md": "x", "content/a.md": JA, "content/a.es.md": ES})
    trial.write({"content/b.md": "b", "content/b.es.md": "b"})
    trial.build()
    return trial


def test_a_section_opens_beside_its_translation_and_closes_again(
    site: Trial, browser: Browser
) -> None:
    with serving(site.output) as address, Visit(browser, f"{address}ja/a/") as visit:
        page = visit.page
        before = page.locator("article").inner_text()
        section = page.locator("#one + .beside")
        section.locator("summary").click()
        section.locator("a[lang=es]").click()
        pairs = page.locator(".pair")
        expect(pairs).to_have_count(6)
        sides = [pairs.nth(3).locator(":scope > div").nth(n).inner_text() for n in (0, 1)]
        assert sides == ["段落一。", "Párrafo uno."]
        assert page.url.endswith("?with=es")
        assert page.locator(".pair [lang=es] a").first.get_attribute("href") == (
            f"{address}es/b/index.html"
        )
        assert page.locator("#one").count() == 1, "an id stands once"
        page.locator(".parallel-bar button").click()
        expect(pairs).to_have_count(0)
        assert page.locator("article").inner_text() == before
        assert "with=" not in page.url
        assert visit.complaints == []


def test_the_address_remembers_the_second_language(site: Trial, browser: Browser) -> None:
    with serving(site.output) as address, Visit(browser, f"{address}ja/a/?with=es#two") as visit:
        expect(visit.page.locator(".pair")).to_have_count(6)
        expect(visit.page.locator("#two")).to_be_in_viewport()


def test_from_a_folder_the_button_is_a_plain_link(site: Trial, browser: Browser) -> None:
    address = (site.output / "ja/a/index.html").as_uri()
    with Visit(browser, address) as visit:
        visit.page.locator("#two + .beside summary").click()
        visit.page.locator("#two + .beside a[lang=es]").click()
        assert visit.page.url == (site.output / "es/a/index.html").as_uri() + "#two"
