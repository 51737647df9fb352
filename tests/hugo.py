"""Books for Hugo to build in tests."""

from tests.conftest import SITE_YAML, Trial

BOOK = SITE_YAML + "hugo: true\n"


def built(site: Trial) -> list[str]:
    """Build a book whatever is wrong with it, and return its addresses, without `index.html`."""
    site.build(keep_going=True, search=False)
    pages = site.output.rglob("index.html")
    return sorted(page.parent.relative_to(site.output).as_posix() for page in pages)
