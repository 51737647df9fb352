"""Documents → Site: translations, inheritance, addresses, order, fallbacks."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from sitegen.model.config import SiteConfig
from sitegen.model.glossary import Term
from sitegen.model.page import Document, FrontMatter, Node, Page, State
from sitegen.model.problem import Place, Problem
from sitegen.model.reference import Reference
from sitegen.model.site import Site
from sitegen.reading.frontmatter import SHARED

Group = dict[str, Document]
"""The documents of one key by locale."""


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
    groups, problems = _groups(documents)
    groups = {key: group for key, group in groups.items() if _is_published(group, config)}
    for key in _missing_sections(groups):
        groups[key] = _implicit_section(key, config)
    claimed: dict[str, Page] = {}
    for group in groups.values():
        problems += _contradictions(group, config)
        for page in _pages(group, config):
            problems += _refused(page, claimed.setdefault(page.url, page))
    pages = {(page.key, page.locale): page for page in claimed.values()}
    tree = _tree(groups, config)
    return Site(config, tree, pages, references, glossary, assets, history), problems


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
    name = key.rpartition("/")[2].replace("-", " ").replace("_", " ").capitalize()
    group = {}
    for code in config.codes:
        front = FrontMatter(title=name or config.title[code])
        group[code] = Document(path, key, code, True, front, "", 1)
    return group


def _contradictions(group: Group, config: SiteConfig) -> Iterator[Problem]:
    lead = _lead(group, config)
    for locale, document in group.items():
        if locale == lead.locale:
            if locale != config.source_locale:
                message = f"has no source page in '{config.source_locale}'"
                yield Problem("orphan", document.at(), message, "write or rename one", locale)
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


def _pages(group: Group, config: SiteConfig) -> Iterator[Page]:
    lead = _lead(group, config)
    has_source = lead.locale == config.source_locale
    excluded = lead.front.exclude if isinstance(lead.front.exclude, tuple) else ()
    for code in config.codes:
        own = group.get(code)
        if own and own.front.draft and own is not lead:
            own = None  # Until it is done, its readers have what they had before it was begun.
        document = own or lead
        front = document.front
        if code in excluded or front.exclude is True:
            continue
        if own is None and not has_source:
            continue
        front = replace(
            front,
            pre=lead.front.pre,
            weight=lead.front.weight,
            slug=lead.front.slug,
            programs=lead.front.programs,
            params=lead.front.params,
        )
        state = State.TRANSLATED if own else State.FALLBACK
        yield Page(document, front, code, _url(document, front, code, config), state)


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


def _tree(groups: Mapping[str, Group], config: SiteConfig) -> Node:
    children: dict[str, list[str]] = defaultdict(list)
    for key in groups:
        if key:
            children[key.rpartition("/")[0]].append(key)
    return _node("", children, {key: _lead(group, config) for key, group in groups.items()})


def _node(key: str, children: Mapping[str, list[str]], leads: Mapping[str, Document]) -> Node:
    below = sorted(children.get(key, ()), key=lambda one: _order(leads[one]))
    nodes = tuple(_node(one, children, leads) for one in below)
    return Node(key, leads[key].is_section, nodes)


def _order(document: Document) -> tuple[float, int, str, str]:
    """Order siblings by weight (those without come last), newest date, title, path."""
    front = document.front
    weight = float("inf") if front.weight is None else front.weight
    newest = -(front.date or date.min).toordinal()
    return (weight, newest, front.title, document.path)
