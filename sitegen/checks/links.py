"""Links inside the site lead to a place that is there."""

from collections.abc import Iterator

from sitegen.checks.finished import Finished
from sitegen.model.problem import Problem, did_you_mean


def broken_fragments(finished: Finished) -> Iterator[Problem]:
    """Yield a problem for every `page#fragment` whose page has no such id."""
    ids = {gist.page.url: gist.ids for gist in finished.pages}
    for gist in finished.pages:
        for link in gist.links:
            known = ids.get(link.target, frozenset())
            if link.fragment and link.fragment not in known:
                message = f"nothing on /{link.target} is called '#{link.fragment}'"
                hint = did_you_mean(link.fragment, known)
                yield Problem("link", link.place, message, hint, gist.page.locale)
