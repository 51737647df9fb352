"""The site: every page of every locale at its place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from sitegen.model.config import SiteConfig
from sitegen.model.glossary import Term
from sitegen.model.page import Node, Page
from sitegen.model.reference import Reference


@dataclass(frozen=True)
class Site:
    """All pages under their key and locale, the tree of each locale, and what they draw on.

    `assets` are the published paths of the files of `static/`, `history` the days on which
    the files of pages last changed, as far as anybody knows; `resources` the files beside pages,
    by their path in the site, with the path they are published at; `foreign` the shortcodes that
    a book brings as templates of Hugo, by name.
    """

    config: SiteConfig
    trees: Mapping[str, Node]
    pages: Mapping[tuple[str, str], Page]
    references: Mapping[str, Reference]
    glossary: Mapping[str, Term]
    assets: frozenset[str]
    history: Mapping[str, date]
    resources: Mapping[str, str] = field(default_factory=dict)
    foreign: Mapping[str, str] = field(default_factory=dict)

    def page(self, key: str, locale: str) -> Page | None:
        """Return the page of `key` in `locale`, or None where it is excluded."""
        return self.pages.get((key, locale))

    def changed(self, page: Page) -> date | None:
        """Return the day a page last changed: what it says, else what its history says."""
        own = page.document.front
        return own.lastmod or self.history.get(page.document.path) or own.date

    def has(self, key: str) -> bool:
        """Tell whether some locale has a page of this key."""
        return key in self._nodes[self.config.source_locale]

    @cached_property
    def is_stamped(self) -> bool:
        """Whether any translation says which state of its source it was made from."""
        return any(page.document.front.stamps for page in self.pages.values())

    def translations(self, key: str) -> tuple[Page, ...]:
        """Return the page in every locale that has it, in the site's order of locales."""
        found = (self.page(key, code) for code in self.config.codes)
        return tuple(page for page in found if page)

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """All keys in the reading order of the source, the home page first."""
        return self._orders[self.config.source_locale]

    def node(self, page: Page) -> Node:
        """Return the place of a page in the tree of its locale."""
        return self._nodes[page.locale][page.key]

    @cached_property
    def _nodes(self) -> Mapping[str, Mapping[str, Node]]:
        """The nodes of each locale by key; most sites have one tree for all."""
        trees = {id(tree): {node.key: node for node in walk(tree)} for tree in self.trees.values()}
        return {code: trees[id(tree)] for code, tree in self.trees.items()}

    @cached_property
    def _orders(self) -> Mapping[str, tuple[str, ...]]:
        return {code: tuple(nodes) for code, nodes in self._nodes.items()}

    @cached_property
    def by_url(self) -> Mapping[str, Page]:
        """All pages by their address."""
        return {page.url: page for page in self.pages.values()}

    @cached_property
    def _positions(self) -> Mapping[str, Mapping[str, int]]:
        return {
            code: {key: number for number, key in enumerate(keys)}
            for code, keys in self._orders.items()
        }

    def neighbour(self, page: Page, step: int) -> Page | None:
        """Return the page `step` places on in reading order, skipping what the locale lacks."""
        keys = self._orders[page.locale]
        at = self._positions[page.locale][page.key] + step
        while 0 <= at < len(keys):
            if found := self.page(keys[at], page.locale):
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
