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
    """A term in one language; `english` is empty where that is the language."""

    key: str
    name: str
    english: str
    definition: str
    see: tuple["ShownTerm", ...] = ()
    id: str = ""
    href: str = ""


def find_term(key: str, page: Page, site: Site, count: int) -> ShownTerm:
    """Return a term for the page that shows it for the `count`th time, from 1.

    Raises ShortcodeError when there is none, or none in the page's language.
    """
    if key not in site.glossary:
        hint = did_you_mean(key, site.glossary) or "write content/glossary.yaml"
        raise ShortcodeError(f"no term '{key}'", hint, "glossary")
    own = _shown(site.glossary[key], page.body_locale)
    there = site.page(GLOSSARY, page.locale)
    href = "" if there is None else there.url
    return ShownTerm(
        key, own.name, own.english, own.definition, id=f"term-{key}-{count}", href=href
    )


def all_terms(page: Page, site: Site) -> Iterator[ShownTerm]:
    """Yield every term with those it points to, in the order of the glossary."""
    locale = page.body_locale
    for term in site.glossary.values():
        see = tuple(_shown(site.glossary[other], locale) for other in term.see)
        yield replace(_shown(term, locale), see=see)


def _shown(term: Term, locale: str) -> ShownTerm:
    if not (term.names.get(locale) and term.definitions.get(locale)):
        message = f"the term '{term.key}' has no name or no definition in '{locale}'"
        raise ShortcodeError(message, "add it to content/glossary.yaml", "glossary")
    name, english = term.names[locale], term.names.get("en", "")
    known = "" if english == name else english
    return ShownTerm(term.key, name, known, term.definitions[locale])
