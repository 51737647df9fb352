"""Links inside the site lead to a place that is there."""

from collections.abc import Iterator, Sequence

from sitegen.model.page import RenderedPage, State
from sitegen.model.problem import Problem, did_you_mean


def broken_fragments(rendered: Sequence[RenderedPage]) -> Iterator[Problem]:
    """Yield a problem for every `page#fragment` whose page has no such id."""
    ids = {page.page.url: page.ids for page in rendered}
    # A fallback page has the links of its source page, where they are reported.
    for page in (one for one in rendered if one.page.state is State.TRANSLATED):
        for link in page.links:
            if link.fragment and link.fragment not in ids.get(link.target, frozenset()):
                known = ids.get(link.target, frozenset())
                message = f"nothing on /{link.target} is called '#{link.fragment}'"
                hint = did_you_mean(link.fragment, known)
                yield Problem("link", link.place, message, hint, page.page.locale)
