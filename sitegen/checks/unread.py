"""What follows from a source page that could not be read says nothing of its translations."""

from collections.abc import Iterable

from sitegen.model.page import Document
from sitegen.model.problem import Problem
from sitegen.model.site import Site


def without_followers(problems: Iterable[Problem], site: Site) -> list[Problem]:
    """Return the problems but for those in translations whose source page cannot be read."""
    found = list(problems)
    shown = {page.document.path: page.document for page in site.pages.values()}
    unread = {problem.place.path for problem in found} - shown.keys()
    lost = {path for path, document in shown.items() if _sources(document, site) & unread}
    return [problem for problem in found if problem.place.path not in lost]


def _sources(document: Document, site: Site) -> set[str]:
    """Return the paths that the source of a translation may have."""
    stem = document.path.removesuffix(".md").removesuffix(f".{document.locale}")
    return {f"{stem}.md", f"{stem}.{site.config.source_locale}.md"} - {document.path}
