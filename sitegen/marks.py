"""What each page of a site shows, as one hash: where it is what it was, the page is what it was."""

import pickle
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cache
from hashlib import sha256
from pathlib import Path

from sitegen.cache import key_of
from sitegen.model.page import Node, Page, Who
from sitegen.model.site import Site
from sitegen.output.menu import WHOLE
from sitegen.preparing import Ready
from sitegen.request import Request
from sitegen.unchanged import look_tools

LISTS = ("children", "card")
"""Shortcodes that may say what other pages are called."""

Mark = Callable[[str], str]
"""Returns the mark of a page, in all its languages, by its key."""


def marks(ready: Ready, request: Request) -> Mark:
    """Return what marks the pages of a site that is ready."""
    site, tools = ready.site, ready.tools
    # The order of a set is another in every process.
    config = replace(tools.config, allowed_numbers=frozenset())
    runs = {who: sha256(pickle.dumps(run)).digest() for who, run in ready.demos.runs.items()}
    everywhere = key_of(
        *(
            repr(_looks(request)),
            str(request.search),
            sys.version,
            repr((config, sorted(tools.config.allowed_numbers))),
            repr(sorted(site.assets)),
        ),
        *(repr(site.references), repr(site.glossary), repr(sorted(site.resources.items()))),
        *(
            repr(sorted((key, found) for key, found in ready.workshop.formulas.items() if found)),
            repr(sorted(ready.demos.failed)),
        ),
        repr(sorted((page.url, who, page.state) for who, page in site.pages.items())),
        repr(site.is_stamped),
        repr([any(site.changed(page) for page in _own(code, site)) for code in tools.config.codes]),
    )
    names = key_of(*(f"{_name(page)}{page.front!r}" for page in site.pages.values()))
    # Nobody knows what templates of the site's own say of other pages.
    own = request.site != request.theme and (request.site / "templates").is_dir()
    around = _around(site, names, is_whole=own or len(site.keys) <= WHOLE)

    @cache
    def mark(key: str) -> str:
        pages = site.translations(key)
        proofs = [repr(ready.demos.certificates.get(one)) for one in _programs(pages)]
        return key_of(everywhere, *proofs, *(_shown(page, runs, site, around) for page in pages))

    return mark


def _looks(request: Request) -> list[tuple[str, tuple[int, int]]]:
    """Return how the program, the templates and the words look, wherever they lie."""
    return sorted((Path(path).name, look) for path, look in look_tools(request).items())


def _own(locale: str, site: Site) -> Iterable[Page]:
    return (page for (_, code), page in site.pages.items() if code == locale)


def _programs(pages: Iterable[Page]) -> list[str]:
    return sorted({name for page in pages for name in page.front.programs})


def _shown(page: Page, runs: Mapping[Who, bytes], site: Site, around: Callable[[Page], str]) -> str:
    """Return what a page says, and what stands around it."""
    document = page.document
    drawn = [runs.get((name, page.program_locale), b"").hex() for name in page.front.programs]
    said = (document.path, document.body_line, document.lines, document.front, page.front, drawn)
    return key_of(document.body, repr(said), str(site.changed(page)), around(page))


def _name(page: Page) -> str:
    """Return what other pages say of a page."""
    front = page.front
    return repr((page.url, page.label, front.pre, front.description, page.body_locale))


def _around(site: Site, names: str, *, is_whole: bool) -> Callable[[Page], str]:
    """Return what tells all that a page says of others: in menus, trails, lists of pages.

    `names` stands for all pages; where it `is_whole`, each page shows them all.
    """

    @cache
    def branch(key: str, locale: str) -> str:
        found = (site.page(node.key, locale) for node in _children(key, locale, site))
        return key_of(*(_name(page) for page in found if page))

    def around(page: Page) -> str:
        if is_whole or any(name in page.document.body for name in LISTS):
            return names
        beside = (site.neighbour(page, step) for step in (-1, 1))
        above = [*site.ancestors(page), page]
        near = [_name(one) for one in (*beside, *above) if one]
        return key_of(*near, *(branch(one.key, page.locale) for one in above))

    return around


def _children(key: str, locale: str, site: Site) -> tuple[Node, ...]:
    page = site.page(key, locale)
    return site.node(page).children if page else ()
