"""Pages in the shape of the original book build as they are."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import SITES, Trial
from tests.html import by_class, outline, text_of

LOCALES = ("ja", "es", "id", "ko")


@pytest.mark.parametrize("locale", LOCALES)
def test_a_page_of_the_original_book_reads_as_it_was_meant(
    locale: str, fixture_site: Callable[[str], Trial]
) -> None:
    site = fixture_site("original")
    site.build()
    assert site.problems == []
    page = site.page(f"{locale}/basic/clustering/gmm")
    expected = Path(SITES / "original/expected" / f"{locale}.txt").read_text(encoding="utf-8")
    assert "\n".join(outline(next(page.iter("article")))) + "\n" == expected


def test_front_matter_shows_where_the_book_expects_it(
    fixture_site: Callable[[str], Trial],
) -> None:
    site = fixture_site("original")
    site.build()
    page = site.page("es/basic/clustering/gmm")
    assert text_of(next(page.iter("title"))) == "Mezcla gaussiana | aprender haciendo"
    [menu] = by_class(page, "menu")
    current = next(link for link in menu.iter("a") if link.get("aria-current"))
    assert text_of(current) == "2.5.5 GMM"
    assert text_of(next(page.iter("h1"))) == "Mezcla gaussiana"


def test_each_language_has_its_own_figure(fixture_site: Callable[[str], Trial]) -> None:
    site = fixture_site("original")
    site.build()
    for locale in LOCALES:
        folder = site.output / locale / "basic/clustering/gmm"
        image = next(next(site.page(f"{locale}/basic/clustering/gmm").iter("article")).iter("img"))
        file = (folder / (image.get("src") or "")).resolve()
        assert file.name == f"gmm_block01_{locale}.svg"
        assert locale in file.read_text(encoding="utf-8")
