"""All pages of a site rendered, those that came out the same last time taken from there."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sitegen.model.page import Page, RenderedPage, State, Who
from sitegen.model.problem import Problem
from sitegen.model.site import Site
from sitegen.text.markdown import Workshop, render_page

Renderings = list[tuple[RenderedPage, Sequence[Problem]]]
"""A page in its locales, the source first, with what is wrong with each."""

LISTS = "children"
"""The shortcode that shows more of other pages than their addresses."""


@dataclass(frozen=True, slots=True)
class Rendering:
    """The pages of a site in order, what was wrong with each, and what they were made with."""

    workshop: Workshop
    pages: Mapping[Who, RenderedPage]
    faults: Mapping[Who, Sequence[Problem]]

    @property
    def problems(self) -> list[Problem]:
        """What is wrong with the pages."""
        return faults_of((self.pages[who], found) for who, found in self.faults.items())


def render_site(
    workshop: Workshop,
    each: Callable[[Iterable[Page]], Iterable[Page]],
    last: Rendering | None,
) -> Rendering:
    """Render every page, the source page of each key before its translations.

    `each` counts the pages as they are done; `last` is an earlier rendering of this site.
    """
    usable = last if last and _is_alike(workshop, last.workshop) else None
    site = workshop.site
    pages: dict[Who, RenderedPage] = {}
    faults: dict[Who, Sequence[Problem]] = {}
    for key in site.keys:
        versions = render_key(key, workshop, usable)
        for page, (one, found) in zip(each(source_first(key, site)), versions, strict=True):
            pages[page.key, page.locale], faults[page.key, page.locale] = one, found
    return Rendering(workshop, pages, faults)


def render_key(key: str, workshop: Workshop, last: Rendering | None = None) -> Renderings:
    """Render a page in all its locales, or take what was rendered before."""
    found: Renderings = []
    for page in source_first(key, workshop.site):
        who = (page.key, page.locale)
        lead = found[0][0] if found else None
        if last and _is_the_same(page, lead, workshop, last):
            found.append((last.pages[who], last.faults[who]))
        else:
            found.append(render_page(page, lead, workshop))
    return found


def faults_of(renderings: Iterable[tuple[RenderedPage, Sequence[Problem]]]) -> list[Problem]:
    """Return what is wrong; a fallback page has the body of its source, whose faults they are."""
    return [
        problem
        for one, found in renderings
        if one.page.state is State.TRANSLATED
        for problem in found
    ]


def source_first(key: str, site: Site) -> list[Page]:
    """Return a page in all its locales, the source first."""
    pages = site.translations(key)
    return sorted(pages, key=lambda page: page.locale != site.config.source_locale)


def _is_alike(now: Workshop, then: Workshop) -> bool:
    """Tell whether pages that did not change come out the same in two workshops."""
    return (
        now.run_template is then.run_template
        and now.formulas == then.formulas
        and now.site.config == then.site.config
        and now.site.references == then.site.references
        and now.site.glossary == then.site.glossary
        and now.site.assets == then.site.assets
        and now.site.by_url.keys() == then.site.by_url.keys()
    )


def _is_the_same(page: Page, lead: RenderedPage | None, now: Workshop, last: Rendering) -> bool:
    """Tell whether a page would come out as it did: itself, its programs, its source's headings."""
    before = last.pages.get((page.key, page.locale))
    if before is None or before.page != page:
        return False
    if LISTS in page.document.body and _names(now.site) != _names(last.workshop.site):
        return False
    source = last.pages.get((page.key, now.site.config.source_locale))
    if lead and (source is None or source.headings != lead.headings):
        return False
    programs = page.front.programs
    return all(_copy(name, page, now) == _copy(name, page, last.workshop) for name in programs)


def _names(site: Site) -> object:
    """Return what lists of pages say: their order, names and descriptions."""
    told = {who: (page.label, page.front.description) for who, page in site.pages.items()}
    return site.trees, told


def _copy(name: str, page: Page, workshop: Workshop) -> object:
    """Return the copy of a program that a page shows; None where it failed."""
    run = workshop.runs.get((name, page.program_locale))
    return run.localised if run else None
