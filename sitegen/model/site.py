"""The site: every page of every locale at its place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sitegen.model.config import SiteConfig
from sitegen.model.glossary import Term
from sitegen.model.page import Node, Page
from sitegen.model.reference import Reference


@dataclass(frozen=True)
class Site:
    """All pages under their key and locale, the tree they share, and what they draw on.

    `assets` are the published paths of the files of `static/`, `history` the days on which
    the files of pages last changed, as far as anybody knows.
    """

    config: SiteConfig
    tree: Node
    pages: Mapping[tuple[str, str], Page]
    references: Mapping[str, Reference]
    glossary: Mapping[str, Term]
    assets: frozenset[str]
    history: Mapping[str, date]

    def page(self, key: str, locale: str) -> Page | None:
        """Return the page of `key` in `locale`, or None where it is excluded."""
        return self.pages.get((key, locale))

    def changed(self, page: Page) -> date | None:
        """Return the day a page last changed: what it says, else what its history says."""
        own = page.document.front
        return own.lastmod or self.history.get(page.document.path) or own.date

    def translations(self, key: str) -> tuple[Page, ...]:
        """Return the page in every locale that has it, in the site's order of locales."""
        found = (self.page(key, code) for code in self.config.codes)
        return tuple(page for page in found if page)

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """All keys in reading order, the home page first."""
        return tuple(node.key for node in walk(self.tree))

    @cached_property
    def nodes(self) -> Mapping[str, Node]:
        """The tree's nodes by key."""
        return {node.key: node for node in walk(self.tree)}

    @cached_property
    def by_url(self) -> Mapping[str, Page]:
        """All pages by their address."""
        return {page.url: page for page in self.pages.values()}

    @cached_property
    def _position(self) -> Mapping[str, int]:
        return {key: number for number, key in enumerate(self.keys)}

    def neighbour(self, page: Page, step: int) -> Page | None:
        """Return the page `step` places on in reading order, skipping what the locale lacks."""
        at = self._position[page.key] + step
        while 0 <= at < len(self.keys):
            if found := self.page(self.keys[at], page.locale):
                return found
            at += step
        return None

    def ancestors(self, page: Page) -> tuple[Page, ...]:
        """Return the sections that hold the page, the home page first."""
        if not page.key:
            return ()
        parts = page.key.split("/")[:-1]
        keys = ["", *("/".join(parts[: n + 1]) for n in range(len(parts)))]
        found = (self.page(key, page.locale) for key in keys)
        return tuple(section for section in found if section)


def walk(node: Node) -> Iterator[Node]:
    """Yield the node and all below it in reading order."""
    yield node
    for child in node.children:
        yield from walk(child)
