"""The files that list a site for machines: sitemap, feeds, robots.txt, llms.txt, 404.html."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from urllib.parse import urlsplit

from sitegen.model.catalogue import Catalogue
from sitegen.model.gist import Gist
from sitegen.model.output import OutputFile
from sitegen.model.page import Page
from sitegen.model.site import Site
from sitegen.output.head import address, head_of
from sitegen.output.standing import policy_of
from sitegen.output.templating import Templates

NEWEST = 20
"""How many pages a feed names."""


def listings(
    site: Site,
    pages: Sequence[Gist],
    templates: Templates,
    words: Mapping[str, Catalogue],
) -> Iterator[OutputFile]:
    """Yield the files; a language without a dated page has no feed."""
    listed = [page for page in pages if policy_of(page.page).sitemap]
    entries = [
        (head_of(page.page, site, page.description), site.changed(page.page)) for page in listed
    ]
    yield _file("sitemap.xml", templates.render("sitemap.xml", config=site.config, entries=entries))
    yield _file(
        "robots.txt", f"User-agent: *\nAllow: /\n\nSitemap: {address('sitemap.xml', site)}\n"
    )
    for code in site.config.codes:
        if feed := _feed(code, site, pages, templates, words[code]):
            yield feed
    yield _file("llms.txt", _for_models(site, listed))
    yield _file("404.html", _not_found(site, templates, words))
    # GitHub Pages would leave out what begins with an underscore.
    yield OutputFile(".nojekyll", b"")


def feed_path(code: str, site: Site) -> str:
    """Return where the feed of a language is published; empty where it has none."""
    home = site.page("", code)
    own = (page for (_, locale), page in site.pages.items() if locale == code)
    dated = any(policy_of(page).feed and site.changed(page) for page in own)
    return f"{home.url}feed.xml" if home and dated else ""


def _dated(code: str, site: Site, pages: Sequence[Gist]) -> list[tuple[date, Gist]]:
    """Return the pages of a language that say when they changed, the newest first."""
    own = [page for page in pages if page.page.locale == code and policy_of(page.page).feed]
    dated = [(day, page) for page in own if (day := site.changed(page.page))]
    return sorted(dated, key=lambda one: (-one[0].toordinal(), one[1].page.url))[:NEWEST]


def _feed(
    code: str,
    site: Site,
    pages: Sequence[Gist],
    templates: Templates,
    words: Catalogue,
) -> OutputFile | None:
    dated = _dated(code, site, pages)
    home = site.page("", code)
    if not dated or home is None:
        return None
    entries = [
        (page.page, address(page.page.url, site), day, page.description) for day, page in dated
    ]
    path = f"{home.url}feed.xml"
    text = templates.render(
        "feed.xml",
        _=words.say,
        config=site.config,
        locale=site.config.locale(code),
        home=address(home.url, site),
        own=address(path, site),
        entries=entries,
    )
    return _file(path, text)


def _for_models(site: Site, listed: Sequence[Gist]) -> str:
    """Return llms.txt: the site's pages as Markdown, language by language."""
    config = site.config
    lines = [f"# {config.title[config.source_locale]}"]
    for locale in config.locales:
        own = [page for page in listed if page.page.locale == locale.code]
        if own:
            lines += ["", f"## {locale.label}: {config.title[locale.code]}", ""]
            lines += [_listed(page, site) for page in own]
    return "\n".join(lines) + "\n"


def _listed(page: Gist, site: Site) -> str:
    said = page.description
    link = f"[{page.page.front.title}]({address(plain_path(page.page), site)})"
    return f"- {link}: {said}" if said else f"- {link}"


def plain_path(page: Page) -> str:
    """Return where a page is published as Markdown."""
    return f"{page.url}index.md"


def _not_found(site: Site, templates: Templates, words: Mapping[str, Catalogue]) -> str:
    """Return the page for addresses that are none, in every language.

    It is shown at any depth, and so its links begin at the root of the server.
    """
    homes = [home for code in site.config.codes if (home := site.page("", code))]
    base = urlsplit(site.config.base_url).path
    source = site.config.source_locale
    return templates.render(
        "404.html",
        _=words[source].say,
        config=site.config,
        homes=homes,
        say={code: catalogue.say for code, catalogue in words.items()},
        link=lambda url: f"{base}{url}",
        locale=site.config.locale(source),
    )


def _file(path: str, text: str) -> OutputFile:
    return OutputFile(path, text.encode())
