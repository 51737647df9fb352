"""What a page says of itself to search engines and to those who show a link to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from urllib.parse import quote

from babel import Locale as Cldr
from babel.core import get_global

from sitegen.model.page import Page
from sitegen.model.site import Site
from sitegen.output.standing import policy_in, policy_of


@dataclass(frozen=True, slots=True)
class Head:
    """The addresses are absolute; `alternates` are the page's languages, itself among them.

    `default` is the address for readers of any other language; `card` that of the picture
    that stands for the page; `data` describes it in the words of schema.org.
    """

    canonical: str
    alternates: Sequence[tuple[str, str]]
    default: str
    robots: str
    description: str
    card: str
    locale: str
    other_locales: Sequence[str]
    data: Mapping[str, object]


def head_of(page: Page, site: Site, description: str, card: str = "") -> Head:
    """Return the head of a page; `card` is the path of its picture, if it has one."""
    config = site.config
    policy = policy_of(page)
    source = site.page(page.key, config.source_locale) or page
    own = page if policy.canonical == "self" else source
    listed = [
        (code, address(there.url, site))
        for code in config.codes
        if policy_in(page.key, code, site).hreflang and (there := site.page(page.key, code))
    ]
    has_root = not page.key and config.default_locale_in_subdir
    default = config.base_url if has_root else address(source.url, site)
    return Head(
        canonical=address(own.url, site),
        alternates=listed if policy.hreflang else (),
        default=default if policy.hreflang else "",
        robots=policy.robots,
        description=description,
        card=config.base_url + quote(card) if card else "",
        locale=_territory(page.locale),
        other_locales=[_territory(code) for code, _ in listed if code != page.locale],
        data=_data(page, site, description),
    )


def address(url: str, site: Site) -> str:
    """Return the absolute address of a page or a file."""
    return site.config.base_url + quote(url)


@cache
def _territory(code: str) -> str:
    """Return a language as Open Graph wants it, with the country where most speak it: ja_JP."""
    locale = Cldr.parse(code, sep="-")
    likely = str(get_global("likely_subtags").get(locale.language, "")).rpartition("_")[2]
    return f"{locale.language}_{locale.territory or likely}".rstrip("_")


def _data(page: Page, site: Site, description: str) -> Mapping[str, object]:
    config = site.config
    data: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "LearningResource" if page.front.programs else "WebPage",
        "@id": address(page.url, site),
        "name": page.front.title,
        "inLanguage": page.body_locale,
    }
    if description:
        data["description"] = description
    if changed := site.changed(page):
        data["dateModified"] = changed.isoformat()
    source = site.page(page.key, config.source_locale)
    if source and page is not source and page.body_locale == page.locale:
        data["translationOfWork"] = {"@id": address(source.url, site)}
    if page.key and (home := site.page("", page.locale)):
        data["isPartOf"] = {
            "@type": "WebSite",
            "name": config.title[page.locale],
            "url": address(home.url, site),
        }
    return data
