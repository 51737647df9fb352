"""Where the links and images of a book for Hugo lead: to files beside a page, to pages by path."""

from collections.abc import Iterator
from functools import lru_cache
from posixpath import dirname, normpath, splitext

from sitegen.model.page import Page
from sitegen.model.site import Site


def find_resource(path: str, page: Page, site: Site) -> str | None:
    """Return where a file is published that stands beside the page, or nothing.

    The reader's own comes first: `fit.es.png` for `fit.png`. Case does not count, and a hyphen
    may stand for a space.
    """
    if not site.resources:
        return None
    root = site.config.locale(page.body_locale).content
    base = root if path.startswith("/") else f"{root}/{page.document.folder}"
    whole = normpath(f"{base}/{path.lstrip('/')}")
    stem, ending = splitext(whole)
    names = (f"{stem}.{page.body_locale}{ending}", whole, *_others(stem, ending, page, site))
    folded = _folded(tuple(site.resources))
    for name in names:
        if name in site.resources:
            return site.resources[name]
        if found := folded.get(_fold(name)):
            return site.resources[found]
    return None


def _others(stem: str, ending: str, page: Page, site: Site) -> Iterator[str]:
    return (f"{stem}.{code}{ending}" for code in site.config.codes if code != page.body_locale)


@lru_cache(maxsize=4)
def _folded(paths: tuple[str, ...]) -> dict[str, str]:
    return {_fold(path): path for path in paths}


def _fold(path: str) -> str:
    return path.replace(" ", "-").casefold()


def find_page(path: str, page: Page, site: Site) -> Page | None:
    """Return the page that a path names by its place among the files, without an ending."""
    base = "" if path.startswith("/") else page.document.folder
    key = normpath(f"/{base}/{path.strip('/')}").strip("/")
    beside = normpath(f"/{dirname(page.key)}/{path.strip('/')}").strip("/")
    for one in (key, beside):
        for name in (one, one.lower()):
            if found := site.page(name, page.locale):
                return found
    return None
