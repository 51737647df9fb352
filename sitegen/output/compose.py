"""Rendered pages → the files of the site."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from babel import Locale as Cldr
from markupsafe import Markup

from sitegen.model.address import file_of, relative
from sitegen.model.catalogue import Catalogue
from sitegen.model.certificate import Certificate
from sitegen.model.gist import Gist
from sitegen.model.output import Offer, OutputFile
from sitegen.model.page import Page, RenderedPage, State
from sitegen.model.site import Site
from sitegen.output.description import description_of
from sitegen.output.head import head_of
from sitegen.output.listings import feed_path, listings
from sitegen.output.menu import below, menu_of, toc_of
from sitegen.output.search import search_files
from sitegen.output.stale import StaleSection, stale_sections
from sitegen.output.status import URL as STATUS
from sitegen.output.status import status_page
from sitegen.output.switcher import alternatives
from sitegen.output.templating import Templates

PARITY = "parity.json"
"""Where the certificates of all programs are published."""


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a page's body besides the site's own things.

    `downloads`, `feed` and `plain` (the page as Markdown) are paths, `card` that of the
    picture that stands for the page; `has_search` says whether readers can search.
    """

    certificates: Sequence[Certificate] = ()
    downloads: Sequence[str] = ()
    stale: Sequence[StaleSection] = ()
    feed: str = ""
    plain: str = ""
    card: str = ""
    has_search: bool = False


@dataclass(frozen=True)
class Composer:
    """Makes the files of a site, page by page; `has_search` says whether readers can search."""

    site: Site
    templates: Templates
    words: Mapping[str, Catalogue]
    certificates: Mapping[str, Certificate]
    has_search: bool

    def page_files(
        self, page: RenderedPage, source: RenderedPage | None, offer: Offer | None
    ) -> Iterator[OutputFile]:
        """Yield a page, what it offers, its figures, and what leads to it.

        `source` is the page that it may be a translation of.
        """
        own, names = page.page, page.page.front.programs
        around = Around(
            certificates=[self.certificates[name] for name in names if name in self.certificates],
            downloads=[one.path for one in offer.downloads] if offer else (),
            stale=stale_sections(page, source),
            feed=self._feeds[own.locale],
            plain=offer.plain.path if offer else "",
            card=card_path(own, self.site),
            has_search=self.has_search,
        )
        html = page_html(page, self.site, self.templates, self.words[own.locale], around)
        yield OutputFile(file_of(own.url), html.encode())
        if offer:
            yield from (*offer.downloads, offer.plain)
        if own.state is State.TRANSLATED:
            for alias in own.front.aliases:
                yield _redirect(alias, own, self.site, self.templates)
        yield from figure_files(page)

    def site_files(self, pages: Sequence[Gist]) -> Iterator[OutputFile]:
        """Yield what belongs to no page."""
        site, templates, words = self.site, self.templates, self.words
        if self.has_search:
            yield from search_files(site, pages)
        yield from listings(site, pages, templates, words)
        if self.certificates:
            yield OutputFile(PARITY, _parity(self.certificates.values()).encode())
        if len(site.config.locales) > 1:
            yield status_page(site, pages, templates, words)
        if site.config.default_locale_in_subdir:
            yield OutputFile("index.html", _languages(site, templates, words).encode())

    def prepare(self) -> None:
        """Find out now what all pages ask for, so that processes that share them need not."""
        _ = self._feeds

    @cached_property
    def _feeds(self) -> Mapping[str, str]:
        return {code: feed_path(code, self.site) for code in self.site.config.codes}


def card_path(page: Page, site: Site) -> str:
    """Return where the card of a page is published, or nothing.

    A page that is shown in the language of its source has the source's.
    """
    shown = site.page(page.key, page.body_locale)
    if not site.config.cards or shown is None or shown.state is not State.TRANSLATED:
        return ""
    return f"cards/{shown.locale}/{page.key or 'index'}.png"


def figure_files(page: RenderedPage) -> Iterator[OutputFile]:
    """Yield the figures of a page."""
    for placed in page.figures:
        yield from (OutputFile(path, content) for path, content in placed.files())


def page_html(
    page: RenderedPage,
    site: Site,
    templates: Templates,
    words: Catalogue,
    around: Around,
) -> str:
    """Return the whole document of a page."""
    own = page.page
    node = site.node(own)
    template = "section.html" if node.is_section else "page.html"
    return templates.render(
        template,
        _=words.say,
        site=site,
        config=site.config,
        page=own,
        locale=site.config.locale(own.locale),
        title=own.front.title,
        heading=Markup(page.title),  # noqa: S704 - rendered by us
        content=Markup(page.html),  # noqa: S704 - rendered by us
        menu=menu_of(own, site),
        toc=toc_of(page.headings),
        alternatives=alternatives(own, site),
        ancestors=site.ancestors(own),
        below=below(own, site) if node.is_section else (),
        previous=site.neighbour(own, -1),
        next=site.neighbour(own, 1),
        is_fallback=own.state is State.FALLBACK,
        around=around,
        link=lambda url: relative(own.url, url),
        language_name=lambda code: _language_name(code, own.locale),
        head=head_of(own, site, description_of(page), around.card),
        scripts=page.scripts,
        minutes=page.minutes,
        status_link=relative(own.url, STATUS) if len(site.config.locales) > 1 else "",
        root="../" * own.url.count("/"),
    )


def _language_name(code: str, locale: str) -> str:
    """Return what the readers of `locale` call the language `code`."""
    return Cldr.parse(code, sep="-").get_display_name(Cldr.parse(locale, sep="-")) or code


def _parity(certificates: Iterable[Certificate]) -> str:
    """Return what was compared between the languages of each program, as JSON."""
    programs = [
        {
            "program": one.program,
            "locales": list(one.locales),
            "equal": {
                "trees": one.trees,
                "numbers": one.numbers,
                "values": one.values,
                "drawings": one.drawings,
            },
            "digest": one.digest,
        }
        for one in certificates
    ]
    return json.dumps({"version": 1, "programs": programs}, indent=2) + "\n"


def _languages(site: Site, templates: Templates, words: Mapping[str, Catalogue]) -> str:
    """Return the root page, which offers the languages and sends nobody anywhere."""
    homes = [home for code in site.config.codes if (home := site.page("", code))]
    return templates.render(
        "languages.html",
        _=words[site.config.source_locale].say,
        site=site,
        config=site.config,
        homes=homes,
        descriptions=[home.front.description or home.front.title for home in homes],
        words=words,
        link=lambda url: relative("", url),
        locale=site.config.locale(site.config.source_locale),
    )


def _redirect(alias: str, page: Page, site: Site, templates: Templates) -> OutputFile:
    """Return the page at an old address that leads to the new one."""
    url = alias.strip("/") + ("" if alias.endswith(".html") else "/")
    html = templates.render(
        "alias.html", page=page, link=relative(url, page.url), config=site.config
    )
    return OutputFile(file_of(url), html.encode())


def static_files(folders: Sequence[Path]) -> dict[str, Path]:
    """Return the files of the `static/` folders by published path; an earlier folder wins."""
    found: dict[str, Path] = {}
    for folder in folders:
        for file in sorted(folder.rglob("*")):
            relative_path = file.relative_to(folder).as_posix()
            if file.is_file() and not any(
                part.startswith(".") for part in relative_path.split("/")
            ):
                found.setdefault(relative_path, file)
    return found
