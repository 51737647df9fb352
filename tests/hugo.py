"""Books for Hugo to build in tests."""

from collections.abc import Mapping

from sitegen.making import make
from sitegen.model.page import RenderedPage
from sitegen.progress import Progress
from sitegen.request import Request
from tests.conftest import ROOT, SITE_YAML, Trial

BOOK = SITE_YAML + "hugo: true\n"


def built(site: Trial) -> list[str]:
    """Build a book whatever is wrong with it, and return its addresses, without `index.html`."""
    site.build(keep_going=True, search=False)
    pages = site.output.rglob("index.html")
    return sorted(page.parent.relative_to(site.output).as_posix() for page in pages)


def rendered(site: Trial) -> Mapping[str, RenderedPage]:
    """Return the pages of a book's source language by their key, rendered and not written."""
    request = Request(site.folder, ROOT, None, site.cache, jobs=1)
    made = make(request, Progress())
    return {page.page.key: page for page in made.rendered if page.page.locale == "ja"}
