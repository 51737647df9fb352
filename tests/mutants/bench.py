"""The course, made once; one of its pages at a time is changed and judged again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from sitegen.checks import check, compared
from sitegen.checks.finished import Finished
from sitegen.checks.terms import occurrences
from sitegen.gists import gist_of
from sitegen.making import Made, make
from sitegen.model.page import Page, RenderedPage
from sitegen.model.problem import Problem
from sitegen.progress import Progress
from sitegen.reading.frontmatter import parse_page
from sitegen.request import Request
from sitegen.text.markdown import render_page
from tests.conftest import ROOT, Trial
from tests.mutants.changes import Setting
from tests.mutants.text import text_of


@dataclass(frozen=True)
class Bench:
    """A made site, and its pages by key and locale."""

    made: Made

    @cached_property
    def rendered(self) -> dict[tuple[str, str], RenderedPage]:
        """The rendered pages of the site."""
        return {(one.page.key, one.page.locale): one for one in self.made.rendered}

    @property
    def translations(self) -> Iterator[Page]:
        """Every page in every language besides the source's."""
        source = self.made.site.config.source_locale
        yield from (one.page for one in self.made.rendered if one.page.locale != source)

    def setting(self, page: Page) -> Setting:
        """Return what changes of a page may draw on."""
        source = self.made.site.config.source_locale
        lead = self.rendered[page.key, source].page
        own, theirs = (
            text_of((ROOT / one.document.path).read_text(encoding="utf-8")) for one in (page, lead)
        )
        avoided = {
            term.names[page.locale]: rule.text
            for term in self.made.site.glossary.values()
            for rule in term.avoid.get(page.locale, ())[:1]
            if not any(occurrences(rule.text, term.names[page.locale]))
        }
        return Setting(own, theirs, page.locale, avoided)

    def found(self, page: Page, lines: Sequence[str]) -> list[Problem]:
        """Return what is wrong with a page of these lines that is not wrong with it now."""
        source = self.rendered[page.key, self.made.site.config.source_locale]
        parts, faults = parse_page("\n".join(lines), page.document.path, ("ja", "es", "id", "ko"))
        document = replace(
            page.document,
            body=parts.body,
            body_line=parts.body_line,
            front=replace(parts.front, programs=page.document.front.programs),
            lines=parts.lines,
        )
        changed, problems = render_page(
            replace(page, document=document), source, self.made.rendering.workshop
        )
        return self._judged([source, changed], [*faults, *problems])

    def stale(self, page: Page, lines: Sequence[str]) -> list[Problem]:
        """Return what is wrong with a translation once its source page has these lines."""
        source = self.rendered[page.key, self.made.site.config.source_locale]
        parts, _ = parse_page("\n".join(lines), source.page.document.path, ("ja",))
        document = replace(source.page.document, body=parts.body, body_line=parts.body_line)
        lead, _ = render_page(
            replace(source.page, document=document), None, self.made.rendering.workshop
        )
        return self._judged([lead, self.rendered[page.key, page.locale]], [])

    def _judged(self, pages: Sequence[RenderedPage], problems: list[Problem]) -> list[Problem]:
        site = self.made.site
        gists = [gist_of(page, site, search=False) for page in pages]
        found = [*problems, *compared(pages, site.config, stamped=True)]
        finished = Finished(site, gists, {})
        # Pages that are not judged now are not there for links to lead to.
        return [one for one in check(finished, found) if one.code != "link"]


def bench_of(course: Trial) -> Bench:
    """Return the course with the runs that its build left in the cache."""
    request = Request(site=ROOT, theme=ROOT, output=None, cache=course.cache, jobs=2)
    return Bench(make(request, Progress()))
