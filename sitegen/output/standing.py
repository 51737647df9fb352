"""What becomes of a page in a language: one table, from its state to all that depends on it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from sitegen.model.page import Page, State
from sitegen.model.site import Site


class Standing(StrEnum):
    """The state of a page in a language, as publishing sees it."""

    TRANSLATED = "translated"
    STALE = "stale"
    FALLBACK = "fallback"
    EXCLUDED = "excluded"
    DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class Policy:
    """What is done with a page.

    `published` says whether there is one; `canonical` whether it stands for itself or for
    the source page; `hreflang`, `sitemap`, `feed` and `search` whether it is listed there;
    `robots` what search engines are told.
    """

    published: bool
    canonical: str
    hreflang: bool
    robots: str
    sitemap: bool
    feed: bool
    search: bool


_SHOWN = Policy(True, "self", True, "", True, True, True)
_HIDDEN = Policy(False, "", False, "", False, False, False)

POLICIES: Mapping[Standing, Policy] = {
    Standing.TRANSLATED: _SHOWN,
    Standing.STALE: _SHOWN,
    Standing.FALLBACK: Policy(True, "source", False, "noindex", False, False, False),
    Standing.EXCLUDED: _HIDDEN,
    Standing.DRAFT: _HIDDEN,
}
"""A stale page is still the best there is in its language; a fallback page is the source's."""


def policy_in(key: str, locale: str, site: Site) -> Policy:
    """Return what is done with a page in a language, whether or not it is rendered there."""
    page = site.page(key, locale)
    if page:
        return policy_of(page)
    return POLICIES[Standing.DRAFT if not site.has(key) else Standing.EXCLUDED]


def policy_of(page: Page) -> Policy:
    """Return what is done with a page that is shown; whether it is stale makes no difference."""
    is_fallback = page.state is State.FALLBACK
    return POLICIES[Standing.FALLBACK if is_fallback else Standing.TRANSLATED]
