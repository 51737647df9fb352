"""Terms as a page shows them: in the page's language, with their definition at hand."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sitegen.errors import ShortcodeError
from sitegen.model.glossary import Term
from sitegen.model.page import Page
from sitegen.model.problem import did_you_mean
from sitegen.model.site import Site

GLOSSARY = "glossary"
"""The key of the page that definitions lead to, where a site has one."""


@dataclass(frozen=True, slots=True)
class ShownTerm:
    """A term in one language; `english` is empty where that is the language.

    `lang` is the language of its words where the page's own has none for it, else empty.
    """

    key: str
    name: str
    english: str
    definition: str
    see: tuple["ShownTerm", ...] = ()
    id: str = ""
    href: str = ""
    lang: str = ""


def find_term(key: str, page: Page, site: Site, number: int) -> ShownTerm:
    """Return a term for the page that shows it; `number` counts all terms there, from 1.

    Raises ShortcodeError when there is none.
    """
    if key not in site.glossary:
        hint = did_you_mean(key, site.glossary) or "write content/glossary.yaml"
        raise ShortcodeError(f"no term '{key}'", hint, "glossary")
    own = _shown(site.glossary[key], page.body_locale, site)
    there = site.page(GLOSSARY, page.locale)
    href = "" if there is None else there.url
    return replace(own, id=f"term-{number}", href=href)


def all_terms(page: Page, site: Site) -> Iterator[ShownTerm]:
    """Yield every term with those it points to, in the order of the glossary."""
    locale = page.body_locale
    for term in site.glossary.values():
        see = tuple(_shown(site.glossary[other], locale, site) for other in term.see)
        yield replace(_shown(term, locale, site), see=see)


def _shown(term: Term, locale: str, site: Site) -> ShownTerm:
    """Return a term in a language; where it has none there, in English, else in the source's."""
    codes = (locale, "en", site.config.source_locale)
    code = next(one for one in codes if term.names.get(one) and term.definitions.get(one))
    name, english = term.names[code], term.names.get("en", "")
    known = "" if english == name else english
    lang = "" if code == locale else code
    return ShownTerm(term.key, name, known, term.definitions[code], lang=lang)
