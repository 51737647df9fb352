"""Documents → Site: translations, inheritance, addresses, order, fallbacks."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import NamedTuple

from sitegen.model.config import SiteConfig
from sitegen.model.glossary import Term
from sitegen.model.page import Document, FrontMatter, Node, Page, State, named_after
from sitegen.model.problem import Place, Problem
from sitegen.model.reference import Reference
from sitegen.model.site import Site
from sitegen.reading.frontmatter import SHARED
from sitegen.reading.hugo_page import hugo_order
from sitegen.reading.hugo_url import hugo_alias, hugo_url
from sitegen.reading.shown import shown_pages

Group = dict[str, Document]
"""The documents of one key by locale."""


class Version(NamedTuple):
    """What the readers of a locale get of a page, and what its leading language says of it."""

    document: Document
    leading: FrontMatter
    locale: str
    state: State


def assemble(
    documents: Sequence[Document],
    config: SiteConfig,
    references: Mapping[str, Reference],
    glossary: Mapping[str, Term],
    assets: frozenset[str],
    history: Mapping[str, date],
) -> tuple[Site, list[Problem]]:
    """Put every document at its place.

    Two pages that claim one address, a translation that contradicts what it inherits and
    a translation without a source page are problems.
    """
    is_hugo = config.dialect.hugo
    documents, untimely = shown_pages(documents, config.as_of) if is_hugo else (documents, [])
    groups, problems = _groups(documents)
    problems += untimely
    groups = {key: group for key, group in groups.items() if _is_published(group, config)}
    for key in _missing_sections(groups):
        groups[key] = _implicit_section(key, config)
    claimed: dict[str, Page] = {}
    placed = _placed_as_in_hugo(groups, config) if is_hugo else partial(_placed, config=config)
    for group in groups.values():
        problems += _missing(group, config) if is_hugo else _contradictions(group, config)
    found = [placed(version) for group in groups.values() for version in _versions(group, config)]
    # A page that stands in for a missing one never takes the address of a real one.
    for page in sorted(found, key=lambda page: page.state is State.FALLBACK):
        problems += _refused(page, claimed.setdefault(page.url, page))
    pages = {(page.key, page.locale): page for page in claimed.values()}
    trees = _trees(groups, config)
    return Site(config, trees, pages, references, glossary, assets, history), problems


def _groups(documents: Sequence[Document]) -> tuple[dict[str, Group], list[Problem]]:
    groups: dict[str, Group] = defaultdict(dict)
    problems = []
    for document in documents:
        group = groups[document.key]
        if document.locale in group:
            other = group[document.locale].path
            message = f"is the same page as {other}"
            problems.append(Problem("url", document.at(), message, "rename or remove one"))
        else:
            group[document.locale] = document
    return groups, problems


def _is_published(group: Group, config: SiteConfig) -> bool:
    """Tell whether the page is out of draft in its leading language."""
    return not _lead(group, config).front.draft


def _lead(group: Group, config: SiteConfig) -> Document:
    """Return the source page, or the first translation where there is none."""
    return group.get(config.source_locale) or next(iter(group.values()))


def _missing_sections(groups: Mapping[str, Group]) -> list[str]:
    """Return the folders that hold pages and have no `_index`, the home page among them."""
    folders = {""}
    for key in groups:
        parts = key.split("/")[:-1]
        folders.update("/".join(parts[: n + 1]) for n in range(len(parts)))
    return sorted(folders - groups.keys())


def _implicit_section(key: str, config: SiteConfig) -> Group:
    """Return a section that lists its pages, named like its folder."""
    path = f"content/{key}/".replace("//", "/")
    name = named_after(key)
    group = {}
    for code in config.codes:
        front = FrontMatter(title=name or config.title[code])
        group[code] = Document(path, key, code, True, front, "", 1)
    return group


def _missing(group: Group, config: SiteConfig) -> Iterator[Problem]:
    """Yield a problem for a page of a book that is not in every language."""
    lead = _lead(group, config)
    missing = [code for code in config.codes if code not in group]
    if lead.locale != config.source_locale:
        yield _orphan(lead, config)
    elif missing:
        hint = "its readers are shown the source"
        yield Problem("untranslated", lead.at(), f"is not in {', '.join(missing)}", hint)


def _orphan(document: Document, config: SiteConfig) -> Problem:
    message = f"has no source page in '{config.source_locale}'"
    return Problem("orphan", document.at(), message, "write or rename one", document.locale)


def _contradictions(group: Group, config: SiteConfig) -> Iterator[Problem]:
    lead = _lead(group, config)
    for locale, document in group.items():
        if locale == lead.locale:
            if locale != config.source_locale:
                yield _orphan(document, config)
            continue
        for key in SHARED:
            name = {"program": "programs"}.get(key, key)
            if key not in document.lines:
                continue
            ours, theirs = getattr(document.front, name), getattr(lead.front, name)
            if ours != theirs:
                message = f"'{key}' is {ours!r} here and {theirs!r} in {lead.path}"
                place = Place(document.path, document.lines[key])
                hint = "translations inherit it: leave it out"
                yield Problem("front-matter", place, message, hint, locale)


def _versions(group: Group, config: SiteConfig) -> Iterator[Version]:
    """Yield what the readers of each locale get of a page: their own document, or the source's."""
    lead = _lead(group, config)
    has_source = lead.locale == config.source_locale
    excluded = lead.front.exclude if isinstance(lead.front.exclude, tuple) else ()
    for code in config.codes:
        own = group.get(code)
        if own and own.front.draft and own is not lead:
            own = None  # Until it is done, its readers have what they had before it was begun.
        document = own or lead
        if code in excluded or document.front.exclude is True:
            continue
        if own is None and not has_source:
            continue
        state = State.TRANSLATED if own else State.FALLBACK
        yield Version(document, lead.front, code, state)


def _placed(version: Version, config: SiteConfig) -> Page:
    """Return a page at its place; translations inherit what is no words."""
    document, leading, locale, state = version
    front = replace(
        document.front,
        pre=leading.pre,
        weight=leading.weight,
        slug=leading.slug,
        programs=leading.programs,
        params=leading.params,
    )
    return Page(document, front, locale, _url(document, front, locale, config), state)


def _placed_as_in_hugo(
    groups: Mapping[str, Group], config: SiteConfig
) -> Callable[[Version], Page]:
    """Return what places a page of a book, where every language says all for itself."""
    # A section's slug is that of its own language; a page that stands in has its source's.
    slugs = {
        (key, code): lead.front.slug
        for key, group in groups.items()
        for code in config.codes
        if not (lead := group.get(code, _lead(group, config))).is_section or code in group
    }

    def placed(version: Version) -> Page:
        document, _, locale, state = version
        url = hugo_url(document, locale, slugs, config)
        aliases = (hugo_alias(one, url, locale, config) for one in document.front.aliases)
        front = replace(document.front, aliases=tuple(aliases))
        return Page(document, front, locale, url, state)

    return placed


def _url(document: Document, front: FrontMatter, locale: str, config: SiteConfig) -> str:
    """Return the page's address under the site's root, ending in a slash."""
    segments = document.key.split("/") if document.key else []
    if front.slug and segments:
        segments[-1] = front.slug
    if locale != config.source_locale or config.default_locale_in_subdir:
        segments.insert(0, locale)
    return "".join(f"{segment.replace(' ', '-').lower()}/" for segment in segments)


def _refused(page: Page, holder: Page) -> Iterator[Problem]:
    """Yield a problem when another page holds the address that this one claims."""
    if holder is not page and page.state is State.TRANSLATED:
        message = f"claims the address /{page.url} of {holder.document.path}"
        yield Problem("url", page.document.at(), message, "give one another slug", page.locale)


def _trees(groups: Mapping[str, Group], config: SiteConfig) -> dict[str, Node]:
    """Return the tree of each locale: one for all, but in books where each has its own order."""
    children: dict[str, list[str]] = defaultdict(list)
    for key in groups:
        if key:
            children[key.rpartition("/")[0]].append(key)
    leads = {key: _lead(group, config) for key, group in groups.items()}
    if not config.dialect.hugo:
        return dict.fromkeys(config.codes, _node("", children, leads, _order))
    own = {
        code: {key: group.get(code, leads[key]) for key, group in groups.items()}
        for code in config.codes
    }
    return {code: _node("", children, own[code], hugo_order) for code in config.codes}


def _node(
    key: str,
    children: Mapping[str, list[str]],
    leads: Mapping[str, Document],
    order: Callable[[Document], tuple[object, ...]],
) -> Node:
    below = sorted(children.get(key, ()), key=lambda one: order(leads[one]))
    nodes = tuple(_node(one, children, leads, order) for one in below)
    return Node(key, leads[key].is_section, nodes)


def _order(document: Document) -> tuple[object, ...]:
    """Order siblings by weight (those without come last), newest date, title, path."""
    front = document.front
    weight = float("inf") if front.weight is None else front.weight
    newest = -(front.date or date.min).toordinal()
    return (weight, newest, front.title, document.path)
