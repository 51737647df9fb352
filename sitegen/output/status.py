"""The public page of a site that shows which translations say what their source says now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sitegen.model.address import relative
from sitegen.model.catalogue import Catalogue
from sitegen.model.freshness import Freshness, Row, status
from sitegen.model.gist import Gist
from sitegen.model.output import OutputFile
from sitegen.model.page import Page
from sitegen.model.site import Site
from sitegen.output.templating import Templates

URL = "status/"


@dataclass(frozen=True, slots=True)
class Cell:
    """A page in one language; `page` is None where it is deliberately not there.

    `reason` says why, in the language of the source.
    """

    locale: str
    state: str
    page: Page | None
    sections: int
    reason: str


def status_page(
    site: Site,
    pages: Sequence[Gist],
    templates: Templates,
    words: Mapping[str, Catalogue],
) -> OutputFile:
    """Return the page with the matrix of all pages and languages, each in its own words."""
    source = site.config.source_locale
    sections = {one.page.key: one.sections for one in pages if one.page.locale == source}
    rows = list(status(site, sections))
    table: dict[str, list[Cell]] = {}
    for row in rows:
        page = site.page(row.key, row.locale)
        cell = Cell(row.locale, row.state.value, page, len(row.sections), row.reason)
        table.setdefault(row.key, []).append(cell)
    others = [one for one in site.config.locales if one.code != source]
    html = templates.render(
        "status.html",
        _=words[source].say,
        site=site,
        config=site.config,
        locale=site.config.locale(source),
        others=others,
        counts={one.code: _count(rows, one.code) for one in others},
        table=[(site.page(key, source), cells) for key, cells in table.items()],
        say={code: catalogue.say for code, catalogue in words.items()},
        link=lambda url: relative(URL, url),
        url=URL,
    )
    return OutputFile(f"{URL}index.html", html.encode())


def _count(rows: Sequence[Row], code: str) -> tuple[int, int]:
    """Return how many pages of a language are fresh, and how many it should have."""
    own = [row.state for row in rows if row.locale == code]
    counted = [one for one in own if one not in (Freshness.EXCLUDED, Freshness.ORPHAN)]
    return counted.count(Freshness.FRESH), len(counted)
