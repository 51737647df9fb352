"""A page in its other languages, for the language switcher."""

from dataclasses import dataclass

from sitegen.model.address import relative
from sitegen.model.page import Page, State
from sitegen.model.site import Site


@dataclass(frozen=True, slots=True)
class Alternative:
    """The same page in another locale, for the language switcher."""

    code: str
    label: str
    dir: str
    href: str
    is_current: bool
    is_translated: bool


def alternatives(page: Page, site: Site) -> list[Alternative]:
    """Return the page in every locale; where it is excluded, that locale's home page."""
    found = []
    for locale in site.config.locales:
        there = site.page(page.key, locale.code) or site.page("", locale.code)
        if there is None:
            continue
        found.append(
            Alternative(
                code=locale.code,
                label=locale.label,
                dir=locale.dir,
                href=relative(page.url, there.url),
                is_current=locale.code == page.locale,
                is_translated=there.key == page.key and there.state is State.TRANSLATED,
            )
        )
    return found
