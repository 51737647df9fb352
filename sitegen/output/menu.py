"""The menu of a page: the tree of its locale with the way to the page open."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sitegen.model.address import relative
from sitegen.model.page import Heading, Node, Page
from sitegen.model.site import Site

WHOLE = 120
"""Up to this many pages the menu shows all; in a larger site only the branch of the page."""

NEAR = 20
"""How many pages before and behind its own a menu shows of a long section in a larger site."""


@dataclass(frozen=True, slots=True)
class MenuItem:
    """An entry: `number` is the page's `pre`, `is_open` the way to the current page.

    `count` is that of all pages of a section, in the entry that stands for those left out.
    """

    label: str
    number: str
    description: str
    href: str
    lang: str
    is_current: bool
    is_open: bool
    children: tuple["MenuItem", ...] = ()
    count: int = 0


def menu_of(page: Page, site: Site) -> tuple[MenuItem, ...]:
    """Return the entries below the home page as seen from `page`."""
    home = site.trees[page.locale]
    if len(site.keys) <= WHOLE:
        return _items(home.children, page, site, whole=True)
    return _branch(home, page, site)


def below(page: Page, site: Site) -> tuple[MenuItem, ...]:
    """Return the entries below a section, for its own page."""
    node = site.node(page)
    return _items(node.children, page, site, whole=len(site.keys) <= WHOLE)


def _branch(node: Node, page: Page, site: Site) -> tuple[MenuItem, ...]:
    """Return the entries of a section that are near to the page, and one for all it has."""
    nodes = node.children
    at = next((n for n, one in enumerate(nodes) if _is_open(one, page)), 0)
    first = max(0, min(at - NEAR, len(nodes) - 2 * NEAR - 1))
    near = nodes[first : first + 2 * NEAR + 1]
    items = []
    for one in near:
        children = _branch(one, page, site) if _is_open(one, page) else ()
        items += [replace(item, children=children) for item in _items([one], page, site)]
    section = site.page(node.key, page.locale)
    if len(near) < len(nodes) and section:
        href, lang = relative(page.url, section.url), section.body_locale
        items.append(MenuItem("", "", "", href, lang, False, False, count=len(nodes)))
    return tuple(items)


def _is_open(node: Node, page: Page) -> bool:
    """Tell whether a node is the page's, or on the way to it."""
    return page.key == node.key or page.key.startswith(f"{node.key}/")


def _items(
    nodes: Sequence[Node], page: Page, site: Site, *, whole: bool = False
) -> tuple[MenuItem, ...]:
    items = []
    for node in nodes:
        target = site.page(node.key, page.locale)
        if target is None:
            continue
        items.append(
            MenuItem(
                label=target.label,
                number=target.front.pre.strip(),
                description=target.front.description,
                href=relative(page.url, target.url),
                lang=target.body_locale,
                is_current=page.key == node.key,
                is_open=_is_open(node, page),
                children=_items(node.children, page, site, whole=True) if whole else (),
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
