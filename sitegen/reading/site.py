"""A site's folder → Site: everything its author wrote, except words and programs."""

from dataclasses import replace
from pathlib import Path

from sitegen.model.config import SiteConfig
from sitegen.model.problem import Problem
from sitegen.model.site import Site
from sitegen.reading.assemble import assemble
from sitegen.reading.bibliography import read_bibliography
from sitegen.reading.content import read_content
from sitegen.reading.glossary import read_glossary
from sitegen.reading.history import read_history
from sitegen.reading.hugo_files import hugo_resources, hugo_templates


def read_site(
    folder: Path, config: SiteConfig, assets: frozenset[str] = frozenset()
) -> tuple[Site, list[Problem]]:
    """Read the pages, the bibliography and the glossary, and put every page at its place.

    `assets` are the published paths of the files of `static/`. Raises SiteError when a
    file besides the pages cannot be read.
    """
    documents, problems = read_content(folder, config)
    works, terms = read_bibliography(folder), read_glossary(folder, config.source_locale)
    days = read_history(folder)
    site, faults = assemble(documents, config, works, terms, assets, days)
    return with_resources(folder, site), [*problems, *faults]


def with_resources(folder: Path, site: Site) -> Site:
    """Return the site with the files that stand beside its pages, which books for Hugo have."""
    if not site.config.dialect.hugo:
        return site
    resources = hugo_resources(folder, site)
    return replace(site, resources=resources, foreign=hugo_templates(folder))
