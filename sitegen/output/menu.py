"""The menu of a page: the tree of its locale with the way to the page open."""

from collections.abc import Sequence
from dataclasses import dataclass

from sitegen.model.address import relative
from sitegen.model.page import Heading, Node, Page
from sitegen.model.site import Site

WHOLE = 120
"""Up to this many pages the menu shows all; in a larger site only the branch of the page."""


@dataclass(frozen=True, slots=True)
class MenuItem:
    """An entry: `number` is the page's `pre`, `is_open` the way to the current page."""

    label: str
    number: str
    description: str
    href: str
    lang: str
    is_current: bool
    is_open: bool
    children: tuple["MenuItem", ...]


def menu_of(page: Page, site: Site) -> tuple[MenuItem, ...]:
    """Return the entries below the home page as seen from `page`."""
    return _items(site.trees[page.locale].children, page, site, whole=len(site.keys) <= WHOLE)


def below(page: Page, site: Site) -> tuple[MenuItem, ...]:
    """Return the entries below a section, for its own page."""
    node = site.node(page)
    return _items(node.children, page, site, whole=len(site.keys) <= WHOLE)


def _items(nodes: Sequence[Node], page: Page, site: Site, *, whole: bool) -> tuple[MenuItem, ...]:
    items = []
    for node in nodes:
        target = site.page(node.key, page.locale)
        if target is None:
            continue
        is_open = page.key == node.key or page.key.startswith(f"{node.key}/")
        below = _items(node.children, page, site, whole=whole) if whole or is_open else ()
        items.append(
            MenuItem(
                label=target.label,
                number=target.front.pre.strip(),
                description=target.front.description,
                href=relative(page.url, target.url),
                lang=target.body_locale,
                is_current=page.key == node.key,
                is_open=is_open,
                children=below,
            )
        )
    return tuple(items)


@dataclass(frozen=True, slots=True)
class TocItem:
    """An entry of the table of contents and the deeper ones below it."""

    heading: Heading
    children: tuple["TocItem", ...]


def toc_of(headings: Sequence[Heading], deepest: int = 3) -> tuple[TocItem, ...]:
    """Return the headings as a tree, those deeper than `deepest` left out."""
    items: list[TocItem] = []
    kept = [heading for heading in headings if heading.level <= deepest]
    at = 0
    while at < len(kept):
        end = at + 1
        while end < len(kept) and kept[end].level > kept[at].level:
            end += 1
        items.append(TocItem(kept[at], toc_of(kept[at + 1 : end], deepest)))
        at = end
    return tuple(items)
